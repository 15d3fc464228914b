"""Sentences to claims: frames of the lexicon matched on trees, with content, status, voices, dates and places."""

from dragoman.claims.coding import ClaimCoder

__all__ = ["ClaimCoder"]
