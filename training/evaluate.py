"""Score the shipped model on the measuring splits.

    python -m training.evaluate --data DATA [--models FOLDER] [--quick]

Trees: EWT and GUM test, with gold tokens and from raw text. Names: the newswire documents kept aside (nine types) and
CrossNER politics dev (its nine types in seven of ours). Attribution: PolNeAR dev. Status: UW dev.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dragoman.language.analysis import Analyser
from dragoman.records import Sentence
from training import attribution, names, status, treebanks
from training.bounds import COARSE, as_newswire, f1, spans_of
from training.examples import ATTRIBUTION_TYPES
from training.treebanks import TreeSentence

CROSSNER_COARSE = {
    "politician": "Person", "person": "Person", "organisation": "Organization", "politicalparty": "Organization",
    "country": "Place", "location": "Place", "election": "Event", "event": "Event", "misc": "Misc",
}  # fmt: skip
OURS_COARSE = {"GPE": "Place", "Location": "Place", "Facility": "Place", "NORP": "Misc", "Product": "Misc"}
NOT_IN_CROSSNER = frozenset({"Date", "Money"})


def percent(part: float, whole: float) -> float:
    """A share in percent with two decimals."""
    return round(100 * part / whole, 2) if whole else 0.0


def universal(relation: str) -> str:
    """A relation without its subtype."""
    return relation.split(":")[0]


def gold_token_scores(analyser: Analyser, gold: Sequence[TreeSentence]) -> dict[str, float]:
    """Accuracies over the words of a treebank, tokens given."""
    right = dict.fromkeys(("uas", "las", "las_subtypes", "upos", "xpos", "lemma"), 0)
    total = 0
    for row, found in zip(gold, analyser.analyse_tokens([row.example.words for row in gold]), strict=True):
        wanted = row.example
        total += len(wanted.words)
        for place in range(len(wanted.words)):
            head = found.heads[place] + 1 == wanted.heads[place]
            right["uas"] += head
            right["las"] += head and universal(found.relations[place]) == universal(wanted.relations[place])
            right["las_subtypes"] += head and found.relations[place] == wanted.relations[place]
            right["upos"] += found.upos[place] == wanted.upos[place]
            right["xpos"] += found.tags[place] == wanted.tags[place]
            right["lemma"] += found.lemmas[place] == wanted.lemmas[place]
    return {name: percent(count, total) for name, count in right.items()}


def documents(gold: Sequence[TreeSentence]) -> Iterator[tuple[str, list[tuple[TreeSentence, int]]]]:
    """Documents rebuilt from `# text`: a space between sentences, a blank line between paragraphs."""
    text = ""
    rows: list[tuple[TreeSentence, int]] = []
    for row in gold:
        if rows and row.new_document:
            yield text, rows
            text, rows = "", []
        if rows:
            text += "\n\n" if row.new_paragraph else " "
        rows.append((row, len(text)))
        text += row.text
    if rows:
        yield text, rows


def place_words(row: TreeSentence, start: int) -> list[tuple[int, int]] | None:
    """Offsets of a sentence's words in its text; None if they cannot be found in order."""
    places, at = [], 0
    for word in row.example.words:
        found = row.text.find(word, at)
        if found < 0:
            return None
        places.append((start + found, start + found + len(word)))
        at = found + len(word)
    return places


def raw_scores(analyser: Analyser, gold: Sequence[TreeSentence]) -> dict[str, float]:
    """Token F1, sentence F1 and LAS F1 (universal relations, head and word by offsets) from raw text."""
    built = list(documents(gold))
    right = {"token": 0, "sentence": 0, "las": 0}
    gold_tokens = found_tokens = gold_sentences = found_sentences = 0
    for (_, rows), found in zip(built, analyser.analyse([text for text, _ in built]), strict=True):
        gold_arcs: dict[tuple[int, int], tuple[tuple[int, int] | None, str]] = {}
        gold_bounds: set[tuple[int, int]] = set()
        for row, start in rows:
            places = place_words(row, start)
            if places is None:
                continue
            gold_bounds.add((places[0][0], places[-1][1]))
            for place, head, relation in zip(places, row.example.heads, row.example.relations, strict=True):
                gold_arcs[place] = (places[head - 1] if head else None, universal(relation))
        found_arcs = dict(_arcs(found))
        gold_tokens += len(gold_arcs)
        found_tokens += len(found_arcs)
        bounds = {(sentence.starts[0], sentence.ends[-1]) for sentence in found if sentence.words}
        gold_sentences += len(gold_bounds)
        found_sentences += len(bounds)
        right["token"] += len(gold_arcs.keys() & found_arcs.keys())
        right["sentence"] += len(gold_bounds & bounds)
        right["las"] += sum(found_arcs.get(place) == arc for place, arc in gold_arcs.items())
    return {
        "token_f1": percent(2 * right["token"], gold_tokens + found_tokens),
        "sentence_f1": percent(2 * right["sentence"], gold_sentences + found_sentences),
        "las_raw": percent(2 * right["las"], gold_tokens + found_tokens),
    }


def _arcs(sentences: Iterable[Sentence]) -> Iterator[tuple[tuple[int, int], tuple[tuple[int, int] | None, str]]]:
    for sentence in sentences:
        places = list(zip(sentence.starts, sentence.ends, strict=True))
        for place, head, relation in zip(places, sentence.heads, sentence.relations, strict=True):
            yield place, (places[head] if head >= 0 else None, universal(relation))


