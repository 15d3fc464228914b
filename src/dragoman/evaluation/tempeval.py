"""`tempeval`: time expressions of TempEval-3, found and resolved against the document's date.

Scores follow the task: an expression is found (relaxed) where it overlaps a gold one, strictly where both ends agree;
value and type F1 count those found that also have the gold's TIMEX3 value or type.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dragoman.errors import DragomanError
from dragoman.evaluation.gold import find, lines
from dragoman.evaluation.shares import f1
from dragoman.language import Analyser
from dragoman.records import Report
from dragoman.times import Clock, TimeExpression

Gold = dict[str, Any]


def _listed(value: Any) -> list[Gold]:
    """The gold's expressions, which some files hold as a JSON text."""
    found: list[Gold] = json.loads(value) if isinstance(value, str) else value
    return sorted(found, key=lambda one: int(one["start"]))


def _paired(gold: list[Gold], found: list[TimeExpression]) -> list[tuple[Gold, TimeExpression]]:
    """Gold and own expressions that overlap, one to one, in the text's order; equal spans first."""
    pairs: list[tuple[Gold, TimeExpression]] = []
    taken: set[int] = set()
    for exact in (True, False):
        for one in gold:
            if any(one is other for other, _ in pairs):
                continue
            for place, own in enumerate(found):
                same = (own.start, own.end) == (one["start"], one["end"])
                if place not in taken and (same if exact else own.start < one["end"] and one["start"] < own.end):
                    taken.add(place)
                    pairs.append((one, own))
                    break
    return pairs


def evaluate(path: Path, errors: Path | None = None, split: str = "platinum") -> dict[str, object]:
    """`relaxed_f1`, `strict_f1`, `value_f1`, `type_f1`, and `n`, the number of gold expressions of the split.

    `split` is platinum, timebank or aquaint. Raises DragomanError where the file has no document of it.
    """
    documents = [one for one in lines(find(path, "docs.jsonl")) if one.get("split") == split]
    if not documents:
        raise DragomanError(f"{path}: holds no document of the split {split!r}; use platinum, timebank or aquaint")
    clock, wrong = Clock(), []
    n_gold = n_found = relaxed = strict = value = kind = 0
    analysed = Analyser().analyse([document["text"] for document in documents])
    for document, sentences in zip(documents, analysed, strict=True):
        report = Report(document["doc_id"], document["text"], "", published=document["dct"][:10])
        found = [one for sentence in clock.expressions(report, sentences) for one in sentence]
        gold = _listed(document["timexes"])
        pairs = _paired(gold, found)
        n_gold, n_found, relaxed = n_gold + len(gold), n_found + len(found), relaxed + len(pairs)
        for one, own in pairs:
            strict += (own.start, own.end) == (one["start"], one["end"])
            value += own.value == one["value"]
            kind += own.kind == one["type"]
        if errors:
            wrong += _errors(document, gold, found, pairs)
    if errors:
        errors.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in wrong), encoding="utf-8")
    scores = {"relaxed_f1": relaxed, "strict_f1": strict, "value_f1": value, "type_f1": kind}
    figures: dict[str, object] = {name: round(f1(hits, n_found, n_gold), 4) for name, hits in scores.items()}
    return figures | {"n": n_gold}


def _errors(
    document: dict[str, Any], gold: list[Gold], found: list[TimeExpression], pairs: list[tuple[Gold, TimeExpression]]
) -> list[dict[str, Any]]:
    """What was missed, what is spurious, and what was found with another value, type or extent."""
    where = {"doc_id": document["doc_id"], "dct": document["dct"]}
    told = [
        where | {"error": error, "gold": one["text"], "own": own.text, "gold_value": one["value"], "value": own.value}
        for one, own in pairs
        for error, is_wrong in (
            ("value", own.value != one["value"]),
            ("type", own.kind != one["type"]),
            ("extent", (own.start, own.end) != (one["start"], one["end"])),
        )
        if is_wrong
    ]
    met = [id(one) for pair in pairs for one in pair]
    told += [
        where | {"error": "missed", "gold": one["text"], "gold_value": one["value"]}
        for one in gold
        if id(one) not in met
    ]
    return told + [
        where | {"error": "spurious", "own": own.text, "value": own.value} for own in found if id(own) not in met
    ]
