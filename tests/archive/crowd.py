"""Many claims of chance, to filter."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count

from dragoman.archive import Archive, Coded, Run
from dragoman.ontology import CONTEXTS, MODES, TYPES
from dragoman.reading.identity import sha256
from dragoman.records import STATUSES, Claim, Party, Report, Span, When, Where

COUNTRIES = ("ARL", "BOR", "CAD", None)
SECTORS = ("GOV", "MIL", "REB", None)
NAMES = ("Arland", "Boria", "rebels", "Rebel Front")
OUTLETS = ("Lantern", "Quay Post", None)
RUN = Run("crowd", "coded", "dragoman", "0")


def party(chance: random.Random) -> Party:
    return Party("x", 0, 1, chance.choice(NAMES), chance.choice(COUNTRIES), chance.choice(SECTORS))


def claim(chance: random.Random, report: str, number: int) -> Claim:
    event = chance.choice(("ASSAULT", "CONSULT", "AID"))
    day = f"2020-0{chance.randint(1, 3)}-1{chance.randint(0, 9)}"
    id = f"c{number}" if report.startswith("r") else f"{report}c{number}"
    return Claim(
        report, 0, 9, Span("did", number, number + 3), event, chance.choice((None, *MODES[event])),
        chance.choice((None, "AID")), chance.choice(STATUSES),
        tuple(party(chance) for _ in range(chance.randint(0, 2))),
        tuple(party(chance) for _ in range(chance.randint(0, 2))),
        tuple(party(chance) for _ in range(chance.randint(0, 1))),
        chance.choice((None, When(None, None, None, day, day, "explicit"))),
        chance.choice((None, Where(None, None, None, chance.choice(("Hallum", "Bora")), "BOR", lat=1.5, lon=2.5))),
        contexts=tuple(chance.sample(CONTEXTS[:4], chance.randint(0, 2))), id=id,
        confidence={"event": chance.random()}, counts=chance.choice(({}, {"dead": (1, None)})),
    )  # fmt: skip


def coded(seed: int, reports: int, prefix: str = "r") -> Iterator[Coded]:
    chance, numbers = random.Random(seed), count()
    for place in range(reports):
        id = f"{prefix}{place}"
        date = f"2020-0{chance.randint(1, 3)}-1{chance.randint(0, 9)}"
        report = Report(id, f"text {id}", sha256(f"text {id}"), date, outlet=chance.choice(OUTLETS))
        yield Coded(report, tuple(claim(chance, id, next(numbers)) for _ in range(chance.randint(0, 6))))


def fill(archive: Archive, seed: int = 7, reports: int = 120, prefix: str = "r") -> None:
    with archive.transaction():
        archive.store(archive.add_run(RUN), coded(seed, reports, prefix))


assert set(TYPES) >= {"ASSAULT", "CONSULT", "AID"}
