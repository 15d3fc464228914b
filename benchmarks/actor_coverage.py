"""How many actors the tables cover and how fast they are found; run `python -m benchmarks.actor_coverage ../shared`.

Three shares and three speeds, printed as JSON:

- `icews`: distinct actor names of the ICEWS 2018 sample that are told the country of their row, on the row's day. Names
  whose row has no country (international bodies, unknown groups) are left out and counted as `icews_without_country`.
- `reign_name`, `reign_office`: leaders of REIGN in office on 200 random days of 1995 to 2020, found by name alone with
  state and as in office on the day (where REIGN has a surname of one word only, in the context of the state), and by
  "the president (or prime minister, king ...) of STATE" alone: the person that the resolver gives must be REIGN's.
  REIGN is one of the sources of the table, so this measures that nothing is lost or masked on the way, not that REIGN
  is right.
- `distinct`, `warm`: resolutions a second of processor time over the sample's names, each for the first time with the
  tables in memory, and from the resolver's cache; `load_s` the processor time to build a resolver, `megabytes` the size
  of the tables without the gazetteer of `places`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from training.knowledge.states import iso_of_cow

from dragoman.actors.identity import Identity
from dragoman.actors.names import skeleton
from dragoman.actors.people import name_key
from dragoman.actors.resolution import Resolver
from dragoman.tables import package_path

DAYS = 200
SEED = 1995
FIRST, LAST = date(1995, 1, 1), date(2020, 12, 31)
ICEWS = Path("data/knowledge/icews_events/icews_2018_sample.jsonl")
REIGN = Path("data/knowledge/actors_over_time/reign_leaders_1945_2021.jsonl")
KNOWLEDGE = Path("data/knowledge")
SERBIA = date(2006, 6, 3)
"""From this day REIGN's Yugoslavia is Serbia."""
OFFICES = ("head_of_state", "head_of_government")
"""Ranks of the offices by which an effective leader is asked for."""


class Leader(NamedTuple):
    """A leader of REIGN in office on a day."""

    name: str
    state: str
    country: str
    day: date


def icews_names(path: Path) -> Iterator[tuple[str, str, date]]:
    """The distinct actor names of the sample with the country of their row and the first day on which they stand."""
    seen: set[tuple[str, str]] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for side in ("source", "target"):
            name, country = row[f"{side}_name"], row[f"{side}_country"] or ""
            if name and (name, country) not in seen:
                seen.add((name, country))
                yield name, country, date.fromisoformat(row["event_date"])


def leaders(shared: Path, resolver: Resolver) -> list[Leader]:
    """The leaders in office on `DAYS` random days, each with its state."""
    codes = iso_of_cow(shared / KNOWLEDGE)
    draw = random.Random(SEED)
    days = [FIRST + timedelta(draw.randrange((LAST - FIRST).days + 1)) for _ in range(DAYS)]
    found = []
    for line in (shared / REIGN).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for day in days:
            code = "SRB" if row["stateabb"] == "YUG" and day >= SERBIA else codes.get(row["ccode"])
            state = resolver.knowledge.state_named(code)
            if state is None or state.country is None:
                continue
            end = row["end"] or "9999"
            if row["start"] <= day.isoformat() and day.isoformat()[: len(end)] < end:
                found.append(Leader(row["leader"], state.name, state.country, day))
    return found


def same_person(found: Identity, wanted: str, resolver: Resolver) -> bool:
    """Whether two lists mean one person: some spelling of the name shares a word with the wanted name, or its
    consonants."""
    spells = resolver.people.person(found.id).spells if found.id else ()
    spellings = [found.name, *(alias for spell in spells for alias in spell.aliases.split("|"))]
    mine = {skeleton(word) for name in spellings for word in name_key(name).split(" ") if len(word) > 1}
    return not mine.isdisjoint(skeleton(word) for word in name_key(wanted).split(" ") if len(word) > 1)


def by_name(leader: Leader, resolver: Resolver) -> bool:
    """Whether the name alone tells the state and that the leader is in office; a surname ("King", "Major") is asked as
    in a report on the state."""
    context = None if " " in leader.name.strip() else leader.country
    found = resolver.resolve(leader.name, leader.day, context)
    return found is not None and found.country == leader.country and found.office is not None


def by_office(leader: Leader, resolver: Resolver) -> bool:
    """Whether one of the highest offices of the state is told to be held by the leader."""
    for office, entry in resolver.knowledge.offices.items():
        if entry.cells["rank"] in OFFICES:
            found = resolver.resolve(f"the {office} of {leader.state}", leader.day)
            if found is not None and found.kind == "person" and same_person(found, leader.name, resolver):
                return True
    return False


def speeds(names: list[tuple[str, str, date]]) -> dict[str, float]:
    """Resolutions a second: each name once with the tables in memory, then again from the cache."""
    start = time.process_time()
    resolver = Resolver()
    load = time.process_time() - start
    resolver.resolve("Angela Merkel", FIRST)
    resolver.resolve("Gdansk mayor Zzyzx Unknown")
    figures = {"load_s": round(load, 3)}
    for label in ("distinct", "warm"):
        start = time.process_time()
        for name, _, day in names:
            resolver.resolve(name, day)
        figures[label] = round(len(names) / (time.process_time() - start))
    return figures


def measured(shared: Path, errors: Path | None) -> dict[str, Any]:
    """All figures; wrong cases go to `errors` as tab-separated lines."""
    resolver = Resolver()
    names = list(icews_names(shared / ICEWS))
    wrong: list[str] = []
    told = 0
    with_country = 0
    for name, country, day in names:
        state = resolver.resolve(country) if country else None
        if state is None:
            continue
        with_country += 1
        found = resolver.resolve(name, day)
        good = found is not None and found.country == state.country
        told += good
        if not good:
            wrong.append(f"icews\t{name}\t{country}\t{found.country if found else None}\t{found.rule if found else ''}")
    ruling = leaders(shared, resolver)
    outcomes = [(leader, by_name(leader, resolver), by_office(leader, resolver)) for leader in ruling]
    for leader, name, office in outcomes:
        wrong.extend(
            f"reign {kind}\t" + "\t".join(map(str, leader))
            for kind, good in (("name", name), ("office", office))
            if not good
        )
    if errors is not None:
        errors.write_text("\n".join(dict.fromkeys(wrong)) + "\n", encoding="utf-8")
    tables = [path.stat().st_size for path in package_path("knowledge").glob("*.tsv")]
    return {
        "icews": round(told / with_country, 4), "icews_n": with_country,
        "icews_without_country": len(names) - with_country,
        "reign_name": round(sum(name for _, name, _ in outcomes) / len(outcomes), 4),
        "reign_office": round(sum(office for _, _, office in outcomes) / len(outcomes), 4), "reign_n": len(outcomes),
        **speeds(names), "megabytes": round(sum(tables) / 1e6, 2),
    }  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--errors", type=Path)
    asked = parser.parse_args()
    print(json.dumps(measured(asked.shared, asked.errors)))
