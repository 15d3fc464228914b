"""From many reports to one record: who copied whom, and which claims tell of the same event."""

from dragoman.stories.copies import CopyFinder, CopyGroup, CopyLink, groups, provenance

__all__ = ["CopyFinder", "CopyGroup", "CopyLink", "groups", "provenance"]
