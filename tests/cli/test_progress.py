"""Progress off a terminal: a plain line now and then, nothing for short work."""

from __future__ import annotations

import pytest

from dragoman.cli import progress
from dragoman.cli.progress import Progress


def test_short_work_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as shown:
        shown.advance(reports=1, claims=1200)
        assert shown.summary() == "1 report, 1,200 claims"
        shown.advance(reports=1, claims=4)
    assert shown.summary() == "2 reports, 1,204 claims"
    assert capsys.readouterr().err == ""


def test_long_work_writes_a_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PLAIN_LINE_SECONDS", 0.0)
    with Progress() as shown:
        shown.advance(reports=3, claims=7)
    assert capsys.readouterr().err == "dragoman: 3 reports, 7 claims, 0 s\n"
