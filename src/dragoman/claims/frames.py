"""Frames: the rows of `lexicon/frames/*.tsv` as records, and the small grammar of their cells.

A row says: this predicate, in this syntactic shape and under these conditions, tells of an act of this type, and these
slots hold its sides. The grammar of cells is described in `docs/lexicon.md`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from dragoman.errors import BadTable
from dragoman.ontology.plover import MODES, TYPES
from dragoman.tables import Row, cell_list, package_path, rows

COLUMNS = ("predicate", "pos", "actor", "recipient", "needs", "event", "mode", "content", "cameo", "example")
KINDS = frozenset({"party", "person", "state", "armed", "place", "thing"})
NO_CLAIM = "-"
SLOT = re.compile(r"[a-z]+(?: [a-z]+)*(?:\.[a-z]+){0,2}")

Roles = tuple[tuple[str, ...], ...]


class Need(msgspec.Struct, frozen=True):
    """One condition of a frame.

    `test` is present, absent, kind, lemma, passive, active, tense or also; `slot` is the slot tested ("mod" and "dep"
    stand for the predicate's own modifiers and dependents); `values` are kinds or lemmas; `negated` for `!=` and
    for `!SLOT:kind`.
    """

    test: str
    slot: str = ""
    values: frozenset[str] = frozenset()
    negated: bool = False

    @property
    def heads(self) -> frozenset[str]:
        """The last words of the values: one of them must stand in a sentence for the condition to hold there."""
        return _last_words(self.values)


@lru_cache(None)
def _last_words(values: frozenset[str]) -> frozenset[str]:
    """Rows share the members of a class, and so their last words."""
    return frozenset(value.split()[-1] for value in values)


class Frame(msgspec.Struct, frozen=True):
    """One row of the lexicon: what it matches and what it makes of it.

    `actor` and `recipient` are alternatives (first present wins) of slots to be added up. `event` is `-` for a row
    that only keeps others from matching. `content` is a type, or slots whose own predicate gives it; `-` in the
    table is no slot: nothing is read.
    """

    words: tuple[str, ...]
    pos: str
    actor: Roles
    recipient: Roles
    needs: tuple[Need, ...]
    event: str
    mode: str | None
    content: str | tuple[str, ...] | None
    cameo: str | None
    example: str
    row: str

    @property
    def head(self) -> str:
        """The lemma at which the frame anchors: the verb, or the last word of a noun."""
        return self.words[-1] if self.pos == "N" else self.words[0]

    @property
    def weight(self) -> int:
        """How specific the frame is: its conditions, by how much each tells, and its further words."""
        return sum(_telling(need) for need in self.needs) + 4 * (len(self.words) - 1)

    @property
    def clues(self) -> tuple[frozenset[str], ...]:
        """Sets of words of each of which a sentence must have one; cheaper to see than the tree."""
        further = tuple(frozenset((word,)) for word in self.words if word != self.head)
        return further + tuple(need.heads for need in self.needs if need.test == "lemma" and not need.negated)

    @property
    def also(self) -> bool:
        """Whether the frame codes a second claim on the same word (a prison sentence is SANCTION and COERCE)."""
        return any(need.test == "also" for need in self.needs)


def head_of(predicate: str, pos: str) -> str:
    """The word of a predicate at which its frame anchors; an empty word where there is none."""
    words = predicate.lower().split()
    return (words[-1] if pos == "N" else words[0]) if words else ""


def _telling(need: Need) -> int:
    """What a condition says of the sense: a named word most, the kind of a side less, its mere presence least."""
    if need.test == "lemma" and not need.negated:
        return 4
    if need.test == "kind" and not need.negated:
        return 1 if need.slot == "subj" else 2
    return 1


@lru_cache(None)
def roles(cell: str) -> Roles:
    """`subj+with/obj` as alternatives of sums: (("subj", "with"), ("obj",))."""
    return tuple(tuple(slot.strip() for slot in part.split("+")) for part in cell.split("/") if part.strip())


def classes(folder: Path | None = None) -> dict[str, frozenset[str]]:
    """The word classes that conditions name as `@class`, from all `classes*.tsv` of the lexicon."""
    found: dict[str, set[str]] = {}
    for path in sorted((folder or package_path("lexicon")).glob("classes*.tsv")):
        for row in rows(path, ("class", "members")):
            found.setdefault(row.cells["class"].lstrip("@"), set()).update(cell_list(row.cells["members"]))
    return {name: _resolved(name, found, ()) for name in found}


def _resolved(name: str, found: Mapping[str, set[str]], path: tuple[str, ...]) -> frozenset[str]:
    members: set[str] = set()
    for member in found[name]:
        inner = member[1:]
        if member.startswith("@") and inner in found and inner not in path:
            members |= _resolved(inner, found, (*path, name))
        else:
            members.add(member.lower())
    return frozenset(members)


def _values(cell: str, known: Mapping[str, frozenset[str]], row: Row) -> frozenset[str]:
    found: list[frozenset[str]] = []
    for word in cell_list(cell):
        if not word.startswith("@"):
            found.append(frozenset((word.lower(),)))
        elif word[1:] in known:
            found.append(known[word[1:]])
        else:
            raise BadTable(f"{row.where}: no class {word} in classes*.tsv; add it there or correct the name")
    return found[0] if len(found) == 1 else frozenset().union(*found)


def need(text: str, known: Mapping[str, frozenset[str]], row: Row) -> Need:
    """One condition of the `needs` cell. Raises BadTable with the row's place for what the grammar does not know."""
    text = text.strip()
    if text in ("passive", "active", "also"):
        return Need(text)
    if text.startswith("tense="):
        return Need("tense", values=frozenset({text[6:]}))
    if text.startswith("!") and SLOT.fullmatch(text[1:]):
        return Need("absent", text[1:])
    for sign, negated in (("!=", True), ("=", False)):
        slot, found, value = text.partition(sign)
        if found and SLOT.fullmatch(slot.strip()):
            return Need("lemma", slot.strip(), _values(value, known, row), negated)
    slot, found, kind = text.removeprefix("!").partition(":")
    if found and SLOT.fullmatch(slot) and set(kind.split("|")) <= KINDS:
        return Need("kind", slot, frozenset(kind.split("|")), text.startswith("!"))
    if not found and SLOT.fullmatch(text):
        return Need("present", text)
    raise BadTable(
        f"{row.where}: cannot read the condition {text!r}; write SLOT, !SLOT, SLOT:kind, SLOT=word|@class or SLOT!=word"
    )


def _need(text: str, known: Mapping[str, frozenset[str]], row: Row, read: dict[str, Need]) -> Need:
    if text not in read:
        read[text] = need(text, known, row)
    return read[text]


def frame(row: Row, known: Mapping[str, frozenset[str]], read: dict[str, Need] | None = None) -> Frame:
    """A row as a frame. Raises BadTable that names the row for unknown types, modes, codes or conditions.

    `read` keeps the conditions of rows by their text, for the rows that follow.
    """
    read = {} if read is None else read
    cells = row.cells
    event, mode = cells["event"], cells["mode"] or None
    if event != NO_CLAIM and event not in TYPES:
        raise BadTable(f"{row.where}: {event!r} is none of PLOVER's types; use one of {', '.join(TYPES)} or '-'")
    if mode and (event == NO_CLAIM or mode not in MODES[event]):
        raise BadTable(
            f"{row.where}: {event} has no mode {mode!r}; its modes are {', '.join(MODES.get(event, ())) or 'none'}"
        )
    if cells["pos"] not in ("V", "N", "A"):
        raise BadTable(f"{row.where}: pos is {cells['pos']!r}; write V, N or A")
    words = tuple(cells["predicate"].lower().split())
    if not words:
        raise BadTable(f"{row.where}: the predicate is empty; write its lemma")
    content: str | tuple[str, ...] | None = cells["content"] or None
    if content == NO_CLAIM:
        content = ()
    elif isinstance(content, str) and content not in TYPES:
        content = tuple(part.strip() for part in content.split("/"))
        if any(part.isupper() for part in content):
            raise BadTable(f"{row.where}: content {cells['content']!r} is neither a type nor slots")
    return Frame(
        words=words,
        pos=cells["pos"],
        actor=roles(cells["actor"]),
        recipient=roles(cells["recipient"]),
        needs=tuple(_need(part, known, row, read) for part in cells["needs"].split(";") if part.strip()),
        event=event,
        mode=mode,
        content=content,
        cameo=cells["cameo"] or None,
        example=cells["example"],
        row=row.where,
    )
