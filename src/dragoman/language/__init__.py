"""Text to sentences: segmenting, tokens, tags, lemmas, dependencies, named spans, attribution and status."""

from dragoman.language.analysis import Analyser
from dragoman.language.splits import is_held_out

__all__ = ["Analyser", "is_held_out"]
