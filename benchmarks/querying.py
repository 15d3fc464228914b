"""Search and filtered lists of claims on a large archive: `python -m benchmarks.querying ARCHIVE`.

The archive is one that `benchmarks.generating` made. Queries draw words, countries, types, outlets and days with the
skew with which they occur, so that common ones come often. A list is its first page of 50 claims with their records.
One open archive is asked one query after another; the first of each kind counts too.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.generating import DAYS, FIRST_DAY, World
from benchmarks.recording import record
from dragoman.archive import Archive, queries
from dragoman.archive.filters import checked
from dragoman.archive.searching import search

PAGE = 50
Ask = Callable[[], Any]


def searches(archive: Archive, world: World) -> Iterator[Ask]:
    """Searches of one word, two words, alternatives, phrases, beginnings, with days; without end."""
    chance = world.chance
    while True:
        one, other = world.word.one(), world.word.one()
        words = chance.choice(
            (one, f"{one} {other}", f"{one} OR {other}", f'"{one} {other}"', f"{one} -{other}", f"{one}*")
        )
        since = _day(chance) if chance.random() < 0.3 else None
        yield lambda words=words, since=since: search(archive, words, since=since)  # type: ignore[misc]


def lists(archive: Archive, world: World) -> Iterator[Ask]:
    """Filters of one to four fields, without end."""
    chance = world.chance
    while True:
        fields: dict[str, Any] = {}
        for name in chance.sample(sorted(FIELDS), chance.choice((1, 2, 2, 3, 4))):
            fields[name] = FIELDS[name](world)
        if "until" in fields and "since" in fields:
            del fields["until"]
        filter = checked(**fields, limit=PAGE)
        yield lambda filter=filter: list(queries.claims(archive, filter))  # type: ignore[misc]


FIELDS: dict[str, Callable[[World], Any]] = {
    "actor": lambda world: [world.country.one()],
    "recipient": lambda world: [world.country.one()],
    "country": lambda world: [world.country.one()],
    "dyad": lambda world: _two(world),
    "party": lambda world: [f"{world.name[world.country.one()]} government"],
    "sector": lambda world: [world.sector.one()],
    "event": lambda world: [world.event.one()],
    "status": lambda world: [world.chance.choice(("actual", "future", "negated"))],
    "quad": lambda world: [world.chance.choice((1, 2, 3, 4))],
    "context": lambda world: [world.context.one()],
    "source": lambda world: [world.country.one()],
    "outlet": lambda world: [world.outlet.one()],
    "place": lambda world: [world.country.one()],
    "since": lambda world: _day(world.chance),
    "until": lambda world: _day(world.chance),
    "confidence": lambda world: world.chance.choice((0.5, 0.9)),
}


def _two(world: World) -> list[str]:
    first = second = world.country.one()
    while second == first:
        second = world.country.one()
    return [first, second]


def _day(chance: random.Random) -> str:
    return str(FIRST_DAY.fromordinal(FIRST_DAY.toordinal() + chance.randrange(DAYS)))


def timed(asks: Iterator[Ask], count: int) -> dict[str, Any]:
    """Milliseconds of so many queries, and how many found nothing."""
    times: list[float] = []
    empty = 0
    for _, ask in zip(range(count), asks, strict=False):
        started = time.perf_counter()
        empty += not ask()
        times.append(1000 * (time.perf_counter() - started))
    times.sort()
    return {
        "queries": count,
        "found_nothing": empty,
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[int(0.95 * count)], 1),
        "p99_ms": round(times[int(0.99 * count)], 1),
        "longest_ms": round(times[-1], 1),
    }


def main(path: Path, count: int, seed: int) -> dict[str, Any]:
    """The figures of searches and lists."""
    with Archive(path) as archive:
        return {
            **archive.counts(),
            "gigabytes": round(path.stat().st_size / 1e9, 2),
            "search": timed(searches(archive, World(seed)), count),
            "filtered_claims": timed(lists(archive, World(seed)), count),
        }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    record("query", main(given.archive, given.queries, given.seed))
