"""How many: the number words of a noun phrase as a range, and which words say it.

"At least 12" is [12, null], "up to 40" and "nearly 40" [null, 40], "five to seven" [5, 7], "dozens" [24, null], "no
one" [0, 0]. That numbers are built so is arithmetic and no row; which words name a vague number stands in VAGUE.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

Range = tuple[int | None, int | None]
NUMERAL = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
SPAN = re.compile(r"(\d+)[-–](\d+)")
UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
SMALL = {word: number for number, word in enumerate(UNITS)} | {
    word: 10 * tens for tens, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)
}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "dozen": 12}
VAGUE: dict[tuple[str, ...], Range] = {
    ("hundreds", "of", "thousands"): (200_000, None),
    ("tens", "of", "thousands"): (20_000, None),
    ("dozens",): (24, None),
    ("scores",): (40, None),
    ("hundreds",): (200, None),
    ("thousands",): (2_000, None),
    ("millions",): (2_000_000, None),
    ("several",): (3, None),
    ("half", "a", "dozen"): (6, 6),
    ("a", "dozen"): (12, 12),
    ("a", "couple"): (2, 2),
    ("a", "handful"): (3, None),
    ("a", "few"): (3, None),
    ("nobody",): (0, 0),
    ("none",): (0, 0),
    ("no",): (0, 0),
}
AT_LEAST = tuple(tuple(words.split()) for words in ("at least", "more than", "over", "no fewer than", "upwards of"))
AT_MOST = tuple(
    tuple(words.split())
    for words in (
        "up to", "at most", "fewer than", "less than", "as many as", "no more than", "nearly", "almost", "close to",
        "just under", "under",
    )
)  # fmt: skip
BOUNDING = frozenset(
    "at least most more than over no fewer upwards of up to less as many nearly almost between and or -".split()
)
JOINED = frozenset({"to", "or", "-", "–", "and"})


class Quantity(NamedTuple):
    """A range, with the first word and one past the last of those that say it."""

    range: Range
    first: int
    last: int


def number(words: Sequence[str]) -> int | None:
    """The number that words spell: "twenty one", "2,300", "3 million"; None where there is none."""
    read = _number(tuple(word.lower() for word in words), 0)
    return read[0] if read is not None and read[1] == len(words) else None


def find(words: Sequence[str], latest: int) -> Quantity | None:
    """The last quantity among words that begins no later than position `latest`, which is the noun's own."""
    told = tuple(word.lower() for word in words)
    found: Quantity | None = None
    at = 0
    while at < min(latest + 1, len(told)):
        read = _vague(told, at) or _range(told, at)
        if read is not None:
            found = _bounded(told, at, *read)
            at = found.last
        else:
            at += 1
    return found


def says_number(word: str) -> bool:
    """Whether a word may be part of a quantity: a number, or one that bounds or joins numbers."""
    word = word.lower()
    return word in BOUNDING or word in SMALL or word in SCALES or NUMERAL.fullmatch(word) is not None


def _vague(words: tuple[str, ...], at: int) -> tuple[Range, int] | None:
    for phrase, told in VAGUE.items():
        if words[at : at + len(phrase)] == phrase:
            return told, at + len(phrase)
    return None


def _range(words: tuple[str, ...], at: int) -> tuple[Range, int] | None:
    """A number, or two that "to", "or", a dash, or "and" after "between" join, the second the greater."""
    written = SPAN.fullmatch(words[at])
    if written:
        return (int(written[1]), int(written[2])), at + 1
    first = _number(words, at)
    if first is None:
        return None
    low, after = first
    if after < len(words) and words[after] in JOINED:
        second = _number(words, after + 1)
        between = at > 0 and words[at - 1] == "between"
        if second is not None and second[0] > low and (words[after] != "and" or between):
            return (low, second[0]), second[1]
    if words[after : after + 2] == ("or", "more"):
        return (low, None), after + 2
    return (low, low), after


def _bounded(words: tuple[str, ...], at: int, told: Range, last: int) -> Quantity:
    """The quantity with what stands before it: "at least", "up to", "nearly"."""
    for phrases, least in ((AT_MOST, False), (AT_LEAST, True)):
        for phrase in phrases:
            first = at - len(phrase)
            if first >= 0 and words[first:at] == phrase and told[1] is not None:
                return Quantity((told[0], None) if least else (None, told[1]), first, last)
    first = at - 1 if at and words[at - 1] == "between" else at
    return Quantity(told, first, last)


def _number(words: tuple[str, ...], at: int) -> tuple[int, int] | None:
    """A number that begins at a word, and one past its last word."""
    total = current = 0
    k, seen = at, False
    while k < len(words):
        word = words[k]
        if NUMERAL.fullmatch(word) and not (seen and NUMERAL.fullmatch(words[k - 1])):
            current, seen = current + int(word.replace(",", "")), True
        elif word in SMALL and not (seen and words[k - 1] in SMALL and not _tens_and_unit(words, k)):
            current, seen = current + SMALL[word], True
        elif word in SCALES and seen:
            current *= SCALES[word]
            if word != "hundred":
                total, current = total + current, 0
        elif not (seen and word in ("-", "and") and _continues(words, k)):
            break
        k += 1
    return (total + current, k) if seen else None


def _tens_and_unit(words: tuple[str, ...], k: int) -> bool:
    return SMALL[words[k]] < 10 <= SMALL[words[k - 1]] and SMALL[words[k - 1]] % 10 == 0 and SMALL[words[k - 1]] >= 20


def _continues(words: tuple[str, ...], k: int) -> bool:
    """Whether "-" or "and" stands inside a number: "twenty-one", "two hundred and five"."""
    if k + 1 >= len(words) or words[k + 1] not in SMALL:
        return False
    if words[k] == "-":
        before = SMALL.get(words[k - 1], 0)
        return before >= 20 and before % 10 == 0 and SMALL[words[k + 1]] < 10
    return words[k - 1] in ("hundred", "thousand")
