"""A user's own table of actors, which goes over the shipped ones: reading, adding, writing.

One file, one schema: a row names an actor, or one spell of it, with the days on which it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.knowledge import Entry, Knowledge, split_cell
from dragoman.actors.names import key_of
from dragoman.errors import BadTable
from dragoman.tables import rows

OWN_COLUMNS = ("id", "name", "aliases", "kind", "country", "sector", "office", "from", "to", "source")
OWN_KINDS = ("person", "organisation", "group", "state", "agent")


class OwnRow(NamedTuple):
    """One row of an own table; `start` and `end` are the columns `from` and `to`."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "organisation"
    country: str = ""
    sector: str = ""
    office: str = ""
    start: str = ""
    end: str = ""
    source: str = ""
    row: str = ""
    code: str = ""

    def cells(self) -> dict[str, str]:
        """The row as cells by column."""
        values = (
            self.id, self.name, "|".join(self.aliases), self.kind, self.country, self.sector, self.office,
            self.start, self.end, self.source,
        )  # fmt: skip
        return dict(zip(OWN_COLUMNS, values, strict=True))


def read_own(path: Path) -> list[OwnRow]:
    """The rows of an own table; BadTable with file, line and remedy where one breaks the schema."""
    from dragoman.actors.checking import check_own

    if not path.exists():
        raise BadTable(f"{path}: there is no such table; write one with `dragoman actors add`")
    problems = check_own(path)
    if problems:
        raise BadTable(str(problems[0]))
    return [
        OwnRow(
            id=row.cells["id"],
            name=row.cells["name"],
            aliases=tuple(split_cell(row.cells["aliases"])),
            kind=row.cells["kind"],
            country=row.cells["country"],
            sector=row.cells["sector"],
            office=row.cells["office"],
            start=row.cells["from"],
            end=row.cells["to"],
            source=row.cells["source"],
            row=row.where,
        )
        for row in rows(path, OWN_COLUMNS)
    ]


def write_own(path: Path, table: Sequence[OwnRow]) -> None:
    """Write an own table whole, by way of a file beside it, so that an interruption leaves the old one."""
    lines = ["\t".join(OWN_COLUMNS)]
    lines.extend("\t".join(row.cells().values()) for row in table)
    beside = path.with_name(path.name + ".new")
    beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
    beside.replace(path)


def merged(table: Sequence[OwnRow], incoming: Iterable[OwnRow]) -> list[OwnRow]:
    """The rows of a table with those of another that it does not hold yet."""
    held = {tuple(row.cells().values()) for row in table}
    fresh = {tuple(row.cells().values()): row for row in incoming}
    return [*table, *(row for cells, row in fresh.items() if cells not in held)]


def added(path: Path, row: OwnRow) -> str:
    """Add a row to an own table, which is made where there is none; gives the line of the table that it became.

    Raises BadTable, and leaves the table as it was, where the row breaks the schema.
    """
    from dragoman.actors.checking import check_own

    table = read_own(path) if path.exists() else []
    held = row if row.id else row._replace(id=key_of(row.name).replace(" ", "-"))
    beside = path.with_name(path.name + ".trial")
    write_own(beside, [*table, held])
    problems = check_own(beside)
    beside.unlink()
    if problems:
        raise BadTable(f"{row.name}: {problems[0].message}")
    write_own(path, [*table, held])
    return f"{held.name} added, {len(table) + 1} rows"


def overlay(knowledge: Knowledge, table: Iterable[OwnRow]) -> None:
    """Put rows over the shipped tables: where an own row names a phrase, it is read before all others."""
    for row in table:
        cells = {**row.cells(), "code": row.code, "weak": "", "role": row.kind, "phrase": row.name, "rank": ""}
        kind = "agent" if row.kind == "agent" else "own"
        entry = Entry(kind, row.name, row.country or None, row.sector or None, row.row, cells)
        knowledge.add((row.name, *row.aliases), entry, first=True)


def on_day(entries: Sequence[Entry], day: str | None) -> tuple[Entry, bool] | None:
    """The row among several of one actor that holds on an ISO day, and whether it does then; undated rows hold when no
    dated one does. None where every row is for other days and none is a person's past office."""
    dated = [entry for entry in entries if entry.cells["from"] or entry.cells["to"]]
    always = [entry for entry in entries if entry not in dated]
    if day is None:
        chosen = always or sorted(dated, key=lambda entry: entry.cells["to"] or "9999")
        return (chosen[-1] if not always else chosen[0]), True
    for entry in dated:
        start, end = entry.cells["from"], entry.cells["to"]
        if (not start or start <= day) and (not end or end + "~" >= day):
            return entry, True
    if always:
        return always[0], True
    past = [entry for entry in dated if entry.cells["to"] and entry.cells["to"] < day]
    return (max(past, key=lambda entry: entry.cells["to"]), False) if past else None
