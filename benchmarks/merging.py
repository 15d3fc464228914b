"""How long merging takes, and how it grows: `python -m benchmarks.merging FOLDER --claims 10000 100000 1000000`.

A made-up stream of news is stored without a model: so many claims a day, each day's events told by few reports or by
many (Zipf), some with the agency's words, in other verbs, without a party or a date, with numbers that differ. An
archive grows by days, so a larger one is a longer stream of the same density. For each size the script reads the
reports (copies, and claims as merging compares them), merges everything (`merge_all`, two processes: events and
relations), then stores and adds 1,000 reports of one more day (3.5 times a day's news), as ingestion does. Each step is
a process of its own and starts cold; its seconds on the clock, of all processors, and its memory (its own at most and
twice the larger worker's) are written. The event B-cubed F1 against the events that the stream was made of shows that
it was merging that was timed."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

import msgspec

from dragoman.archive import Archive, Coded, Run
from dragoman.archive.following import follow
from dragoman.archive.merging_all import merge_all, read_all
from dragoman.evaluation.coreference import bcubed
from dragoman.reading import Details, read_text
from dragoman.records import Claim, Party, Span, When, Where

RUN = Run("generated", "coded", "dragoman", "0")
RESULTS = Path(__file__).parent / "results"
FIRST_DAY = date(2015, 1, 1)
CLAIMS_A_DAY = 2000
CLAIMS_A_REPORT = 7
EVENTS_A_DAY = 700
REPORTS_A_TRANSACTION = 2000
ADDED_REPORTS = 1000
COUNTRIES = (
    "USA CHN RUS GBR FRA DEU IND PAK IRN IRQ SYR TUR ISR EGY SAU JPN KOR PRK UKR POL ITA ESP BRA MEX ZAF NGA KEN ETH "
    "SDN LBY DZA MAR TUN YEM AFG IDN PHL THA MMR VNM AUS CAN ARG COL VEN CUB SRB GRC HUN ROU"
).split()
TOWNS_A_COUNTRY = 12
OUTLETS = 120
VERBS = {
    ("ASSAULT", "aerial"): ("bombed", "struck", "hit"),
    ("ASSAULT", "firearms"): ("shot", "killed", "attacked"),
    ("COERCE", "arrest"): ("arrested", "detained", "captured"),
    ("SANCTION", "discontinue"): ("sanctioned", "penalised"),
    ("CONSULT", None): ("met", "visited", "received"),
    ("ACCUSE", "disapprove"): ("condemned", "denounced", "criticised"),
    ("REQUEST", "yield"): ("urged", "called on", "pressed"),
    ("SUPPORT", None): ("praised", "endorsed", "backed"),
    ("THREATEN", "restrict"): ("threatened", "warned"),
    ("AID", "economic"): ("aided", "helped"),
}
SECTORS = ("GOV", "GOV", "GOV", "MIL", "MIL", "REB", "CVL", "COP", "PTY")
FILLER = (
    "talks border crisis minister army village parliament court budget harvest bridge convoy school airport river "
    "coast mountain election strike factory hospital railway market island harbour mine dam refinery stadium tower"
).split()


class Happened(NamedTuple):
    """An event of the stream: what, who, whom, when, where, how many dead."""

    name: str
    act: tuple[str, str | None]
    actor: tuple[str, str]
    recipient: tuple[str, str]
    day: date
    town: str
    dead: int


class Stream:
    """A stream of made-up news, a day at a time, all from one seed. `truth` holds the event of each claim told."""

    def __init__(self, seed: int = 8) -> None:
        self.chance = random.Random(seed)
        self.truth: dict[str, str] = {}
        self._reports = 0
        self._weights = list(accumulate(1 / (rank + 1) ** 0.6 for rank in range(EVENTS_A_DAY)))

    def day(self, number: int, reports: int) -> Iterator[Coded]:
        """The reports of a day; each tells of some of the events of that day and the day before."""
        day = FIRST_DAY + timedelta(days=number)
        events = [self._event(number, place, day) for place in range(EVENTS_A_DAY)]
        for _ in range(reports):
            told = self.chance.choices(events, cum_weights=self._weights, k=CLAIMS_A_REPORT)
            yield self._report(day, list(dict.fromkeys(told)))

    def _event(self, number: int, place: int, day: date) -> Happened:
        chance = self.chance
        own = random.Random(number * EVENTS_A_DAY + place)
        actor, recipient = own.sample(COUNTRIES[: 10 + own.randrange(len(COUNTRIES) - 10)], 2)
        acted = day - timedelta(days=chance.choice((0, 0, 0, 1)))
        town = f"{recipient.title()}{chr(97 + own.randrange(TOWNS_A_COUNTRY))}ville"
        return Happened(
            f"{number}:{place}",
            own.choice(list(VERBS)),
            (actor, own.choice(SECTORS)),
            (recipient, own.choice(SECTORS)),
            acted,
            town,
            own.randrange(1, 40),
        )

    def _report(self, day: date, events: list[Happened]) -> Coded:
        chance = self.chance
        self._reports += 1
        sentences, claims = [], []
        name = f"m{self._reports}"
        at = 0
        for event in events:
            sentence, made = self._told(name, event, at, day)
            sentences.append(sentence)
            at += len(sentence) + 1
            claims.append(made)
            self.truth[str(made.id)] = event.name
        text = "\n".join(sentences)
        details = Details(outlet=f"Outlet {chance.randrange(OUTLETS)}")
        return Coded(read_text(text, name, day.isoformat(), details=details), tuple(claims))

    def _told(self, report: str, event: Happened, at: int, day: date) -> tuple[str, Claim]:
        chance = self.chance
        verb = chance.choice(VERBS[event.act])
        who, whom = self._party(event.actor), self._party(event.recipient)
        filler = " ".join(random.Random(event.name).sample(FILLER, 5) + chance.sample(FILLER, 3))
        sentence = f"{who.name} {verb} {whom.name} at {event.town} over the {filler}."
        start = at + len(str(who.name)) + 1
        dated = chance.random() < 0.7
        acted = (event.day if dated else day).isoformat()
        claim = Claim(
            report=report,
            sentence_start=at,
            sentence_end=at + len(sentence),
            anchor=Span(verb, start, start + len(verb)),
            event=event.act[0],
            mode=event.act[1],
            content=None,
            status="actual",
            actors=(who,),
            recipients=(whom,) if chance.random() < 0.85 else (),
            sources=(self._party((event.actor[0], "GOV")),) if chance.random() < 0.3 else (),
            when=When(None, None, None, acted, acted, "relative" if dated else "report"),
            where=Where(event.town, 0, 5, event.town, event.recipient[0], precision=1)
            if chance.random() < 0.6
            else None,
            counts={"dead": (event.dead + chance.choice((0, 0, 0, 2)), None)} if event.act[0] == "ASSAULT" else {},
            id=f"{report}-{at}",
        )
        return sentence, claim

    def _party(self, side: tuple[str, str]) -> Party:
        country, sector = side
        words = {
            "GOV": "government",
            "MIL": "army",
            "REB": "rebels",
            "CVL": "villagers",
            "COP": "police",
            "PTY": "party",
        }
        name = f"{country.title()}ian {words[sector]}"
        return Party(name, 0, len(name), name, country, sector)


def fill(archive: Archive, stream: Stream, claims: int) -> int:
    """Store a stream of about so many claims; gives the number of its days."""
    days = max(1, round(claims / CLAIMS_A_DAY))
    reports = CLAIMS_A_DAY // CLAIMS_A_REPORT
    with archive.transaction():
        run = archive.add_run(RUN)
    for first in range(0, days, 8):
        with archive.transaction():
            for day in range(first, min(days, first + 8)):
                archive.store(run, list(stream.day(day, reports)))
    return days


def agreement(archive: Archive, truth: dict[str, str]) -> float:
    """B-cubed F1 of the archive's events against those that the stream was made of."""
    rows = archive.connection.execute(
        "SELECT event_claims.claim, event_claims.event FROM event_claims JOIN events ON events.no = event_claims.event "
        "WHERE events.shown = 1"
    )
    pairs = [(truth[claim], event) for claim, event in rows if claim in truth]
    return bcubed([one for one, _ in pairs], [other for _, other in pairs]).f1


