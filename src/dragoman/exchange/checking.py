"""The tables of layouts and codes against their schemas: every fault with file, line and what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import BadTable
from dragoman.exchange.codes import FIRST_DAY, GROUP_COLUMNS, LAST_DAY, known_country
from dragoman.exchange.policy import COLUMNS as POLICY_COLUMNS
from dragoman.ontology import SECTORS, TYPES
from dragoman.ontology.cameo import codes as cameo_codes
from dragoman.records import STATUSES
from dragoman.tables import Row, cell_list, package_path, rows

WIDTHS = {"polecat": 40, "icews": 20, "gdelt": 61, "gdelt-mentions": 16, "phoenix": 26, "ucdp": 25}
"""How many columns each layout has."""
MENTION_FIELDS = frozenset(
    "mention_time mention_type url_or_citation action_offset in_raw_text document_length".split()
)
"""Fields that only mentions have, beside those of `fields.row`."""
CODES = {
    "states.tsv": ("country", "system", "code", "from", "to", "source"),
    "sectors.tsv": ("project", "sector", "code"),
    "groups.tsv": GROUP_COLUMNS,
    "countries.tsv": ("project", "country", "code"),
    "quads.tsv": ("project", "key", "quad"),
    "projects.tsv": POLICY_COLUMNS,
    "mutual.tsv": ("type",),
}
Run = Callable[[list[Row]], Iterator["Problem"]]
SYSTEMS = ("cow", "gw", "fips")
NEEDS = {"actor": ("", "1"), "recipient": ("", "1", "type"), "date": ("", "1"), "mutual": ("first", "both")}


class Problem(NamedTuple):
    """A fault: where, and what to do."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


class Checked(NamedTuple):
    """Rows by table, and the faults."""

    rows: dict[str, int]
    problems: tuple[Problem, ...]


def check(folder: Path | None = None) -> Checked:
    """Check the tables of the package, or of a folder with `layouts` and `codes` in it."""
    root = folder or package_path("exchange")
    counts: dict[str, int] = {}
    problems: list[Problem] = []
    for layout in WIDTHS:
        path = root / "layouts" / f"{layout}.tsv"
        _read(path, ("column", "field"), counts, problems, partial(_layout, layout))
    for name, columns in CODES.items():
        _read(root / "codes" / name, columns, counts, problems, CHECKS[name])
    return Checked(counts, tuple(problems))


def _read(path: Path, columns: tuple[str, ...], counts: dict[str, int], problems: list[Problem], run: Run) -> None:
    try:
        held = list(rows(path, columns))
    except (BadTable, OSError) as error:
        problems.append(Problem(str(path), str(error)))
        return
    counts[path.name] = len(held)
    problems.extend(run(held))


def known_fields(layout: str) -> frozenset[str]:
    """The fields that a row of a layout has."""
    from dragoman.exchange.fields import row
    from dragoman.exchange.identity import RowIds
    from dragoman.exchange.policy import Pair
    from dragoman.exchange.telling import Telling, Told
    from dragoman.exchange.ucdp import Deaths, violence_row
    from dragoman.records import Claim, Report, Span, When

    when = When(None, None, None, "2000-01-01", "2000-01-01", "explicit")
    claim = Claim("r", 0, 1, Span("x", 0, 1), "ASSAULT", None, None, "actual", (), (), (), when, None)
    told = Told("x", claim, (Telling(Report("r", "", ""), claim),))
    if layout == "ucdp":
        return frozenset(violence_row(told, Deaths(1, 1, 1)))
    found = frozenset(row(told, Pair(None, None, 1), layout.removesuffix("-mentions"), RowIds()))
    return found | MENTION_FIELDS if layout == "gdelt-mentions" else found


def _layout(layout: str, held: list[Row]) -> Iterator[Problem]:
    if len(held) != WIDTHS[layout]:
        yield Problem(f"{layout}.tsv", f"{len(held)} columns where the layout has {WIDTHS[layout]}; add or remove rows")
    known = known_fields(layout)
    for one in held:
        field = one.cells["field"]
        if field and field not in known:
            yield Problem(
                one.where, f"no row has the field {field!r}; take one of exchange/fields.py or leave it empty"
            )
    yield from _twice(held, ("column",))


