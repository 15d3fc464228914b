"""The phrase patterns of `phrases.tsv`, compiled to one tree that is walked from every word of a sentence.

A pattern is a row of words: `last|past` for alternatives, `[the]` for what may be missing, `<month>` for a class of
`words.tsv` or of numbers, `<day:second>` for a class kept under another name. A reading names an operation of
`dragoman.times.readings` with fixed settings: `calendar shift=-1`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.errors import BadTable
from dragoman.tables import rows
from dragoman.times.lattice import Line

COLUMNS = ("pattern", "reading", "mod", "example")
CLASSES = frozenset(
    "month weekday weekdays unit units season seasons part zone decade n ord day year year2 clock hours hour iso slash "
    "feast qn yearpair".split()
)
KEPT_AS = {"units": "unit", "qn": "ord", "weekdays": "weekday", "seasons": "season"}
_BRACKETS = re.compile(r"[\[\]]|[^\s\[\]]+")


class Phrase(NamedTuple):
    """What a pattern means: the operation, its settings, the TIMEX3 modifier, and the row it stands in."""

    operation: str
    settings: dict[str, str]
    mod: str | None
    row: str
    order: int


class Match(NamedTuple):
    """A pattern found in a sentence: words first to last, what its classes caught, and its meaning."""

    first: int
    last: int
    slots: dict[str, Any]
    phrase: Phrase


class Node:
    """A place in the tree of patterns."""

    __slots__ = ("classes", "phrases", "words")

    def __init__(self) -> None:
        self.words: dict[str, Node] = {}
        self.classes: dict[tuple[str, str], Node] = {}
        self.phrases: list[Phrase] = []


def compile_patterns(path: Path, operations: frozenset[str]) -> Node:
    """The tree of a table of phrases. Raises BadTable for a class or an operation that there is not."""
    root = Node()
    for row in rows(path, COLUMNS):
        name, *settings = row.cells["reading"].split()
        if name not in operations:
            raise BadTable(f"{row.where}: no operation is called {name!r}; use one of {', '.join(sorted(operations))}")
        phrase = Phrase(
            name, dict(one.split("=", 1) for one in settings), row.cells["mod"] or None, row.where, row.line
        )
        for elements in _spelled_out(row.cells["pattern"], row.where):
            node = root
            for element in elements:
                node = _step(node, element, row.where)
            node.phrases.append(phrase)
    return root


def _spelled_out(pattern: str, where: str) -> list[tuple[str, ...]]:
    """Every plain sequence that a pattern allows."""
    sequences, rest = _sequences(_BRACKETS.findall(pattern))
    if rest:
        raise BadTable(f"{where}: the brackets of {pattern!r} do not pair; close what may be missing with ]")
    return [one for one in sequences if one]


def _sequences(parts: list[str]) -> tuple[list[tuple[str, ...]], list[str]]:
    """The sequences up to the closing bracket, and what follows it."""
    made: list[tuple[str, ...]] = [()]
    while parts:
        part, parts = parts[0], parts[1:]
        if part == "]":
            return made, ["]", *parts]
        if part == "[":
            inner, parts = _sequences(parts)
            if parts[:1] != ["]"]:
                return made, ["["]
            choices, parts = [(), *inner], parts[1:]
        else:
            choices = [(word,) for word in _alternatives(part)]
        made = [before + after for before in made for after in choices]
    return made, []


def _alternatives(word: str) -> list[str]:
    if word.startswith("<"):
        names, _, kept = word.strip("<>").partition(":")
        return [f"<{name}:{kept}>" if kept else f"<{name}>" for name in names.split("|")]
    return word.split("|") if word != "|" else [word]


def _step(node: Node, element: str, where: str) -> Node:
    if not element.startswith("<"):
        return node.words.setdefault(element, Node())
    name, _, kept = element.strip("<>").partition(":")
    if name not in CLASSES:
        raise BadTable(f"{where}: there is no class <{name}>; use one of {', '.join(sorted(CLASSES))}")
    return node.classes.setdefault((name, kept or KEPT_AS.get(name, name)), Node())


def matches(root: Node, line: Line, first: int) -> list[Match]:
    """Every pattern that holds from a word on, longest first, then in the table's order."""
    found: list[Match] = []
    _walk(root, line, first, first, {}, found)
    found.sort(key=lambda one: (-one.last, one.phrase.order))
    return found


def _walk(node: Node, line: Line, first: int, place: int, slots: dict[str, Any], found: list[Match]) -> None:
    for phrase in node.phrases:
        found.append(Match(first, place, dict(slots), phrase))
    if place >= len(line.words):
        return
    onward = node.words.get(line.words[place])
    if onward is not None:
        _walk(onward, line, first, place + 1, slots, found)
    if node.classes:
        for edge in line.edges(place):
            for (name, kept), child in node.classes.items():
                if name == edge.name:
                    slots[kept] = edge.value
                    _walk(child, line, first, edge.last, slots, found)
                    del slots[kept]
