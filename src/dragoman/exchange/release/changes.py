"""What changed since an earlier release: ids added, changed and withdrawn, by table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polars

from dragoman.errors import BadSetting
from dragoman.schema.columns import Table

COLUMNS = ("table", "change", "id")


class Change(NamedTuple):
    """A row of `changes.tsv`; `change` is added, changed or withdrawn."""

    table: str
    change: str
    id: str


def changes(table: Table, earlier: Path, later: Path) -> Iterator[Change]:
    """The changes of a table whose key is one id, by kind and id.

    Rows are compared on the columns that both releases have, so that a new column changes no row by itself. `earlier`
    and `later` are Parquet files. Raises BadSetting where the earlier one cannot be read.
    """
    try:
        before = polars.read_parquet(earlier)
    except (OSError, polars.exceptions.PolarsError) as error:
        reason = str(error).splitlines()[0]
        raise BadSetting(f"{earlier}: the earlier release cannot be read ({reason}); name its folder whole") from None
    after = polars.read_parquet(later)
    (key,) = table.key
    shared = [name for name in after.columns if name in before.columns]
    old, new = (
        frame.select(polars.col(key), frame.select(shared).hash_rows().alias("hash")) for frame in (before, after)
    )
    both = new.join(old, on=key, suffix="_before")
    for change, ids in (
        ("added", new.join(old, on=key, how="anti")[key]),
        ("changed", both.filter(polars.col("hash") != polars.col("hash_before"))[key]),
        ("withdrawn", old.join(new, on=key, how="anti")[key]),
    ):
        yield from (Change(table.name, change, id) for id in sorted(ids.to_list()))
