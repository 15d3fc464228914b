"""A disk that fills up while reports are ingested: `python -m benchmarks.full_disk`, as root, mounts a small tmpfs.

Once it is full the ingestion must end in one sentence, the archive must be whole with all that was acknowledged, and
the same call must go on when there is room.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.killing import Stub, check, make_source
from benchmarks.recording import record
from dragoman.archive import Archive
from dragoman.archive.dumping import dump_sha256
from dragoman.archive.ingestion import Silence, ingest
from dragoman.errors import ArchiveError

REPORTS = 3000
SIZES = (2, 3, 4, 5, 6, 8)
"""Megabytes of the disk."""


class Counting(Silence):
    """Counts what is acknowledged."""

    def __init__(self) -> None:
        self.reports = 0

    def advance(self, **done: int) -> None:
        """Add what is stored."""
        self.reports += done.get("reports", 0)


def fill(disk: Path, source: Path) -> tuple[int, str]:
    """How many reports were acknowledged before the disk was full, and what was said."""
    counting, coder = Counting(), Stub()
    try:
        ingest(source, archive=disk / "a.db", coder=coder, listener=counting)  # type: ignore[arg-type]
    except ArchiveError as error:
        return counting.reports, str(error)
    raise AssertionError("the disk did not fill up")


def main() -> dict[str, Any]:
    """Fill disks of several sizes."""
    told: set[str] = set()
    stored: list[int] = []
    with tempfile.TemporaryDirectory() as name:
        disk, source = Path(name) / "disk", make_source(Path(name), REPORTS, real=False)
        disk.mkdir()
        coder: Any = Stub()
        ingest(source, archive=Path(name) / "whole.db", coder=coder)
        for size in SIZES:
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}m", "tmpfs", str(disk)], check=True)
            try:
                acknowledged, sentence = fill(disk, source)
                told.add(sentence.replace(str(disk), "DISK"))
                subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
                stored.append(check(disk / "a.db", acknowledged))
                ingest(source, archive=disk / "a.db", coder=coder)
                with Archive(disk / "a.db") as one, Archive(Path(name) / "whole.db") as whole:
                    assert dump_sha256(one) == dump_sha256(whole)
            finally:
                subprocess.run(["umount", str(disk)], check=True)
    return {"megabytes": list(SIZES), "reports_stored_when_full": stored, "told": sorted(told), "lost": 0, "half": 0}


if __name__ == "__main__":
    record("full_disk", main())
