"""Numbers as news spells them: "1,200", "twenty-five", "two and a half", "a couple of", "nineteen ninety-five"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

ONES = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"thirtieth": 30}
VAGUE = frozenset({"several", "few", "many", "some", "numerous", "countless"})
STARTS = frozenset({*ONES, *TENS, *ORDINALS, *VAGUE, "a", "an", "couple", "dozens", "half"})
"""Every word in which a number without digits may begin."""

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")


class Count(NamedTuple):
    """How many: None where the text leaves it open ("several"); `approximate` for "a couple of"."""

    number: float | None
    last: int
    approximate: bool = False


def count(words: Sequence[str], first: int) -> Count | None:
    """The count that starts at a word, as far as it goes. `words` are in lower case, hyphens apart."""
    word = words[first]
    if _DIGITS.fullmatch(word):
        number, last = float(word.replace(",", "")), first + 1
        if words[last : last + 1] and words[last] in ("1/2", "½"):
            return Count(number + 0.5, last + 1)
        if words[last : last + 1] and words[last] in SCALES:
            return Count(number * SCALES[words[last]], last + 1)
        return _half(words, Count(number, last))
    spelled = spelled_number(words, first)
    if spelled:
        return _half(words, spelled)
    return _worded(words, first)


def _worded(words: Sequence[str], first: int) -> Count | None:
    word, rest = words[first], tuple(words[first + 1 : first + 4])
    if word in ("a", "an"):
        if rest[:2] == ("couple", "of") or rest[:1] == ("couple",):
            return Count(2, first + (3 if rest[1:2] == ("of",) else 2), approximate=True)
        if rest[:1] in (("few",), ("handful",)):
            return Count(None, first + (3 if rest[1:2] == ("of",) else 2))
        if rest[:1] == ("dozen",):
            return Count(12, first + 2)
        if rest[:1] in (("hundred",), ("thousand",)):
            return Count(SCALES[rest[0]], first + 2)
        return Count(1, first + 1)
    if word == "couple" and rest[:1] == ("of",):
        return Count(2, first + 2, approximate=True)
    if word == "dozens" and rest[:1] == ("of",):
        return Count(None, first + 2)
    if word == "half" and rest[:1] in (("a",), ("an",)):
        return Count(0.5, first + 2)
    return Count(None, first + 1) if word in VAGUE else None


def _half(words: Sequence[str], found: Count) -> Count:
    if found.number is not None and tuple(words[found.last : found.last + 3]) == ("and", "a", "half"):
        return Count(found.number + 0.5, found.last + 3)
    return found


def spelled_number(words: Sequence[str], first: int) -> Count | None:
    """A number in words, "twenty", "-", "five" or "two hundred"."""
    total, current, place, seen = 0, 0, first, False
    while place < len(words):
        word = words[place]
        if word in ONES and (not seen or current % 10 == 0) and not (seen and current and current < 20):
            current += ONES[word]
        elif word in TENS and current % 100 == 0:
            current += TENS[word]
        elif word == "hundred" and seen:
            current = max(current, 1) * 100
        elif word in ("thousand", "million", "billion") and seen:
            total, current = total + max(current, 1) * SCALES[word], 0
        elif word in ("-", "and") and seen and place + 1 < len(words) and _joins(word, words, place):
            place += 1
            continue
        else:
            break
        seen, place = True, place + 1
    return Count(float(total + current), place) if seen else None


def _joins(word: str, words: Sequence[str], place: int) -> bool:
    before, after = words[place - 1], words[place + 1]
    if word == "-":
        return before in TENS and after in ONES
    return before in SCALES and (after in ONES or after in TENS)


def ordinal(words: Sequence[str], first: int) -> tuple[int, int] | None:
    """An ordinal up to 99 and one past its last word: "4th", "fourth", "twenty", "-", "first"."""
    word = words[first]
    found = _ORDINAL.fullmatch(word)
    if found:
        return int(found.group(1)), first + 1
    if word in ORDINALS:
        return ORDINALS[word], first + 1
    if word in TENS:
        place = first + 2 if words[first + 1 : first + 2] == ["-"] else first + 1
        if place < len(words) and ORDINALS.get(words[place], 10) < 10:
            return TENS[word] + ORDINALS[words[place]], place + 1
    return None


def spoken_year(words: Sequence[str], first: int) -> tuple[int, int] | None:
    """A year in words: "nineteen ninety-five", "two thousand", "two thousand and four"."""
    word = words[first]
    if word in ("nineteen", "eighteen", "twenty") and first + 1 < len(words):
        tail = spelled_number(words, first + 1)
        if tail and tail.number is not None and 10 <= tail.number <= 99:
            return ONES.get(word, 20) * 100 + int(tail.number), tail.last
    if word == "two" and words[first + 1 : first + 2] == ["thousand"]:
        number = spelled_number(words, first)
        if number and number.number is not None and number.number < 2100:
            return int(number.number), number.last
    return None
