"""The lexicon in memory: frames by head word, light verbs, and the other small tables that reading a claim needs."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from dragoman.claims.frames import COLUMNS, NO_CLAIM, Frame, classes, frame
from dragoman.tables import cell_list, package_path, rows


class LightVerb(NamedTuple):
    """A verb that only lends its subject to the event noun in one of its slots ("carry out strikes")."""

    verb: tuple[str, ...]
    slot: str
    actor: str
    recipient: str
    status: str
    row: str


class Lexicon:
    """All frames, indexed by part of speech and head lemma, most specific first."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or package_path("lexicon")
        self.classes = classes(self.folder)
        self.frames: list[Frame] = []
        self.light: dict[str, list[LightVerb]] = defaultdict(list)
        self._index: dict[tuple[str, str], list[Frame]] = defaultdict(list)
        self._bare: dict[str, Frame | None] = {}
        for path in sorted((self.folder / "frames").glob("*.tsv")):
            for row in rows(path, COLUMNS):
                self._add(frame(row, self.classes))
        for found in self._index.values():
            found.sort(key=lambda one: (-one.weight, one.event != NO_CLAIM))
        self._read_light_verbs()

    def _add(self, one: Frame) -> None:
        self.frames.append(one)
        self._index[one.pos, one.head].append(one)

    def bare(self, lemma: str) -> Frame | None:
        """The frame of an event noun without its conditions, for "the attack" that was told of before.

        Its type is the one that most of the noun's rows have; mode, content and code are left open.
        """
        if lemma not in self._bare:
            own = [one for one in self.lookup("N", lemma) if one.event != NO_CLAIM and len(one.words) == 1]
            usual = Counter(one.event for one in own).most_common(1)
            first = next((one for one in own if usual and one.event == usual[0][0]), None)
            self._bare[lemma] = (
                msgspec.structs.replace(first, needs=(), mode=None, content=None, cameo=None) if first else None
            )
        return self._bare[lemma]

    def _read_light_verbs(self) -> None:
        path = self.folder / "light_verbs.tsv"
        for row in rows(path, ("verb", "slot", "actor", "recipient", "status", "note")):
            words = tuple(row.cells["verb"].split())
            self.light[words[0]].append(
                LightVerb(
                    words, row.cells["slot"], row.cells["actor"], row.cells["recipient"], row.cells["status"], row.where
                )
            )

    def lookup(self, pos: str, lemma: str) -> list[Frame]:
        """The frames of a head lemma for V, N or A, most specific first."""
        return self._index.get((pos, lemma), [])


@cache
def shipped() -> Lexicon:
    """The lexicon of the package, read once a process."""
    return Lexicon()


def word_table(name: str, columns: tuple[str, ...], key: str) -> dict[str, dict[str, str]]:
    """A small table of the lexicon as cells by one column; several words in the key cell share the row."""
    table: dict[str, dict[str, str]] = {}
    for row in rows(package_path("lexicon", name), columns):
        for word in cell_list(row.cells[key]):
            table.setdefault(word, {**row.cells, "row": row.where})
    return table
