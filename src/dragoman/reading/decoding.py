"""Bytes to text: byte order mark, UTF-8, then the encoding detector on a capped sample."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from dragoman.errors import UnreadableReport
from dragoman.reading.limits import DEFAULT_LIMITS, Limits

# UTF-32's mark begins with UTF-16's and so comes first.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DAMAGED = 0.01
"""The share of characters of a page or message that may be lost."""
COMMONEST = "cp1252"
"""Taken where the detector finds it as good as its first choice: most English text that is no UTF-8 is in it."""


# A stranger names the codec: none that unpacks or computes (zlib, idna, unicode_escape) may be reached.
_CHARSETS = re.compile(r"(?:iso8859|cp\d|koi8|gb|hz$|big5|euc|shift|johab|mac|tis|kz|ptcp|ascii)")


class Decoded(NamedTuple):
    """A text with the name of the encoding that gave it."""

    text: str
    encoding: str


def marked_encoding(data: bytes) -> str | None:
    """The encoding that a byte order mark at the head of `data` announces."""
    return next((name for mark, name in MARKS if data.startswith(mark)), None)


def decode(data: bytes, limits: Limits = DEFAULT_LIMITS, declared: str | None = None) -> Decoded:
    """Decode one document; `declared` is the charset that its server or its page names, and is tried after UTF-8.

    Raises UnreadableReport, without place or name, for binary or undecodable data.
    """
    marked = marked_encoding(data)
    if marked:
        try:
            return Decoded(data.decode(marked), marked)
        except UnicodeDecodeError as error:
            raise UnreadableReport(
                f"the byte order mark announces {marked} but byte {error.start} breaks it; save the file again as UTF-8"
            ) from None
    if b"\0" in data[: limits.binary_probe_bytes]:
        raise UnreadableReport("the file is binary and not text; save the report as plain text in UTF-8")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    for encoding in (_charset(declared), _detected(data[: limits.detector_bytes])):
        try:
            if encoding:
                return Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableReport("the encoding of the text cannot be told; save it as UTF-8")


def decode_damaged(data: bytes, limits: Limits = DEFAULT_LIMITS, declared: str | None = None) -> Decoded:
    """The same for what is surely a document, as a page or a message is: a few damaged bytes do not cost the rest.

    They become U+FFFD, which reading marks as lost. Raises UnreadableReport where more is damaged than DAMAGED.
    """
    try:
        return decode(data, limits, declared)
    except UnreadableReport:
        encoding = _charset(declared) or "utf-8"
        text = data.replace(b"\0", b"").decode(encoding, "replace")
        if text.count("\ufffd") > DAMAGED * len(text):
            raise
        return Decoded(text, encoding)


def _charset(declared: str | None) -> str | None:
    """The codec of a declared charset; Latin-1 and ASCII on the web mean Windows-1252."""
    try:
        name = codecs.lookup((declared or "").strip()).name
    except (LookupError, ValueError):
        return None
    if name in ("iso8859-1", "ascii"):
        return COMMONEST
    return name if _CHARSETS.match(name) else None


def _detected(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    matches = from_bytes(sample)
    best = matches.best()
    if best is None:
        return None
    for match in matches:
        if COMMONEST in match.could_be_from_charset and match.chaos <= best.chaos:
            return COMMONEST
    return best.encoding
