"""Events follow claims: what new claims belong to, and every event that this touches, is made anew.

The claims of new reports are clustered with the events that hang on them by probable pairs, and what this changes with
the events that hang on that: which gives what clustering everything would give (`stories/settling.py`).
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

import msgspec

from dragoman.archive import deciding
from dragoman.archive.archive import Archive
from dragoman.archive.copying import copy
from dragoman.archive.gathering import store_tellings
from dragoman.archive.runs import merging_run
from dragoman.archive.surroundings import Surroundings
from dragoman.records import Because, Claim, Event
from dragoman.stories.events import event
from dragoman.stories.independence import Card
from dragoman.stories.settling import settle

MODEL = "stories/weights.tsv"


def retell(archive: Archive, reports: Sequence[str]) -> None:
    """Bring copies and events up to the claims of these reports; a step of `following.py`."""
    from dragoman.archive import merging_all

    run = current_run(archive)
    if merging_all.is_new(archive, run):
        merging_all.merge_anew(archive, run)
        return
    changed = copy(archive, reports)
    left = set(_claims_of_events(archive, run, reports))
    fresh: set[int] = set()
    for report in archive.reports(reports):
        fresh.update(store_tellings(archive.connection, run, report))
    remake(archive, run, fresh, left | set(_claims_of_events(archive, run, sorted(changed))))


def current_run(archive: Archive) -> int:
    """The number of the run of the installed merging; the first time, events of older ones are no longer shown."""
    run = archive.add_run(merging_run())
    older = "SELECT 1 FROM runs JOIN events ON events.run = runs.no WHERE runs.no != ? AND events.shown = 1 LIMIT 1"
    if archive.connection.execute(older, (run,)).fetchone():
        archive.show_only(run)
    return run


def remake(archive: Archive, run: int, fresh: Iterable[int], others: Iterable[str] = ()) -> int:
    """Make the events of claims anew, inside a transaction: `fresh` by number, `others` by id. Gives their number."""
    connection = archive.connection
    named = {*others, *(id for number in fresh if (id := _id(connection, number)) is not None)}
    touched = set(_events_with(connection, run, named))
    named.update(_claims_in(connection, run, touched))
    decided = deciding.standing(archive)
    around = Surroundings(connection, partial(_settled, connection, run), deciding.joined_numbers(connection, decided))
    numbers = sorted(number for id in named if (number := deciding.number_of_shown(connection, id)) is not None)
    found = settle(around.rows(numbers), around, decided)
    clusters = [([around.tellings[row].claim for row in one.members], one.sureness) for one in found]
    touched.update(_events_with(connection, run, (id for members, _ in clusters for id in members)))
    claims = {id: claim for members, _ in clusters for id in members if (claim := archive.claim(id)) is not None}
    known = cards(archive, {claim.report for claim in claims.values()})
    made = [build([claims[id] for id in members if id in claims], known, weakest) for members, weakest in clusters]
    kept = {one.id for one in made}
    archive.store_events(run, made, sorted(touched - kept))
    return len(made)


def _id(connection: sqlite3.Connection, claim: int) -> str | None:
    row = connection.execute("SELECT id FROM claims WHERE no = ?", (claim,)).fetchone()
    return row[0] if row else None


def _settled(connection: sqlite3.Connection, run: int, claim: int) -> list[int]:
    """The claims of the event in which a claim stands, by number."""
    rows = connection.execute(
        "SELECT others.no FROM claims JOIN event_claims own ON own.claim = claims.id "
        "JOIN events ON events.no = own.event AND events.run = ?1 "
        "JOIN event_claims members ON members.event = own.event "
        "JOIN claims others ON others.id = members.claim AND others.shown = 1 WHERE claims.no = ?2",
        (run, claim),
    )
    return [number for (number,) in rows]


def build(claims: Sequence[Claim], known: dict[str, Card], weakest: float) -> Event:
    """The event of claims, with the reason why they are one."""
    if len(claims) == 1:
        why = Because(rule="no other claim tells of it")
    else:
        why = Because(
            rule=f"{len(claims)} claims; the least sure belongs with probability {weakest:.2f}",
            model=MODEL,
            probability=round(weakest, 4),
        )
    return event(claims, known, why)


def cards(archive: Archive, reports: Iterable[str]) -> dict[str, Card]:
    """The cards of reports and of those that they copy."""
    found: dict[str, Card] = {}
    waiting = sorted(set(reports))
    while waiting:
        name = waiting.pop()
        row = archive.connection.execute(CARD, (name,)).fetchone()
        if row is None:
            continue
        number, published, outlet, credits, original, group, kind = row
        credited = tuple(msgspec.json.decode(credits)) if credits else ()
        sources = _sources(archive.connection, number) if kind == "spliced" else ()
        credit = _group_credit(archive.connection, group) if group else None
        found[name] = Card(name, published, outlet, credited, original or name, credit, sources)
        waiting += sorted({original or name, *sources} - found.keys())
    return found


CARD = (
    "SELECT reports.no, reports.published, reports.outlet, report_gists.credits, originals.id, copies.copy_group, "
    "copies.kind FROM reports LEFT JOIN report_gists ON report_gists.report = reports.no "
    "LEFT JOIN copies ON copies.report = reports.no LEFT JOIN reports originals ON originals.no = copies.copy_of "
    "WHERE reports.id = ?"
)


def _sources(connection: sqlite3.Connection, report: int) -> tuple[str, ...]:
    """The reports of which a spliced one is made."""
    rows = connection.execute(
        "SELECT reports.id FROM copy_links JOIN reports ON reports.no = copy_links.original WHERE copy = ? ORDER BY id",
        (report,),
    )
    return tuple(id for (id,) in rows)


def _group_credit(connection: sqlite3.Connection, group: str) -> str | None:
    """The agency that most reports of a group of copies credit."""
    rows = connection.execute(
        "SELECT credits FROM copies JOIN report_gists ON report_gists.report = copies.report "
        "WHERE copy_group = ? AND kind != 'spliced'",
        (group,),
    )
    votes = Counter(name for (credits,) in rows for name in msgspec.json.decode(credits))
    return min(votes, key=lambda name: (-votes[name], name)) if votes else None


def _claims_of_events(archive: Archive, run: int, reports: Sequence[str]) -> list[str]:
    """The claims of all events in which claims of these reports stand, whatever coding they are of."""
    found: set[str] = set()
    for report in reports:
        rows = archive.connection.execute(
            "SELECT DISTINCT others.claim FROM reports JOIN claims ON claims.report = reports.no "
            "JOIN event_claims own ON own.claim = claims.id JOIN events ON events.no = own.event AND events.run = ? "
            "JOIN event_claims others ON others.event = events.no WHERE reports.id = ?",
            (run, report),
        )
        found.update(claim for (claim,) in rows)
    return sorted(found)


def _events_with(connection: sqlite3.Connection, run: int, claims: Iterable[str]) -> list[str]:
    found: set[str] = set()
    for claim in claims:
        rows = connection.execute(
            "SELECT events.id FROM event_claims JOIN events ON events.no = event_claims.event "
            "WHERE event_claims.claim = ? AND events.run = ?",
            (claim, run),
        )
        found.update(id for (id,) in rows)
    return sorted(found)


def _claims_in(connection: sqlite3.Connection, run: int, events: Iterable[str]) -> list[str]:
    found: list[str] = []
    for id in events:
        rows = connection.execute(
            "SELECT event_claims.claim FROM events JOIN event_claims ON event_claims.event = events.no "
            "WHERE events.run = ? AND events.id = ?",
            (run, id),
        )
        found += [claim for (claim,) in rows]
    return found
