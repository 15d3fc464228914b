"""Quotations and attributions of a report: source, cue, content, nested."""

from dragoman.voices.attribution import Attribution, chain
from dragoman.voices.cues import Cues
from dragoman.voices.voices import Voices

__all__ = ["Attribution", "Cues", "Voices", "chain"]
