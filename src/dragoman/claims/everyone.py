"""A cast in which every noun may be a party, for those who chose the parties or try a row of the lexicon."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.cast import Cast
from dragoman.records import Sentence

NOUNS = frozenset({"NOUN", "PROPN"})


class Everyone(Cast):
    """A report's cast that takes any noun for a party; who is whom stays as it was."""

    def __init__(self, cast: Cast, sentences: Sequence[Sentence]) -> None:
        self.__dict__.update(cast.__dict__)
        self._told = sentences

    def is_party(self, sentence: int, head: int) -> bool:
        """Whether a head is a noun, or a party anyway."""
        return self._told[sentence].upos[head] in NOUNS or super().is_party(sentence, head)
