"""From many reports to one record: who copied whom, which claims tell of the same event, what they disagree on."""

from dragoman.stories.copies import CopyFinder, CopyGroup, CopyLink, groups, provenance
from dragoman.stories.events import event
from dragoman.stories.independence import Card
from dragoman.stories.merging import Decisions, merge
from dragoman.stories.telling import Telling, telling

__all__ = [
    "Card",
    "CopyFinder",
    "CopyGroup",
    "CopyLink",
    "Decisions",
    "Telling",
    "event",
    "groups",
    "merge",
    "provenance",
    "telling",
]
