"""What every reader of other projects' files shares: rows by name whatever the header's defects, and refusals by line.

Released files have extra tabs, renamed headers, quoted cells, and "None" or "NULL" for nothing; "NA" is left as it is,
since it is also a name. A row that cannot be read is an `Unreadable` with its line and the remedy; the others go on.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from dragoman.errors import DragomanError
from dragoman.exchange.layout import columns
from dragoman.reading import Unreadable
from dragoman.reading.identity import sha256
from dragoman.records import Because, Claim, Report, Span

GZIP = b"\x1f\x8b"
LONGEST_LINE = 20_000_000
"""Bytes of a line; a longer one is refused unread."""
NOTHING = frozenset({"", "None", "NULL", "null", "NaN", "nan"})
RENAMED = {"event intensity": "intensity", "quad class": "quad code", "lat": "latitude", "long": "longitude"}
"""Header names of some releases, and the usual ones."""


class BadRow(DragomanError):
    """A row of somebody else's file that cannot become a claim; its text says why and what to do."""


class LeftOut(NamedTuple):
    """A good row that is no claim here, and why: CAMEO's mere statements have no PLOVER type."""

    line: int
    reason: str


class Row(NamedTuple):
    """A row: its line and its cells by column; an absent cell is ""."""

    line: int
    cells: Mapping[str, str]


def opened(path: Path) -> BinaryIO:
    """A file for reading, unpacked if it is gzipped."""
    with path.open("rb") as start:
        packed = start.read(2) == GZIP
    return cast(BinaryIO, gzip.open(path)) if packed else path.open("rb")


def lines(name: str, stream: BinaryIO) -> Iterator[tuple[int, str] | Unreadable]:
    """The numbered lines of a UTF-8 stream, without their ends."""
    number = 0
    while True:
        try:
            raw = stream.readline(LONGEST_LINE + 1)
        except (OSError, EOFError, zlib.error) as error:
            yield Unreadable(name, number + 1, f"the file breaks off here ({error}); fetch it again")
            return
        if not raw:
            return
        number += 1
        if len(raw) > LONGEST_LINE:
            yield Unreadable(name, number, f"the line is longer than {LONGEST_LINE:,} bytes; is this the right file?")
            return
        try:
            yield number, raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            yield Unreadable(name, number, "the line is not UTF-8; save the file as UTF-8, the other lines are read")


def tab_rows(name: str, stream: BinaryIO, layout: str) -> Iterator[Row | Unreadable]:
    """The rows of a tab-separated file with a header, by the column names of a layout."""
    names = {_plain(column): column for column, _ in columns(layout)}
    header: list[str | None] | None = None
    for found in lines(name, stream):
        if isinstance(found, Unreadable):
            yield found
            continue
        number, line = found
        if not line.strip():
            continue
        cells = [_unquoted(cell) for cell in line.split("\t")]
        if header is None:
            while cells and not cells[-1]:
                cells.pop()
            header = [names.get(RENAMED.get(_plain(cell), _plain(cell))) for cell in cells]
            missing = [column for column in names.values() if column not in header]
            if missing:
                listed = ", ".join(missing[:5]) + (" ..." if len(missing) > 5 else "")
                yield Unreadable(name, number, f"the header lacks {listed}; a {layout} file has {len(names)} columns")
                return
            continue
        if any(cells[len(header) :]) or len(cells) < len(header):
            yield Unreadable(
                name, number,
                f"the row has {len(cells)} cells where the header has {len(header)}; remove tabs inside cells",
            )  # fmt: skip
            continue
        known = {column: cell for column, cell in zip(header, cells, strict=False) if column is not None}
        yield Row(number, {column: "" if cell in NOTHING else cell for column, cell in known.items()})


def _plain(name: str) -> str:
    return " ".join(_unquoted(name).casefold().replace("_", " ").split())


def _unquoted(cell: str) -> str:
    cell = cell.strip()
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        cell = cell[1:-1].replace('""', '"')
    return cell.strip()


def parts(cell: str, separator: str) -> list[str]:
    """The parts of a list cell, sorted, so that the order in a release does not matter."""
    return sorted({part.strip() for part in cell.split(separator) if part.strip()})


def number(cell: str, what: str, lowest: float, highest: float) -> float | None:
    """A number within bounds; None for an empty cell or "NA"."""
    if not cell or cell == "NA":
        return None
    try:
        value = float(cell)
    except ValueError:
        raise BadRow(f"{what} is {cell!r} and no number; give degrees with a point or leave it empty") from None
    if not lowest <= value <= highest:
        raise BadRow(f"{what} is {cell} and not between {lowest:g} and {highest:g}; mend it or leave it empty")
    return value


def day(cell: str, what: str) -> str:
    """A date cell as ISO; a time after it is dropped."""
    from datetime import date

    text = cell[:10]
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise BadRow(f"{what} is {cell!r}; write it as YYYY-MM-DD") from None


def row_id(origin: str, cells: Iterable[str]) -> str:
    """A claim's id from what its row says, so that the same row is the same claim in every release and file.

    An event id of the source goes in as one of the cells: such ids are not unique by themselves.
    """
    return f"{origin}-{hashlib.sha256(chr(31).join(cells).encode('utf-8')).hexdigest()[:16]}"


def because(origin: str, event_id: str, rule: str) -> Because:
    """The reason of a field that another project's row gives."""
    return Because(rule, row=f"{origin}:{event_id}")


def textless_report(origin: str, id: str, published: str | None, outlet: str | None, language: str = "en") -> Report:
    """The report of an imported row, of which only facts are known."""
    return Report(
        id=f"{origin}:{id}",
        text="",
        text_sha256=sha256(""),
        published=published,
        published_basis="column" if published else None,
        outlet=outlet or None,
        language=language,
        origin=origin,
    )


NO_WORDS = Span("", 0, 0)
"""The anchor of an imported claim, whose words are not known."""


def spaceless(claim: Claim) -> bool:
    """Whether a claim came without the words of its report."""
    return claim.anchor == NO_WORDS
