"""`dragoman lexicon check`: the tables of the lexicon held against their schema and against one another.

Found are cells that cannot be read, unknown types, modes, classes and codes, duplicates, rows that conflict, and rows
or classes that nothing can use. Every problem names file, line and remedy; nothing is changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.claims import precedence
from dragoman.claims.content import ANSWERED_COLUMNS, MODE_COLUMNS, WITHIN
from dragoman.claims.frames import COLUMNS, Frame, classes, frame
from dragoman.errors import BadTable
from dragoman.ontology import cameo
from dragoman.ontology.plover import CONTEXTS, MODES, TYPES
from dragoman.records import COUNTED, STATUSES
from dragoman.tables import Row, cell_list, package_path, rows

LIGHT_COLUMNS = ("verb", "slot", "actor", "recipient", "status", "note")
CUE_COLUMNS = ("cue", "pos", "effect", "scope", "note")
SCOPES = frozenset({"argument", "governs-complement", "auxiliary", "adverb", "adjective", "permits"})
SPARES = frozenset({"none", "official", "prosecution", "public", "state"})
READ_BY_CODE = frozenset({"official", "state_thing", "support_verb"})
"""Classes that no row names because the guards and roles read them."""
EXAMPLE_MARKS = (("{", "}", "actor"), ("<", ">", "recipient"))


class Problem(NamedTuple):
    """What is wrong with a row: where it stands and what to do."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


class Checked(NamedTuple):
    """The outcome: how many frames and predicates were read, and what is wrong."""

    frames: list[Frame]
    predicates: int
    problems: list[Problem]


def check(folder: Path | None = None) -> Checked:
    """Check all tables of a lexicon folder (the shipped one by default)."""
    folder = folder or package_path("lexicon")
    problems: list[Problem] = []
    frames: list[Frame] = []
    used: set[str] = set()
    try:
        known = classes(folder)
    except BadTable as error:
        return Checked([], 0, [_problem(error)])
    for path in sorted((folder / "frames").glob("*.tsv")):
        for row in _rows(path, COLUMNS, problems):
            used |= _classes_named(row)
            try:
                one = frame(row, known)
            except BadTable as error:
                problems.append(_problem(error))
                continue
            frames.append(one)
            problems += _row_problems(one)
    problems += _repeats(frames)
    problems += _unused_classes(folder, used)
    problems += [
        found
        for part in (_light_verbs, _cues, _precedence, _speech, _contexts, _counted, _guards)
        for found in part(folder)
    ]
    return Checked(frames, len({(one.pos, one.words) for one in frames}), problems)


def _problem(error: BadTable) -> Problem:
    where, _, message = str(error).partition(": ")
    return Problem(where, message)


def _rows(path: Path, columns: tuple[str, ...], problems: list[Problem]) -> Iterator[Row]:
    """The rows of a table up to the first that breaks it; what breaks it is a problem."""
    try:
        yield from rows(path, columns)
    except BadTable as error:
        problems.append(_problem(error))


def _classes_named(row: Row) -> set[str]:
    parts = row.cells["needs"].replace("=", ";").replace("|", ";").split(";")
    return {part.strip()[1:] for part in parts if part.strip().startswith("@")}


def _row_problems(one: Frame) -> Iterator[Problem]:
    if one.cameo is not None and one.cameo not in cameo.codes():
        yield Problem(one.row, f"CAMEO has no code {one.cameo!r}; take one from ontology/cameo.tsv")
    if one.event != "-" and not (one.actor or one.recipient):
        yield Problem(one.row, "neither actor nor recipient is given; name the slot of at least one side")
    if not one.example:
        yield Problem(one.row, "no example; write one sentence with {actor} and <recipient> marked")
    for opening, closing, side in EXAMPLE_MARKS:
        if one.example.count(opening) != one.example.count(closing):
            yield Problem(one.row, f"the example's {opening}{closing} do not pair; mark the {side} on both ends")


def _repeats(frames: list[Frame]) -> Iterator[Problem]:
    """Rows with the same predicate and conditions: the later can never match."""
    seen: dict[object, Frame] = {}
    for one in frames:
        key = (one.words, one.pos, frozenset(one.needs))
        other = seen.setdefault(key, one)
        if other is one or one.also:
            continue
        if (other.event, other.mode, other.actor, other.recipient) == (one.event, one.mode, one.actor, one.recipient):
            yield Problem(one.row, f"duplicate of {other.row}; delete one of them")
        else:
            yield Problem(
                one.row,
                f"never used: {other.row} has the same predicate and conditions and says {other.event}; "
                "add a condition that tells the two senses apart or delete one",
            )


def _unused_classes(folder: Path, used: set[str]) -> Iterator[Problem]:
    members: dict[str, set[str]] = defaultdict(set)
    places: dict[str, str] = {}
    for path in sorted(folder.glob("classes*.tsv")):
        for row in rows(path, ("class", "members")):
            name = row.cells["class"].lstrip("@")
            places.setdefault(name, row.where)
            members[name] |= {m[1:] for m in cell_list(row.cells["members"]) if m.startswith("@")}
    reached = set(used) | READ_BY_CODE
    while more := {inner for name in reached for inner in members.get(name, ())} - reached:
        reached |= more
    for name, where in places.items():
        if name not in reached:
            yield Problem(where, f"no row uses the class @{name}; use it or delete it")


