"""Parties and weak relations of re3d."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dragoman.evaluation.re3d import FITTING, evaluate, related
from dragoman.ontology import TYPES

TEXT = "Iraqi forces attacked the militants near Tikrit."


def relation(kind: str, source: str, target: str, confidence: float = 1.0) -> dict[str, Any]:
    begin, end = TEXT.index(source), TEXT.index(target)
    return {
        "type": kind,
        "value": "attacked",
        "confidence": confidence,
        "source": source,
        "sourceBegin": begin,
        "sourceEnd": begin + len(source),
        "target": target,
        "targetBegin": end,
        "targetEnd": end + len(target),
    }


def entity(kind: str, words: str, confidence: float = 1.0) -> dict[str, Any]:
    begin = TEXT.index(words)
    return {"type": kind, "value": words, "begin": begin, "end": begin + len(words), "confidence": confidence}


def test_relations_are_types_of_plover() -> None:
    assert all(types <= set(TYPES) for types in FITTING.values())


def test_fighting_holds_both_ways_and_dislike_one_way(made: Any) -> None:
    sides = ("Iraqi forces", "IRQ", "MIL"), ("the militants", "IRQ", "REB")
    claim = made(TEXT).claim("ASSAULT", "attacked", sides[:1], sides[1:])
    assert related(claim, relation("FightingAgainst", "Iraqi forces", "the militants"))
    assert related(claim, relation("FightingAgainst", "the militants", "Iraqi forces"))
    assert related(claim, relation("Dislikes", "Iraqi forces", "the militants"))
    assert not related(claim, relation("Dislikes", "the militants", "Iraqi forces"))
    assert not related(claim, relation("Likes", "Iraqi forces", "the militants"))


def test_the_sides_of_a_mutual_act_are_related(made: Any) -> None:
    sides = [("Iraqi forces", "IRQ", "MIL"), ("the militants", "IRQ", "REB")]
    claim = made(TEXT).claim("CONSULT", "attacked", sides)
    assert related(claim, relation("CommWith", "the militants", "Iraqi forces"))


def test_rejected_marks_are_left_out(gold_file: Any) -> None:
    document = {
        "doc_id": "1",
        "text": TEXT,
        "entities": [
            entity("Organisation", "Iraqi forces"),
            entity("Organisation", "the militants", 0.2),
            entity("Location", "Tikrit"),
        ],
        "relations": [
            relation("FightingAgainst", "Iraqi forces", "the militants"),
            relation("FightingAgainst", "the militants", "Iraqi forces", 0.1),
            relation("CoLocated", "the militants", "Tikrit"),
        ],
    }
    figures = evaluate(gold_file("docs.jsonl", document))
    assert (figures["parties"], figures["relations"]) == (1, 1)
    assert (figures["party_recall"], figures["relation_recall"]) == (1.0, 1.0)


@pytest.mark.data
def test_the_published_documents(data: Path) -> None:
    figures = evaluate(data / "actors" / "re3d")
    assert figures["n"] == 48
    assert figures["party_recall"] > 0.8
