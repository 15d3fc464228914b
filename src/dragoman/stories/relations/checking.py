"""`dragoman relations-rules check`: the tables of relations held against their schema and against one another.

Found are cells that cannot be read, unknown codes, kinds that nothing opens, rows without an example, and rows that an
earlier row leaves nothing to. Every problem names file, line and remedy; nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import BadTable
from dragoman.ontology import cameo
from dragoman.stories.relations.tables import (
    ANY,
    EFFECTS,
    KIND_COLUMNS,
    RULE_COLUMNS,
    Kind,
    Rule,
    kind,
    rule,
)
from dragoman.tables import Row, package_path, rows

TITLE_FIELDS = ("holders", "towards", "named", "about", "at", "office")


class Problem(NamedTuple):
    """What is wrong with a row: where it stands and what to do."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class Checked(NamedTuple):
    """The kinds and rules that can be read, and all that is wrong."""

    kinds: dict[str, Kind]
    rules: list[Rule]
    problems: list[Problem]


def check(folder: Path | None = None) -> Checked:
    """Check `kinds.tsv` and `rules.tsv` of a folder, the shipped one by default."""
    folder = folder or package_path("stories", "relations")
    problems: list[Problem] = []
    kinds: dict[str, Kind] = {}
    for row in _rows(folder / "kinds.tsv", KIND_COLUMNS, problems):
        try:
            one = kind(row)
        except BadTable as error:
            problems.append(_problem(row, error))
            continue
        if one.name in kinds:
            problems.append(Problem(row.where, f"{one.name!r} stands at {kinds[one.name].row} too; keep one of them"))
        kinds[one.name] = one
    rules = []
    for row in _rows(folder / "rules.tsv", RULE_COLUMNS, problems):
        try:
            rules.append(rule(row, kinds))
        except BadTable as error:
            problems.append(_problem(row, error))
    problems += [*_of_kinds(kinds, rules), *_of_rules(rules, kinds)]
    return Checked(kinds, rules, problems)


def _rows(path: Path, columns: tuple[str, ...], problems: list[Problem]) -> Iterator[Row]:
    try:
        yield from rows(path, columns)
    except BadTable as error:
        where, _, what = str(error).partition(": ")
        problems.append(Problem(where, what))
    except OSError as error:
        problems.append(Problem(str(path), f"cannot be read ({error.strerror}); give a folder that holds it"))


def _problem(row: Row, error: BadTable) -> Problem:
    return Problem(row.where, str(error).removeprefix(f"{row.where}: "))


def _of_kinds(kinds: dict[str, Kind], rules: list[Rule]) -> Iterator[Problem]:
    made = {one.kind for one in rules if one.effect in ("opens", "renews")}
    for one in kinds.values():
        if one.name not in made:
            yield Problem(one.row, f"no rule opens or renews {one.name!r}; add one to rules.tsv or delete the kind")
        for other, _ in sorted(one.ended_by | one.weakened_by):
            if other not in kinds:
                yield Problem(one.row, f"{other!r} is no kind of this table; use one of {', '.join(kinds)}")
        try:
            one.title.format(**dict.fromkeys(TITLE_FIELDS, ""))
        except (KeyError, ValueError, IndexError):
            yield Problem(one.row, f"the title {one.title!r} cannot be filled; use {{{'}, {'.join(TITLE_FIELDS)}}}")


def _of_rules(rules: list[Rule], kinds: dict[str, Kind]) -> Iterator[Problem]:
    codes = cameo.codes()
    seen: list[Rule] = []
    for one in rules:
        if not one.example:
            yield Problem(one.row, "has no example; write a sentence with its {holders} and <those on whom it lies>")
        for code in one.cameo:
            if not any(known.startswith(code) for known in codes):
                yield Problem(one.row, f"no CAMEO code begins with {code!r}; correct it or leave the cell empty")
        directed = kinds[one.kind].sides == "directed"
        if not one.holders or (directed and not one.towards):
            yield Problem(one.row, f"{one.kind} needs {'holders and towards' if directed else 'holders'}; name them")
        covering = next((earlier for earlier in seen if _covers(earlier, one)), None)
        if covering is not None:
            yield Problem(
                one.row, f"never counts: {covering.row} matches whatever it does; put it before that row or delete it"
            )
        seen.append(one)


def _covers(earlier: Rule, later: Rule) -> bool:
    """Whether an earlier row matches every claim that a later one matches, for the same kind and sides."""
    if earlier.kind != later.kind or earlier.holders != later.holders or earlier.towards != later.towards:
        return False
    wider = (
        (ANY in earlier.events or later.events <= earlier.events)
        and (not earlier.modes or (bool(later.modes) and later.modes <= earlier.modes))
        and (not earlier.contents or (bool(later.contents) and later.contents <= earlier.contents))
        and later.statuses <= earlier.statuses
        and (not earlier.cameo or (bool(later.cameo) and all(c.startswith(earlier.cameo) for c in later.cameo)))
    )
    return (
        wider
        and {p.pattern for p in earlier.words} <= {p.pattern for p in later.words}
        and {p.pattern for p in earlier.without} <= {p.pattern for p in later.without}
        and earlier.needs <= later.needs
    )


def counted(rules: list[Rule]) -> str:
    """How many rules do what, in one line."""
    found = {effect: sum(one.effect == effect for one in rules) for effect in EFFECTS}
    return ", ".join(f"{effect} {number}" for effect, number in found.items())
