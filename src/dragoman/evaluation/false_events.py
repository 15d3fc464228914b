"""`false_events`: sentences that look like events and are not; every claim in them is wrong.

The table has the columns category, sentence, banned and why; `banned` is the type that must not be coded, `*` any. Each
sentence is coded as a report of its own. A sentence whose SHA-256 is divisible by three is held aside from those by
which rules are made. `coded` is the share of sentences with a banned claim, `coded_held` that of those held aside,
`coded_open` that of the others; `by_category` counts the coded ones.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.coder import Coder
from dragoman.evaluation.coded import Text, code_texts, share, write_errors
from dragoman.evaluation.gold import find
from dragoman.records import Claim
from dragoman.tables import rows

COLUMNS = ("category", "sentence", "banned", "why")
ANY = "*"
DAY = "2021-06-15"
"""The day on which all sentences are taken to be published."""


class Sample(NamedTuple):
    """A row of the table, and whether it is held aside."""

    category: str
    sentence: str
    banned: str
    why: str
    where: str
    held: bool


def is_held(sentence: str) -> bool:
    """Whether a sentence belongs to the third by which no rule is made."""
    return int(hashlib.sha256(sentence.encode()).hexdigest(), 16) % 3 == 0


def samples(path: Path) -> list[Sample]:
    """The rows of a table of sentences that are no events. Raises BadTable that names the line."""
    return [
        Sample(c["category"], c["sentence"], c["banned"], c["why"], row.where, is_held(c["sentence"]))
        for row in rows(path, COLUMNS)
        for c in (row.cells,)
    ]


def evaluate(path: Path, errors: Path | None = None) -> dict[str, Any]:
    """The shares of sentences that are coded though they tell of no event."""
    cases = samples(find(path, "false_events.tsv"))
    coded = code_texts((Text(one.where, one.sentence, DAY) for one in cases), Coder())
    wrong = [
        (one, found) for one, (_, claims) in zip(cases, coded, strict=True) if (found := _banned(one.banned, claims))
    ]
    write_errors(errors, (_shown(one, found) for one, found in wrong))
    held = sum(one.held for one in cases)
    wrong_held = sum(one.held for one, _ in wrong)
    return {
        "coded": share(len(wrong), len(cases)),
        "coded_open": share(len(wrong) - wrong_held, len(cases) - held),
        "coded_held": share(wrong_held, held),
        "by_category": dict(sorted(Counter(one.category for one, _ in wrong).items())),
        "n": len(cases),
    }


def _banned(banned: str, claims: tuple[Claim, ...]) -> list[Claim]:
    return [claim for claim in claims if banned in (ANY, claim.event)]


def _shown(one: Sample, found: list[Claim]) -> dict[str, Any]:
    """A coded sentence as it may be looked at: of those held aside only where it stands."""
    if one.held:
        return {"held": one.category}
    return {
        "at": one.where,
        "category": one.category,
        "sentence": one.sentence,
        "claims": [
            [c.event, c.anchor.text, [p.name for p in c.actors], [p.name for p in c.recipients], _row(c)] for c in found
        ],
    }


def _row(claim: Claim) -> str | None:
    return claim.because["event"].row if isinstance(claim.because, dict) else None
