"""Places: what names of the ground mean, and where an act happened.

places = Places().places(report, sentences)
site, because = where(places[i], sentences[i], anchor_token, report)
"""

from dragoman.places.mention import PlaceMention
from dragoman.places.places import Places
from dragoman.places.siting import where

__all__ = ["PlaceMention", "Places", "where"]
