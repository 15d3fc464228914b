"""Tellings as arrays, a row each, so that very many pairs are judged at once and not one after the other.

What has few values (words, parties, places) is a number into a list of the values; a mask is a row of 64-bit words.
Imported only where claims are merged: numpy takes a while to load."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from dragoman.stories.acquaintance import Cast
from dragoman.stories.gist import NAME_BITS, SENTENCE_BITS, STORY_BITS, Gist
from dragoman.stories.telling import Counts, Site, Telling

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
T = TypeVar("T", bound=Hashable)
PLAIN = ("published", "first", "last", "is_plan", "is_dated", "is_exact")
TEXTS = ("report", "event", "mode", "content", "status", "anchor")
CASTS = ("actors", "recipients", "everyone")
NOWHERE = Site("", "", 0, False, "")


class Values(Generic[T]):
    """Distinct values by number, in the order in which they were met."""

    def __init__(self, *first: T) -> None:
        self.known: list[T] = list(first)
        self._numbers = {value: number for number, value in enumerate(first)}

    def number(self, value: T) -> int:
        """The number of a value; a new one is added."""
        found = self._numbers.setdefault(value, len(self.known))
        if found == len(self.known):
            self.known.append(value)
        return found


class Mask:
    """Masks of so many bits, as columns of 64-bit words."""

    def __init__(self, bits: int) -> None:
        self._bytes = -(-bits // 64) * 8
        self._held = bytearray()
        self._columns: list[NDArray[np.uint64]] = []
        self._counts = np.zeros(0, np.int64)

    def add(self, mask: int) -> None:
        """Add a row."""
        self._held += mask.to_bytes(self._bytes, "little")

    def _settled(self) -> list[NDArray[np.uint64]]:
        if len(self._counts) * self._bytes != len(self._held):
            rows = np.frombuffer(self._held, "<u8").reshape(-1, self._bytes // 8)
            self._columns = [column.copy() for column in rows.T]
            self._counts = np.zeros(len(rows), np.int64)
            for column in self._columns:
                self._counts += np.bitwise_count(column)
            del rows  # While it looks at them, no bytes can be added.
        return self._columns

    def likeness(self, first: Ints, second: Ints) -> Floats:
        """For rows and rows, the share of the smaller mask's words that the other has too; 0 where one has none."""
        shared = np.zeros(len(first), np.int64)
        for column in self._settled():
            shared += np.bitwise_count(column[first] & column[second])
        smaller = np.minimum(self._counts[first], self._counts[second])
        return np.divide(shared, smaller, out=np.zeros(len(first)), where=smaller > 0)

    def filled(self, rows: Ints) -> Bools:
        """Which of the rows have a word at all."""
        self._settled()
        return self._counts[rows] > 0


class Columns:
    """Tellings by row, in the order in which they were added. `column` gives a field of all of them: a number, or the
    number of the value in `texts`, `casts`, `sites`, `counted`, where 0 is the empty one; `story` is a row of
    `stories` and `story_names`."""

    def __init__(self, tellings: Iterable[Telling] = ()) -> None:
        self.tellings: list[Telling] = []
        self.texts: Values[str] = Values("")
        self.casts: Values[Cast] = Values(Cast.of(()))
        self.sites: Values[Site] = Values(NOWHERE)
        self.counted: Values[Counts] = Values(())
        self.sentences, self.sentence_names = Mask(SENTENCE_BITS), Mask(SENTENCE_BITS)
        self.stories, self.story_names = Mask(STORY_BITS), Mask(NAME_BITS)
        self._gists: Values[Gist] = Values()
        self._lists: dict[str, list[int]] = {}
        self._arrays: dict[str, Ints] = {}
        self.add(tellings)

    def add(self, tellings: Iterable[Telling]) -> None:
        """Add rows."""
        for one in tellings:
            self.tellings.append(one)
            self._add(one)

    def _add(self, one: Telling) -> None:
        row: dict[str, int] = {name: int(getattr(one, name)) for name in PLAIN}
        row |= {name: self.texts.number(getattr(one, name)) for name in TEXTS}
        row |= {name: self.casts.number(getattr(one, name)) for name in CASTS}
        row["site"] = self.sites.number(one.site or NOWHERE)
        row["counts"] = self.counted.number(one.counts)
        known = len(self._gists.known)
        row["story"] = self._gists.number(one.story)
        if row["story"] == known:
            self.stories.add(one.story.words)
            self.story_names.add(one.story.names)
        self.sentences.add(one.gist.words)
        self.sentence_names.add(one.gist.names)
        for name, value in row.items():
            self._lists.setdefault(name, []).append(value)

    def column(self, name: str) -> Ints:
        """A field of all tellings."""
        found = self._arrays.get(name)
        if found is None or len(found) != len(self.tellings):
            found = self._arrays[name] = np.array(self._lists.get(name, []), np.int64)
        return found

    def of_sites(self, name: str) -> Ints:
        """A field of all sites, by the sites' numbers: texts by their number."""
        found = self._arrays.get(f"site {name}")
        if found is None or len(found) != len(self.sites.known):
            values: list[Any] = [getattr(one, name) for one in self.sites.known]
            if isinstance(values[0], str):
                values = [self.texts.number(value) for value in values]
            found = self._arrays[f"site {name}"] = np.array(values, np.int64)
        return found
