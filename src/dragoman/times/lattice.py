"""A sentence as the time grammar sees it: at every word, which classes of words and numbers may start there.

Words such as "mid-November" count as three, so that a modifier and what it modifies meet the same rows however they
are written; each of the three keeps the token it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from dragoman.records import Sentence
from dragoman.tables import cell_list, package_path, rows
from dragoman.times import numbers
from dragoman.times.feasts import Feasts

_SPLIT = re.compile(r"(mid|post|pre|early|late)(-)(.+)", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[0-9]|20|21)\d\d")
_DECADE = re.compile(r"(?:1[0-9]|20)?(\d)0['’]?s")
_SHORT_DECADE = re.compile(r"['’](\d)0s")
_SHORT_YEAR = re.compile(r"['’](\d\d)")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_YEAR_PAIR = re.compile(r"((?:19|20)\d\d)/(\d\d)")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)")
_TIME = re.compile(r"([01]?\d|2[0-4])([:.])([0-5]\d)(?:[:.][0-5]\d)?")
_MERIDIEM = {"a.m.": 0, "am": 0, "a.m": 0, "p.m.": 12, "pm": 12, "p.m": 12}
_NAMED_CLOCK = {"noon": (12, 0), "midday": (12, 0), "midnight": (24, 0)}


class Edge(NamedTuple):
    """A class that holds from a word on: its name, its value and one past its last word."""

    name: str
    value: Any
    last: int


class ClockTime(NamedTuple):
    """A time of day; `sure` where it is marked as one (a colon, a.m. or p.m.), not a bare number."""

    hour: int
    minute: int
    whole: bool


class Vocabulary:
    """The classes of `words.tsv` and the named days, ready to look up."""

    def __init__(self) -> None:
        self.classes: dict[str, list[tuple[str, Any, str]]] = {}
        for row in rows(package_path("lexicon", "times", "words.tsv"), ("class", "words", "value", "form")):
            value: Any = row.cells["value"]
            if row.cells["class"] in ("month", "weekday", "weekdays", "decade", "qn"):
                value = int(value)
            for word in cell_list(row.cells["words"]):
                self.classes.setdefault(word, []).append((row.cells["class"], value, row.cells["form"]))
        self.feasts = Feasts()
        self.feast_starts: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name in self.feasts.rules:
            words = tuple(_pieces(name))
            self.feast_starts.setdefault(words[0], []).append((words, name))
        for found in self.feast_starts.values():
            found.sort(key=lambda one: -len(one[0]))
        self.starts = frozenset({*self.classes, *self.feast_starts, *_NAMED_CLOCK}) | numbers.STARTS


def _pieces(name: str) -> list[str]:
    return re.findall(r"'s|s'(?= )|[^\s'-]+(?:'[a-z]{2,})?|-|'", name.replace("’", "'"))


class Line:
    """The words of a sentence with the classes that start at each."""

    __slots__ = ("_edges", "sentence", "tokens", "vocabulary", "words", "written")

    def __init__(self, sentence: Sentence, vocabulary: Vocabulary) -> None:
        self.sentence, self.vocabulary = sentence, vocabulary
        self.written: Sequence[str] = sentence.words
        self.tokens: Sequence[int] = range(len(sentence.words))
        low = sentence.low_words
        if any(_SPLIT.fullmatch(word) for word in sentence.words if "-" in word):
            self.written, self.tokens = _divided(sentence.words)
            low = [word.lower() for word in self.written]
        self.words = [word.replace("’", "'") for word in low]
        self._edges: list[list[Edge] | None] = [None] * len(self.words)

    def edges(self, place: int) -> list[Edge]:
        """The classes that start at a word."""
        known = self._edges[place]
        if known is None:
            known = self._edges[place] = self._found(place)
        return known

    def may_start(self, place: int) -> bool:
        """Whether a class may start at a word, by the word alone; quicker than finding out which."""
        word = self.words[place]
        return word in self.vocabulary.starts or word[0].isdecimal() or word[0] == "'"

    def tag(self, place: int) -> str:
        """The Penn tag of the token that a word belongs to."""
        return self.sentence.tags[self.tokens[place]]

    def _found(self, place: int) -> list[Edge]:
        if not self.may_start(place):
            return []
        word = self.words[place]
        edges = [
            Edge(name, value, place + 1)
            for name, value, form in self.vocabulary.classes.get(word, ())
            if not form or self._has_form(place, form)
        ]
        edges += self._feasts(place)
        if word[0].isdecimal() or word[0] in "'":
            edges += _digits(self.words, place)
        if (number := numbers.count(self.words, place)) is not None:
            edges.append(Edge("n", number, number.last))
        if (ordinal := numbers.ordinal(self.words, place)) is not None:
            edges.append(Edge("ord", ordinal[0], ordinal[1]))
            if ordinal[0] <= 31:
                edges.append(Edge("day", ordinal[0], ordinal[1]))
        if (spoken := numbers.spoken_year(self.words, place)) is not None:
            edges.append(Edge("year", spoken[0], spoken[1]))
        if word in _NAMED_CLOCK:
            edges.append(Edge("clock", ClockTime(*_NAMED_CLOCK[word], whole=False), place + 1))
        elif number is not None and self.words[number.last : number.last + 1] == ["o'clock"] and number.number:
            edges.append(Edge("clock", ClockTime(int(number.number) % 24, 0, whole=True), number.last + 1))
        return edges

    def _has_form(self, place: int, form: str) -> bool:
        written = self.written[place]
        if not written[0].isupper():
            return False
        if form == "Capital":
            return True
        if form == "dated":
            return self._beside_number(place) or self.words[place].endswith(".")
        # "May" and "March" are months where the tagger takes them for names, or where a day or year stands beside.
        return self.tag(place).startswith("NN") or self._beside_number(place)

    def _beside_number(self, place: int) -> bool:
        after = self.words[place + 1 : place + 3]
        before = self.words[place - 1] if place else ""
        return bool(after and (after[0][0].isdecimal() or (after[0] == "," and after[1:]))) or before[:1].isdecimal()

    def _feasts(self, place: int) -> list[Edge]:
        found = []
        for words, name in self.vocabulary.feast_starts.get(self.words[place], ()):
            last = place + len(words)
            if tuple(self.words[place:last]) == words and self._is_feast(place, last, name):
                found.append(Edge("feast", name, last))
        return found[:1]

    def _is_feast(self, place: int, last: int, name: str) -> bool:
        form = self.vocabulary.feasts.forms[name]
        if not any(word[0].isupper() for word in self.written[place:last]):
            return False
        if form == "war":
            return self.words[last : last + 1] != ["war"]
        return form != "season" or self.words[last : last + 1] == ["season"]


def _divided(words: Sequence[str]) -> tuple[list[str], list[int]]:
    """The words with those such as "mid-November" as three, and the token of each."""
    written: list[str] = []
    tokens: list[int] = []
    for token, word in enumerate(words):
        divided = _SPLIT.fullmatch(word) if "-" in word else None
        for piece in divided.groups() if divided else (word,):
            written.append(piece)
            tokens.append(token)
    return written, tokens


def _digits(words: Sequence[str], place: int) -> list[Edge]:
    """What a word of digits may be: a year, a day, a decade, a date, a time of day."""
    word, edges, after = words[place], [], words[place + 1] if place + 1 < len(words) else ""
    if word.isdecimal():
        if len(word) <= 2 and 1 <= int(word) <= 31:
            edges.append(Edge("day", int(word), place + 1))
        if len(word) == 2:
            edges.append(Edge("year2", int(word), place + 1))
        if _YEAR.fullmatch(word):
            edges.append(Edge("year", int(word), place + 1))
        if len(word) == 4 and int(word[:2]) <= 24 and int(word[2:]) < 60:
            edges.append(Edge("hours", ClockTime(int(word[:2]), int(word[2:]), whole=True), place + 1))
    if found := (_DECADE.fullmatch(word) or _SHORT_DECADE.fullmatch(word)):
        full = int(word[:4]) if word[:4].isdecimal() else None
        edges.append(Edge("decade", full if full is not None else int(found.group(1)), place + 1))
    elif word.isdecimal() and word.endswith("0") and after in ("s", "'s") and (len(word) == 2 or _YEAR.fullmatch(word)):
        edges.append(Edge("decade", int(word) if len(word) == 4 else int(word[0]), place + 2))
    if found := _SHORT_YEAR.fullmatch(word):
        edges.append(Edge("year", _full_year(int(found.group(1))), place + 1))
    if found := _YEAR_PAIR.fullmatch(word):
        edges.append(Edge("yearpair", (int(found.group(1)), int(found.group(2))), place + 1))
    if found := _ISO.fullmatch(word):
        edges.append(Edge("iso", tuple(int(part) for part in found.groups()), place + 1))
    if found := _SLASHED.fullmatch(word):
        first, second, year = found.groups()
        edges.append(Edge("slash", (int(first), int(second), _full_year(int(year))), place + 1))
    return edges + _clock(words, place)


def _clock(words: Sequence[str], place: int) -> list[Edge]:
    word, after = words[place], words[place + 1] if place + 1 < len(words) else ""
    found = _TIME.fullmatch(word)
    if after in _MERIDIEM and (found or (word.isdecimal() and 1 <= int(word) <= 12)):
        hour, minute = (int(found.group(1)), int(found.group(3))) if found else (int(word), 0)
        if hour <= 12:
            hour = hour % 12 + _MERIDIEM[after]
        return [Edge("clock", ClockTime(hour, minute, whole=False), place + 2)]
    if found and found.group(2) == ":":
        return [Edge("clock", ClockTime(int(found.group(1)), int(found.group(3)), whole=False), place + 1)]
    if word.isdecimal() and int(word) <= 12:
        return [Edge("hour", int(word), place + 1)]
    return []


def _full_year(number: int) -> int:
    return number if number >= 100 else number + (1900 if number >= 40 else 2000)
