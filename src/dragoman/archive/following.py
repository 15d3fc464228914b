"""What follows storing: copies, events and relations take new reports in.

A step is a function of the archive and the ids of reports whose claims are new, in order of id. It runs inside a
transaction, together with the note that the reports are followed, so that an interruption loses nothing and repeats
nothing; it writes through `archive.store_copies`, `store_events`, `store_relations` and must open no transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NamedTuple

from dragoman.archive.archive import Archive
from dragoman.settings import current

Follow = Callable[[Archive, Sequence[str]], None]


class Step(NamedTuple):
    """One step: what it is called to the user, and the function as `module:name`, imported when it is first needed."""

    name: str
    target: str


STEPS: tuple[Step, ...] = (
    Step("copies and events", "dragoman.archive.retelling:retell"),
    Step("relations", "dragoman.archive.relating:relate"),
)
"""In the order in which they run."""


def follow(archive: Archive, tell: Callable[[int], None] = lambda count: None) -> int:
    """Let every step take in what has been stored and not followed yet; gives the number of reports.

    `tell` is called with the number of reports after each transaction.
    """
    steps = [_function(step) for step in STEPS]
    total = 0
    while steps and (reports := archive.unfollowed(current().archive.following_reports)):
        with archive.transaction():
            for step in steps:
                step(archive, reports)
            archive.mark_followed(reports)
        total += len(reports)
        tell(len(reports))
    return total


def _function(step: Step) -> Follow:
    module, _, name = step.target.partition(":")
    function: Follow = getattr(import_module(module), name)
    return function
