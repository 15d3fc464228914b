"""A report that could not be read, as a value: the reading of the others goes on."""

from __future__ import annotations

import msgspec


class Unreadable(msgspec.Struct, frozen=True):
    """What could not be read: the source's name, the line in it (the row in Parquet), and why, with the remedy."""

    source: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {self.reason}"
