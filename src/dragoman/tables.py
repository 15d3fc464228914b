"""Reading the package's tab-separated tables: one header line, `#` comments, every row with its line number.

A row keeps its line so that whatever rests on it can say `condemn.tsv:12`.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import BadTable


class Row(NamedTuple):
    """One row: where it stands and its cells by column."""

    table: str
    line: int
    cells: dict[str, str]

    @property
    def where(self) -> str:
        """`table.tsv:line`, the form in which a claim's `because` names a row."""
        return f"{self.table}:{self.line}"


def package_path(*parts: str) -> Path:
    """The path of a file or folder shipped inside the package, such as `package_path("lexicon", "frames")`."""
    return Path(__file__).parent.joinpath(*parts)


def cell_list(cell: str) -> tuple[str, ...]:
    """The parts of a list cell, separated by `|`; an empty cell is an empty list."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def rows(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of a table.

    Raises BadTable where the header differs from `columns` or a row has another number of cells; the message names
    file, line and remedy.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        header: list[str] | None = None
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\r\n")
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.split("\t")
            if header is None:
                header = cells
                if header != list(columns):
                    raise BadTable(
                        f"{path}:{number}: the header is {header}, but this table needs the columns {list(columns)}"
                    )
                continue
            if len(cells) != len(header):
                raise BadTable(
                    f"{path}:{number}: {len(cells)} cells where the header has {len(header)}; "
                    "separate cells by one tab and leave empty cells empty"
                )
            yield Row(path.name, number, dict(zip(header, cells, strict=True)))


@contextmanager
def collecting_later() -> Iterator[None]:
    """Keep the garbage collector from walking growing tables again and again while they are read.

    What is there at the end goes unvisited to the oldest generation, which is walked least: tables last as long as
    the process. A caller's own frozen objects are left frozen.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
