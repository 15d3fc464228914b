"""Events follow claims: what new claims belong to, and every event that this touches, is made anew.

From the claims of new reports one goes along probable pairs until nothing more hangs on them; that part of the graph is
clustered by itself, which gives what clustering everything would give (`stories/merging.py`).
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np

from dragoman.archive import deciding
from dragoman.archive.archive import Archive
from dragoman.archive.copying import copy
from dragoman.archive.gathering import Neighbours, store_tellings
from dragoman.archive.runs import merging_run
from dragoman.records import Because, Claim, Event
from dragoman.stories.clustering import THRESHOLD
from dragoman.stories.events import event
from dragoman.stories.independence import Card
from dragoman.stories.merging import Bench, Decisions, Judged, gather, paired, together
from dragoman.stories.pairing import judge
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
    older = "SELECT 1 FROM runs JOIN events ON events.run = runs.no WHERE runs.no != ? AND events.shown = 1 LIMIT 1"
    if archive.connection.execute(older, (run,)).fetchone():
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
        ids = part.claims()
        found = set(_events_with(archive.connection, run, ids))
        touched |= found
        inside = set(ids)
        left = [claim for claim in _claims_in(archive.connection, run, found) if claim not in inside]
        frontier = {number for claim in left if (number := numbers.of(claim)) is not None and part.is_merged(number)}
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
    """A part of the graph of claims: members, the pairs that were judged, and what persons decided about them.

    Members are rows of `neighbours.columns`."""

    def __init__(self, archive: Archive, numbers: _Numbers, decided: Decisions) -> None:
        self.neighbours = Neighbours(archive.connection)
        self.members: set[int] = set()
        self._pairs: list[Judged] = []
        self._decided = decided
        self._with: dict[int, set[int]] = {}
        for pair in decided.joined:
            one, other = (numbers.of(claim) for claim in pair)
            if one is not None and other is not None:
                self._with.setdefault(one, set()).add(other)
                self._with.setdefault(other, set()).add(one)

    def grow(self, claims: Iterable[int]) -> None:
        """Take claims in, and all that hang on them by probable pairs, wave after wave."""
        wave = self._rows(claims)
        while wave:
            pairs = self._judged(wave)
            self.members.update(wave)
            self._pairs.append(pairs)
            probable = pairs.scores >= THRESHOLD
            hanging = {*pairs.first[probable].tolist(), *pairs.second[probable].tolist()} - self.members
            joined = self._rows(other for row in wave for other in self._with.get(self.neighbours.claims[row], ()))
            wave = sorted(hanging.union(joined))

    def _rows(self, claims: Iterable[int]) -> list[int]:
        found = {row for claim in claims if (row := self.neighbours.row(claim)) is not None}
        return sorted(found - self.members)

    def _judged(self, wave: Sequence[int]) -> Judged:
        """The pairs of a wave with all whom it meets but the members, whose pairs are judged already."""
        near = [self.neighbours.near(row) for row in wave]
        one = np.repeat(np.array(wave, np.int64), [len(found) for found in near])
        other = np.concatenate(near)
        known, own = np.zeros((2, len(self.neighbours.claims)), np.bool_)
        known[list(self.members)] = True
        own[wave] = True
        new = ~known[other] & (one != other) & (~own[other] | (one < other))
        one, other = one[new], other[new]
        rank = self.neighbours.rank()
        swapped = rank[one] > rank[other]
        first, second = np.where(swapped, other, one), np.where(swapped, one, other)
        columns = self.neighbours.columns
        scores, types = np.empty(len(first)), columns.column("event")[first]
        for one_type in np.unique(types).tolist():
            chosen = types == one_type
            scores[chosen] = judge(columns, first[chosen], second[chosen], shipped())
        return Judged(first, second, scores)

    def is_merged(self, claim: int) -> bool:
        """True for a claim that merging looks at."""
        return self.neighbours.row(claim) is not None

    def claims(self) -> list[str]:
        """The members' claims by id."""
        return [self.neighbours.columns.tellings[row].claim for row in sorted(self.members)]

    def clusters(self) -> list[tuple[list[str], float]]:
        """The clusters as ids of claims, each with how surely its least sure member belongs."""
        rank = self.neighbours.rank()
        order = sorted(self.members, key=lambda row: int(rank[row]))
        ordered = [self.neighbours.columns.tellings[row] for row in order]
        place = np.full(len(rank), -1, np.int64)
        place[order] = np.arange(len(order))
        judged = [Judged(place[pairs.first], place[pairs.second], pairs.scores) for pairs in self._pairs]
        parted = paired(ordered, self._decided.parted)
        pairs = together(judged, len(ordered), parted)
        found = gather(len(order), pairs, Bench(ordered, parted).judge, paired(ordered, self._decided.joined))
        return [([ordered[at].claim for at in members], weakest) for members, weakest in found]


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