def newswire_f1(analyser: Analyser, data: Path) -> dict[str, float]:
    """Span F1 on the newswire documents kept aside: in all, by type, and of persons, places and organisations."""
    rows = names.newswire(data, held_out=True)
    pairs = []
    for (_, tags), found in zip(rows, analyser.analyse_tokens([words for words, _ in rows]), strict=True):
        spans = {(span.first, span.last, COARSE.get(span.label, span.label)) for span in found.spans}
        pairs.append((as_newswire(spans_of(tags)), spans))
    kinds = sorted({kind for gold, _ in pairs for _, _, kind in gold})
    scores = {"names": f1(pairs)}
    for kind in kinds:
        scores[kind] = f1(({s for s in gold if s[2] == kind}, {s for s in got if s[2] == kind}) for gold, got in pairs)
    main = {"Person", "Location", "Organization"}
    scores["person_location_organization"] = f1(
        ({s for s in gold if s[2] in main}, {s for s in got if s[2] in main}) for gold, got in pairs
    )
    return scores


def crossner_f1(analyser: Analyser, data: Path) -> float:
    """Span F1 on CrossNER politics dev, its types and ours brought to Person, Organization, Place, Event, Misc."""
    rows = names.crossner(data, "dev")
    pairs = []
    for (_, tags), found in zip(rows, analyser.analyse_tokens([words for words, _ in rows]), strict=True):
        gold = {(first, last, CROSSNER_COARSE[kind]) for first, last, kind in spans_of(tags)}
        got = {
            (span.first, span.last, OURS_COARSE.get(span.label, span.label))
            for span in found.spans
            if span.label not in NOT_IN_CROSSNER
        }
        pairs.append((gold, got))
    return f1(pairs)


def attribution_scores(analyser: Analyser, data: Path) -> dict[str, float]:
    """PolNeAR dev: exact span F1 of each role, and F1 over words of each role."""
    rows = attribution.attribution_sentences(data, "dev")
    found = analyser.analyse_tokens([row.words for row in rows])
    labels = [[str(label) for label in sentence.layers["attribution"]] for sentence in found]
    scores: dict[str, float] = {}
    for role in ATTRIBUTION_TYPES:
        pairs = [
            ({s for s in spans_of(row.attribution) if s[2] == role}, {s for s in spans_of(own) if s[2] == role})
            for row, own in zip(rows, labels, strict=True)
        ]
        scores[f"{role}_spans"] = f1(pairs)
        words = [
            (
                {(place, place, role) for place, label in enumerate(row.attribution) if label[2:] == role},
                {(place, place, role) for place, label in enumerate(own) if label[2:] == role},
            )
            for row, own in zip(rows, labels, strict=True)
        ]
        scores[f"{role}_words"] = f1(words)
    return scores


def status_scores(analyser: Analyser, data: Path) -> dict[str, float]:
    """UW dev: mean absolute error and Pearson's r of the factuality of gold events, F1 of event words."""
    rows = status.status_sentences(data, "dev", "uw")
    gold_values, values = [], []
    events = []
    for row, found in zip(rows, analyser.analyse_tokens([row.words for row in rows]), strict=True):
        for place, value in enumerate(row.status):
            if value is not None:
                gold_values.append(value)
                values.append(float(found.layers["status"][place]))
        wanted = {(place, place, "event") for place, value in enumerate(row.status) if value is not None}
        shares = enumerate(found.layers["event"])
        events.append((wanted, {(place, place, "event") for place, share in shares if float(share) > 0.5}))
    error = sum(abs(a - b) for a, b in zip(gold_values, values, strict=True)) / len(values)
    return {"mae": round(error, 3), "r": round(_pearson(gold_values, values), 3), "event_f1": f1(events)}


def _pearson(left: Sequence[float], right: Sequence[float]) -> float:
    mean_left, mean_right = sum(left) / len(left), sum(right) / len(right)
    shared = sum((a - mean_left) * (b - mean_right) for a, b in zip(left, right, strict=True))
    spread = sum((a - mean_left) ** 2 for a in left) * sum((b - mean_right) ** 2 for b in right)
    return float(shared / spread**0.5) if spread else 0.0


def evaluate(models: Path | None, data: Path, split: str) -> dict[str, object]:
    """All scores as one JSON-able table."""
    analyser = Analyser(models)
    scores: dict[str, object] = {}
    for treebank in ("ewt", "gum"):
        gold = treebanks.split_sentences(data, treebank, split)
        scores[f"{treebank}_{split}"] = gold_token_scores(analyser, gold) | raw_scores(analyser, gold)
    news = [row for part in ("dev", "test") for row in _of_genre(data, part, "news")]
    scores["gum_news_dev_test"] = gold_token_scores(analyser, news) | raw_scores(analyser, news)
    scores["newswire_held_out"] = newswire_f1(analyser, data)
    scores["crossner_politics_dev"] = crossner_f1(analyser, data)
    scores["polnear_dev"] = attribution_scores(analyser, data)
    scores["uw_dev"] = status_scores(analyser, data)
    return scores


def _of_genre(data: Path, split: str, genre: str) -> list[TreeSentence]:
    chosen, current = [], ""
    for row in treebanks.split_sentences(data, "gum", split):
        current = row.genre or current
        if current == genre:
            chosen.append(row)
    return chosen


def main() -> None:
    """Read the command line, score, print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--models", type=Path, default=None)
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    arguments = parser.parse_args()
    print(json.dumps(evaluate(arguments.models, arguments.data, arguments.split), indent=1))


if __name__ == "__main__":
    main()
