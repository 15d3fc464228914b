"""How deriving relations grows with the archive, and what a question to it costs.

    python -m benchmarks.relating --events 20000 --out benchmarks/results/relating.json

The examples of the rules are coded once and told again on other days, so that the archive is full of acts that bear on
relations: about four in five events do, where of open news it is one in eight. Figures are seconds, and ratios against
storing the same events in the same run.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from dragoman.archive import Archive, Coded, Run, merging_run
from dragoman.archive.relating import relate
from dragoman.archive.rows import identified
from dragoman.archive.standing import relations, timeline
from dragoman.briefing import brief
from dragoman.coder import Coder
from dragoman.reading import read_text
from dragoman.records import Claim, Report, When
from dragoman.stories.relations import shipped_rules
from dragoman.stories.relations.derivation import alone

LAST = date(2024, 12, 31)
STEPS = 4
"""Sizes of the archive at which the growth is measured."""
ADDED = 1000
"""Reports that are added to the full archive."""
RUN = Run("relating", "coded", "dragoman", "0.1.0")


def examples(coder: Coder) -> list[tuple[Report, Claim]]:
    """The claims of the rules' examples, each with its report."""
    reports = [read_text(re.sub(r"[{}<>]", "", one.example), id=one.row, date="2020-06-15") for one in shipped_rules()]
    return [(report, claim) for report, claims in coder.code(reports) for claim in claims]


def retold(made: list[tuple[Report, Claim]], first: int, count: int, total: int) -> Iterator[Coded]:
    """Reports number `first` and on: the examples told again, each on a day of its own."""
    for number in range(first, first + count):
        report, claim = made[number % len(made)]
        day = (LAST - timedelta(days=(number * 997) % max(1, total) * 2000 // total)).isoformat()
        told = msgspec.structs.replace(report, id=f"r{number}", published=day)
        when = When(None, None, None, day, day, "report") if claim.when else None
        yield Coded(told, identified((msgspec.structs.replace(claim, id=msgspec.UNSET, report=told.id, when=when),)))


def timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def add(archive: Archive, coded: list[Coded]) -> tuple[float, float]:
    """Store reports and their events, then relate; seconds of each."""

    def store() -> None:
        with archive.transaction():
            archive.store(archive.add_run(RUN), coded)
            events = [alone(one.claims[0], one.report.published) for one in coded]
            archive.store_events(archive.add_run(merging_run()), events)

    def derive() -> None:
        with archive.transaction():
            relate(archive)

    return timed(store), timed(derive)


def measure(events: int) -> dict[str, Any]:
    """All figures for an archive of so many events, each of one claim of one report."""
    made = examples(Coder())
    step = events // STEPS
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "a.db", write=True) as archive:
        growth = []
        for place in range(STEPS):
            stored, derived = add(archive, list(retold(made, place * step, step, events)))
            growth.append({"events": (place + 1) * step, "store_s": round(stored, 2), "relate_s": round(derived, 2)})
        stored, derived = add(archive, list(retold(made, events, ADDED, events + ADDED)))
        day = LAST.isoformat()
        return {
            "events": events,
            "relations": archive.counts()["relations"],
            "growth": growth,
            "added_reports": ADDED,
            "added_relate_s": round(derived, 2),
            "relate_to_store": round(sum(g["relate_s"] for g in growth) / sum(g["store_s"] for g in growth), 2),
            "relations_on_a_day_s": round(timed(lambda: relations(archive, "USA", on=day)), 3),
            "timeline_s": round(timed(lambda: timeline(archive, "USA", "SYR")), 3),
            "brief_s": round(timed(lambda: brief(archive, day)), 3),
            "brief_of_actor_s": round(timed(lambda: brief(archive, day, "USA")), 3),
        }


def main() -> None:
    """Measure and print, or write the figures to a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    text = json.dumps(measure(options.events), indent=2) + "\n"
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
