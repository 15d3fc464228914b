"""How much of two reports is the same run of words: the check behind every suspected copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from dragoman.stories.wording import SHINGLE_WORDS, Wording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEWEST_WORDS = 14
"""Fewer shared words prove nothing, unless the two are the same from beginning to end."""
FEWEST_OF_SAME = 7
WHOLE = 0.95
SHARE = 0.34
"""The share of the shorter report's words that a copy has in common with its original."""
PASSAGE_WORDS = 45
"""Or a passage of so many words, whatever else both hold: a story spliced into a longer one."""
PASSAGE_SHARE = 0.1
LONGEST_GAP = 3
"""Changed words inside a run that do not break it."""

Run = tuple[int, int]
Places: TypeAlias = "NDArray[np.int64]"


class Shared(NamedTuple):
    """What two wordings share: words covered in each, the shares of each, the longest run in words, and the runs
    in either one as first word and one past the last (`Wording.offsets` says where they stand in the text)."""

    words: int
    of_first: float
    of_second: float
    longest: int
    in_first: tuple[Run, ...]
    in_second: tuple[Run, ...]


def aligned(first: Wording, second: Wording) -> Shared | None:
    """What two wordings share run by run, if so much that one copied the other or both a third; else None."""
    places_first, places_second = _places(first, second)
    if not len(places_first):
        return None
    runs_first, covered_first = _runs(places_first)
    runs_second, covered_second = _runs(places_second)
    of_first, of_second = covered_first / first.words, covered_second / second.words
    words = min(covered_first, covered_second)
    longest = max(end - start for start, end in runs_first)
    share = max(of_first, of_second)
    same = words >= FEWEST_OF_SAME and min(of_first, of_second) >= WHOLE
    if not same and (words < FEWEST_WORDS or (share < SHARE and (longest < PASSAGE_WORDS or share < PASSAGE_SHARE))):
        return None
    return Shared(
        words,
        round(of_first, 4),
        round(of_second, 4),
        longest,
        tuple(runs_first),
        tuple(runs_second),
    )


def _places(first: Wording, second: Wording) -> tuple[Places, Places]:
    """The places of shared shingles in either wording, in order."""
    import numpy as np

    none = np.zeros(0, np.int64)
    if not len(first.shingles) or not len(second.shingles):
        return none, none
    at = np.searchsorted(second.ordered, first.ordered)  # Both are sorted, which keeps the search in the cache.
    at[at == len(second.ordered)] = 0
    hit = second.ordered[at] == first.ordered
    if np.count_nonzero(hit) + SHINGLE_WORDS - 1 < FEWEST_OF_SAME:
        return none, none
    return _marked(first.places[hit], len(first.shingles)), _marked(second.places[at[hit]], len(second.shingles))


def _marked(places: Places, size: int) -> Places:
    """Places once each, in order."""
    import numpy as np

    marks = np.zeros(size, np.bool_)
    marks[places] = True
    return np.flatnonzero(marks)


def _runs(places: Places) -> tuple[list[Run], int]:
    """Runs of shared words (first, one past the last), and how many words they cover."""
    import numpy as np

    steps = np.diff(places)
    covered = SHINGLE_WORDS + int(np.minimum(steps, SHINGLE_WORDS).sum())
    breaks = np.flatnonzero(steps > SHINGLE_WORDS + LONGEST_GAP)
    starts = [int(places[0]), *places[breaks + 1].tolist()]
    ends = [*places[breaks].tolist(), int(places[-1])]
    return [(start, end + SHINGLE_WORDS) for start, end in zip(starts, ends, strict=True)], covered
