"""The hash of every word of a text: CRC-32 of its letters and digits in lower case, all words of a text at once.

A cyclic redundancy check is linear: that of a word is the exclusive or of what each character adds at its distance from
the word's end. So a table of characters by distances and a few operations on arrays hash a text, where looking up its
words among those hashed before takes twice as long. Words outside ASCII are hashed one by one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes: TypeAlias = NDArray[np.uint32]
    Numbers: TypeAlias = NDArray[np.intp]

REMEMBERED = 500_000
"""Words outside ASCII whose hashes are kept at hand."""
LONGEST = 64
"""Words with so many letters and digits are hashed one by one, too."""
FEW = 0.2
"""Of a text with a larger share of words to be hashed one by one, all are."""
_MARKS = re.compile(r"[^\w]+|_+")
_BLANK, _COUNTS, _MARK, _FOREIGN = range(4)
_ASCII = [chr(code) for code in range(128)]
_KINDS = bytes([_BLANK if one.isspace() else _COUNTS if one.isalnum() else _MARK for one in _ASCII] + [_FOREIGN] * 128)
_NOT_COUNTED = bytes(code for code, kind in enumerate(_KINDS) if kind != _COUNTS)


class _Remembered(dict[str, bytes]):
    """Words as they stand and their hashes, made when first met; as bytes, which become an array soonest."""

    def __missing__(self, word: str) -> bytes:
        if len(self) >= REMEMBERED:
            self.clear()
        value = self[word] = crc32(_MARKS.sub("", word).lower().encode()).to_bytes(4, "little")
        return value


_hash_of = _Remembered()


def word_hashes(text: str) -> Hashes:
    """The hashes of the words of a text, as blanks part them, in order."""
    import numpy as np

    data = text.encode()
    kinds = data.translate(_KINDS)
    array = np.frombuffer(b"\0" + kinds + b"\0", np.uint8)
    blank = array == _BLANK
    starts = (blank[:-1] > blank[1:]).nonzero()[0]
    if not len(starts):
        return np.zeros(0, np.uint32)
    sizes = np.add.reduceat((array[1:] == _COUNTS).view(np.uint8), starts, dtype=np.intp)
    odd = _odd(array[1:], starts, sizes, ascii_only=len(data) == len(text))
    words = [_word(data, kinds, int(starts[place])) for place in odd]
    if len(odd) > FEW * len(starts) or any(len(word.split()) != 1 for word in words):  # A blank outside ASCII.
        return _one_by_one(text.split())
    hashes = _all_at_once(data, sizes)
    if odd:
        hashes[odd] = _one_by_one(words)
    return hashes


def _word(data: bytes, kinds: bytes, start: int) -> str:
    end = kinds.find(_BLANK, start)
    return data[start : end if end >= 0 else None].decode()


def _odd(kinds: NDArray[np.uint8], starts: Numbers, sizes: Numbers, *, ascii_only: bool) -> list[int]:
    """The words that are to be hashed one by one."""
    odd = set((sizes >= LONGEST).nonzero()[0].tolist())
    if not ascii_only:
        foreign = (kinds == _FOREIGN).nonzero()[0]
        odd.update((starts.searchsorted(foreign, "right") - 1).tolist())
    return sorted(odd)


def _one_by_one(words: list[str]) -> Hashes:
    import numpy as np

    return np.frombuffer(b"".join(map(_hash_of.__getitem__, words)), "<u4")


def _all_at_once(data: bytes, sizes: Numbers) -> Hashes:
    """The hashes of words with so many letters and digits each, right for those of ASCII that are not too long."""
    import numpy as np

    added, of_nothing = _tables()
    characters = np.frombuffer(data.translate(None, _NOT_COUNTED), np.uint8)
    hashes = of_nothing.take(sizes, mode="clip")
    full = sizes.nonzero()[0]
    if not len(full):
        return hashes
    ends = sizes.cumsum()
    places = ends.repeat(sizes)
    places -= np.arange(1, len(places) + 1)
    np.minimum(places, LONGEST - 1, out=places)
    places <<= 7
    places += characters
    ends -= sizes
    hashes[full] ^= np.bitwise_xor.reduceat(added.take(places), ends[full])
    return hashes


@cache
def _tables() -> tuple[Hashes, Hashes]:
    """What each character adds at each distance from the end of its word, and the hashes of so many zero bytes."""
    import numpy as np

    of_nothing = [crc32(bytes(size)) for size in range(LONGEST + 1)]
    added = [
        [
            crc32(one.lower().encode() + bytes(distance)) ^ of_nothing[distance + 1] if one.isalnum() else 0
            for one in _ASCII
        ]
        for distance in range(LONGEST)
    ]
    return np.array(added, np.uint32).ravel(), np.array(of_nothing, np.uint32)
