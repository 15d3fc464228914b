"""Overlong sentences in windows that the encoder holds."""

from __future__ import annotations

from collections.abc import Sequence

MAX_WINDOW_WORDS = 190
MAX_WINDOW_PIECES = 480
_STRONG, _WEAK = frozenset({".", ";", "!", "?", ":"}), frozenset({",", "-", "–", "—", ")", "/"})


def windows(words: Sequence[str], piece_counts: Sequence[int]) -> list[tuple[int, int]]:
    """Ranges (first, past last) of words, each small enough for the encoder, cut after punctuation where it can be."""
    if words and len(words) <= MAX_WINDOW_WORDS and sum(piece_counts) <= MAX_WINDOW_PIECES:
        return [(0, len(words))]
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(words):
        end, pieces = start, 0
        while end < len(words) and end - start < MAX_WINDOW_WORDS and pieces + piece_counts[end] <= MAX_WINDOW_PIECES:
            pieces += piece_counts[end]
            end += 1
        end = max(end, start + 1)
        if end < len(words):
            end = _best_cut(words, start, end)
        found.append((start, end))
        start = end
    return found


def _best_cut(words: Sequence[str], start: int, end: int) -> int:
    """After the last strong, else the last weak mark of punctuation in the window's second half, else its end."""
    for marks in (_STRONG, _WEAK):
        for place in range(end, start + (end - start) // 2, -1):
            if words[place - 1] in marks:
                return place
    return end
