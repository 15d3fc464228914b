"""How sure a claim's fields are: readable evidence, weighed by `lexicon/confidence.tsv` into a probability by field.

Each field (event, actors, recipients, status) has its own logistic weights over features that a person can name. A
further witness is one more feature, as the act head is: put it into `evidence` under a name, give its rows
in the table by refitting (`python -m training.confidence`), and nothing else changes. A feature without a row weighs
nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from dragoman.ontology.plover import quad
from dragoman.records import Because, Claim, Party
from dragoman.tables import package_path, rows

FIELDS = ("event", "actors", "recipients", "status")
BIAS = "bias"
PRONOUNS = frozenset({"he", "she", "it", "they", "him", "them", "we", "us", "i", "his", "her", "its", "their", "our"})
SURE = 1.5
"""From this figure on the status head takes an act for a fact (its scale goes from -3 to 3)."""

OF_OTHER_FIELDS = frozenset({"status head", "act head on actors", "act head on recipients"})
"""Evidence that says nothing of an act's type."""

Features = dict[str, float]


@cache
def weights() -> dict[str, Features]:
    """The weight of every feature by field."""
    found: dict[str, Features] = {field: {} for field in FIELDS}
    for row in rows(package_path("lexicon", "confidence.tsv"), ("field", "feature", "weight", "note")):
        found[row.cells["field"]][row.cells["feature"]] = float(row.cells["weight"])
    return found


def with_confidence(claim: Claim, evidence: Mapping[str, float]) -> Claim:
    """The claim with the probability of each of its fields, three digits."""
    made = {
        field: round(probability(field, features(field, claim, evidence)), 3)
        for field in FIELDS
        if field not in ("actors", "recipients") or getattr(claim, field)
    }
    return msgspec.structs.replace(claim, confidence=made)


def probability(field: str, told: Mapping[str, float]) -> float:
    """The probability that a field is right, by the table."""
    known = weights()[field]
    score = sum(known[name] * value for name, value in told.items() if value and name in known)
    return 1 / (1 + math.exp(-score))


def features(field: str, claim: Claim, evidence: Mapping[str, float]) -> Features:
    """What speaks for and against a field, by name."""
    if field == "status":
        return status_features(claim.status, isinstance(claim.status_cue, msgspec.Struct), evidence)
    if field == "event":
        return _event(claim, evidence)
    seen = evidence.get(f"act head on {field}", 0.0)
    return _parties(getattr(claim, field), _why(claim, field), evidence) | {"seen by the act head": seen}


def _event(claim: Claim, evidence: Mapping[str, float]) -> Features:
    sides = (*claim.actors, *claim.recipients)
    return {
        BIAS: 1.0,
        f"family {quad(claim.event)}": 1.0,
        "no side": float(not claim.actors or not claim.recipients),
        "a side understood": float(any(party.text is None for party in sides)),
        "a content": float(claim.content is not None),
        "by precedence": float(_why(claim, "event").startswith("precedence")),
        "a mode": float(claim.mode is not None),
        **{name: value for name, value in evidence.items() if name not in OF_OTHER_FIELDS},
    }


def _parties(parties: Sequence[Party], why: str, evidence: Mapping[str, float]) -> Features:
    first = parties[0] if parties else None
    told = (first.text or "").lower() if first else ""
    return {
        BIAS: 1.0,
        "none": float(first is None),
        "understood": float(first is not None and first.text is None),
        "a pronoun": float(told in PRONOUNS),
        "no country": float(first is not None and first.country is None),
        "no sector": float(first is not None and first.sector is None),
        "by a row": float(first is not None and isinstance(first.because, Because) and bool(first.because.row)),
        "other readings": float(first is not None and bool(first.alternatives)),
        "several": float(len(parties) > 1),
        "behind a thing": float("behind" in why),
        "of the content": float("content" in why),
        "an event noun": evidence.get("an event noun", 0.0),
        "conditions": evidence.get("conditions", 0.0),
    }


def status_features(status: str, cued: bool, evidence: Mapping[str, float]) -> Features:
    """What speaks for a status: which it is, its cue, and what the status head says of the word."""
    head = evidence.get("status head")
    told: Features = {BIAS: 1.0, f"status {status}": 1.0, "a cue": float(cued)}
    if head is not None:
        fact = status in ("actual", "historical")
        told["head agrees"] = float((head >= SURE) == fact and (status != "negated" or head < 0))
        told["head sure"] = abs(head) / 3
        told["fact and head"] = head / 3 if fact else 0.0
    return told


def _why(claim: Claim, field: str) -> str:
    reason = claim.because.get(field) if isinstance(claim.because, Mapping) else None
    return reason.rule if isinstance(reason, Because) else ""
