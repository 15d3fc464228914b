"""What a sentence or a report is about, as a mask of bits: a bit for each telling word, so that two can be compared in
one operation, a million times over, in little memory.

A word counts by its first six letters (inflection is mostly at the end); stop words and the commonest words of English,
which stand first among the encoder's word pieces, do not count.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple
from zlib import crc32

from dragoman.records import Report
from dragoman.tables import cell_list, package_path, rows

SENTENCE_BITS = 509
STORY_BITS = 1021
STORY_CHARACTERS = 3000
"""How far into a report its words are read: news tells first what matters."""
STORY_WORDS = 80
STORY_NAMES = 40
NAME_BITS = 509
STEM = 6
COMMONEST = 700
"""Words of English that tell nothing because they stand everywhere."""
_WORD = re.compile(r"\w[\w'’-]*")


@cache
def _stop_words() -> frozenset[str]:
    table = rows(package_path("stories", "stop_words.tsv"), ("class", "words"))
    return frozenset(word for row in table for word in cell_list(row.cells["words"]))


@cache
def _ranks() -> dict[str, int]:
    """Whole words among the encoder's pieces by rank: the list is in order of frequency."""
    lines = package_path("models", "vocab.txt").read_text(encoding="utf-8").splitlines()
    whole = (line for line in lines if line.isalpha() and len(line) > 1)
    return {word: rank for rank, word in enumerate(whole)}


@lru_cache(maxsize=200_000)
def stem_and_rank(word: str) -> tuple[str, int] | None:
    """The stem of a word and how rare it is; None for a word that tells nothing."""
    plain = word.lower().replace("’", "'").removesuffix("'s").strip("'-_")
    if len(plain) < 3 or plain in _stop_words():
        return None
    rank = _ranks().get(plain, len(_ranks()))
    return None if rank < COMMONEST else (plain[:STEM], rank)


@lru_cache(maxsize=200_000)
def _bit(stem: str, size: int) -> int:
    return 1 << crc32(stem.encode()) % size


class Gist(NamedTuple):
    """What a sentence or a report is about: the mask of its telling words, and that of the names in it."""

    words: int
    names: int


def sentence_gist(text: str) -> Gist:
    """The masks of a sentence's telling words and of the names among them."""
    words = names = 0
    for word in _WORD.findall(text):
        if found := stem_and_rank(word):
            words |= _bit(found[0], SENTENCE_BITS)
            if word[0].isupper():
                names |= _bit(found[0], SENTENCE_BITS)
    return Gist(words, names)


def story_gist(report: Report) -> Gist:
    """The masks of the rarest words in the first part of a report, and of the words with a capital letter there."""
    found: set[tuple[str, int]] = set()
    names: set[tuple[str, int]] = set()
    for word in set(_WORD.findall(report.text[:STORY_CHARACTERS])):
        if known := stem_and_rank(word):
            found.add(known)
            if word[0].isupper():
                names.add(known)
    return Gist(_mask(found, STORY_WORDS, STORY_BITS), _mask(names, STORY_NAMES, NAME_BITS))


def _mask(found: set[tuple[str, int]], most: int, size: int) -> int:
    mask = 0
    for stem, _ in sorted(found, key=lambda one: (-one[1], one[0]))[:most]:
        mask |= _bit(stem, size)
    return mask


def likeness(first: int, second: int) -> float:
    """The share of the smaller mask's words that the other has too; 0 where one has none."""
    smaller = min(first.bit_count(), second.bit_count())
    return (first & second).bit_count() / smaller if smaller else 0.0
