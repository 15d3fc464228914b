"""The tables of the knowledge base: their columns, and how they are read and written.

Every table is UTF-8, tab separated, with a header line; lines that start with `#` are comments; a list inside a cell is
joined by `|`. Rows are sorted, so that a rebuild from the same sources gives the same bytes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

Row = dict[str, str]

COLUMNS: dict[str, tuple[str, ...]] = {
    "states": ("code", "name", "aliases", "demonyms", "seats", "cow", "gw", "from", "to", "doubt", "source"),
    "regions": ("name", "aliases", "demonyms", "country", "kind", "doubt", "source"),
    "cities": ("name", "aliases", "country", "population", "source"),
    "people": ("person_id", "name", "aliases", "country", "sector", "office", "from", "to", "doubt", "source"),
    "organisations": (
        "id", "name", "aliases", "kind", "country", "sector", "members", "from", "to", "doubt", "source",
    ),
    "agents": ("phrase", "sector", "role", "country", "office", "weak", "doubt", "source"),
    "offices": ("office", "phrases", "sector", "rank", "doubt", "source"),
    "titles": ("title", "sector", "kind", "source"),
}  # fmt: skip

ORDER: dict[str, tuple[str, ...]] = {
    "states": ("code",),
    "regions": ("name", "country", "kind"),
    "cities": ("name", "country"),
    "people": ("person_id", "from", "to", "office"),
    "organisations": ("id",),
    "agents": ("phrase", "sector", "country"),
    "offices": ("office",),
    "titles": ("title",),
}


class TableError(Exception):
    """A table of facts cannot be read: the message names file, line and remedy."""


def read(path: Path, columns: Sequence[str]) -> list[Row]:
    """The rows of a table; a cell that its line lacks is empty.

    Raises TableError when the header or a line does not fit `columns`.
    """
    rows: list[Row] = []
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if unknown := set(header) - set(columns):
                raise TableError(f"{path}:{number}: unknown columns {sorted(unknown)}; known are {list(columns)}.")
            continue
        if len(cells) > len(header):
            raise TableError(f"{path}:{number}: {len(cells)} cells for {len(header)} columns; remove a tab.")
        row = dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))
        rows.append({column: row.get(column, "").strip() for column in columns})
    return rows


def write(path: Path, table: str, rows: Iterable[Row]) -> int:
    """Writes the rows of a table in its order, without exact repeats, and returns their number."""
    columns = COLUMNS[table]
    lines = {tuple(row.get(column, "") for column in columns): row for row in rows}
    ordered = sorted(lines.items(), key=lambda item: ([item[1].get(c, "") for c in ORDER[table]], item[0]))
    text = "\n".join("\t".join(cells) for cells, _ in ordered)
    path.write_text("\t".join(columns) + "\n" + text + "\n", encoding="utf-8")
    return len(ordered)


def cells(value: str) -> list[str]:
    """The members of a list cell."""
    return [part.strip() for part in value.split("|") if part.strip()]


def joined(values: Iterable[str], but: str = "") -> str:
    """A list cell of the distinct values in their order, without the value `but`."""
    return "|".join(dict.fromkeys(value for value in values if value and value != but))


def plain(text: str) -> str:
    """The text without diacritics, so that "Brasília" and "Brasilia" compare equal."""
    text = text.translate(str.maketrans("ıłŁøØđĐ", "ilLoOdD"))
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def slug(text: str) -> str:
    """A stable id of lower-case words joined by hyphens: "Kofi Annan" gives "kofi-annan"."""
    bare = plain(text).lower().replace("'", "").replace("’", "").replace("ß", "ss").replace("æ", "ae")
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
