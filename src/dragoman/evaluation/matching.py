"""Matching predicted claims with gold claims, and the scores of the codebook's section "Agreement".

Claims are in the JSON of the codebook, as plain dictionaries. They match one to one within a report where their anchors
overlap (an anchor of more than 60 characters overlaps only one as long), or, within the same sentence, where
type and parties are equal. Figures are rounded to four digits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dragoman.records import STATUSES

LONGEST_ANCHOR = 60

Gold = Mapping[str, Any]
Pair = tuple[Gold, Gold]


def overlap(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> int:
    """How many code points two spans share; 0 where one has no offsets."""
    if not one or not other or one.get("start") is None or other.get("start") is None:
        return 0
    return max(0, int(min(one["end"], other["end"]) - max(one["start"], other["start"])))


def normalised(name: str | None) -> str:
    """A name for comparison: lower case, words only."""
    return re.sub(r"\W+", " ", (name or "").lower()).strip()


def countries(parties: Sequence[Gold] | None) -> list[str]:
    """The set of countries of parties, sorted; a party without a country counts by its name."""
    return sorted({party.get("country") or normalised(party.get("name")) for party in parties or ()})


def same_voice(one: Gold, other: Gold) -> bool:
    """Whether two voices are the same: overlapping spans or equal names."""
    if overlap(one, other) > 0:
        return True
    return bool(normalised(one.get("name"))) and normalised(one.get("name")) == normalised(other.get("name"))


def same_source(one: Sequence[Gold] | None, other: Sequence[Gold] | None) -> bool:
    """Whether two chains have the same innermost voice, or both none."""
    if not one or not other:
        return not one and not other
    return same_voice(one[-1], other[-1])


def _interval(claim: Gold) -> tuple[Any, Any] | None:
    when = claim.get("when")
    return (when.get("from"), when.get("to")) if when else None


def _type(gold: Gold, predicted: Gold) -> bool:
    return bool(gold["event"] == predicted["event"])


def _dyad(gold: Gold, predicted: Gold) -> bool:
    return _type(gold, predicted) and all(
        countries(gold.get(side)) == countries(predicted.get(side)) for side in ("actors", "recipients")
    )


def _dyad_status(gold: Gold, predicted: Gold) -> bool:
    return _dyad(gold, predicted) and bool(gold["status"] == predicted["status"])


LEVELS: dict[str, Callable[[Gold, Gold], bool]] = {
    "anchor": lambda gold, predicted: True,
    "type": _type,
    "dyad": _dyad,
    "dyad_status": _dyad_status,
    "dyad_status_source": lambda gold, predicted: (
        _dyad_status(gold, predicted) and same_source(gold.get("sources"), predicted.get("sources"))
    ),
    "mode": lambda gold, predicted: (
        _type(gold, predicted) and (gold.get("mode") or None) == (predicted.get("mode") or None)
    ),
    "dates": lambda gold, predicted: _type(gold, predicted) and _interval(gold) == _interval(predicted),
}


def _anchors_overlap(gold: Gold, predicted: Gold) -> int:
    length = predicted["end"] - predicted["start"]
    if length > LONGEST_ANCHOR and length > gold["end"] - gold["start"]:
        return 0
    return overlap(gold, predicted)


def match(gold: Sequence[Gold], predicted: Sequence[Gold]) -> list[Pair]:
    """The pairs of one report, best first: overlapping anchors of the same type, then the rest."""
    scored: list[tuple[float, int, int]] = []
    for i, one in enumerate(gold):
        for j, other in enumerate(predicted):
            shared = _anchors_overlap(one["anchor"], other["anchor"])
            start = one.get("sentence_start")
            inside = start is not None and start <= other["anchor"]["start"] < one["sentence_end"]
            equal = inside and _dyad(one, other)
            if shared or equal:
                score = 2 * bool(shared) + 2 * _type(one, other) + equal + min(shared, 20) / 100
                scored.append((score, i, j))
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    pairs: list[Pair] = []
    for _, i, j in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if i not in taken_gold and j not in taken_predicted:
            taken_gold.add(i)
            taken_predicted.add(j)
            pairs.append((gold[i], predicted[j]))
    return pairs


def precision_recall(hits: int, predicted: int, gold: int) -> dict[str, float]:
    """Precision, recall and F1 as shares of one."""
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _share(outcomes: Iterable[bool]) -> dict[str, float | int | None]:
    found = list(outcomes)
    return {"share": round(sum(found) / len(found), 4) if found else None, "n": len(found)}


def _status_macro_f1(typed: Sequence[Pair]) -> float | None:
    scores: list[float] = []
    for status in STATUSES:
        gold = sum(one["status"] == status for one, _ in typed)
        predicted = sum(other["status"] == status for _, other in typed)
        if gold:
            hits = sum(one["status"] == other["status"] == status for one, other in typed)
            scores.append(precision_recall(hits, predicted, gold)["f1"])
    return round(sum(scores) / len(scores), 4) if scores else None


def _contexts(typed: Sequence[Pair]) -> dict[str, float]:
    tally: Counter[str] = Counter()
    for one, other in typed:
        gold, predicted = set(one.get("contexts") or ()), set(other.get("contexts") or ())
        tally.update(hit=len(gold & predicted), gold=len(gold), predicted=len(predicted))
    return precision_recall(tally["hit"], tally["predicted"], tally["gold"])


def _parties(typed: Sequence[Pair]) -> tuple[list[bool], list[bool]]:
    """Whether each gold party with a span was found on its side, and whether the found one's sector is right."""
    spans: list[bool] = []
    sectors: list[bool] = []
    for one, other in typed:
        for side in ("actors", "recipients"):
            for party in one.get(side) or ():
                if party.get("start") is None:
                    continue
                found = next((p for p in other.get(side) or () if overlap(party, p)), None)
                spans.append(found is not None)
                if found and party.get("sector"):
                    sectors.append(found.get("sector") == party["sector"])
    return spans, sectors


