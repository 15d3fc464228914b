"""Fit `lexicon/confidence.tsv`: how much each piece of evidence says that a claim's field is right.

    python -m training.confidence --data DATA

Type and sides are learned from our coded sentences kept aside and set A of cameo_multi (claims whose root or spans one
of the coders has), which taught the act head nothing; status from UDS It-Happened, train split, which the
status head has not seen. Logistic regression with an L2 penalty, by Newton's method; nothing is random.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.claims import confidence
from dragoman.coder import Coder
from dragoman.evaluation.cameo_multi import STATEMENT_ROOTS, claim_root, reading_of_coder, sides_of
from dragoman.evaluation.factuality import CLASS_OF_STATUS, class_of, judge
from dragoman.evaluation.gold import lines
from dragoman.reading import read_text
from dragoman.records import Claim, Party, Span
from dragoman.tables import package_path
from training.sentences.coded import coded_sentences
from training.sentences.scoring import pairs, side_counts

TABLE = package_path("lexicon", "confidence.tsv")
PENALTY = 5.0
STATUS_SENTENCES = 2500
OWN_STATUS = "status of our claims"
Cases = dict[str, list[tuple[dict[str, float], bool]]]
Place = tuple[int, int] | None


def overlaps(parties: Iterable[Party], place: Place) -> bool:
    """Whether one of the parties overlaps a span."""
    return place is not None and any(
        party.start is not None and party.end is not None and party.start < place[1] and place[0] < party.end
        for party in parties
    )


class Witness:
    """Keeps the evidence that the coder weighs, by claim id, while it codes."""

    def __init__(self) -> None:
        self.told: dict[str, dict[str, float]] = {}

    def keep(self, claim: Claim, evidence: Mapping[str, float]) -> Claim:
        """Stands in for `with_confidence`."""
        if isinstance(claim.id, str):
            self.told[claim.id] = dict(evidence)
        return claim


def coded(records: list[dict[str, Any]], witness: Witness) -> Iterator[tuple[dict[str, Any], tuple[Claim, ...]]]:
    """Records with their claims, the evidence of each kept."""
    from dragoman.claims import coding

    coding.with_confidence = witness.keep  # type: ignore[attr-defined]  # the one place where evidence meets a claim
    reports = [read_text(record["text"], id=record["id"], undated=True) for record in records]
    for record, (_, claims) in zip(records, Coder().code(reports), strict=True):
        yield record, claims


def cameo_cases(data: Path, cases: Cases) -> None:
    """Claims of set A, held against all its coders together."""
    witness = Witness()
    records = [r for r in lines(data / "events/cameo_multi/records.jsonl") if r["set"] == "A"]
    for record, claims in coded(records, witness):
        rounds = record["rounds"].get("final") or record["rounds"][max(record["rounds"])]
        readings = [reading_of_coder(one["events"]) for one in rounds]
        roots = {code for reading in readings for code in reading.roots}
        if not any(reading.relevant for reading in readings) and not roots:
            roots = set()
        for claim in claims:
            code = claim_root(claim)
            if code in STATEMENT_ROOTS:
                continue
            add(cases, "event", claim, witness, code in roots)
            if code not in roots:
                continue
            acting, acted_on = sides_of(claim)
            if acting:
                spans = [span for reading in readings for span in reading.sources]
                add(cases, "actors", claim, witness, any(overlaps(acting, span) for span in spans))
            if acted_on and claim.recipients:
                spans = [span for reading in readings for span in reading.targets]
                add(cases, "recipients", claim, witness, any(overlaps(acted_on, span) for span in spans))


def own_cases(cases: Cases) -> None:
    """Claims of our coded sentences kept aside, which taught the act head nothing."""
    witness = Witness()
    sentences = [one for one in coded_sentences() if one.kept_aside]
    records = [{"id": str(number), "text": one.text} for number, one in enumerate(sentences)]
    for one, (_, claims) in zip(sentences, coded(records, witness), strict=True):
        gold = {id(claim): wanted for wanted, claim in pairs(one.claims, claims) if claim.event == wanted.event}
        for claim in claims:
            wanted = gold.get(id(claim))
            add(cases, "event", claim, witness, wanted is not None)
            if wanted is not None:
                add(cases, "actors", claim, witness, _same_side(wanted.actors, claim.actors))
                add(cases, "recipients", claim, witness, _same_side(wanted.recipients, claim.recipients))
                add(cases, OWN_STATUS, claim, witness, claim.status == wanted.status)


def _same_side(gold: Sequence[Span], told: Sequence[Party]) -> bool:
    right, wanted, said = side_counts(gold, told)
    return right == wanted == said


def add(cases: Cases, field: str, claim: Claim, witness: Witness, right: bool) -> None:
    """One case of a field."""
    if isinstance(claim.id, str) and (field not in ("actors", "recipients") or getattr(claim, field)):
        told = confidence.features("status" if field == OWN_STATUS else field, claim, witness.told.get(claim.id, {}))
        cases[field].append((told, right))


def rescaled(weights: dict[str, float], cases: list[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """The weights with one scale and one shift for all, fitted on claims of news (Platt 1999)."""

    def score(told: Mapping[str, float]) -> float:
        return sum(weights.get(name, 0.0) * value for name, value in told.items())

    fitted = logistic([({confidence.BIAS: 1.0, "score": score(told)}, right) for told, right in cases])
    made = {name: weight * fitted["score"] for name, weight in weights.items()}
    return made | {confidence.BIAS: made.get(confidence.BIAS, 0.0) + fitted[confidence.BIAS]}


def status_cases(data: Path, cases: Cases) -> None:
    """Events of UDS It-Happened's train split, read by cues and the status head."""
    records = [r for r in lines(data / "status/factuality/uds_it_happened.jsonl") if r["split"] == "train"]
    for one in judge(records[:STATUS_SENTENCES]):
        evidence = {} if one.model is None else {"status head": one.model}
        told = confidence.status_features(one.status, one.status != "actual", evidence)
        cases["status"].append((told, CLASS_OF_STATUS[one.status] == class_of(one.gold)))