def _light_verbs(folder: Path) -> Iterator[Problem]:
    problems: list[Problem] = []
    seen: dict[tuple[str, str], str] = {}
    for row in _rows(folder / "light_verbs.tsv", LIGHT_COLUMNS, problems):
        key = row.cells["verb"], row.cells["slot"]
        if key in seen:
            yield Problem(row.where, f"duplicate of {seen[key]}; delete one of them")
        seen.setdefault(key, row.where)
        if row.cells["status"] and row.cells["status"] not in STATUSES:
            yield Problem(row.where, f"unknown status {row.cells['status']!r}; use one of {', '.join(STATUSES)}")
    yield from problems


def _cues(folder: Path) -> Iterator[Problem]:
    problems: list[Problem] = []
    for row in _rows(folder / "status_cues.tsv", CUE_COLUMNS, problems):
        if row.cells["effect"] not in STATUSES:
            yield Problem(row.where, f"unknown status {row.cells['effect']!r}; use one of {', '.join(STATUSES)}")
        if row.cells["scope"] not in SCOPES:
            yield Problem(row.where, f"unknown scope {row.cells['scope']!r}; use one of {', '.join(sorted(SCOPES))}")
    yield from problems


def _precedence(folder: Path) -> Iterator[Problem]:
    problems: list[Problem] = []
    for row in _rows(folder / "precedence.tsv", precedence.COLUMNS, problems):
        for column in ("event", "to_event"):
            if row.cells[column] not in TYPES:
                yield Problem(
                    row.where, f"{row.cells[column]!r} is none of PLOVER's types; use one of {', '.join(TYPES)}"
                )
        mode, event = row.cells["to_mode"], row.cells["to_event"]
        if mode not in ("", "*") and mode not in MODES.get(event, ()):
            yield Problem(row.where, f"{event} has no mode {mode!r}; leave it empty or use one of its modes")
    yield from problems


def _speech(folder: Path) -> Iterator[Problem]:
    problems: list[Problem] = []
    for row in _rows(folder / "answered.tsv", ANSWERED_COLUMNS, problems):
        if row.cells["instead"] not in ("", WITHIN):
            yield Problem(row.where, f"instead is {row.cells['instead']!r}; leave it empty or write {WITHIN}")
        yield from _unknown_types(row)
    for row in _rows(folder / "content_modes.tsv", MODE_COLUMNS, problems):
        mode, event = row.cells["mode"], row.cells["event"]
        if mode and mode not in MODES.get(event, ()):
            yield Problem(row.where, f"{event} has no mode {mode!r}; leave it empty or use one of its modes")
        yield from _unknown_types(row)
    yield from problems


def _unknown_types(row: Row) -> Iterator[Problem]:
    for column in ("event", "content"):
        if row.cells[column] not in TYPES:
            yield Problem(row.where, f"{row.cells[column]!r} is none of PLOVER's types; use one of {', '.join(TYPES)}")


def _contexts(folder: Path) -> Iterator[Problem]:
    problems: list[Problem] = []
    for row in _rows(folder / "contexts.tsv", ("context", "weight", "words", "note"), problems):
        if row.cells["context"] not in CONTEXTS:
            yield Problem(
                row.where, f"PLOVER has no context {row.cells['context']!r}; take one from ontology/contexts.tsv"
            )
        if row.cells["weight"] not in ("1", "2"):
            yield Problem(row.where, f"the weight is {row.cells['weight']!r}; write 1 or 2")
    yield from problems


def _guards(folder: Path) -> Iterator[Problem]:
    problems: list[Problem] = []
    topics = set()
    for row in _rows(folder / "guard_topics.tsv", ("topic", "events", "spares", "note"), problems):
        topics.add(row.cells["topic"])
        for event in cell_list(row.cells["events"]):
            if event != "*" and event not in TYPES:
                yield Problem(row.where, f"{event!r} is none of PLOVER's types; use one of {', '.join(TYPES)} or *")
        if row.cells["spares"] not in SPARES:
            yield Problem(row.where, f"spares is {row.cells['spares']!r}; write one of {', '.join(sorted(SPARES))}")
    for row in _rows(folder / "guards.tsv", ("topic", "weight", "words", "note"), problems):
        for topic in set(cell_list(row.cells["topic"])) - topics:
            yield Problem(row.where, f"the topic {topic!r} has no row in guard_topics.tsv; add it there")
        if not row.cells["weight"].removeprefix("-").isdigit():
            yield Problem(row.where, f"the weight is {row.cells['weight']!r}; write a whole number")
    yield from problems


def _counted(folder: Path) -> Iterator[Problem]:
    problems: list[Problem] = []
    for row in _rows(folder / "counted.tsv", ("what", "pos", "words", "slot", "note"), problems):
        if row.cells["what"] not in COUNTED:
            yield Problem(row.where, f"unknown count {row.cells['what']!r}; use one of {', '.join(COUNTED)}")
    yield from problems
