"""What a run says of how it was made."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.archive import runs
from dragoman.settings import Language, Settings


def test_a_run_says_which_settings_of_the_language_stage_were_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = runs.coder_run()
    assert usual.version == dragoman.__version__
    monkeypatch.setattr(runs, "current", lambda: Settings(language=Language(device="cuda")))
    changed = runs.coder_run.__wrapped__()
    assert changed.version == f"{dragoman.__version__}, language.device=cuda"
    assert changed.id != usual.id
