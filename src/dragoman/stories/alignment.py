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
FEWEST_OF_PASSAGE = -(-(PASSAGE_WORDS - SHINGLE_WORDS) // (SHINGLE_WORDS + LONGEST_GAP)) + 1
"""Shingles that a passage holds at the least, with as many words changed between them as do not break it."""

Run = tuple[int, int]
Marks: TypeAlias = "NDArray[np.bool_]"


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
    if not len(first.shingles) or not len(second.shingles):
        return None
    at = second.ordered.searchsorted(first.ordered)  # Both are sorted, which keeps the search in the cache.
    hit = second.ordered.take(at, mode="clip") == first.ordered
    if not _may_prove(int(hit.sum()), min(first.words, second.words)):
        return None
    in_first, in_second = _in_first(first, hit), _in_second(second, at[hit])
    covered_first, covered_second = _covered(in_first), _covered(in_second)
    of_first, of_second = covered_first / first.words, covered_second / second.words
    words = min(covered_first, covered_second)
    share = max(of_first, of_second)
    same = words >= FEWEST_OF_SAME and min(of_first, of_second) >= WHOLE
    if not same and (words < FEWEST_WORDS or share < PASSAGE_SHARE):
        return None
    runs = _runs(in_first)
    longest = max(end - start for start, end in runs)
    if not same and share < SHARE and longest < PASSAGE_WORDS:
        return None
    return Shared(words, round(of_first, 4), round(of_second, 4), longest, runs, _runs(in_second))


def _may_prove(shingles: int, words: int) -> bool:
    """False where so many shared shingles, wherever they stand, cannot make what `aligned` asks for. Most pairs that
    share a band by chance end here, before anything is counted out."""
    most = shingles * SHINGLE_WORDS / words
    if shingles < FEWEST_OF_SAME - SHINGLE_WORDS + 1 or most < PASSAGE_SHARE:
        return False
    return shingles >= FEWEST_OF_PASSAGE or most >= SHARE


def _in_first(first: Wording, hit: Marks) -> int:
    """The mask of the places of shared shingles: a bit for each, as `hit` has them in the order of their hashes."""
    import numpy as np

    marks = np.empty(len(hit), np.bool_)
    marks[first.places] = hit
    return _mask(marks)


def _in_second(second: Wording, ranks: NDArray[np.intp]) -> int:
    """The same for the other wording, where the shared shingles are known by their ranks."""
    import numpy as np

    marks = np.zeros(len(second.places), np.bool_)
    marks[second.places[ranks]] = True
    return _mask(marks)


def _mask(marks: Marks) -> int:
    """Marks as the bits of one number: what follows is then a few operations on it, whatever the marks are."""
    import numpy as np

    return int.from_bytes(np.packbits(marks, bitorder="little").tobytes(), "little")


def _spread(mask: int, width: int) -> int:
    """Each bit of a mask made into so many in a row."""
    done = 1
    while done < width:
        step = min(done, width - done)
        mask |= mask << step
        done += step
    return mask


def _covered(mask: int) -> int:
    """How many words shingles at these places cover."""
    return _spread(mask, SHINGLE_WORDS).bit_count()


def _runs(mask: int) -> tuple[Run, ...]:
    """Runs of shared words (first, one past the last), not broken by a few changed ones."""
    left = _spread(mask, SHINGLE_WORDS + LONGEST_GAP)
    runs, at = [], 0
    while left:
        skipped = (left & -left).bit_length() - 1
        left >>= skipped
        length = (~left & left + 1).bit_length() - 1
        left >>= length
        runs.append((at + skipped, at + skipped + length - LONGEST_GAP))
        at += skipped + length
    return tuple(runs)
