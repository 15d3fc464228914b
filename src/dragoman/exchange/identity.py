"""Identifiers of rows: the same act has the same one in every export, and no two rows share one.

Layouts that want a number get one below 2^53, which R and JavaScript still hold exactly as a floating-point number.
"""

from __future__ import annotations

import hashlib

from dragoman.errors import DragomanError

BITS = 53


class RowIds:
    """The ids of one file; refuses to give one twice."""

    def __init__(self) -> None:
        self._taken: dict[int, str] = {}

    def text(self, act: str, number: int) -> str:
        """An act's own id for its first row, with `-2`, `-3` ... for the others."""
        return act if number == 1 else f"{act}-{number}"

    def number(self, act: str, number: int) -> int:
        """A whole number that rests on the act's id and the row's number."""
        key = self.text(act, number)
        digest = hashlib.sha256(key.encode("utf-8")).digest()
        found = int.from_bytes(digest[:8], "big") >> (64 - BITS)
        if self._taken.setdefault(found, key) != key:
            raise DragomanError(
                f"the acts {self._taken[found]} and {key} come to the same number {found}; export them to two files"
            )
        return found
