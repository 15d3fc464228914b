"""A member: the bytes of one document with what its container tells of it."""

from __future__ import annotations

from typing import NamedTuple


class Member(NamedTuple):
    """One document inside a file, or the file itself.

    `place` and `line` say where in the file it stands; `url` and `charset` are what a web archive or a fetch tells.
    """

    form: str
    data: bytes
    place: str | None = None
    line: int | None = None
    url: str | None = None
    charset: str | None = None

    def within(self, outer: str | None, line: int | None = None) -> Member:
        """The same member with its place told from the outer container."""
        place = "!".join(part for part in (outer, self.place) if part) or None
        return self._replace(place=place, line=self.line if self.line is not None else line)
