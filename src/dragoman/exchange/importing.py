"""Files of other projects, told apart by their first line, into the archive."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from dragoman.archive import Archive, Coded, imported_run
from dragoman.errors import BadSetting
from dragoman.exchange.icews import read_icews
from dragoman.exchange.incoming import LeftOut, opened
from dragoman.exchange.plover_in import read_plover
from dragoman.exchange.polecat import read_polecat
from dragoman.exchange.telling import Telling, claim_id
from dragoman.reading import Unreadable

Read = Callable[[str, BinaryIO], Iterator[Telling | LeftOut | Unreadable]]
READERS: dict[str, Read] = {"plover": read_plover, "polecat": read_polecat, "icews": read_icews}
FIRST_LINE = 20_000
BATCH = 1_000
"""Rows of one transaction."""


def layout_of(path: Path) -> str:
    """Which layout a file has; BadSetting where it is none that can be read."""
    if not path.is_file():
        raise BadSetting(f"{path}: there is no such file; give the path of a PLOVER, POLECAT or ICEWS file")
    try:
        with opened(path) as stream:
            start = stream.readline(FIRST_LINE).decode("utf-8-sig", "replace").casefold()
    except (OSError, EOFError, zlib.error) as error:
        raise BadSetting(f"{path}: the file cannot be unpacked ({error}); fetch it again") from None
    if start.lstrip().startswith("{"):
        return "plover"
    if "\t" in start and "quad code" in start:
        return "polecat"
    if "\t" in start and "cameo code" in start:
        return "icews"
    raise BadSetting(
        f"{path}: the first line is that of no layout that can be read; name it by --layout {', '.join(READERS)}"
    )


def read_foreign(path: Path, layout: str | None = None) -> Iterator[Telling | LeftOut | Unreadable]:
    """The claims of a file of another project, with what was refused or left out among them, in the file's order."""
    if not path.is_file():
        raise BadSetting(f"{path}: there is no such file; give the path of a PLOVER, POLECAT or ICEWS file")
    kind = layout or layout_of(path)
    if kind not in READERS:
        raise BadSetting(f"{kind!r} is no layout that can be read; take one of {', '.join(READERS)}")
    with opened(path) as stream:
        yield from READERS[kind](str(path), stream)


class Imported(NamedTuple):
    """What an import did: claims added, claims that were there already, rows left out by reason, rows refused."""

    layout: str
    claims: int
    known: int
    left_out: Counter[str]
    refused: list[Unreadable]


def import_file(
    archive: str | Path | Archive,
    path: str | Path,
    layout: str | None = None,
    version: str = "",
    tell: Callable[[Unreadable], None] = lambda _: None,
) -> Imported:
    """Store the claims of a PLOVER, POLECAT or ICEWS file beside those of the archive, marked by their origin.

    A row that cannot be read is refused with its line, told to `tell` as it comes, and the others are stored. What the
    archive has already is left as it is, so that an import is safe to repeat and to interrupt. Reports whose text
    stands in the file (`plover` written with texts="story") are stored too.
    """
    path = Path(path)
    kind = layout or layout_of(path)
    if isinstance(archive, Archive):
        return _import(archive, path, kind, version, tell)
    with Archive(archive, write=True) as opened_archive:
        return _import(opened_archive, path, kind, version, tell)


def _import(archive: Archive, path: Path, layout: str, version: str, tell: Callable[[Unreadable], None]) -> Imported:
    rows = read_foreign(path, layout)
    with path.open("rb") as stream:
        run = imported_run(layout, version, hashlib.file_digest(stream, "sha256").hexdigest())
    added, known, left_out, refused = 0, 0, Counter[str](), list[Unreadable]()
    while batch := list(islice(rows, BATCH)):
        tellings = [one for one in batch if isinstance(one, Telling)]
        for one in batch:
            if isinstance(one, LeftOut):
                left_out[one.reason] += 1
            elif isinstance(one, Unreadable):
                refused.append(one)
                tell(one)
        with archive.transaction():
            stored = _store(archive, archive.add_run(run), tellings)
        added, known = added + stored, known + len(tellings) - stored
    return Imported(layout, added, known, left_out, refused)


def _store(archive: Archive, run: int, tellings: Sequence[Telling]) -> int:
    """Store what the archive does not show yet; gives the number of claims stored."""
    count = 0
    for report, group in groupby(tellings, key=lambda one: one.report):
        claims = [one.claim for one in group if not _is_shown(archive, claim_id(one.claim))]
        if claims and report.text and archive.report(report.id) is None:
            count += archive.store(run, [Coded(report, tuple(claims))])[1]
        elif claims:
            count += archive.store_imported(run, [(one, report.outlet, report.published) for one in claims])
    return count


def _is_shown(archive: Archive, claim: str) -> bool:
    return (
        archive.connection.execute("SELECT 1 FROM claims WHERE id = ? AND shown = 1", (claim,)).fetchone() is not None
    )
