"""Hand-made claims and gold files for the evaluators."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from dragoman.records import Claim, Party, Span, When, Where

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[3] / "shared")) / "data"

Side = tuple[str, str | None, str | None]


class Made:
    """A sentence in which claims are placed by their words."""

    def __init__(self, text: str) -> None:
        self.text = text

    def party(self, words: str, country: str | None, sector: str | None) -> Party:
        start = self.text.index(words)
        return Party(words, start, start + len(words), words, country, sector)

    def claim(
        self,
        event: str,
        anchor: str,
        actors: Iterable[Side] = (),
        recipients: Iterable[Side] = (),
        mode: str | None = None,
        status: str = "actual",
        **fields: Any,
    ) -> Claim:
        start = self.text.index(anchor)
        given: dict[str, Any] = {"when": None, "where": None} | fields
        return Claim(
            report="r",
            sentence_start=0,
            sentence_end=len(self.text),
            anchor=Span(anchor, start, start + len(anchor)),
            event=event,
            mode=mode,
            content=None,
            status=status,
            actors=tuple(self.party(*side) for side in actors),
            recipients=tuple(self.party(*side) for side in recipients),
            sources=(),
            **given,
        )


@pytest.fixture
def made() -> Callable[[str], Made]:
    """Claims on the words of a sentence."""
    return Made


@pytest.fixture
def day() -> Callable[[str], When]:
    """The day that an act lies on."""
    return lambda iso: When(None, None, None, iso, iso, "report")


@pytest.fixture
def town() -> Callable[[str, str], Where]:
    """A town as the place of an act."""
    return lambda name, country: Where(name, 0, len(name), name, country)


@pytest.fixture
def gold_file(tmp_path: Path) -> Callable[..., Path]:
    """Write records as a JSONL file of that name; gives its folder."""

    def write(name: str, *records: dict[str, Any]) -> Path:
        (tmp_path / name).write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def data() -> Path:
    """The shared data folder; a test that wants it is skipped where it is not."""
    if not SHARED.exists():
        pytest.skip("the shared data folder is not here")
    return SHARED
