"""Who a phrase names by PETRARCH's actor and agent dictionaries, on the day.

An actor's code (`GON`) is followed by the codes of the agents of its phrase (`GONGOV`); an agent whose tilde comes
last goes before it (`NGOGON`). Codes joined by `/` are several actors. Of an actor's dated codes the first that holds
counts, else the undated one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.own import OwnRow
from dragoman.actors.petrarch import read_petrarch
from dragoman.claims.petrarch.inflection import plural

TILDE = "~"


class Named(NamedTuple):
    """A name of the dictionary found in a sentence: first word, one past the last, its code, whether it is an agent."""

    first: int
    last: int
    code: str
    agent: bool


class Names:
    """The names of several dictionaries, looked up as sequences of words in capitals."""

    def __init__(self, paths: Iterable[Path], faults: list[str] | None = None) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], OwnRow]]] = defaultdict(list)
        for path in paths:
            closed = _closed_lines(path)
            for row in read_petrarch(path, faults):
                for name in (row.name, *row.aliases):
                    self._enter(name, row)
                    if row.kind == "agent" and int(row.row.rpartition(":")[2]) not in closed:
                        self._enter(plural(name.upper()), row)
        for entries in self._by_first.values():
            entries.sort(key=lambda one: -len(one[0]))

    def _enter(self, name: str, row: OwnRow) -> None:
        words = tuple(name.upper().split())
        if words:
            self._by_first[words[0]].append((words, row))

    def find(self, words: Sequence[str], day: str | None) -> list[Named]:
        """The names in a sentence, longest first and without overlap, in the sentence's order."""
        found: list[Named] = []
        at = 0
        while at < len(words):
            hit = self._at(words, at, day)
            if hit is None:
                at += 1
            else:
                found.append(hit)
                at = hit.last
        return found

    def _at(self, words: Sequence[str], at: int, day: str | None) -> Named | None:
        best: tuple[tuple[str, ...], list[OwnRow]] | None = None
        for name, row in self._by_first.get(words[at], ()):
            if best is not None and len(name) < len(best[0]):
                break
            if tuple(words[at : at + len(name)]) == name:
                if best is None:
                    best = name, []
                best[1].append(row)
        if best is None:
            return None
        holding = _holding(best[1], day)
        if holding is None:
            return None
        return Named(at, at + len(best[0]), holding.code, TILDE in holding.code)


def _closed_lines(path: Path) -> frozenset[int]:
    """The lines of a dictionary that give a plural, or say by `{}` that there is none."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return frozenset(number for number, line in enumerate(lines, 1) if "{" in line)


def _holding(rows: Sequence[OwnRow], day: str | None) -> OwnRow | None:
    dated = [row for row in rows if row.start or row.end]
    if day is not None:
        for row in dated:
            if (not row.start or row.start <= day) and (not row.end or day <= row.end):
                return row
    return next((row for row in rows if not row.start and not row.end), None)
