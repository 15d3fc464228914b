"""Words to word pieces of the uncased BERT vocabulary, with a class for the case that the vocabulary loses."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

CLASS_PIECE, SEPARATOR_PIECE, UNKNOWN_PIECE = 101, 102, 100
MAX_PIECES_PER_WORD = 12
MAX_LETTERS_PER_PIECE_RUN = 100
MAX_LETTERS_READ = 400
CACHE_WORDS = 200_000

SHAPES = 8
_ASCII_PUNCTUATION = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "``": '"', "''": '"', "‘": "'", "’": "'", "ʼ": "'", "`": "'",
    "–": "-", "—": "-", "--": "-", "…": "...",
}  # fmt: skip
_FOLD = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"'})
_CJK = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F))


def case_shape(word: str) -> int:
    """The case class of a word, 0 to 7: none, lower, digits, upper, one capital, capitalised, with digits, mixed."""
    if word.islower():
        return 1
    if word.isdigit():
        return 2
    if word.isupper():
        return 3 if len(word) > 1 else 4
    if word[:1].isupper() and word[1:].islower():
        return 5
    if any(letter.isdigit() for letter in word):
        return 6
    if any(letter.isalpha() for letter in word):
        return 7
    return 0


def _is_punctuation(letter: str) -> bool:
    code = ord(letter)
    ascii_sign = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_sign or unicodedata.category(letter)[0] == "P"


def _is_cjk(letter: str) -> bool:
    code = ord(letter)
    return code >= 0x3400 and any(low <= code <= high for low, high in _CJK)


def basic_parts(word: str) -> list[str]:
    """BERT's first step: lower case, accents off, control characters off, punctuation signs apart."""
    parts: list[str] = []
    run: list[str] = []

    def flush() -> None:
        if run:
            parts.append("".join(run))
            run.clear()

    for letter in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(letter)
        if category == "Mn" or category[0] == "C":
            continue
        if letter.isspace():
            flush()
        elif _is_punctuation(letter) or _is_cjk(letter):
            flush()
            parts.append(letter)
        else:
            run.append(letter)
    flush()
    return parts


class WordPieces:
    """Greedy longest-match word pieces, cached by word."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = dict(vocabulary)
        self._cache: dict[str, tuple[int, ...]] = {}
        self._shapes: dict[str, list[int]] = {}

    @classmethod
    def load(cls, path: Path) -> WordPieces:
        """Read `vocab.txt`: one piece a line, the line number is its index."""
        lines = path.read_text(encoding="utf-8").split("\n")
        return cls({piece: index for index, piece in enumerate(lines) if piece})

    def of_word(self, word: str) -> tuple[int, ...]:
        """One to twelve piece indices for a word of any content."""
        pieces = self._cache.get(word)
        if pieces is None:
            if len(self._cache) >= CACHE_WORDS:
                self._cache.clear()
                self._shapes.clear()
            pieces = self._split(word)
            self._cache[word] = pieces
            self._shapes[word] = [case_shape(word)] * len(pieces)
        return pieces

    def _split(self, word: str) -> tuple[int, ...]:
        word = _ASCII_PUNCTUATION.get(word, word[:MAX_LETTERS_READ]).translate(_FOLD)
        pieces: list[int] = []
        for part in basic_parts(word):
            pieces.extend(self._greedy(part))
            if len(pieces) >= MAX_PIECES_PER_WORD:
                break
        return tuple(pieces[:MAX_PIECES_PER_WORD]) or (UNKNOWN_PIECE,)

    def _greedy(self, part: str) -> list[int]:
        if len(part) > MAX_LETTERS_PER_PIECE_RUN:
            return [UNKNOWN_PIECE]
        found: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            for end in range(len(part), start, -1):
                index = self._vocabulary.get(prefix + part[start:end])
                if index is not None:
                    found.append(index)
                    start = end
                    break
            else:
                return [UNKNOWN_PIECE]
        return found

    def of_sentence(self, words: Sequence[str]) -> tuple[list[int], list[int], list[int], list[int]]:
        """Piece indices, case shapes, and the first and last piece of every word.

        Word 0 is the root: it stands for the class piece at position 0, so first and last have one entry more than
        `words`, as the arc scores do.
        """
        pieces, shapes = [CLASS_PIECE], [0]
        first, last = [0], [0]
        known = self._cache
        for word in words:
            own = known.get(word) or self.of_word(word)
            first.append(len(pieces))
            pieces.extend(own)
            shapes.extend(self._shapes[word])
            last.append(len(pieces) - 1)
        pieces.append(SEPARATOR_PIECE)
        shapes.append(0)
        return pieces, shapes, first, last
