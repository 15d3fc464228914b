"""Which column of a table or key of a JSON object holds what of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dragoman.errors import BadSetting, UnreadableReport

DEFAULTS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "story"),
    "title": ("title", "headline"),
    "date": ("date", "published", "publication_date", "pub_date", "date_published"),
    "id": ("id", "doc_id", "report_id"),
    "url": ("url", "link"),
    "outlet": ("outlet", "source", "publisher"),
    "byline": ("byline", "author"),
    "language": ("language", "lang"),
}
"""The parts of a report and the columns that are taken for them, in order, whatever their case."""


def parse_columns(setting: str) -> dict[str, str]:
    """Read `text=body,date=day` into {"text": "body", "date": "day"}. Raises BadSetting with the remedy."""
    mapping: dict[str, str] = {}
    for pair in setting.split(","):
        part, equals, column = (piece.strip() for piece in pair.partition("="))
        if not (part and equals and column):
            raise BadSetting(f"--columns {setting!r}: {pair!r} is no PART=COLUMN; write it like text=body,date=day")
        mapping[part] = column
    return checked(mapping)


def checked(mapping: Mapping[str, str]) -> dict[str, str]:
    """The mapping itself. Raises BadSetting where it names a part that reports do not have."""
    unknown = [part for part in mapping if part not in DEFAULTS]
    if unknown:
        raise BadSetting(f"--columns: reports have no part {unknown[0]!r}; the parts are {', '.join(DEFAULTS)}")
    return dict(mapping)


def settle(present: Iterable[str], mapping: Mapping[str, str], strict: bool = True) -> dict[str, str]:
    """The column of each part of a report that `present` columns hold.

    With `strict` every mapped column must be there; without, as for JSON objects, only the text's. Raises
    UnreadableReport that names the missing column and the columns there are.
    """
    columns = [str(column) for column in present]
    folded = {column.casefold(): column for column in reversed(columns)}
    listed = ", ".join(columns) or "none"
    settled: dict[str, str] = {}
    for part, names in DEFAULTS.items():
        if part in mapping:
            if mapping[part] in columns:
                settled[part] = mapping[part]
            elif strict or part == "text":
                raise UnreadableReport(f"there is no column {mapping[part]!r}; the columns are {listed}")
            continue
        column = next((folded[name] for name in names if name in folded), None)
        if column is not None and column not in mapping.values():
            settled[part] = column
    if "text" not in settled:
        raise UnreadableReport(
            f"no column holds the text; the columns are {listed}: name the one with the text by --columns text=NAME"
        )
    return settled
