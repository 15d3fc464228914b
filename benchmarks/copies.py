"""How well copies are found, and how fast: `python -m benchmarks.copies DATA/text/open_news/articles.jsonl`.

The test set is built in memory from openly licensed articles and never written: each derived report is an article (or
two) cut, given a new headline, put in another order, its lead told in other words, spliced with another story, or
mixed with the words of an agency's copy. Gold is every pair of a derived report and an article whose words it carries.
Articles that share words as published (follow-ups that repeat their background) are kept as look-alikes: a derived
report is not a copy of its article's sibling unless it carries the shared words."""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.reading import read_text
from dragoman.records import Report
from dragoman.stories.copies import CopyFinder, groups, provenance

SWAPS = {
    "said": "stated", "killed": "left dead", "announced": "made public", "people": "persons",
    "president": "head of state",
    "after": "following", "yesterday": "a day earlier", "today": "this day", "large": "big", "attack": "assault",
    "government": "cabinet", "police": "officers", "began": "started", "according": "going", "reported": "told",
    "country": "nation", "city": "town", "hundreds": "several hundred", "because": "since", "may": "might",
    "found": "discovered", "many": "a good many", "won": "gained", "several": "a number of", "died": "lost their lives",
    "last": "past", "week": "seven days", "officials": "authorities", "confirmed": "verified", "million": "mn",
}  # fmt: skip
OPENERS = ("In a fresh turn,", "It emerged on the day that", "Late in the day,", "By all accounts,", "In brief:")
AGENCY = (
    "The agency's correspondents on the scene described long queues and a heavy presence of guards.",
    "Markets in the region opened lower, and the currency lost a little ground against its peers.",
    "A spokesman could not be reached before this story went to the wire.",
    "Earlier this year a similar matter had occupied the courts for weeks, with no result so far.",
    "Analysts said that much would depend on the coming days and on how the neighbours react.",
    "Neighbouring states have so far kept silent, though envoys met behind closed doors.",
    "Residents told the agency that they had heard nothing from the authorities since the morning.",
)
HEADS = ("What we know so far", "Briefly told", "World in short", "New developments reported", "From our newsroom")


class Derived(NamedTuple):
    """A derived report, the articles whose words it carries, and how it was made."""

    report: Report
    sources: frozenset[str]
    made_by: str


def sentences(text: str) -> list[str]:
    """The sentences of an article, roughly: the builder needs pieces to cut, not grammar."""
    return [part for part in re.split(r"(?<=[.!?])\s+|(?<=[.!?][\"”])\s+|\n+", text) if part.strip()]


def cut(parts: Sequence[str], rng: random.Random) -> list[str]:
    """A shorter version: the first 30 to 80 per cent, as a desk cuts from below, or a passage from the middle."""
    keep = max(4, round(len(parts) * rng.uniform(0.3, 0.8)))
    start = 0 if rng.random() < 0.7 else rng.randrange(max(1, len(parts) - keep))
    return list(parts[start : start + keep])


def rehead(parts: Sequence[str], rng: random.Random) -> list[str]:
    """The same story under another headline, with its first sentence gone."""
    return [rng.choice(HEADS), *parts[1:]]


def reorder(parts: Sequence[str], rng: random.Random) -> list[str]:
    """The sentences in another order."""
    mixed = list(parts)
    rng.shuffle(mixed)
    return mixed


