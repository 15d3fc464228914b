"""`relations`: the relations of coded claims against those that the same rules give of gold claims.

There is no gold of relations; what is measured is how much of what gold claims would give comes through, each claim an
event of its own. A relation counts as found where kind, sides and whether it has ended are equal. Offices are left out:
gold claims do not tell them. The rules themselves are tested by their examples.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from dragoman.coder import Coder
from dragoman.evaluation.gold import find, lines
from dragoman.evaluation.wire import gold_claims
from dragoman.reading import read_text
from dragoman.records import Claim, Party, Relation, Report
from dragoman.stories.relations import derive
from dragoman.stories.relations.derivation import alone

Key = tuple[str, tuple[str, ...], tuple[str, ...], bool]


def evaluate(path: Path, errors: Path | None = None) -> dict[str, Any]:
    """Precision, recall and F1 of relations; of those found, the share that begins on the same day."""
    reports = [read_text(one["text"], id=one["id"], date=one["date"]) for one in lines(find(path, "reports.jsonl"))]
    gold = gold_claims(path)
    found = wanted = right = same_begin = 0
    wrong: list[dict[str, Any]] = []
    for report, claims in Coder().code(reports):
        expected = _by_key(_read(gold[report.id]), report)
        derived = _by_key(claims, report)
        both = expected.keys() & derived.keys()
        found, wanted, right = found + len(derived), wanted + len(expected), right + len(both)
        same_begin += sum(expected[key].from_ == derived[key].from_ for key in both)
        wrong += [{"report": report.id, "kind": "missed", "case": key} for key in sorted(expected.keys() - both)]
        wrong += [{"report": report.id, "kind": "spurious", "case": key} for key in sorted(derived.keys() - both)]
    if errors:
        errors.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in wrong), encoding="utf-8")
    precision, recall = right / found if found else 0.0, right / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {
        "n": wanted,
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(f1, 4),
        "begin_of_found": round(same_begin / right, 4) if right else None,
    }


def _read(gold: Iterable[Any]) -> list[Claim]:
    """Gold claims as records; they need neither counts nor ids."""
    return [msgspec.convert({"counts": {}, "id": f"gold-{place}", **one}, Claim) for place, one in enumerate(gold)]


def _by_key(claims: Iterable[Claim], report: Report) -> dict[Key, Relation]:
    events = [(alone(claim, report.published), [claim]) for claim in claims]
    return {_key(one): one for one in derive(events, lambda _: report) if one.kind != "office"}


def _key(one: Relation) -> Key:
    return one.kind, _sides(one.holders), _sides(one.towards), one.state == "ended"


def _sides(parties: tuple[Party, ...]) -> tuple[str, ...]:
    """Sides by country, else by name, as parties are compared elsewhere."""
    return tuple(sorted(party.country or (party.name or "").casefold() for party in parties))
