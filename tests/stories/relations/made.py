"""Signs made by hand, to assemble without a coder."""

from __future__ import annotations

from dragoman.records import Party, Span
from dragoman.stories.relations import Sign
from dragoman.stories.relations.sides import state

WORDS = Span("words", 0, 5)


def side(code: str) -> Party:
    """The state of a code."""
    found = state(code)
    assert found is not None
    return found


def sign(effect: str, date: str | None, kind: str = "sanctions", claim: str = "", **more: object) -> Sign:
    """A sign of the United States towards Syria, dated by its report where no date is given."""
    values: dict[str, object] = {
        "kind": kind,
        "effect": effect,
        "holders": (side("USA"),),
        "towards": (side("SYR"),),
        "event": f"e-{effect}-{date}-{claim}",
        "claim": claim or f"c-{effect}-{date}",
        "report": "r1",
        "words": WORDS,
        "row": "rules.tsv:1",
        "date": date,
        "latest": date,
        "basis": "explicit" if date else "untold",
        "told": date or "2020-07-08",
    }
    return Sign(**{**values, **more})  # type: ignore[arg-type]