def paraphrase(parts: Sequence[str], rng: random.Random) -> list[str]:
    """The first third told in other words: words swapped, left out, clauses turned round."""
    upto = max(2, len(parts) // 3)
    return [_reworded(part, rng) if place < upto else part for place, part in enumerate(parts)]


def _reworded(sentence: str, rng: random.Random) -> str:
    words = [SWAPS.get(word.lower(), word) for word in sentence.split() if rng.random() > 0.15]
    half = len(words) // 2
    turned = [*words[half:], *words[:half]] if rng.random() < 0.5 else words
    return " ".join([rng.choice(OPENERS), *turned])


def agency_mix(parts: Sequence[str], rng: random.Random) -> list[str]:
    """Paragraphs of other copy set between those of the story, under an agency's credit."""
    mixed: list[str] = []
    for part in parts:
        mixed.append(part)
        if rng.random() < 0.35:
            mixed.append(rng.choice(AGENCY))
    return [*mixed, "With reporting by Reuters"]


SINGLE: dict[str, Callable[[Sequence[str], random.Random], list[str]]] = {
    "cut": cut, "rehead": rehead, "reorder": reorder, "paraphrase": paraphrase, "agency_mix": agency_mix,
}  # fmt: skip


def build(articles: Sequence[Report], count: int, seed: int = 20) -> list[Derived]:
    """`count` derived reports: a third by one step, a third by two or three, a third spliced of two stories."""
    rng = random.Random(seed)
    made = []
    for number in range(count):
        chosen = rng.sample(articles, 2)
        if number % 3 == 2:
            pieces = [cut(sentences(one.text), rng) for one in chosen]
            short = min(len(piece) for piece in pieces)
            parts = [sentence for piece in pieces for sentence in piece[: max(5, short * 2)]]
            steps, sources = ["splice"], chosen
        else:
            steps = rng.sample(sorted(SINGLE), 1 if number % 3 == 0 else rng.choice((2, 3)))
            parts, sources = sentences(chosen[0].text), chosen[:1]
            for step in steps:
                parts = SINGLE[step](parts, rng)
        report = read_text("\n\n".join(parts), id=f"derived-{number}", date="2024-03-02")
        made.append(Derived(report, frozenset(one.id for one in sources), "+".join(steps)))
    return made


def load(path: Path, least_words: int = 120) -> list[Report]:
    """The articles that are long enough to be cut, dated a day before everything derived from them."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if len(row["text"].split()) >= least_words:
            found.append(read_text(row["text"], id=row["id"], date="2024-03-01"))
    return found


def measure(articles: Sequence[Report], derived: Sequence[Derived]) -> dict[str, object]:
    """Pair precision, recall and F1 between derived reports and articles, direction, and reports a second."""
    everything = [*articles, *(one.report for one in derived)]
    CopyFinder().add(everything[0])  # loads what sketching needs
    finder = CopyFinder()
    started = time.process_time()
    links = [link for report in everything for link in finder.add(report)]
    seconds = time.process_time() - started
    names = {report.id: provenance(report) for report in everything}
    made = groups(links, names)
    known = {report.id for report in articles}
    found = {(link.copy, link.original) for link in links if (link.copy in known) != (link.original in known)}
    pairs = {frozenset(pair) for pair in found}
    gold = {frozenset((one.report.id, source)) for one in derived for source in one.sources}
    right = len(pairs & gold)
    precision, recall = right / len(pairs), right / len(gold)
    missed = [one.made_by for one in derived for s in one.sources if frozenset((one.report.id, s)) not in pairs]
    splices = [one for one in derived if one.made_by == "splice"]
    spliced = {name for group in made for name in group.spliced}
    return {
        "articles": len(articles),
        "derived": len(derived),
        "gold_pairs": len(gold),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / (precision + recall), 4),
        "direction_right": round(sum(copy not in known for copy, _ in found) / len(found), 4),
        "spliced_recognised": round(sum(one.report.id in spliced for one in splices) / len(splices), 4),
        "links_between_articles": sum(link.copy in known and link.original in known for link in links),
        "missed": {step: missed.count(step) for step in sorted(set(missed))},
        "false": sorted([sorted(pair) for pair in pairs - gold])[:20],
        "reports_per_second": round(len(everything) / seconds),
        "words_per_report": round(sum(len(report.text.split()) for report in everything) / len(everything)),
    }


def coding_rate(articles: Sequence[Report]) -> float:
    """Reports that the coder codes in a second on the same core."""
    from dragoman.coder import Coder

    coder = Coder()
    list(coder.code(articles[:2]))
    started = time.process_time()
    list(coder.code(articles))
    return len(articles) / (time.process_time() - started)


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, help="articles.jsonl of open_news")
    parser.add_argument("--derived", type=int, default=900)
    parser.add_argument("--coded", type=int, default=40, help="articles coded for the ratio; 0 to leave it out")
    options = parser.parse_args()
    articles = load(options.path)
    figures = measure(articles, build(articles, options.derived))
    if options.coded:
        rate = coding_rate(articles[: options.coded])
        figures["coded_per_second"] = round(rate, 2)
        figures["ratio_to_coding"] = round(float(str(figures["reports_per_second"])) / rate, 1)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
