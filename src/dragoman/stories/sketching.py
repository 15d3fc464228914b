"""Sketches of wordings and the bands by which reports with shared wording are found among very many.

MinHash (Broder 1997, "On the resemblance and containment of documents") by datasketch; bands as in Leskovec, Rajaraman
and Ullman, "Mining of Massive Datasets", section 3.4. With bands of two rows, two reports that share a fifth of their
shingles meet in at least one of 64 bands with probability .93, a quarter .98, a third .9995; two reports on the same
matter in their own words share less than a hundredth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.stories.wording import Wording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BANDS = 64
ROWS = 2
SEED = 1
SKIPPED = 400
"""A band that so many reports share is a form of words (a masthead, a legal notice) and finds nothing."""


@cache
def _empty() -> Any:
    from datasketch import MinHash

    return MinHash(num_perm=BANDS * ROWS, seed=SEED, hashfunc=int)


def bands(one: Wording) -> tuple[int, ...]:
    """The bands of a wording as 64-bit signed integers, one for each place; none where there is no shingle."""
    import numpy as np

    if not len(one.shingles):
        return ()
    sketch: Any = _empty().copy()
    sketch.update_batch(one.ordered.tolist())
    values: NDArray[np.uint64] = sketch.hashvalues.astype(np.uint64).reshape(BANDS, ROWS)
    keys: NDArray[np.uint64] = values[:, 0] << np.uint64(32) ^ values[:, 1]
    mixed: Any = keys * np.uint64(0x9E3779B97F4A7C15) + np.arange(BANDS, dtype=np.uint64)
    signed: list[int] = mixed.view(np.int64).tolist()
    return tuple(signed)


class BandIndex:
    """Reports by band, in memory. `find` gives those that share a band, in order of their ids."""

    def __init__(self) -> None:
        self._reports: dict[int, list[str]] = defaultdict(list)

    def add(self, report: str, keys: Sequence[int]) -> None:
        """Enter a report."""
        for key in keys:
            self._reports[key].append(report)

    def find(self, keys: Sequence[int]) -> list[str]:
        """The reports that share a band with these."""
        found: set[str] = set()
        for key in keys:
            members = self._reports.get(key, ())
            if len(members) <= SKIPPED:
                found.update(members)
        return sorted(found)
