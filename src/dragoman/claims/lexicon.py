"""The lexicon in memory: frames by head word, light verbs, and the other small tables that reading a claim needs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from dragoman.claims.frames import COLUMNS, NO_CLAIM, Frame, Need, classes, frame, head_of, roles
from dragoman.tables import Row, cell_list, collecting_later, package_path, rows


class LightVerb(NamedTuple):
    """A verb that only lends its subject to the event noun in one of its slots ("carry out strikes")."""

    verb: tuple[str, ...]
    slot: str
    actor: str
    recipient: str
    status: str
    row: str


class Candidate(NamedTuple):
    """A frame with its clues (see `Frame.clues`) and whether it codes a second claim, worked out once a process."""

    frame: Frame
    clues: tuple[frozenset[str], ...]
    also: bool


def may_hold(clues: Sequence[frozenset[str]], told: frozenset[str]) -> bool:
    """Whether a sentence with these words has one of each of a frame's clues."""
    for words in clues:  # noqa: SIM110 (asked for every frame of every word: no generator)
        if words.isdisjoint(told):
            return False
    return True


AGREEING = 0.6
"""The share of a predicate's rows that must have one type for it to be the usual sense."""
CLAIMING = 0.4
"""The share of a predicate's rows that must tell of some act at all."""


def _commonest(found: list[Frame]) -> Frame:
    """One frame for several rows of a type: the sides and the CAMEO root that most have, the mode that all have."""
    actor = Counter(one.actor for one in found if one.actor).most_common(1)
    recipient = Counter(one.recipient for one in found if one.recipient).most_common(1)
    modes = {one.mode for one in found}
    roots = Counter(one.cameo[:2] for one in found if one.cameo).most_common(1)
    return msgspec.structs.replace(
        found[0],
        actor=actor[0][0] if actor else (),
        recipient=recipient[0][0] if recipient else (),
        needs=(),
        mode=modes.pop() if len(modes) == 1 else None,
        content=None,
        cameo=f"{roots[0][0]}0" if roots else None,
    )


class Lexicon:
    """All frames, indexed by part of speech and head lemma, most specific first.

    The rows of a lemma are read as frames when the lemma is first asked for; those of a folder other than the
    package's are read at once, so that a row that cannot be read says so before anything is coded.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or package_path("lexicon")
        self.classes = classes(self.folder)
        self.light: dict[str, list[LightVerb]] = defaultdict(list)
        self._unread: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self._needs: dict[str, Need] = {}
        self._index: dict[tuple[str, str], list[Frame]] = {}
        self._candidates: dict[tuple[str, str], list[Candidate]] = {}
        self._spoken_of: dict[tuple[str, str], Frame] = {}
        self._usual: dict[tuple[str, str], Frame | None] = {}
        self._bare: dict[str, Frame | None] = {}
        with collecting_later():
            for row in self._rows():
                self._unread[row.cells["pos"], head_of(row.cells["predicate"], row.cells["pos"])].append(row)
            self.heads = frozenset(lemma for _, lemma in self._unread)
            if folder is not None:
                for pos, lemma in list(self._unread):
                    self.lookup(pos, lemma)
            self._read_light_verbs()
            self._read_content_words()

    @property
    def frames(self) -> list[Frame]:
        """All frames in the order of the tables."""
        return [frame(row, self.classes) for row in self._rows()]

    def _rows(self) -> Iterator[Row]:
        for path in sorted((self.folder / "frames").glob("*.tsv")):
            yield from rows(path, COLUMNS)

    def lookup(self, pos: str, lemma: str) -> Sequence[Frame]:
        """The frames of a head lemma for V, N or A, most specific first."""
        key = pos, lemma
        if key in self._unread:
            found = [frame(row, self.classes, self._needs) for row in self._unread.pop(key)]
            found.sort(key=lambda one: (-one.weight, one.event != NO_CLAIM))
            self._index[key] = found
        return self._index.get(key, ())

    def candidates(self, pos: str, lemma: str) -> Sequence[Candidate]:
        """The frames of a head lemma, most specific first, each with what a sentence must tell for it to hold."""
        key = pos, lemma
        found = self._candidates.get(key)
        if found is None:
            if lemma not in self.heads:
                return ()
            found = self._candidates[key] = [Candidate(one, one.clues, one.also) for one in self.lookup(pos, lemma)]
        return found

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

    def spoken_of(self, pos: str, words: str) -> Frame | None:
        """What a word tells of in the content of a speech act, by `content_words.tsv`."""
        return self._spoken_of.get((pos, words))

    def _read_content_words(self) -> None:
        path = self.folder / "content_words.tsv"
        for row in (
            rows(path, ("words", "pos", "event", "actor", "recipient", "cameo", "note")) if path.exists() else ()
        ):
            cells = row.cells
            for word in cell_list(cells["words"]):
                self._spoken_of.setdefault(
                    (cells["pos"], word),
                    Frame(
                        words=tuple(word.split()),
                        pos=cells["pos"],
                        actor=roles(cells["actor"]),
                        recipient=roles(cells["recipient"]),
                        needs=(),
                        event=cells["event"],
                        mode=None,
                        content=None,
                        cameo=cells["cameo"],
                        example="",
                        row=row.where,
                    ),
                )

    def usual(self, pos: str, lemma: str) -> Frame | None:
        """The usual sense of a predicate, without conditions: the type and the sides that most of its rows have.

        None where rows disagree, or where many say that there is no claim. Its mode is that of all rows, if they agree.
        """
        key = pos, lemma
        if key not in self._usual:
            found = [one for one in self.lookup(pos, lemma) if len(one.words) == 1]
            own = [one for one in found if one.event != NO_CLAIM]
            events = Counter(one.event for one in own).most_common(1)
            agreed = bool(own) and events[0][1] >= AGREEING * len(own) and len(own) >= CLAIMING * len(found)
            self._usual[key] = _commonest([one for one in own if one.event == events[0][0]]) if agreed else None
        return self._usual[key]

    def _read_light_verbs(self) -> None:
        path = self.folder / "light_verbs.tsv"
        for row in rows(path, ("verb", "slot", "actor", "recipient", "status", "note")):
            words = tuple(row.cells["verb"].split())
            self.light[words[0]].append(
                LightVerb(
                    words, row.cells["slot"], row.cells["actor"], row.cells["recipient"], row.cells["status"], row.where
                )
            )


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