def _states(held: list[Row]) -> Iterator[Problem]:
    spells: dict[tuple[str, str], list[tuple[str, str, Row]]] = {}
    for one in held:
        cells = one.cells
        if cells["system"] not in SYSTEMS:
            yield Problem(one.where, f"{cells['system']!r} is no system of codes; take one of {', '.join(SYSTEMS)}")
        yield from _country(one)
        first, last = cells["from"] or FIRST_DAY, cells["to"] or LAST_DAY
        if first > last:
            yield Problem(one.where, f"from {first} lies after to {last}; change them round")
        spells.setdefault((cells["system"], cells["country"]), []).append((first, last, one))
    for own in spells.values():
        ordered = sorted(own, key=lambda spell: spell[:2])
        for (_, last, _), (first, _, later) in pairwise(ordered):
            if first <= last:
                yield Problem(
                    later.where, f"the spell begins before the one before it ends ({last}); end that one first"
                )


def _sectors(held: list[Row]) -> Iterator[Problem]:
    for one in held:
        if one.cells["sector"] not in SECTORS:
            yield Problem(one.where, f"{one.cells['sector']!r} is no sector of PLOVER's; see ontology/sectors.tsv")
    yield from _twice(held, ("project", "code", "sector"))


def _groups(held: list[Row]) -> Iterator[Problem]:
    yield from _twice(held, ("project", "code"))
    for one in held:
        if not known_country(one.cells["code"]):
            yield Problem(one.where, f"{one.cells['code']!r} is no code of PLOVER's; see ontology/sectors.tsv")


def _countries(held: list[Row]) -> Iterator[Problem]:
    yield from _twice(held, ("project", "country"))
    for one in held:
        yield from _country(one)


def _country(row: Row) -> Iterator[Problem]:
    if not known_country(row.cells["country"]):
        yield Problem(
            row.where, f"{row.cells['country']!r} is no country of knowledge/states.tsv; mend it or add it there"
        )


def _quads(held: list[Row]) -> Iterator[Problem]:
    yield from _twice(held, ("project", "key"))
    roots = {code[:2] for code in cameo_codes()}
    for one in held:
        if one.cells["key"] not in roots and one.cells["key"] not in TYPES:
            yield Problem(one.where, f"{one.cells['key']!r} is neither a root of CAMEO's nor a type of PLOVER's")
    for project in sorted({one.cells["project"] for one in held}):
        keys = {one.cells["key"] for one in held if one.cells["project"] == project}
        if keys < roots or keys < set(TYPES):
            whole = roots if keys < roots else set(TYPES)
            yield Problem("quads.tsv", f"{project} lacks {', '.join(sorted(whole - keys))}; add a row for each")


def _projects(held: list[Row]) -> Iterator[Problem]:
    yield from _twice(held, ("project",))
    for one in held:
        cells = one.cells
        for status in cell_list(cells["statuses"]):
            if status not in STATUSES:
                yield Problem(one.where, f"{status!r} is no status; take {', '.join(STATUSES)}")
        for column, known in NEEDS.items():
            if cells[column] not in known:
                yield Problem(one.where, f"{column} is {cells[column]!r}; take one of {', '.join(map(repr, known))}")


def _mutual(held: list[Row]) -> Iterator[Problem]:
    for one in held:
        if one.cells["type"] not in TYPES:
            yield Problem(one.where, f"{one.cells['type']!r} is no type of PLOVER's; see ontology/types.tsv")


def _twice(held: list[Row], columns: tuple[str, ...]) -> Iterator[Problem]:
    counted = Counter(tuple(one.cells[column] for column in columns) for one in held)
    for one in held:
        key = tuple(one.cells[column] for column in columns)
        if counted[key] > 1:
            counted[key] = 0
            yield Problem(one.where, f"{' '.join(key)} stands twice; remove one row")


CHECKS = {
    "states.tsv": _states,
    "sectors.tsv": _sectors,
    "groups.tsv": _groups,
    "countries.tsv": _countries,
    "quads.tsv": _quads,
    "projects.tsv": _projects,
    "mutual.tsv": _mutual,
}
