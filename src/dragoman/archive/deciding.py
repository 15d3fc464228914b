"""What persons decide on events: two are one, or some claims are none of it. Recorded, replayed at every merge,
taken back at will (`dragoman review --undo`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import combinations, product
from typing import Any

from dragoman.archive.archive import Archive
from dragoman.archive.reviewing import Review, decisions, record
from dragoman.errors import BadSetting
from dragoman.records import Event
from dragoman.stories.merging import Decisions

MERGED, SPLIT = "merged", "split"


def join(archive: Archive, first: str, second: str, reviewer: str, note: str | None = None) -> tuple[int, list[str]]:
    """Record that two events are one, inside a transaction; gives the decision's number and the claims it is about."""
    one, other = _event(archive, first), _event(archive, second)
    if one.event != other.event:
        raise BadSetting(
            f"{first} is {one.event} and {second} {other.event}: events of two types cannot be one; "
            "correct the claims by `dragoman review` first"
        )
    if one.id == other.id:
        raise BadSetting(f"{first} and {second} are one event already")
    claims = [*one.claims, *other.claims]
    change = {"events": [one.id, other.id], "claims": claims}
    return record(archive, "event", one.id, MERGED, reviewer, change, note), claims


def part(
    archive: Archive, event: str, claims: Sequence[str], reviewer: str, note: str | None = None
) -> tuple[int, list[str]]:
    """Record that claims are none of an event, inside a transaction; gives the decision's number and all its claims."""
    one = _event(archive, event)
    unknown = [claim for claim in claims if claim not in one.claims]
    if unknown:
        raise BadSetting(f"{unknown[0]!r} is no claim of the event {event}; its claims are {', '.join(one.claims)}")
    rest = [claim for claim in one.claims if claim not in claims]
    if not rest or not claims:
        raise BadSetting("a split leaves claims on both sides; name some of the event's claims, not all")
    number = record(archive, "event", one.id, SPLIT, reviewer, {"claims": list(claims), "rest": rest}, note)
    return number, list(one.claims)


def standing(archive: Archive) -> Decisions:
    """The decisions that stand, as pairs of claims; of two that contradict each other the later holds."""
    joined: set[tuple[str, str]] = set()
    parted: set[tuple[str, str]] = set()
    for one in decisions(archive, "event"):
        pairs = _pairs(one)
        (joined if one.verdict == MERGED else parted).update(pairs)
        (parted if one.verdict == MERGED else joined).difference_update(pairs)
    return Decisions(frozenset(joined), frozenset(parted))


def joined_numbers(connection: sqlite3.Connection, decided: Decisions) -> dict[int, set[int]]:
    """The shown claims that persons joined with each, by number."""
    found: dict[int, set[int]] = {}
    for pair in decided.joined:
        one, other = (number_of_shown(connection, claim) for claim in pair)
        if one is not None and other is not None:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return found


def number_of_shown(connection: sqlite3.Connection, claim: str) -> int | None:
    """The number of the claim of an id that is shown."""
    row = connection.execute("SELECT no FROM claims WHERE id = ? AND shown = 1", (claim,)).fetchone()
    return row[0] if row else None


def claims_of(one: Review) -> list[str]:
    """The claims that a decision is about."""
    return [*one.change.get("claims", ()), *one.change.get("rest", ())]


def _pairs(one: Review) -> set[tuple[str, str]]:
    change: Any = one.change
    found = combinations(change["claims"], 2) if one.verdict == MERGED else product(change["claims"], change["rest"])
    return {(min(pair), max(pair)) for pair in found}


def _event(archive: Archive, id: str) -> Event:
    found = archive.event(id)
    if found is None:
        raise BadSetting(f"the archive holds no event {id!r}; take the id from `dragoman events --json`")
    return found
