"""Filtered lists of claims and series of dyads on a large archive: `python -m benchmarks.filtering ARCHIVE`.

Filters are drawn from what the archive holds, common and rare, alone and together, from a seed. Each asks for the first
fifty claims with their records, as the verb `claims` and the desk do. Measured once after opening (cold, as a command
line is) and once again. Beside it stands the same list by one plain SQL statement, in the same run.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.recording import record
from dragoman.archive import Archive, queries
from dragoman.archive.dyads import series
from dragoman.archive.filters import Filter, checked
from dragoman.archive.terms import claim_conditions, claim_terms, day_conditions, joined

PAGE = 50
DRAWN = 300
"""Claims whose values are asked for."""
FILTERS = 200
PLAIN = 40
"""How many filters are also asked by the plain statement, which may take seconds."""
DYADS = 20


def values(archive: Archive, seed: int) -> dict[str, list[Any]]:
    """Values of each field as the archive holds them, common ones more often."""
    last = archive.connection.execute("SELECT max(no) FROM claims").fetchone()[0]
    chance = random.Random(seed)
    some = f"({', '.join(str(chance.randint(1, last)) for _ in range(DRAWN))})"

    def drawn(sql: str) -> list[Any]:
        return [row[0] for row in archive.connection.execute(sql)]

    by_claim = f"FROM claims WHERE no IN {some}"
    by_party = f"FROM parties WHERE claim IN {some}"
    return {
        "actor": drawn(f"SELECT country {by_party} AND country IS NOT NULL AND role = 'actor'"),
        "recipient": drawn(f"SELECT name {by_party} AND name IS NOT NULL AND role = 'recipient'"),
        "country": drawn(f"SELECT country {by_party} AND country IS NOT NULL"),
        "sector": drawn(f"SELECT sector {by_party} AND sector IS NOT NULL"),
        "source": drawn(f"SELECT country {by_party} AND role = 'source' AND country IS NOT NULL"),
        "event": drawn(f"SELECT event {by_claim}"),
        "mode": drawn(f"SELECT mode {by_claim} AND mode IS NOT NULL"),
        "context": drawn(f"SELECT context FROM claim_contexts WHERE claim IN {some}"),
        "quad": drawn(f"SELECT quad {by_claim}"),
        "status": drawn(f"SELECT status {by_claim}"),
        "outlet": drawn(f"SELECT outlet {by_claim} AND outlet IS NOT NULL"),
        "place": drawn(f"SELECT place_country {by_claim} AND place_country IS NOT NULL"),
        "since": drawn(f"SELECT day {by_claim} AND day IS NOT NULL"),
        "confidence": [0.5, 0.7, 0.9],
        "review": ["none"],
        "origin": ["dragoman"],
    }


def filters(known: dict[str, list[Any]], count: int, seed: int) -> Iterator[Filter]:
    """Filters of one to four fields."""
    chance = random.Random(seed)
    for number in range(count):
        if number % 8 == 7:
            pair = (chance.choice(known["country"]), chance.choice(known["country"]))
            yield checked(dyad=pair, limit=PAGE)
            continue
        names = chance.sample([name for name, held in known.items() if held], chance.randint(1, 4))
        yield checked(limit=PAGE, **{name: chance.choice(known[name]) for name in names})


def plain(archive: Archive, filter: Filter) -> list[int]:
    """The same page by one statement, left to SQLite's planner."""
    terms = (term.of("claims") for term in claim_terms(filter))
    where = joined([*claim_conditions(filter), *day_conditions(filter), *terms], "s.")
    sql = f"SELECT s.no FROM claims s WHERE s.shown = 1{where.sql} ORDER BY s.day DESC, s.no DESC LIMIT {PAGE}"
    return [row[0] for row in archive.connection.execute(sql, where.values)]


def timed(run: Callable[[], Any]) -> tuple[float, float, Any]:
    """Milliseconds of a call by the clock and by the processor, and what it gave."""
    started, used = time.perf_counter(), time.process_time()
    found = run()
    return (time.perf_counter() - started) * 1000, (time.process_time() - used) * 1000, found


def spread(times: list[float]) -> dict[str, float]:
    """Median, 95th percentile and maximum in milliseconds."""
    ordered = sorted(times)
    return {
        "p50_ms": round(statistics.median(ordered), 1),
        "p95_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 1),
        "max_ms": round(ordered[-1], 1),
    }


def measure(path: Path, count: int, seed: int) -> dict[str, Any]:
    """All figures. Where others use the machine, the processor's time is what a query costs."""
    with Archive(path) as archive:
        known = values(archive, seed)
        claims = archive.counts()["claims"]
    asked = list(filters(known, count, seed))
    first = []
    for filter in asked:
        with Archive(path) as archive:
            first.append(timed(partial(_listed, archive, filter)))
    with Archive(path) as archive:
        again = [timed(partial(_listed, archive, filter)) for filter in asked]
        ours = [timed(partial(_numbers, archive, filter)) for filter in asked[:PLAIN]]
        plainly = [timed(partial(plain, archive, filter)) for filter in asked[:PLAIN]]
        dyads = [timed(partial(series, archive, filter, "month")) for filter in asked if filter.dyad]
    slowest = max(zip(first, asked, strict=True), key=lambda one: one[0][1])[1]
    by_plain, by_ours = (spread([one[1] for one in times])["p95_ms"] for times in (plainly, ours))
    return {
        "claims": claims,
        "filters": count,
        "first_time": spread([one[0] for one in first]),
        "first_time_processor": spread([one[1] for one in first]),
        "again": spread([one[0] for one in again]),
        "again_processor": spread([one[1] for one in again]),
        "dyads_by_month_processor": spread([one[1] for one in dyads]),
        "plain_statement_processor": spread([one[1] for one in plainly]),
        "plain_over_ours_p95": round(by_plain / by_ours, 1),
        "pages_that_differ_from_plain": sum(one[2] != other[2] for one, other in zip(ours, plainly, strict=True)),
        "slowest": {k: v for k, v in msgspec.structs.asdict(slowest).items() if v not in ((), None, 0)},
        "load_of_the_machine": round(os.getloadavg()[0], 1),
    }


def _listed(archive: Archive, filter: Filter) -> list[queries.Found]:
    return list(queries.claims(archive, filter))


def _numbers(archive: Archive, filter: Filter) -> list[int]:
    return list(queries.claim_numbers(archive, filter))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--filters", type=int, default=FILTERS)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    record("filtered_lists", measure(given.archive, given.filters, given.seed))
