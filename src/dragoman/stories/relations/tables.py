"""The kinds of relations and the rules that say which events open, renew, weaken, close or contradict them, as records.

`kinds.tsv` and `rules.tsv` are what a political scientist edits; `docs/relations.md` describes their cells.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

from dragoman.errors import BadTable
from dragoman.ontology.plover import MODES, TYPES
from dragoman.records import STATUSES
from dragoman.tables import Row, cell_list, package_path, rows

KIND_COLUMNS = (
    "kind",
    "sides",
    "holders",
    "towards",
    "several",
    "lifetime",
    "ended_by",
    "weakened_by",
    "title",
    "note",
)
RULE_COLUMNS = (
    "kind", "effect", "event", "mode", "content", "status", "cameo", "words", "holders", "towards", "needs", "example",
)  # fmt: skip
SIDES = ("all", "pair", "directed")
LEVELS = ("state", "party", "none")
SEVERAL = ("one", "name", "subject")
EFFECTS = ("opens", "renews", "weakens", "closes", "contradicts")
SOURCES_OF_SIDES = frozenset({"actors", "recipients", "where", "named", "officials", "offices"})
NEEDS = frozenset(
    {
        "two",
        "abroad",
        "standing",
        "dated",
        "holders:state",
        "holders:armed",
        "holders:body",
        "towards:state",
        "towards:armed",
        "towards:body",
        "towards:known",
        "towards:other",
    }
)
ANY = "*"
ASSERTED = frozenset({"actual", "historical"})


class Kind(msgspec.Struct, frozen=True):
    """A kind of relation.

    `sides` is all (symmetric, one relation of all holders), pair (symmetric, one for each two) or directed (one for
    each holder and each of those on whom it lies). `holders` and `towards` are levels: state (persons and bodies of a
    state stand for it) or party. `several` tells by what relations of the same sides are kept apart: one (they are
    not), name, or subject. `lifetime` is in days, None where only an event ends it. `ended_by` and `weakened_by` hold
    (kind, effect) of other relations of the same sides. `title` is a template.
    """

    name: str
    sides: str
    holders: str
    towards: str
    several: str
    lifetime: int | None
    ended_by: frozenset[tuple[str, str]]
    weakened_by: frozenset[tuple[str, str]]
    title: str
    note: str
    row: str

    @property
    def is_somewhere(self) -> bool:
        """True for a kind that stands in a place, which its title names."""
        return "{at}" in self.title


class Rule(msgspec.Struct, frozen=True):
    """One row: claims of these types, modes, contents, statuses and codes, with these words, do this to that kind.

    An empty set of modes, contents, codes or words allows any. `words` are groups that must all be found, `without`
    those that must not. `holders` and `towards` are alternatives of sums of the claim's fields.
    """

    kind: str
    effect: str
    events: frozenset[str]
    modes: frozenset[str]
    contents: frozenset[str]
    statuses: frozenset[str]
    cameo: tuple[str, ...]
    words: tuple[re.Pattern[str], ...]
    without: tuple[re.Pattern[str], ...]
    holders: tuple[tuple[str, ...], ...]
    towards: tuple[tuple[str, ...], ...]
    needs: frozenset[str]
    example: str
    row: str


def kinds(path: Path | None = None) -> dict[str, Kind]:
    """The kinds by name. Raises BadTable that names file, line and remedy."""
    found: dict[str, Kind] = {}
    for row in rows(path or package_path("stories", "relations", "kinds.tsv"), KIND_COLUMNS):
        one = kind(row)
        if one.name in found:
            raise BadTable(f"{row.where}: the kind {one.name!r} stands at {found[one.name].row} too; keep one of them")
        found[one.name] = one
    for one in found.values():
        for other, _ in one.ended_by | one.weakened_by:
            if other not in found:
                raise BadTable(f"{one.row}: {other!r} is no kind of this table; use one of {', '.join(found)}")
    return found


def rules(known: dict[str, Kind], path: Path | None = None) -> list[Rule]:
    """The rules in the table's order, which decides between rows that say different things of the same claim."""
    return [rule(row, known) for row in rows(path or package_path("stories", "relations", "rules.tsv"), RULE_COLUMNS)]


@cache
def shipped_kinds() -> dict[str, Kind]:
    """The kinds of the package, read once a process."""
    return kinds()


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """The rules of the package, read once a process."""
    return tuple(rules(shipped_kinds()))


