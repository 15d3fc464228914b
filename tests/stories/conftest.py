"""A coder for the session, and claims made by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from dragoman.coder import Coder
from dragoman.reading import read_text
from dragoman.records import Claim, Party, Report, Span, When, Where

Say = Callable[..., tuple[Report, tuple[Claim, ...]]]


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="session")
def say(coder: Coder) -> Say:
    """Codes a text as a report of a day and an outlet."""

    def run(name: str, date: str, text: str, outlet: str | None = None) -> tuple[Report, tuple[Claim, ...]]:
        report = msgspec.structs.replace(read_text(text, id=name, date=date), outlet=outlet)
        return next(iter(coder.code([report])))

    return run


def party(name: str, country: str | None = None, sector: str | None = None) -> Party:
    return Party(name, 0, len(name), name, country, sector)


def claim(id: str, report: str, event: str = "ASSAULT", **fields: Any) -> Claim:
    """A claim of an attack on one day, of which a test changes what it is about."""
    made = Claim(
        report=report,
        sentence_start=0,
        sentence_end=40,
        anchor=Span("bombed", 8, 14),
        event=event,
        mode="aerial",
        content=None,
        status="actual",
        actors=(party("Boria army", "BOR", "MIL"),),
        recipients=(party("rebels", "BOR", "REB"),),
        sources=(),
        when=When("on Friday", 20, 29, "2023-08-18", "2023-08-18", "relative"),
        where=Where("Ostry", 30, 35, "Ostry", "BOR"),
        id=id,
    )
    return msgspec.structs.replace(made, **fields)
