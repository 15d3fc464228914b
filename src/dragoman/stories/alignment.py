"""How much of two reports is the same run of words: the check behind every suspected copy."""

from __future__ import annotations

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

Run = tuple[int, int]


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
    if not places_first:
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


def _places(first: Wording, second: Wording) -> tuple[list[int], list[int]]:
    """The places of shared shingles in either wording, in order."""
    import numpy as np

    if not len(first.shingles) or not len(second.shingles):
        return [], []
    at = np.searchsorted(second.ordered, first.shingles)
    at[at == len(second.ordered)] = 0
    hit = second.ordered[at] == first.shingles
    shared = np.flatnonzero(hit)
    if len(shared) + SHINGLE_WORDS - 1 < FEWEST_OF_SAME:
        return [], []
    return shared.tolist(), np.unique(second.places[at[hit]]).tolist()


def _runs(places: list[int]) -> tuple[list[Run], int]:
    """Runs of shared words (first, one past the last), and how many words they cover."""
    if len(places) == places[-1] - places[0] + 1:
        return [(places[0], places[-1] + SHINGLE_WORDS)], len(places) + SHINGLE_WORDS - 1
    runs: list[Run] = []
    start = before = places[0]
    covered = SHINGLE_WORDS
    for place in places:
        step = place - before
        if step <= 1:
            covered += step
        else:
            covered += step if step < SHINGLE_WORDS else SHINGLE_WORDS
            if step > SHINGLE_WORDS + LONGEST_GAP:
                runs.append((start, before + SHINGLE_WORDS))
                start = place
        before = place
    runs.append((start, before + SHINGLE_WORDS))
    return runs, covered