def logistic(cases: list[tuple[dict[str, float], bool]], penalty: float = PENALTY) -> dict[str, float]:
    """The weights of the features by Newton's method; the bias is not penalised."""
    names = sorted({name for told, _ in cases for name in told})
    x = np.array([[told.get(name, 0.0) for name in names] for told, _ in cases])
    y = np.array([float(right) for _, right in cases])
    ridge = np.diag([0.001 if name == confidence.BIAS else penalty for name in names])
    w = np.zeros(len(names))
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ w)))
        step = np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + ridge, x.T @ (y - p) - ridge @ w)
        w += step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(names, map(float, w), strict=True))


def main() -> None:
    """Fit and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=TABLE)
    arguments = parser.parse_args()
    cases: Cases = defaultdict(list)
    cameo_cases(arguments.data, cases)
    own_cases(cases)
    status_cases(arguments.data, cases)
    table = [
        "# Weights of the evidence for each field of a claim, fitted by training/confidence.py; the sum is a log odds."
    ]
    table.append("field\tfeature\tweight\tnote")
    for field in confidence.FIELDS:
        right = sum(ok for _, ok in cases[field])
        note = f"{len(cases[field])} cases, {right} right"
        weights = logistic(cases[field])
        if field == "status":
            weights = rescaled(weights, cases[OWN_STATUS])
        for name, weight in weights.items():
            if abs(weight) >= 0.005:
                table.append(f"{field}\t{name}\t{weight:.3f}\t{note if name == confidence.BIAS else ''}")
        print(json.dumps({"field": field, "cases": len(cases[field]), "right": right}))
    arguments.out.write_text("\n".join(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
