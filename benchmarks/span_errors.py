"""What is wrong with named spans, by world region: `python -m benchmarks.span_errors DATA`, as a Markdown table.

Over the documents of world newswire that are kept aside. A gold span that is not found, or a found one that is not in
the gold, is one of: other type (same words), other bounds (words shared, same type), both (words shared), missed or
spurious (no words shared).
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from dragoman.evaluation.ner import OURS, spans
from dragoman.language import Analyser
from dragoman.language.splits import is_held_out

DOCUMENTS = Path("actors/worldwide_newswire_ner/docs.jsonl.gz")
CAUSES = ("other type", "other bounds", "both", "missed", "spurious")
Bounds = tuple[int, int, str]


def held_out(data: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Region, words and BIO tags of each sentence kept aside, without the address line."""
    with gzip.open(data / DOCUMENTS, "rt", encoding="utf-8") as lines:
        for document in map(json.loads, lines):
            if is_held_out(document["doc_id"]):
                for sentence in document["sents"]:
                    if not (len(sentence["tokens"]) == 1 and sentence["tokens"][0].startswith("http")):
                        yield document["region"], sentence["tokens"], sentence["tags"]


def cause(one: Bounds, others: set[Bounds], alone: str) -> str:
    """Why a span has no equal among the others; `alone` where none shares a word with it."""
    sharing = [other for other in others if other[0] < one[1] and one[0] < other[1]]
    if any(other[:2] == one[:2] for other in sharing):
        return "other type"
    if any(other[2] == one[2] for other in sharing):
        return "other bounds"
    return "both" if sharing else alone


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    rows = list(held_out(parser.parse_args().data))
    found = Analyser().analyse_tokens([words for _, words, _ in rows])
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for (region, _, tags), sentence in zip(rows, found, strict=True):
        gold = set(spans(tags))
        own = {(span.first, span.last, OURS["newswire"].get(span.label, span.label)) for span in sentence.spans}
        for name in (region, "all"):
            counts[name].update(gold=len(gold), found=len(own), right=len(gold & own))
            counts[name].update(cause(one, own, "missed") for one in gold - own)
            counts[name].update("spurious" for one in own - gold if cause(one, gold, "spurious") == "spurious")
    print(f"| region | spans | F1 | {' | '.join(CAUSES)} |")
    print(f"|---|---|---|{'---|' * len(CAUSES)}")
    for name, count in sorted(counts.items(), key=lambda pair: -pair[1]["gold"]):
        score = 200 * count["right"] / (count["gold"] + count["found"])
        print(f"| {name} | {count['gold']} | {score:.1f} | {' | '.join(str(count[one]) for one in CAUSES)} |")


if __name__ == "__main__":
    main()
