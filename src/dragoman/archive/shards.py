"""Shards: the unit of work, and the file in which a finished one waits to be stored.

A shard's name is a hash of the run and of the reports in it, so the same work has the same name on every machine. Its
file is written under a temporary name, put on the disk, renamed, and only then loaded into the archive with a row in
the manifest (`shards`); whatever is killed leaves either nothing, or a whole file that the next run takes in.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.archive import opening, rows
from dragoman.archive.runs import Run
from dragoman.archive.storing import Coded
from dragoman.errors import ArchiveError
from dragoman.records import Claim, Report

SUFFIX = ".shard"
TEMPORARY = ".partial"
NAME_LENGTH = 32


class Head(msgspec.Struct, frozen=True):
    """The first line of a shard's file: its name, the run that coded it, and how many reports follow."""

    name: str
    run: Run
    reports: int


class Line(msgspec.Struct, frozen=True):
    """Each further line: a report with its claims, or the reason why it was not coded."""

    report: Report
    claims: tuple[Claim, ...]
    note: str | None = None


def name(run: Run, reports: Iterable[Report]) -> str:
    """The name of the shard of these reports, in this order, coded by this run."""
    parts = [run.id, *(f"{report.id}\x1f{rows.content_sha256(report)}" for report in reports)]
    return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()[:NAME_LENGTH]


def folder_of(archive: Path) -> Path:
    """The folder beside an archive in which its shards wait."""
    return archive.with_name(archive.name + "-shards")


def write(folder: Path, head: Head, coded: Sequence[Coded]) -> Path:
    """Write a shard's file whole and put it on the disk; gives its path.

    Raises ArchiveError where there is no room or the folder cannot be written; nothing is left half.
    """
    path = folder / f"{head.name}{SUFFIX}"
    temporary = folder / f"{head.name}-{os.getpid()}{TEMPORARY}"
    encode = msgspec.json.encode
    try:
        folder.mkdir(exist_ok=True)
        with temporary.open("wb") as file:
            file.write(encode(head) + b"\n")
            for one in coded:
                file.write(encode(Line(*one)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.rename(path)
        opening.sync_folder(folder)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        why = "the disk is full" if opening.is_full(error) else "the folder cannot be written"
        raise ArchiveError(
            f"{folder}: {why} ({error.strerror}); mend that and run the same command again, what was stored is intact"
        ) from error
    return path


def read(path: Path) -> tuple[Head, list[Coded], str]:
    """What a shard's file holds: its head, its reports with claims, and the hash of its bytes.

    Raises ArchiveError where the file is not whole, which no kill can cause.
    """
    data = path.read_bytes()
    lines = data.splitlines()
    try:
        head = msgspec.json.decode(lines[0], type=Head)
        decode = msgspec.json.Decoder(Line).decode
        coded = [Coded(line.report, line.claims, line.note) for line in map(decode, lines[1:])]
    except (IndexError, msgspec.DecodeError) as error:
        raise ArchiveError(f"{path}: the shard is damaged ({error}); remove it, its reports are coded anew") from None
    if len(coded) != head.reports or not data.endswith(b"\n"):
        raise ArchiveError(f"{path}: the shard is not whole; remove it, its reports are coded anew")
    return head, coded, hashlib.sha256(data).hexdigest()


def waiting(folder: Path) -> Iterator[Path]:
    """The whole shards that a killed run left; what it left half is removed."""
    if folder.is_dir():
        for path in folder.glob(f"*{TEMPORARY}"):
            path.unlink()
        yield from sorted(folder.glob(f"*{SUFFIX}"))


def clear(folder: Path) -> None:
    """Remove the folder if it is empty."""
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
