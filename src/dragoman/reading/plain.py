"""Plain text: one file, one report."""

from __future__ import annotations

import hashlib

from dragoman.errors import UnreadableReport
from dragoman.reading.decoding import decode
from dragoman.reading.limits import Limits
from dragoman.reading.tabular import Record


def plain_record(data: bytes, limits: Limits, charset: str | None = None) -> Record:
    """The text of a file as a record. Raises UnreadableReport where it is empty or no text."""
    if not data.strip():
        raise UnreadableReport("the file is empty; remove it or give it a text")
    decoded = decode(data, limits, charset)
    return Record(None, {"text": decoded.text}, {"text": "text"}, decoded.encoding, hashlib.sha256(data).hexdigest())
