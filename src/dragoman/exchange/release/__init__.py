"""Releases: a folder with data, codebook, descriptor, manifest, citation, provenance and changes, without news texts.

What a release holds rests on the archive's content alone: two releases of the same archive have the same bytes.
"""

from dragoman.exchange.release.rehydrating import Rehydrated, rehydrate
from dragoman.exchange.release.releasing import Released, release

__all__ = ["Rehydrated", "Released", "rehydrate", "release"]
