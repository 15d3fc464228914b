"""Kill -9 at random moments: nothing acknowledged is lost, nothing is left half.

    python -m benchmarks.killing --kills 200           ingestion in one process, a stub in place of the coder
    python -m benchmarks.killing --kills 20 --real     two worker processes with the real coder

The stub lets most kills fall into writing, where they can do harm. After each kill the archive is opened and checked:
every report that was acknowledged before is there with all its claims, SQLite's and FTS5's own checks pass, no row
points nowhere. At the end the ingestion is completed, and the canonical dump must be that of an uninterrupted one.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.generating import World
from benchmarks.recording import record
from dragoman.archive import Archive
from dragoman.archive.dumping import dump_sha256
from dragoman.archive.ingestion import Silence, ingest
from dragoman.records import Claim, Report, Span

REPORTS = 4000
REAL_REPORTS = 1500
AT_THE_START = 0.2
"""The share of kills that fall anywhere from the start of the process; the others come after it first stored."""
LONGEST_START = 1.5
LONGEST = 0.5
LONGEST_REAL = 5.0


class Stub:
    """Three claims in each report, at once."""

    def code(self, reports: Iterable[Report]) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
        """Each report with its claims."""
        for report in reports:
            spans = [Span(report.text[i : i + 5], i, i + 5) for i in (0, 10, 20)]
            yield (
                report,
                tuple(
                    Claim(report.id, 0, 60, span, "CONSULT", None, None, "actual", (), (), (), None, None)
                    for span in spans
                ),
            )


class Acknowledging(Silence):
    """Says how many reports are stored, as soon as they are."""

    def advance(self, **done: int) -> None:
        """Print what is stored."""
        if done.get("reports"):
            print(done["reports"], flush=True)


def child(archive: str, source: str, jobs: int) -> None:
    """What is killed: an ingestion that acknowledges on standard output; with several jobs by the real coder."""
    coder: Any = Stub() if jobs == 1 else None
    ingest(source, archive=archive, jobs=jobs, coder=coder, listener=Acknowledging())


def make_source(folder: Path, count: int, real: bool) -> Path:
    """A file of made-up reports; sentences that can be coded for the real coder."""
    world, chance = World(7), random.Random(7)
    verbs = ("urged", "accused", "attacked", "met", "threatened", "praised")
    places = ("France", "Iran", "Syria", "Turkey", "China", "Brazil", "Kenya", "Japan")
    path = folder / "reports.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = " ".join(world.word.many(40))
            if real:
                pairs = [chance.sample(places, 2) for _ in range(3)]
                text = " ".join(f"{a} {chance.choice(verbs)} {b} on Monday, officials said." for a, b in pairs)
            file.write(json.dumps({"id": f"k{number}", "date": "2020-07-08", "text": text}) + "\n")
    return path


def check(path: Path, least: int) -> int:
    """How many reports the archive holds. Raises AssertionError where something is lost, half, or broken."""
    if not path.exists():
        assert least == 0, f"{least} acknowledged, and no archive"
        return 0
    with Archive(path, write=True) as archive:
        connection = archive.connection
        count = archive.counts()["reports"]
        assert count >= least, f"{least} reports acknowledged, {count} there"
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO text_index (text_index, rank) VALUES ('integrity-check', 1)")
        half = (
            "SELECT count(*) FROM reports LEFT JOIN coded ON coded.report = reports.no "
            "WHERE coded.claims IS NOT (SELECT count(*) FROM claims WHERE claims.report = reports.no)",
            "SELECT count(*) FROM claims WHERE no NOT IN (SELECT claim FROM claim_records)",
            "SELECT count(*) FROM reports WHERE no NOT IN (SELECT report FROM texts)",
        )
        for sql in half:
            assert connection.execute(sql).fetchone() == (0,), sql
        return count


def kill_once(command: list[str], chance: random.Random, longest: float) -> int:
    """Start, kill at a random moment, and give how many reports were acknowledged."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    first = ""
    if chance.random() < AT_THE_START:
        time.sleep(chance.uniform(0, LONGEST_START))
    else:
        first = process.stdout.readline()
        time.sleep(chance.uniform(0, longest))
    process.kill()
    told, _ = process.communicate()
    return sum(int(line) for line in (first + told).split() if line.isdigit())


def main(kills: int, real: bool, seed: int) -> dict[str, Any]:
    """Kill so many times and check each time; gives the figures."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = REAL_REPORTS if real else REPORTS
        source = make_source(folder, count, real)
        path, held, in_writing, beyond, restarted = folder / "a.db", 0, 0, 0, 0
        command = [sys.executable, "-m", "benchmarks.killing", "--child", str(path), str(source), "2" if real else "1"]
        for number in range(kills):
            acknowledged = kill_once(command, chance, LONGEST_REAL if real else LONGEST)
            now = check(path, held + acknowledged)
            in_writing += now > held
            beyond += now > held + acknowledged
            held = now
            if held >= count * 0.95:
                for end in ("", "-wal", "-shm", "-lock"):
                    path.with_name(path.name + end).unlink(missing_ok=True)
                held, restarted = 0, restarted + 1
            if number % 20 == 19:
                print(f"{number + 1} kills, {held} reports stored", file=sys.stderr, flush=True)
        coder: Any = None if real else Stub()
        ingest(source, archive=path, coder=coder)
        ingest(source, archive=folder / "whole.db", coder=coder)
        with Archive(path) as one, Archive(folder / "whole.db") as other:
            same = dump_sha256(one) == dump_sha256(other)
        assert same, "the dump differs from that of an uninterrupted ingestion"
    return {
        "kills": kills,
        "coder": "real, two workers" if real else "stub, one process",
        "stored_something_and_then_killed": in_writing,
        "killed_between_storing_and_acknowledging": beyond,
        "archives_filled": restarted + 1,
        "lost": 0,
        "half": 0,
        "dump_equals_uninterrupted": same,
    }


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], sys.argv[3], int(sys.argv[4]))
        sys.exit()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--real", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    record("kill_real" if given.real else "kill", main(given.kills, given.real, given.seed))
