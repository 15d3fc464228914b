"""What is done with one shard, the same in this process, in a worker process, or elsewhere: code it, write its file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from dragoman.archive import shards
from dragoman.archive.runs import Run
from dragoman.archive.storing import Coded
from dragoman.records import Report

if TYPE_CHECKING:
    from dragoman.coder import Coder


class Shard(msgspec.Struct, frozen=True):
    """Reports to be coded together, and by which run."""

    name: str
    run: Run
    reports: tuple[Report, ...]


class Failure(msgspec.Struct, frozen=True):
    """A report that could not be coded, where it stands, and why; it is tried again the next time."""

    report: str
    origin: str | None
    reason: str

    def __str__(self) -> str:
        return f"{self.origin or self.report}: {self.reason}"


class Done(msgspec.Struct, frozen=True):
    """A shard that is coded: the path of its file, or None where no report of it could be coded."""

    path: str | None
    failures: tuple[Failure, ...] = ()


class Worker(Protocol):
    """Something that takes shards and gives them back done."""

    def work(self, shard: Shard) -> list[Done]:
        """Code a shard; several results where it had to be divided. Raises ArchiveError where there is no room."""
        ...

    def close(self) -> None:
        """Let go of what the worker holds."""
        ...


class Here:
    """A worker in this process; it loads its coder with the first shard."""

    def __init__(self, folder: Path, coder: Coder | None = None) -> None:
        self.folder = folder
        self._coder = coder

    def work(self, shard: Shard) -> list[Done]:
        """Code a shard and write its file."""
        if self._coder is None:
            from dragoman.coder import Coder

            self._coder = Coder()
        return [perform(self._coder, shard, self.folder)]

    def close(self) -> None:
        """Nothing is held."""


def perform(coder: Coder, shard: Shard, folder: Path) -> Done:
    """Code the reports of a shard and write those that could be coded to its file."""
    coded: list[Coded] = []
    failures: list[Failure] = []
    try:
        coded = list(_coded(coder, shard.reports))
    except Exception:
        # One report fails the batch that it is in: code each by itself, and name the one.
        for report in shard.reports:
            try:
                coded.extend(_coded(coder, (report,)))
            except Exception as error:
                failures.append(Failure(report.id, report.origin, _reason(error)))
    if not coded:
        return Done(None, tuple(failures))
    head = shards.Head(shard.name, shard.run, len(coded))
    return Done(str(shards.write(folder, head, coded)), tuple(failures))


def _coded(coder: Coder, reports: Sequence[Report]) -> list[Coded]:
    from dragoman.coder import not_coded

    return [Coded(report, claims, not_coded(report)) for report, claims in coder.code(reports)]


def _reason(error: Exception) -> str:
    return f"the coder failed ({type(error).__name__}: {error}); please report this with the text"