def kind(row: Row) -> Kind:
    """A row of the kinds. Raises BadTable for cells that cannot be read."""
    cells = row.cells
    _one_of(row, "sides", SIDES)
    _one_of(row, "holders", LEVELS)
    _one_of(row, "towards", LEVELS)
    _one_of(row, "several", SEVERAL)
    if cells["lifetime"] and not cells["lifetime"].isdigit():
        raise BadTable(f"{row.where}: lifetime {cells['lifetime']!r} is no number of days; leave it empty for no limit")
    if (cells["sides"] == "directed") != (cells["towards"] != "none"):
        raise BadTable(f"{row.where}: only a directed kind has a level for towards; write none for the others")
    return Kind(
        name=cells["kind"],
        sides=cells["sides"],
        holders=cells["holders"],
        towards=cells["towards"],
        several=cells["several"],
        lifetime=int(cells["lifetime"]) if cells["lifetime"] else None,
        ended_by=_others(row, "ended_by"),
        weakened_by=_others(row, "weakened_by"),
        title=cells["title"],
        note=cells["note"],
        row=row.where,
    )


def rule(row: Row, known: dict[str, Kind]) -> Rule:
    """A row of the rules. Raises BadTable for cells that cannot be read."""
    cells = row.cells
    _one_of(row, "kind", tuple(known))
    _one_of(row, "effect", EFFECTS)
    events = _listed(row, "event", (*TYPES, ANY))
    allowed = {mode for event in events if event != ANY for mode in MODES[event]}
    wanted: list[re.Pattern[str]] = []
    unwanted: list[re.Pattern[str]] = []
    for group in filter(None, (part.strip() for part in cells["words"].split(";"))):
        (unwanted if group.startswith("!") else wanted).append(_pattern(group.removeprefix("!"), row))
    return Rule(
        kind=cells["kind"],
        effect=cells["effect"],
        events=events,
        modes=_listed(row, "mode", tuple(sorted(allowed))),
        contents=_listed(row, "content", tuple(TYPES)),
        statuses=_listed(row, "status", STATUSES) or ASSERTED,
        cameo=cell_list(cells["cameo"]),
        words=tuple(wanted),
        without=tuple(unwanted),
        holders=_side(row, "holders"),
        towards=_side(row, "towards"),
        needs=_listed(row, "needs", tuple(sorted(NEEDS)), ";"),
        example=cells["example"],
        row=row.where,
    )


def _one_of(row: Row, column: str, allowed: tuple[str, ...]) -> None:
    if row.cells[column] not in allowed:
        raise BadTable(f"{row.where}: {column} is {row.cells[column]!r}; use one of {', '.join(allowed)}")


def _listed(row: Row, column: str, allowed: tuple[str, ...], separator: str = "|") -> frozenset[str]:
    found = frozenset(part.strip() for part in row.cells[column].split(separator) if part.strip())
    for value in sorted(found):
        if value not in allowed:
            raise BadTable(f"{row.where}: {column} has {value!r}; use of {', '.join(allowed) or 'nothing here'}")
    return found


def _others(row: Row, column: str) -> frozenset[tuple[str, str]]:
    found = set()
    for part in cell_list(row.cells[column]):
        name, _, effect = part.partition(":")
        if effect not in EFFECTS:
            raise BadTable(f"{row.where}: {column} has {part!r}; write KIND:EFFECT, with one of {', '.join(EFFECTS)}")
        found.add((name, effect))
    return frozenset(found)


def _side(row: Row, column: str) -> tuple[tuple[str, ...], ...]:
    alternatives = tuple(
        tuple(field.strip() for field in part.split("+")) for part in row.cells[column].split("/") if part.strip()
    )
    for field in (field for part in alternatives for field in part):
        if field not in SOURCES_OF_SIDES:
            raise BadTable(
                f"{row.where}: {column} has {field!r}; use {', '.join(sorted(SOURCES_OF_SIDES))}, joined by + or /"
            )
    return alternatives


def _pattern(group: str, row: Row) -> re.Pattern[str]:
    """Words separated by `|`; `*` stands for any letters, `#` for a number; a word that does not end in `*` takes a
    plural."""
    parts = []
    for word in cell_list(group):
        escaped = re.escape(word).replace(r"\ ", r"\s+").replace(r"\*", r"\w*").replace(r"\#", r"\d[\d,.]*")
        parts.append(escaped + ("" if word.endswith("*") else "(?:e?s)?"))
    if not parts:
        raise BadTable(f"{row.where}: words has an empty group; write words separated by | or leave the `;` out")
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)
