"""A report and its claims made by hand, to show without a model."""

from __future__ import annotations

from dragoman.reading import read_text
from dragoman.records import Because, Claim, Party, PartyChoice, Report, Span, When, Where

TEXT = """Arland urges Boria to pull back

BORA CITY, July 8, 2020 (AP) - Arland on Monday urged Boria to withdraw its troops, Channel Six said.

Boria denied that it had shelled Hallum. It rained.
"""


def report() -> Report:
    return read_text(TEXT, "r1")


def span(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(words, start, start + len(words))


def party(words: str, country: str | None, sector: str | None, after: int = 0, **more: object) -> Party:
    found = span(words, after)
    return Party(found.text, found.start, found.end, words, country, sector, **more)  # type: ignore[arg-type]


BODY = TEXT.index("Arland on Monday")
DENIAL = TEXT.index("Boria denied")


def claims() -> tuple[Claim, ...]:
    monday = span("on Monday")
    urged = Claim(
        report="r1",
        sentence_start=BODY,
        sentence_end=TEXT.index("\n\nBoria denied"),
        anchor=span("urged", BODY),
        event="REQUEST",
        mode="yield",
        content="RETREAT",
        status="actual",
        actors=(party("Arland", "ARL", "GOV", BODY, because=Because("a state named", "states.tsv:7")),),
        recipients=(
            party("Boria", "BOR", "GOV", BODY, alternatives=(PartyChoice("Boria (river)", reason="a place"),)),
        ),
        sources=(party("Channel Six", None, "JRN", strength="stated", cue=span("said")),),
        when=When(monday.text, monday.start, monday.end, "2020-07-06", "2020-07-06", "relative"),
        where=None,
        contexts=("military",),
        cameo="0256",
        because={"event": Because("the frame of “urge”", "verbal.tsv:12", "encoder", 0.93)},
        nulls={"where": "no place is named"},
        confidence={"event": 0.93},
    )
    shelled = Claim(
        report="r1",
        sentence_start=DENIAL,
        sentence_end=TEXT.index(" It rained"),
        anchor=span("shelled"),
        event="ASSAULT",
        mode="aerial",
        content=None,
        status="negated",
        actors=(Party(None, None, None, "Boria", "BOR", None),),
        recipients=(),
        sources=(party("Boria", "BOR", "GOV", DENIAL),),
        when=When(None, None, None, None, "2020-07-08", "report"),
        where=Where("Hallum", span("Hallum").start, span("Hallum").end, "Hallum", "ARL"),
        counts={"dead": (5, 12), "injured": (20, None)},
        status_cue=span("denied"),
    )
    return urged, shelled
