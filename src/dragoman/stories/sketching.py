"""Sketches of wordings and the bands by which reports with shared wording are found among very many.

MinHash (Broder 1997, "On the resemblance and containment of documents"), with the permutations of datasketch; bands as
in Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", section 3.4. With bands of two rows, two reports that
share a fifth of their shingles meet in at least one of 64 bands with probability .93, a quarter .98, a third .9995; two
reports on the same matter in their own words share less than a hundredth.

datasketch takes the hashes of a set one by one through Python; here they stay in an array. The sketch is the same
number for number, so bands that an archive holds remain good."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from dragoman.stories.wording import Wording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BANDS = 64
ROWS = 2
SEED = 1
SKIPPED = 400
"""A band that so many reports share is a form of words (a masthead, a legal notice) and finds nothing."""


BLOCK = 512
"""Shingles that are permuted at once: what they need stays in the processor's cache."""
STEP = 64
"""Blocks are filled up to a multiple of this, so that few sizes of them are prepared."""

Hashes: TypeAlias = "NDArray[np.uint32]"


@cache
def _permutations(width: int) -> tuple[Hashes, Hashes]:
    """Multipliers and summands of the permutations, a row for each, repeated for so many shingles: numpy works on two
    arrays of one shape twice as fast as on an array and a column."""
    import numpy as np
    from datasketch import MinHash

    found = MinHash(num_perm=BANDS * ROWS, seed=SEED, scheme="affine32").permutations
    return np.repeat(found[0][:, None], width, axis=1), np.repeat(found[1][:, None], width, axis=1)


def sketch(shingles: Hashes) -> Hashes:
    """The least value of each permutation over the shingles, as datasketch's scheme `affine32` gives it."""
    import numpy as np

    mixed = _mixed(shingles)
    rows = [_least(mixed[start : start + BLOCK]) for start in range(0, len(mixed), BLOCK)]
    return rows[0] if len(rows) == 1 else np.minimum.reduce(rows)


def _least(block: Hashes) -> Hashes:
    """The least values over a block."""
    import numpy as np

    width = -(-len(block) // STEP) * STEP
    multipliers, summands = _permutations(width)
    values = np.empty((BANDS * ROWS, width), np.uint32)
    values[:, : len(block)] = block
    values[:, len(block) :] = block[0]  # A shingle that stands twice changes no minimum.
    values *= multipliers
    values += summands
    least: Hashes = values.min(axis=1)
    return least


def _mixed(hashes: Hashes) -> Hashes:
    """The finalizer of MurmurHash3, by which datasketch spreads hashes before it permutes them."""
    sixteen, first, thirteen, second = _finalizer()
    mixed = hashes ^ (hashes >> sixteen)
    mixed *= first
    mixed ^= mixed >> thirteen
    mixed *= second
    mixed ^= mixed >> sixteen
    return mixed


@cache
def _finalizer() -> tuple[Hashes, ...]:
    """Shifts and multipliers, as arrays of one number: numpy takes those faster than numbers."""
    import numpy as np

    return tuple(np.array(number, np.uint32) for number in (16, 0x85EBCA6B, 13, 0xC2B2AE35))


def bands(one: Wording) -> tuple[int, ...]:
    """The bands of a wording as 64-bit signed integers, one for each place; none where there is no shingle."""
    import numpy as np

    if not len(one.shingles):
        return ()
    # Two neighbouring values read as one number of 64 bits: from the end, since the first of them is its upper half.
    keys = sketch(one.shingles)[::-1].astype("<u4").view("<u8")[::-1] * np.uint64(0x9E3779B97F4A7C15)
    keys += _places()
    signed: list[int] = keys.view(np.int64).tolist()
    return tuple(signed)


@cache
def _places() -> NDArray[np.uint64]:
    import numpy as np

    return np.arange(BANDS, dtype=np.uint64)


class BandIndex:
    """Reports by band, in memory."""

    def __init__(self) -> None:
        self._first: dict[int, str] = {}  # Most bands have one report for ever: no list for those.
        self._others: dict[int, list[str]] = defaultdict(list)

    def enter(self, report: str, keys: Sequence[int]) -> list[str]:
        """Enter a report; those entered before that share a band with it, in order of their ids."""
        found: set[str] = set()
        for key in keys:
            first = self._first.setdefault(key, report)
            if first != report:
                others = self._others[key]
                if len(others) < SKIPPED:
                    found.add(first)
                    found.update(others)
                others.append(report)
        return sorted(found)
