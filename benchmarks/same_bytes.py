"""The canonical dump has the same bytes after a re-run, shuffled input, in pieces, and with 1, 2 and 4 workers.

python -m benchmarks.same_bytes ../shared/data/text/open_news/articles.jsonl --reports 120
"""

from __future__ import annotations

import argparse
import random
import tempfile
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.recording import record
from dragoman.archive import Archive
from dragoman.archive.dumping import dump_sha256
from dragoman.archive.ingestion import ingest


def main(source: Path, count: int) -> dict[str, Any]:
    """The hash of each way's dump."""
    chance = random.Random(1)
    with source.open(encoding="utf-8") as file:
        lines = list(islice(file, count))
    hashes: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def written(name: str, chosen: list[str]) -> Path:
            path = folder / f"{name}.jsonl"
            path.write_text("".join(chosen), encoding="utf-8")
            return path

        def of(name: str, *sources: Path, jobs: int = 1) -> None:
            archive = folder / f"{name.split(',')[0]}.db"
            for one in sources:
                ingest(one, archive=archive, jobs=jobs, undated=True)
            with Archive(archive) as opened:
                hashes[name] = dump_sha256(opened)
                counts.update(opened.counts())

        counts: dict[str, int] = {}
        plain = written("plain", lines)
        of("one worker", plain)
        of("one worker, again", plain)
        for jobs in (2, 4):
            of(f"{jobs} workers", plain, jobs=jobs)
        of("shuffled with 2 workers", written("shuffled", chance.sample(lines, len(lines))), jobs=2)
        pieces = [written(f"piece{i}", lines[i::3]) for i in (2, 0, 1)]
        of("in three calls with other shards", *pieces)
    first = hashes["one worker"]
    ways = {way: found == first for way, found in sorted(hashes.items())}
    return {**counts, "same_bytes": all(ways.values()), "ways": ways, "sha256": first}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--reports", type=int, default=120)
    given = parser.parse_args()
    record("same_bytes", main(given.source, given.reports))
