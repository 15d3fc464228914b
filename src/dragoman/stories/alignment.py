"""How much of two reports is the same run of words: the check behind every suspected copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dragoman.stories.wording import SHINGLE_WORDS, Wording

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

TOGETHER = 16
"""Wordings that are searched for another one's shingles at once, since many small arrays cost more than one."""

Run = tuple[int, int]


def _steps(width: int) -> tuple[int, ...]:
    """By how much to shift a mask over itself, one after the other, for each bit to become so many in a row."""
    steps, done = [], 1
    while done < width:
        steps.append(min(done, width - done))
        done += steps[-1]
    return tuple(steps)


_OF_SHINGLE = _steps(SHINGLE_WORDS)
_OF_RUN = _steps(SHINGLE_WORDS + LONGEST_GAP)
_PASSAGE = "1" * (PASSAGE_WORDS + LONGEST_GAP)


class Shared(NamedTuple):
    """What two wordings share: words covered in each, the shares of each, the longest run in words, and the runs
    in either one as first word and one past the last (`Wording.offsets` says where they stand in the text)."""

    words: int
    of_first: float
    of_second: float
    longest: int
    in_first: tuple[Run, ...]
    in_second: tuple[Run, ...]


def aligned(others: Sequence[Wording], own: Wording) -> list[Shared | None]:
    """What each of these wordings (the first) shares with `own` (the second) run by run, if so much that one copied
    the other or both a third; else None."""
    found = []
    for start in range(0, len(others), TOGETHER):
        some = others[start : start + TOGETHER]
        found += [_proved(one, own, *masks) for one, masks in zip(some, _masks(some, own), strict=True)]
    return found


def _masks(others: Sequence[Wording], own: Wording) -> list[tuple[int, int]]:
    """The places of the shingles that each of the others shares with `own`, in it and in `own`, as the bits of a
    number: what follows is then a few operations on numbers, whatever is shared."""
    import numpy as np

    if not len(own.shingles):
        return [(0, 0)] * len(others)
    sizes = [len(one.shingles) for one in others]
    ordered = np.concatenate([one.ordered for one in others])
    ranks = own.ordered.searchsorted(ordered)  # Both are sorted, which keeps the search in the cache.
    hits = (own.ordered.take(ranks, mode="clip") == ordered).nonzero()[0]
    which = np.arange(len(others)).repeat(sizes).take(hits)
    marks = np.zeros((2, len(others), max(*sizes, len(own.shingles))), np.bool_)
    marks[0, which, np.concatenate([one.places for one in others]).take(hits)] = True
    marks[1, which, own.places.take(ranks.take(hits))] = True
    rows = np.packbits(marks, axis=2, bitorder="little")
    data, width = rows.tobytes(), rows.shape[2]
    masks = [int.from_bytes(data[start : start + width], "little") for start in range(0, len(data), width)]
    return list(zip(masks[: len(others)], masks[len(others) :], strict=True))


def _proved(first: Wording, second: Wording, in_first: int, in_second: int) -> Shared | None:
    if not _may_prove(in_first.bit_count(), min(first.words, second.words)):
        return None
    covered_first, covered_second = _covered(in_first), _covered(in_second)
    of_first, of_second = covered_first / first.words, covered_second / second.words
    words = min(covered_first, covered_second)
    share = max(of_first, of_second)
    same = words >= FEWEST_OF_SAME and min(of_first, of_second) >= WHOLE
    if not same and (words < FEWEST_WORDS or share < PASSAGE_SHARE):
        return None
    if not same and share < SHARE and _PASSAGE not in _joined(in_first):
        return None
    runs = _runs(in_first)
    longest = max(end - start for start, end in runs)
    return Shared(words, round(of_first, 4), round(of_second, 4), longest, runs, _runs(in_second))


def _may_prove(shingles: int, words: int) -> bool:
    """False where so many shared shingles, wherever they stand, cannot make what `aligned` asks for. Most pairs that
    share a band by chance end here, before anything is counted out."""
    if shingles < FEWEST_OF_SAME - SHINGLE_WORDS + 1:
        return False
    most = shingles * SHINGLE_WORDS / words
    return most >= SHARE or (most >= PASSAGE_SHARE and shingles >= FEWEST_OF_PASSAGE)


def _covered(mask: int) -> int:
    """How many words shingles at these places cover."""
    for step in _OF_SHINGLE:
        mask |= mask << step
    return mask.bit_count()


def _joined(mask: int) -> str:
    """A digit for each word, `1` in runs and as far as the few changed words after them that do not break them."""
    for step in _OF_RUN:
        mask |= mask << step
    return f"{mask:b}"


def _runs(mask: int) -> tuple[Run, ...]:
    """Runs of shared words (first, one past the last)."""
    digits = _joined(mask)[::-1] + "0"
    runs = []
    start = digits.find("1")
    while start >= 0:
        end = digits.find("0", start)
        runs.append((start, end - LONGEST_GAP))
        start = digits.find("1", end)
    return tuple(runs)
