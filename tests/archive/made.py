"""Reports and claims made by hand, to store without a model."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.archive import Coded, Run
from dragoman.reading import read_text
from dragoman.records import Claim, Party, Report, Span, When, Where

RUN = Run("first", "coded", "dragoman", "0.1.0")
SECOND = Run("second", "coded", "dragoman", "0.2.0")
TEXT = "Arland on Monday urged Boria to withdraw its troops from Hallum, Channel Six said.\n"


def report(id: str = "r1", text: str = TEXT, date: str = "2020-07-08", **more: object) -> Report:
    from dragoman.reading import Details

    return read_text(text, id, date, details=Details(**more))  # type: ignore[arg-type]


def party(name: str, country: str | None, sector: str | None = "GOV") -> Party:
    start = TEXT.find(name)
    return Party(name, start, start + len(name), name, country, sector)


def claim(
    report: str = "r1",
    anchor: str = "urged",
    event: str = "REQUEST",
    actors: Sequence[Party] = (party("Arland", "ARL"),),
    recipients: Sequence[Party] = (party("Boria", "BOR"),),
    status: str = "actual",
    day: str | None = "2020-07-06",
) -> Claim:
    start = TEXT.index(anchor)
    return Claim(
        report=report,
        sentence_start=0,
        sentence_end=len(TEXT) - 1,
        anchor=Span(anchor, start, start + len(anchor)),
        event=event,
        mode=None,
        content="RETREAT" if event == "REQUEST" else None,
        status=status,
        actors=tuple(actors),
        recipients=tuple(recipients),
        sources=(party("Channel Six", None, "JRN"),),
        when=When("on Monday", 7, 16, day, day, "relative") if day else None,
        where=Where("Hallum", 57, 63, "Hallum", "BOR"),
        contexts=("military",),
        counts={"dead": (2, 5)},
    )


def coded(id: str = "r1", *claims: Claim) -> Coded:
    return Coded(report(id), claims or (claim(id),))
