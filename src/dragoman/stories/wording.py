"""The wording of a report: the hashes of its shingles in order, without what it quotes.

A quotation is shared by all who quote it, so words in quotation marks say nothing about copying and are left out.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from dragoman.records import Report

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHINGLE_WORDS = 4
"""Words of a shingle. Four are rarely shared by chance, and a changed word spoils only four shingles."""
REMEMBERED = 500_000
"""Words whose hashes are kept at hand."""
_WORD = re.compile(r"\S+")
_MARKS = re.compile(r"[^\w]+|_+")
_AROUND = ".,;:!?()\"'-“”‘’"
"""Marks that mostly stand around a word: to strip them is faster than the pattern."""
_QUOTED = re.compile(r"“[^”\n]{1,1200}”|\"[^\"\n]{1,1200}\"|‘[^’\n]{12,1200}’(?!\w)")
_OPENING = '“"‘'
_MIXERS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F)
_STIR = 0x01000193


class Wording(NamedTuple):
    """What two reports are compared by: the text that counts (quotations blanked out, offsets kept), its shingles in
    the text's order and sorted (uint32), the places of the sorted ones, and the number of its words."""

    report: str
    text: str
    shingles: NDArray[np.uint32]
    ordered: NDArray[np.uint32]
    places: NDArray[np.int64]
    words: int

    def offsets(self) -> list[tuple[int, int]]:
        """Where each word stands in the report's text."""
        return [match.span() for match in _WORD.finditer(self.text)]


class _Hashes(dict[str, bytes]):
    """Words as they stand and the hashes of what they are without case and punctuation, made when first met.

    As bytes, since many of them become an array several times faster than as many numbers."""

    def __missing__(self, word: str) -> bytes:
        if len(self) >= REMEMBERED:
            self.clear()
        plain = word.strip(_AROUND)
        if not plain.isalnum():
            plain = _MARKS.sub("", plain)
        value = self[word] = crc32(plain.lower().encode()).to_bytes(4, "little")
        return value


_hash_of = _Hashes()


def wording(report: Report) -> Wording:
    """The wording of a report without what it quotes; with it where the report is little but quotation."""
    text, quoted = _unquoted(report.text)
    found = _wording(report.id, text)
    # No more words are lost than characters, so most reports need not be counted a second time.
    if quoted > found.words * 2 and found.words * 3 < len(report.text.split()):
        return _wording(report.id, report.text)
    return found


def _unquoted(text: str) -> tuple[str, int]:
    """A text with blanks for its quotations, and how many characters they are."""
    pieces: list[str] = []
    at = quoted = 0
    for start in _openings(text):
        if start >= at and (match := _QUOTED.match(text, start)):
            pieces += (text[at:start], " " * (match.end() - start))
            quoted += match.end() - start
            at = match.end()
    return "".join((*pieces, text[at:])) if quoted else text, quoted


def _openings(text: str) -> list[int]:
    """Where a quotation may begin: a text is searched for a character ten times faster than for a pattern."""
    found = []
    for mark in _OPENING:
        at = text.find(mark)
        while at >= 0:
            found.append(at)
            at = text.find(mark, at + 1)
    return sorted(found)


def _wording(report: str, text: str) -> Wording:
    hashes = _word_hashes(text)
    shingles = _shingles(hashes)
    places = shingles.argsort()
    return Wording(report, text, shingles, shingles[places], places, len(hashes))


def _word_hashes(text: str) -> NDArray[np.uint32]:
    import numpy as np

    return np.frombuffer(b"".join(map(_hash_of.__getitem__, text.split())), "<u4")


def _shingles(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The hash of every four words in a row."""
    mixers, stir = _constants()
    count = max(0, len(hashes) - SHINGLE_WORDS + 1)
    rows = hashes * mixers
    mixed: NDArray[np.uint32] = rows[0, :count] * stir
    for place in range(1, SHINGLE_WORDS):
        mixed ^= rows[place, place : place + count]
        mixed *= stir
    return mixed


@cache
def _constants() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The mixers in a column, and the number that stirs, as an array too: numpy takes that faster than a number."""
    import numpy as np

    return np.array(_MIXERS, np.uint32)[:, None], np.array(_STIR, np.uint32)
