"""Events follow claims: what new claims belong to, and every event that this touches, is made anew.

From the claims of new reports one goes along probable pairs until nothing more hangs on them; that part of the graph is
clustered by itself, which gives what clustering everything would give (`stories/merging.py`).
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from dragoman.archive import deciding
from dragoman.archive.archive import Archive
from dragoman.archive.copying import copy
from dragoman.archive.gathering import Neighbours, store_tellings
from dragoman.archive.runs import merging_run
from dragoman.records import Because, Claim, Event
from dragoman.stories.clustering import THRESHOLD, Pair
from dragoman.stories.events import event
from dragoman.stories.independence import Card
from dragoman.stories.merging import Decisions, gather, judged, sureness
from dragoman.stories.scoring import shipped

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
    if archive.connection.execute("SELECT 1 FROM events WHERE run != ? AND shown = 1 LIMIT 1", (run,)).fetchone():
        archive.show_only(run)
    return run


def remake(archive: Archive, run: int, fresh: Iterable[int], others: Iterable[str] = ()) -> int:
    """Make the events of claims anew, inside a transaction: `fresh` by number, `others` by id. Gives their number."""
    numbers = _Numbers(archive.connection)
    frontier = {*fresh, *(number for claim in others if (number := numbers.of(claim)) is not None)}
    touched = set(_events_with(archive.connection, run, others))
    part = _Part(archive, numbers, deciding.standing(archive))
    while frontier:
        part.grow(frontier)
        ids = [part.neighbours.telling(member).claim for member in part.members]  # type: ignore[union-attr]
        found = set(_events_with(archive.connection, run, ids))
        touched |= found
        frontier = {
            number
            for claim in _claims_in(archive.connection, run, found)
            if (number := numbers.of(claim)) is not None and number not in part.members
        }
        frontier = {number for number in frontier if part.neighbours.telling(number) is not None}
    clusters = part.clusters()
    claims = {id: claim for members, _ in clusters for id in members if (claim := archive.claim(id)) is not None}
    known = cards(archive, {claim.report for claim in claims.values()})
    made = [build([claims[id] for id in members if id in claims], known, weakest) for members, weakest in clusters]
    kept = {one.id for one in made}
    archive.store_events(run, made, sorted(touched - kept))
    return len(made)


class _Numbers:
    """Numbers of the shown claims by id."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, int | None] = {}

    def of(self, claim: str) -> int | None:
        if claim not in self._known:
            row = self._connection.execute("SELECT no FROM claims WHERE id = ? AND shown = 1", (claim,)).fetchone()
            self._known[claim] = row[0] if row else None
        return self._known[claim]


class _Part:
    """A part of the graph of claims: members, their probable pairs, and what persons decided about them."""

    def __init__(self, archive: Archive, numbers: _Numbers, decided: Decisions) -> None:
        self.neighbours = Neighbours(archive.connection)
        self.members: set[int] = set()
        self._scores: dict[Pair, float] = {}
        self._known: dict[Pair, float] = {}
        self._joined = _numbered(decided.joined, numbers)
        self._parted = _numbered(decided.parted, numbers)
        self._with: dict[int, set[int]] = {}
        for one, other in self._joined:
            self._with.setdefault(one, set()).add(other)
            self._with.setdefault(other, set()).add(one)

    def grow(self, frontier: Iterable[int]) -> None:
        """Take claims in, and all that hang on them by probable pairs."""
        waiting = sorted(set(frontier) - self.members)
        while waiting:
            member = waiting.pop()
            if member in self.members or self.neighbours.telling(member) is None:
                continue
            self.members.add(member)
            for other in self.neighbours.near(member):
                pair = (min(member, other), max(member, other))
                score = self._judge(*pair)
                if score >= THRESHOLD:
                    self._scores[pair] = score
                    if other not in self.members:
                        waiting.append(other)
            waiting += sorted(self._with.get(member, set()) - self.members)

    def _judge(self, one: int, other: int) -> float:
        pair = one, other
        if pair in self._parted:
            return -1.0
        if pair not in self._known:
            first, second = self.neighbours.telling(one), self.neighbours.telling(other)
            assert first is not None and second is not None
            self._known[pair] = judged(first, second, shipped())
        return self._known[pair]

    def clusters(self) -> list[tuple[list[str], float]]:
        """The clusters as ids of claims, each with the lowest score of the pairs that were compared."""
        told = {member: self.neighbours.telling(member) for member in self.members}
        order = sorted(self.members, key=lambda member: (told[member].order, told[member].claim))  # type: ignore[union-attr]
        place = {member: at for at, member in enumerate(order)}
        scores = {_sorted(place[a], place[b]): score for (a, b), score in self._scores.items()}
        joined = [_sorted(place[a], place[b]) for a, b in self._joined if a in place and b in place]

        def judge(one: int, other: int) -> float:
            return self._judge(*_sorted(order[one], order[other]))

        found = gather(len(order), scores, judge, joined)
        ids = [[told[order[at]].claim for at in members] for members in found]  # type: ignore[union-attr]
        return list(zip(ids, sureness(found, scores), strict=True))


def _sorted(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _numbered(pairs: Iterable[tuple[str, str]], numbers: _Numbers) -> set[Pair]:
    found = ((numbers.of(one), numbers.of(other)) for one, other in pairs)
    return {_sorted(one, other) for one, other in found if one is not None and other is not None}


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
