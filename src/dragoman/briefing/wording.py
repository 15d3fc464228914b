"""The sentences of a brief out of its tables: `lines.tsv` for the lines, `acts.tsv` for what was done."""

from __future__ import annotations

import re
from functools import cache

from dragoman.records import Event, Party, When, Where
from dragoman.stories.relations.sides import state_names
from dragoman.tables import package_path, rows

ANY = "*"
MOST_NAMES = 4
_ENDING = re.compile(r"\[([a-z]+)(?:\|([a-z]+))?\]")


@cache
def _lines() -> dict[str, str]:
    return {row.cells["key"]: row.cells["text"] for row in rows(package_path("briefing", "lines.tsv"), ("key", "text"))}


@cache
def _acts() -> dict[tuple[str, str], dict[str, str]]:
    table = rows(package_path("briefing", "acts.tsv"), ("event", "mode", "phrase", "alone"))
    return {(row.cells["event"], row.cells["mode"]): row.cells for row in table}


def line(key: str, **values: object) -> str:
    """The line of a key, filled."""
    return _lines()[key].format(**values)


def has(key: str) -> bool:
    """Whether the table has a line of a key."""
    return key in _lines()


def names(parties: tuple[Party, ...]) -> str:
    """Parties by name, each once: "Iran, Syria and 3 more"."""
    found = list(dict.fromkeys(party.name or party.text or "somebody" for party in parties))
    if len(found) > MOST_NAMES:
        found = [*found[:MOST_NAMES], f"{len(found) - MOST_NAMES} more"]
    return " and ".join(filter(None, (", ".join(found[:-1]), found[-1]))) if found else ""


def act(event: Event) -> str:
    """What an event is, in words, after its type and mode."""
    cells = _acts().get((event.event, event.mode or ANY)) or _acts()[event.event, ANY]
    several = len({party.name or party.text for party in event.actors}) > 1
    phrase = cells["phrase" if event.recipients else "alone"]
    return _ENDING.sub(lambda one: (one[2] or "") if several else one[1], phrase).format(whom=names(event.recipients))


def event_line(key: str, event: Event, **more: object) -> str:
    """The line of an event; it has a form of its own where nobody is named as actor."""
    key = key if event.actors else f"{key}.nobody"
    what = act(event)
    status = f"status.{event.status}"
    return line(
        key,
        who=names(event.actors),
        act=what if event.actors else what[:1].upper() + what[1:],
        status=line(status) if has(status) else "",
        place=_place(event.where),
        when=_when(event.when),
        **more,
    )


def told(event: Event) -> str:
    """How many reports, outlets and independent voices tell of an event."""
    return line(
        "told",
        reports=_counted(event.reports, "report"),
        outlets=_counted(event.outlets, "outlet"),
        voices=_counted(event.voices, "independent voice"),
    )


def country(code: str) -> str:
    """The name of a state, or the code itself."""
    return state_names().get(code, code)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _place(where: Where | None) -> str:
    name = (where.name or where.text) if where else None
    return f", {name}" if name else ""


def _when(when: When | None) -> str:
    if when is None or (when.from_ is None and when.to is None):
        return ""
    if when.from_ == when.to:
        return f", {when.from_}"
    return f", {when.from_ or 'before'} to {when.to or 'now'}"
