"""CSV for spreadsheets: cells that a spreadsheet would run or change are marked as text by an apostrophe.

`=HIDING` runs as a formula, `010` loses its zero, an id such as `12e4` becomes 120000. Only texts are marked: -9.5 in a
column of numbers is a number. For analysis take the layout `csv`, whose cells are what they are.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import Any, BinaryIO

from dragoman.archive.flat import Cells
from dragoman.schema.columns import Table

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
NUMBER = re.compile(r"\s*[0-9][0-9.,]*(?:[eE][+-]?[0-9]+)?\s*")
MARK = "'"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Excel takes a CSV file for UTF-8 by it."""


def guarded(kind: str, cell: Any) -> Any:
    """A cell as a spreadsheet shows it unchanged."""
    if cell is None:
        return ""
    if kind != "text" or not isinstance(cell, str):
        return cell
    return MARK + cell if cell.startswith(FORMULA) or NUMBER.fullmatch(cell) else cell


def write_spreadsheet(table: Table, rows: Iterable[Cells], out: BinaryIO) -> int:
    """Write rows as CSV with line ends CRLF and a byte order mark; gives their number."""
    import io

    out.write(BYTE_ORDER_MARK)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.names)
    kinds = [column.kind for column in table.columns]
    count = 0
    for row in rows:
        writer.writerow([guarded(kind, cell) for kind, cell in zip(kinds, row, strict=True)])
        count += 1
    text.flush()
    text.detach()
    return count
