"""How fast ingestion is beside coding alone, and two workers beside one, in one run.

    python -m benchmarks.ingesting ../shared/data/text/open_news/articles.jsonl

Coding alone is `Coder.code` over the same reports, read from the same file, with nothing stored. Loading the coder is
left out of the first ratio and counted in the second, where every worker loads its own. What two processors give to two
coders that do nothing else stands beside it: on a machine that others use, or whose processors share a core, that is
less than two.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.recording import record
from dragoman.archive import Archive
from dragoman.archive.dumping import dump_sha256
from dragoman.archive.ingestion import ingest
from dragoman.coder import Coder
from dragoman.reading import read
from dragoman.records import Report


def reports(source: Path) -> Iterator[Report]:
    """The readable reports of a file."""
    return (one for one in read([source], undated=True) if isinstance(one, Report))


def coding_alone(source: Path, coder: Coder) -> float:
    """Seconds to read and code."""
    started = time.perf_counter()
    for _ in coder.code(reports(source)):
        pass
    return time.perf_counter() - started


def ingesting(source: Path, archive: Path, jobs: int, coder: Coder | None) -> float:
    """Seconds to read, code and store."""
    started = time.perf_counter()
    ingest(source, archive=archive, jobs=jobs, undated=True, coder=coder)
    return time.perf_counter() - started


ALONE = """
import sys, time
from pathlib import Path
from benchmarks.ingesting import coding_alone
from dragoman.coder import Coder
coder = Coder()
print("ready", flush=True)
sys.stdin.readline()
print(coding_alone(Path(sys.argv[1]), coder), flush=True)
"""


def coders_at_once(source: Path, count: int) -> float:
    """Seconds until so many processes have each coded all reports, with nothing stored."""
    command = [sys.executable, "-c", ALONE, str(source)]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(count)
    ]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    started = time.perf_counter()
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        process.communicate()
    return time.perf_counter() - started


def main(source: Path) -> dict[str, Any]:
    """The figures: seconds, and the two ratios."""
    loading = time.perf_counter()
    coder = Coder()
    loading = time.perf_counter() - loading
    for _ in zip(range(40), coder.code(reports(source)), strict=False):
        pass  # Warmed up, so that neither side pays for what is loaded late.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        alone = coding_alone(source, coder)
        one = ingesting(source, folder / "one.db", 1, coder)
        again = coding_alone(source, coder)
        del coder
        most = 2 * coders_at_once(source, 1) / coders_at_once(source, 2)
        two = ingesting(source, folder / "two.db", 2, None)
        single = ingesting(source, folder / "single.db", 1, None)
        repeated = ingesting(source, folder / "two.db", 2, None)
        with Archive(folder / "one.db") as a, Archive(folder / "two.db") as b, Archive(folder / "single.db") as c:
            counts = a.counts()
            same = len({dump_sha256(archive) for archive in (a, b, c)}) == 1
        size = (folder / "one.db").stat().st_size
    return {
        **counts,
        "seconds_coding_alone": [round(alone, 1), round(again, 1)],
        "seconds_ingesting": round(one, 1),
        "seconds_one_job_with_loading": round(single, 1),
        "seconds_two_jobs_with_loading": round(two, 1),
        "seconds_nothing_new": round(repeated, 2),
        "seconds_loading_a_coder": round(loading, 2),
        "ingestion_as_fast_as_coding": round((alone + again) / 2 / one, 3),
        "two_workers_to_one": round(single / two, 2),
        "two_coders_to_one_with_nothing_else": round(most, 2),
        "same_bytes": same,
        "archive_megabytes": round(size / 1e6, 1),
        "load_average": os.getloadavg()[0],
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    record("ingest", main(parser.parse_args().source))