def measure(folder: Path, claims: int, jobs: int, checking: bool) -> dict[str, object]:
    """Merge a stream of about so many claims, then add a day's reports; each step is a process of its own, so that its
    seconds and its memory are its own."""
    path = folder / f"merging-{claims}.db"
    for end in ("", "-wal", "-shm", "-lock"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    _apart(_fill, path, claims, jobs)
    truth = dict(msgspec.json.decode(_beside(path, "truth").read_bytes(), type=dict[str, str]))
    figures: dict[str, object] = {}
    steps: list[tuple[str, Step]] = [("read", _read), ("merge", _merge), ("add_1000_reports", _add)]
    if checking:
        steps.append(("merge_again", _merge_again))
    memory = 0.0
    for name, step in steps:
        used = _apart(step, path, claims, jobs)
        figures |= used.figures
        figures |= {f"{name}_seconds": round(used.seconds, 1), f"{name}_cpu_seconds": round(used.cpu_seconds, 1)}
        figures[f"{name}_megabytes"] = round(used.megabytes)
        memory = max(memory, used.megabytes)
        if name == "merge":
            with Archive(path) as archive:
                figures["bcubed_f1"] = round(agreement(archive, truth), 4)
            del truth
    figures["memory_megabytes"] = round(memory)
    figures["archive_megabytes"] = round(path.stat().st_size / 1e6)
    return figures


class Used(NamedTuple):
    """What a step found and took: seconds on the clock, of all processors, and the memory of its processes together at
    the most that they can have had."""

    figures: dict[str, object]
    seconds: float
    cpu_seconds: float
    megabytes: float


Step = Callable[[Path, int, int], dict[str, object]]


def _apart(step: Step, path: Path, claims: int, jobs: int) -> Used:
    """A step in a process of its own; the clock runs from before the process starts."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    started = time.perf_counter()
    process = context.Process(target=_run, args=(step, path, claims, jobs, there))
    process.start()
    there.close()
    figures, cpu, megabytes = here.recv()
    process.join()
    return Used(figures, time.perf_counter() - started, cpu, megabytes)


def _run(step: Step, path: Path, claims: int, jobs: int, pipe: Connection) -> None:
    figures = step(path, claims, jobs)
    own, started = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = own.ru_utime + own.ru_stime + started.ru_utime + started.ru_stime
    pipe.send((figures, cpu, (own.ru_maxrss + jobs * started.ru_maxrss) / 1024))


def _beside(path: Path, what: str) -> Path:
    return path.with_suffix(f".{what}.json")


def _fill(path: Path, claims: int, jobs: int) -> dict[str, object]:
    stream = Stream()
    with Archive(path, write=True) as archive:
        days = fill(archive, stream, claims)
    added = list(stream.day(days, ADDED_REPORTS))
    _beside(path, "added").write_bytes(msgspec.json.encode(added))
    _beside(path, "truth").write_bytes(msgspec.json.encode(stream.truth))
    return {}


def _read(path: Path, claims: int, jobs: int) -> dict[str, object]:
    with Archive(path, write=True) as archive:
        read_all(archive)
        with archive.transaction():
            archive.mark_followed(archive.unfollowed())  # Else merging everything would read them once more.
        return {"claims": archive.counts()["claims"]}


def _merge(path: Path, claims: int, jobs: int) -> dict[str, object]:
    with Archive(path, write=True) as archive:
        found = merge_all(archive, jobs)
        return {"events": found.events, "relations": archive.counts()["relations"]}


def _add(path: Path, claims: int, jobs: int) -> dict[str, object]:
    added = msgspec.json.decode(_beside(path, "added").read_bytes(), type=list[Coded])
    with Archive(path, write=True) as archive:
        with archive.transaction():
            archive.store(archive.add_run(RUN), added)
        follow(archive)
    return {}


def _merge_again(path: Path, claims: int, jobs: int) -> dict[str, object]:
    with Archive(path, write=True) as archive:
        found = merge_all(archive, jobs)
    return {"changed_by_merge_all_afterwards": found.changed + found.removed}


def plot(rows: list[dict[str, object]], path: Path) -> None:
    """Seconds against claims as an SVG, both axes from nought, with the line of equal cost a claim."""
    largest = max(float(str(row["claims"])) for row in rows)
    most = max(float(str(row["merge_cpu_seconds"])) for row in rows) * 1.1
    width, height, margin = 520, 320, 50

    def at(claims: float, seconds: float) -> tuple[float, float]:
        return margin + claims / largest * (width - 2 * margin), height - margin - seconds / most * (
            height - 2 * margin
        )

    last = max(rows, key=lambda row: float(str(row["claims"])))
    end = at(float(str(last["claims"])), float(str(last["merge_cpu_seconds"])))
    origin = at(0, 0)
    axis = "stroke='#888'"
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' font-family='sans-serif' "
        "font-size='11'>",
        _line(origin, (width - margin, origin[1]), axis),
        _line(origin, (origin[0], margin), axis),
        _line(origin, end, "stroke='#bbb' stroke-dasharray='4'"),
        f"<text x='{width / 2}' y='{height - 12}' text-anchor='middle'>claims merged</text>",
        f"<text x='{margin}' y='38'>CPU seconds of all processes (dashed: equal cost for each claim)</text>",
    ]
    for row in rows:
        x, y = at(float(str(row["claims"])), float(str(row["merge_cpu_seconds"])))
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#2463a8"/>')
        label = f"{int(str(row['claims'])):,}: {row['merge_cpu_seconds']} s"
        parts.append(
            f'<text x="{x - 6:.1f}" y="{y - 8:.1f}" text-anchor="end">{label}</text>'
            if x > width / 2
            else f'<text x="{x + 8:.1f}" y="{y - 8:.1f}">{label}</text>'
        )
    path.write_text("\n".join([*parts, "</svg>"]) + "\n", encoding="utf-8")


def _line(start: tuple[float, float], end: tuple[float, float], look: str) -> str:
    return f"<line x1='{start[0]:.1f}' y1='{start[1]:.1f}' x2='{end[0]:.1f}' y2='{end[1]:.1f}' {look}/>"


def main() -> None:
    """Measure each size and write figures and plot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the archives are made")
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--check", action="store_true", help="merge everything once more and count what differs")
    parser.add_argument(
        "--keep", action="store_true", help="append the figures to results/merging.jsonl, draw the plot"
    )
    options = parser.parse_args()
    rows = []
    for claims in options.claims:
        rows.append(measure(options.folder, claims, options.jobs, options.check))
        print(json.dumps(rows[-1]), flush=True)
    if options.keep:
        with (RESULTS / "merging.jsonl").open("a", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row) + "\n" for row in rows)
        plot(rows, RESULTS / "merging.svg")


if __name__ == "__main__":
    main()
