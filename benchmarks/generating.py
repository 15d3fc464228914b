"""A made-up archive of any size, to measure queries on: `python -m benchmarks.generating PATH --claims 1000000`.

Reports, claims and words follow the skew of real ones: few countries, outlets and words make up most. Everything comes
from a seed; no text of anybody is in it. What is stored goes through `Archive.store`, as ingestion does.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from bisect import bisect
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from msgspec import UNSET

from dragoman.archive import Archive, Coded, Run
from dragoman.ontology import CONTEXTS, MODES, SECTORS, TYPES
from dragoman.reading import Details, read_text
from dragoman.records import Because, Claim, Party, Report, Span, When, Where

RUN = Run("generated", "coded", "dragoman", "0")
FIRST_DAY = date(2005, 1, 1)
DAYS = 7300
CLAIMS_A_REPORT = 8
WORDS_A_REPORT = 260
VOCABULARY = 40_000
COUNTRIES = 190
PEOPLE_A_COUNTRY = 30
OUTLETS = 300
PLACES_A_COUNTRY = 40
REPORTS_A_TRANSACTION = 1000
SYLLABLES = (
    "ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru".split()
)
STATUSES = ("actual", "actual", "actual", "actual", "future", "hypothetical", "negated", "historical")


class Skewed:
    """Draws from a sequence so that the k-th is about k times rarer than the first (Zipf)."""

    def __init__(self, chance: random.Random, values: Sequence[str], exponent: float = 1.0) -> None:
        self.chance = chance
        self.values = values
        self.sums = list(accumulate(1 / (rank + 1) ** exponent for rank in range(len(values))))

    def one(self) -> str:
        """One value."""
        return self.values[bisect(self.sums, self.chance.random() * self.sums[-1])]

    def many(self, count: int) -> list[str]:
        """Several values."""
        return self.chance.choices(self.values, cum_weights=self.sums, k=count)


class World:
    """The countries, people, outlets and words that reports are made of; all from one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        codes = [f"{chr(65 + i // 26)}{chr(65 + i % 26)}X" for i in range(COUNTRIES)]
        self.country = Skewed(self.chance, codes)
        self.name = {code: _word(i + 40_000, 3).title() for i, code in enumerate(codes)}
        self.outlet = Skewed(self.chance, [f"The {_word(i + 90_000, 3).title()}" for i in range(OUTLETS)])
        self.word = Skewed(self.chance, [_word(i, 2) for i in range(VOCABULARY)], 1.05)
        self.event = Skewed(self.chance, sorted(TYPES), 0.7)
        self.sector = Skewed(self.chance, ["GOV", "MIL", "CVL", *(one for one in SECTORS if one not in ("GOV", "MIL"))])
        self.context = Skewed(self.chance, CONTEXTS)

    def report(self, number: int) -> Coded:
        """The report of a number with its claims."""
        day = FIRST_DAY + timedelta(days=self.chance.randrange(DAYS))
        words = self.word.many(WORDS_A_REPORT)
        headline, body = " ".join(words[:9]).capitalize(), " ".join(words[9:])
        named = [self.name[self.country.one()] for _ in range(3)]
        text = f"{headline}\n\n{' and '.join(named)} {body}.\n"
        details = Details(outlet=self.outlet.one(), url=f"https://example.org/{number}")
        report = read_text(text, f"g{number}", day.isoformat(), details=details)
        return Coded(report, tuple(self._claim(report, day, i) for i in range(CLAIMS_A_REPORT)))

    def _claim(self, report: Report, day: date, place: int) -> Claim:
        chance = self.chance
        start = 60 + 90 * place
        anchor = Span(report.text[start : start + 6], start, start + 6)
        event = self.event.one()
        modes = sorted(MODES[event])
        acted = (day - timedelta(days=chance.randrange(4))).isoformat()
        country = self.country.one()
        return Claim(
            report=report.id,
            sentence_start=start - 20,
            sentence_end=start + 60,
            anchor=anchor,
            event=event,
            mode=chance.choice(modes) if modes and chance.random() < 0.5 else None,
            content=self.event.one() if event in ("AGREE", "REQUEST", "REJECT", "ACCUSE") else None,
            status=chance.choice(STATUSES),
            actors=tuple(self._party(start) for _ in range(chance.choice((0, 1, 1, 1, 2)))),
            recipients=tuple(self._party(start) for _ in range(chance.choice((0, 1, 1, 1, 2)))),
            sources=(self._party(start),) if chance.random() < 0.4 else (),
            when=When(None, None, None, acted, acted, "report") if chance.random() < 0.9 else None,
            where=self._where(country) if chance.random() < 0.5 else None,
            contexts=(self.context.one(),) if chance.random() < 0.4 else (),
            counts={"dead": (chance.randrange(20), None)} if event == "ASSAULT" and chance.random() < 0.3 else {},
            cameo=UNSET if chance.random() < 0.05 else "036",
            confidence={"event": round(chance.uniform(0.4, 1.0), 3)},
            because={
                "event": Because("the frame of a made-up word", f"made.tsv:{chance.randrange(9000)}"),
                "status": Because("asserted without a cue of another status"),
                "actors": Because("the frame's actor stands in slot subj", f"made.tsv:{chance.randrange(9000)}"),
                "when": Because("no time expression of its own: the report's date"),
            },
            nulls={"where": "no place of the sentence is tied to the act"},
        )

    def _party(self, start: int) -> Party:
        country = self.country.one()
        number = self.chance.randrange(PEOPLE_A_COUNTRY)
        person = f"{_word(number * 7 + 11, 2).title()} of {self.name[country]}"
        name = person if self.chance.random() < 0.4 else f"{self.name[country]} government"
        reason = Because("person by full name", f"people.tsv:{number}")
        return Party(name, start - 18, start - 2, name, country, self.sector.one(), because=reason)

    def _where(self, country: str) -> Where:
        number = self.chance.randrange(PLACES_A_COUNTRY)
        return Where(None, None, None, f"{_word(number, 3).title()} in {country}", country, lat=1.5 * number, lon=2.0)


def _word(number: int, least: int) -> str:
    """A made-up word, each number another."""
    parts: list[str] = []
    while number or len(parts) < least:
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
    return "".join(parts)


def reports(count: int, seed: int = 1) -> Iterator[Coded]:
    """So many reports, each with its claims."""
    world = World(seed)
    return (world.report(number) for number in range(count))


def generate(path: Path, claims: int, seed: int = 1) -> None:
    """Fill an archive with so many claims; one that is there already is kept if it has them."""
    count = -(-claims // CLAIMS_A_REPORT)
    with Archive(path, write=True) as archive:
        if archive.counts()["reports"] >= count:
            return
        stream, started = reports(count, seed), time.monotonic()
        for done in range(0, count, REPORTS_A_TRANSACTION):
            batch = [one for _, one in zip(range(min(REPORTS_A_TRANSACTION, count - done)), stream, strict=False)]
            with archive.transaction():
                archive.store(archive.add_run(RUN), batch)
                archive.mark_followed([one.report.id for one in batch])
            if done % 10_000 == 0:
                print(f"{done:,} reports, {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    generate(given.path, given.claims, given.seed)
