"""`cameo_multi`: unselected news leads with several events each, coded by several trained coders (UT Dallas,
Arizona).

Sets B and C, each record's `final` round; the system is compared pairwise with each coder. Mere statements (quad 0,
roots 01 and 02) are left out on both sides. `relevance`: the share of pairs that agree whether any event is left.
`quad_set_f1`, `root_set_f1`: the sets of quad classes and of CAMEO roots of a sentence. `source_span_f1`,
`target_span_f1`: distinct spans, matched one to one where they overlap. `coders`: the same figures between coders.

A claim's root is that of its CAMEO code. CAMEO has no two-sided acts: of an act whose sides are all actors, those
that stand before its anchor are sources, the rest targets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import UNSET

from dragoman.coder import Coder
from dragoman.evaluation.coded import Tally, Text, code_texts, share, write_errors
from dragoman.evaluation.gold import find, lines
from dragoman.ontology.cameo import root
from dragoman.ontology.crosswalk import to_cameo
from dragoman.ontology.plover import quad
from dragoman.records import Claim, Party

SETS = ("B", "C")
STATEMENT_ROOTS = frozenset({"01", "02"})
STATEMENT_QUAD = "0"

Place = tuple[int, int]


class Reading(NamedTuple):
    """What one coder, or the system, reads out of a sentence: quads, roots, and spans of both sides."""

    quads: frozenset[str]
    roots: frozenset[str]
    sources: frozenset[Place]
    targets: frozenset[Place]
    relevant: bool


def reading_of_coder(events: Iterable[dict[str, Any]]) -> Reading:
    """A coder's events without mere statements."""
    kept = [e for e in events if e["quad"] != STATEMENT_QUAD and e["cameo_root"] not in STATEMENT_ROOTS]
    return Reading(
        frozenset(event["quad"] for event in kept if event["quad"]),
        frozenset(event["cameo_root"] for event in kept if event["cameo_root"]),
        _marked(span for event in kept for span in event["source"]),
        _marked(span for event in kept for span in event["target"]),
        bool(kept),
    )


def reading_of_claims(claims: Iterable[Claim]) -> Reading:
    """The system's claims without those whose CAMEO root is a mere statement's."""
    kept = [(claim, claim_root(claim)) for claim in claims]
    kept = [(claim, code) for claim, code in kept if code not in STATEMENT_ROOTS]
    sides = [sides_of(claim) for claim, _ in kept]
    return Reading(
        frozenset(str(quad(claim.event)) for claim, _ in kept),
        frozenset(code for _, code in kept),
        _placed(party for sources, _ in sides for party in sources),
        _placed(party for _, targets in sides for party in targets),
        bool(kept),
    )


def claim_root(claim: Claim) -> str:
    """The CAMEO root of a claim: of its frame's code, else of the crosswalk from type and mode."""
    return root(claim.cameo if claim.cameo is not UNSET else to_cameo(claim.event, claim.mode, claim.contexts))


def sides_of(claim: Claim) -> tuple[list[Party], list[Party]]:
    """Sources and targets in CAMEO's sense; a two-sided act is parted at its anchor."""
    if claim.recipients or len(claim.actors) < 2:
        return list(claim.actors), list(claim.recipients)
    before = [party for party in claim.actors if party.start is not None and party.start < claim.anchor.start]
    return before, [party for party in claim.actors if party not in before]


def _marked(spans: Iterable[dict[str, Any]]) -> frozenset[Place]:
    return frozenset((span["start"], span["start"] + len(span["text"])) for span in spans)


def _placed(parties: Iterable[Party]) -> frozenset[Place]:
    return frozenset((one.start, one.end) for one in parties if one.start is not None and one.end is not None)


def overlapping(gold: Iterable[Place], predicted: Iterable[Place]) -> int:
    """How many distinct spans pair one to one, largest overlap first."""
    scored = sorted(
        (max(one[0], other[0]) - min(one[1], other[1]), one, other)
        for one in gold
        for other in predicted
        if one[0] < other[1] and other[0] < one[1]
    )
    left: set[Place] = set()
    right: set[Place] = set()
    for _, one, other in scored:
        if one not in left and other not in right:
            left.add(one)
            right.add(other)
    return len(left)


class Comparison:
    """Figures over pairs of readings of the same sentence."""

    def __init__(self) -> None:
        self.agreed = self.pairs = 0
        self.tallies = {name: Tally() for name in ("quad_set", "root_set", "source_span", "target_span")}

    def add(self, gold: Reading, predicted: Reading) -> None:
        """Count one pair."""
        self.pairs += 1
        self.agreed += gold.relevant == predicted.relevant
        self.tallies["quad_set"].add(gold.quads, predicted.quads)
        self.tallies["root_set"].add(gold.roots, predicted.roots)
        for name, one, other in (
            ("source_span", gold.sources, predicted.sources),
            ("target_span", gold.targets, predicted.targets),
        ):
            self.tallies[name].count(overlapping(one, other), len(other), len(one))

    def figures(self) -> dict[str, float]:
        """`relevance` and the four F1 figures."""
        return {"relevance": share(self.agreed, self.pairs)} | {
            f"{name}_f1": tally.f1 for name, tally in self.tallies.items()
        }


def evaluate(path: Path, errors: Path | None = None) -> dict[str, Any]:
    """The system against each coder over sets B and C, by set, and the coders against each other; `n` is sentences."""
    records = [record for record in lines(find(path, "records.jsonl")) if record["set"] in SETS]
    found = code_texts((Text(record["id"], record["text"]) for record in records), Coder())
    system, coders = Comparison(), Comparison()
    by_set = {name: Comparison() for name in SETS}
    wrong: list[dict[str, Any]] = []
    for record, (_, claims) in zip(records, found, strict=True):
        own = reading_of_claims(claims)
        readings = [reading_of_coder(coder["events"]) for coder in record["final"]]
        for reading in readings:
            system.add(reading, own)
            by_set[record["set"]].add(reading, own)
        for one, other in combinations(readings, 2):
            coders.add(one, other)
        if any(own[:2] != reading[:2] for reading in readings):
            wrong.append(_case(record, claims, own, readings))
    write_errors(errors, wrong)
    parts: dict[str, Any] = {name: part.figures() for name, part in by_set.items()}
    return system.figures() | parts | {"coders": coders.figures(), "n": len(records)}


def _case(record: dict[str, Any], claims: Sequence[Claim], own: Reading, readings: Sequence[Reading]) -> dict[str, Any]:
    text = record["text"]

    def shown(reading: Reading) -> dict[str, Any]:
        return {
            "quads": sorted(reading.quads),
            "roots": sorted(reading.roots),
            "sources": [text[start:end] for start, end in sorted(reading.sources)],
            "targets": [text[start:end] for start, end in sorted(reading.targets)],
        }

    return {
        "id": record["id"],
        "text": text,
        "found": shown(own) | {"claims": [(claim.event, claim.anchor.text) for claim in claims]},
        "coders": [shown(reading) for reading in readings],
    }
