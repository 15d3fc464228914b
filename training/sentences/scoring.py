"""How the shipped coder reads our own sentences: the fifth kept aside, and beside it those that train.

A claim counts as found where its anchor overlaps a gold anchor of the same sentence, each matched once. Sides count as
right where their words overlap, side by side; statuses and contents on claims of the right type.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence

from dragoman.coder import Coder
from dragoman.reading import read_text
from dragoman.records import Claim, Party, Span
from training.sentences.coded import CodedClaim, CodedSentence, coded_sentences

DAY = "2021-05-11"


def overlap(one: Span | Party, other: Span) -> bool:
    """Whether two stretches of a sentence share a character."""
    return one.start is not None and one.end is not None and one.start < other.end and other.start < one.end


def pairs(gold: Sequence[CodedClaim], found: Sequence[Claim]) -> list[tuple[CodedClaim, Claim]]:
    """Gold and found claims with overlapping anchors, one to one, equal types first."""
    free = list(found)
    matched: list[tuple[CodedClaim, Claim]] = []
    for same_type in (True, False):
        for one in gold:
            if any(one is taken for taken, _ in matched):
                continue
            fitting = [c for c in free if overlap(c.anchor, one.anchor) and (c.event == one.event or not same_type)]
            if fitting:
                free.remove(fitting[0])
                matched.append((one, fitting[0]))
    return matched


def side_counts(gold: Sequence[Span], found: Sequence[Party]) -> tuple[int, int, int]:
    """How many sides are right, wanted and told; a side without words counts for nothing, words once for all the
    parties that stand on them."""
    told = [party for party in found if party.start is not None]
    right = sum(any(overlap(party, span) for party in told) for span in gold)
    return right, len(gold), len({(party.start, party.end) for party in told})


def f1(right: int, wanted: int, told: int) -> float:
    """F1 from counts, 0 to 1."""
    return round(2 * right / (wanted + told), 4) if wanted + told else 0.0


def score(sentences: Iterable[CodedSentence], coder: Coder) -> dict[str, float]:
    """Anchor, type, whole (type and both sides), side and status figures."""
    sentences = list(sentences)
    count: Counter[str] = Counter()
    reports = (read_text(one.text, id=str(number), date=DAY) for number, one in enumerate(sentences))
    for (_, claims), coded in zip(coder.code(reports), sentences, strict=True):
        count["gold"] += len(coded.claims)
        count["found"] += len(claims)
        count["false"] += bool(claims) and not coded.claims
        count["empty"] += not coded.claims
        for one, claim in pairs(coded.claims, claims):
            count["anchor"] += 1
            if claim.event != one.event:
                continue
            count["type"] += 1
            count["status"] += claim.status == one.status
            count["content"] += claim.content == one.content
            count["mode"] += claim.mode == one.mode
            whole = True
            for name, gold, told in (
                ("actor", one.actors, claim.actors),
                ("recipient", one.recipients, claim.recipients),
                ("source", one.sources, claim.sources),
            ):
                right, wanted, said = side_counts(gold, told)
                count[f"{name}_right"] += right
                count[f"{name}_wanted"] += wanted
                count[f"{name}_told"] += said
                whole = whole and (name == "source" or right == wanted == said)
            count["whole"] += whole
    figures = {name: f1(count[name], count["gold"], count["found"]) for name in ("anchor", "type", "whole")}
    figures |= {
        name: f1(count[f"{name}_right"], count[f"{name}_wanted"], count[f"{name}_told"])
        for name in ("actor", "recipient", "source")
    }
    figures |= {name: round(count[name] / max(1, count["type"]), 4) for name in ("status", "content", "mode")}
    figures["coded_without_claim"] = round(count["false"] / max(1, count["empty"]), 4)
    return figures | {"n": len(sentences), "gold": count["gold"], "found": count["found"]}


def main() -> None:
    """Print the figures of the fifth kept aside and of the others."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    coded, coder = list(coded_sentences()), Coder()
    for name, aside in (("kept aside", True), ("training", False)):
        print(name, json.dumps(score((one for one in coded if one.kept_aside is aside), coder)))


if __name__ == "__main__":
    main()