def figures(typed: Sequence[Pair]) -> dict[str, Any]:
    """The figures over pairs that agree on type: status, sources, content, places, contexts, parties."""
    chains = [(one.get("sources") or [], other.get("sources") or []) for one, other in typed]
    spans, sectors = _parties(typed)
    return {
        "status_macro_f1": _status_macro_f1(typed),
        "innermost_source": precision_recall(
            sum(bool(gold and predicted) and same_source(gold, predicted) for gold, predicted in chains),
            sum(bool(predicted) for _, predicted in chains),
            sum(bool(gold) for gold, _ in chains),
        ),
        "whole_chain": _share(
            len(gold) == len(predicted) and all(map(same_voice, gold, predicted)) for gold, predicted in chains if gold
        ),
        "content": _share(one["content"] == other.get("content") for one, other in typed if one.get("content")),
        "where_country": _share(
            (other.get("where") or {}).get("country") == one["where"].get("country")
            for one, other in typed
            if one.get("where")
        ),
        "contexts": _contexts(typed),
        "party_spans": _share(spans),
        "party_sectors": _share(sectors),
    }


def score(gold: Mapping[str, Sequence[Gold]], predicted: Mapping[str, Sequence[Gold]]) -> dict[str, Any]:
    """All scores of claims by report; reports of the gold without claims count predicted ones as wrong."""
    n_gold = sum(len(claims) for claims in gold.values())
    n_predicted = sum(len(predicted.get(report, ())) for report in gold)
    matched = [pair for report in gold for pair in match(gold[report], predicted.get(report, ()))]
    result: dict[str, Any] = {"reports": len(gold), "gold": n_gold, "predicted": n_predicted}
    for name, same in LEVELS.items():
        result[name] = precision_recall(sum(same(*pair) for pair in matched), n_predicted, n_gold)
    result.update(figures([pair for pair in matched if _type(*pair)]))
    return result
