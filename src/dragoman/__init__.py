"""Dragoman reads news reports and keeps the record of who did what to whom, when, where, and on whose word.

    import dragoman
    for claim in dragoman.code("story.txt"):
        print(claim.event, claim.actors, claim.recipients, claim.status, claim.sources)

Names are loaded when they are first used, so that `import dragoman` stays quick and loads no model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.archive import Archive as Archive
    from dragoman.archive.differences import diff as diff
    from dragoman.archive.dumping import dump as dump
    from dragoman.archive.filters import Filter as Filter
    from dragoman.archive.grading import grade as grade
    from dragoman.archive.ingestion import ingest as ingest
    from dragoman.archive.ingestion import recode as recode
    from dragoman.archive.listing import dyads as dyads
    from dragoman.archive.listing import list_claims as list_claims
    from dragoman.archive.listing import list_events as list_events
    from dragoman.archive.listing import list_relations as list_relations
    from dragoman.archive.merging_all import merge_all as merge_all
    from dragoman.archive.merging_by_hand import merge_events as merge_events
    from dragoman.archive.merging_by_hand import split_event as split_event
    from dragoman.archive.migrations import migrate as migrate
    from dragoman.archive.reviewing import review as review
    from dragoman.archive.searching import search as search
    from dragoman.archive.sql import sql as sql
    from dragoman.archive.standing import relations as relations
    from dragoman.archive.standing import timeline as timeline
    from dragoman.briefing import brief as brief
    from dragoman.coder import Coder as Coder
    from dragoman.coder import code as code
    from dragoman.errors import ArchiveError as ArchiveError
    from dragoman.errors import ArchiveLocked as ArchiveLocked
    from dragoman.errors import BadSetting as BadSetting
    from dragoman.errors import BadTable as BadTable
    from dragoman.errors import DragomanError as DragomanError
    from dragoman.errors import UnreadableReport as UnreadableReport
    from dragoman.exchange.exporting import export as export
    from dragoman.exchange.importing import import_file as import_file
    from dragoman.exchange.release import rehydrate as rehydrate
    from dragoman.exchange.release import release as release
    from dragoman.reading import Unreadable as Unreadable
    from dragoman.reading import read as read
    from dragoman.reading import read_text as read_text
    from dragoman.records import Because as Because
    from dragoman.records import Claim as Claim
    from dragoman.records import Event as Event
    from dragoman.records import Mark as Mark
    from dragoman.records import Party as Party
    from dragoman.records import PartyChoice as PartyChoice
    from dragoman.records import Report as Report
    from dragoman.records import Sentence as Sentence
    from dragoman.records import Span as Span
    from dragoman.records import When as When
    from dragoman.records import Where as Where
    from dragoman.watching import watch as watch

__version__ = "0.1.0"

_HOMES = {
    "search": "dragoman.archive.searching",
    "review": "dragoman.archive.reviewing",
    "migrate": "dragoman.archive.migrations",
    "merge_all": "dragoman.archive.merging_all",
    "merge_events": "dragoman.archive.merging_by_hand",
    "split_event": "dragoman.archive.merging_by_hand",
    "grade": "dragoman.archive.grading",
    "dump": "dragoman.archive.dumping",
    "diff": "dragoman.archive.differences",
    "Filter": "dragoman.archive.filters",
    "export": "dragoman.exchange.exporting",
    "rehydrate": "dragoman.exchange.release",
    "release": "dragoman.exchange.release",
    "import_file": "dragoman.exchange.importing",
    "sql": "dragoman.archive.sql",
    "dyads": "dragoman.archive.listing",
    "list_claims": "dragoman.archive.listing",
    "list_events": "dragoman.archive.listing",
    "list_relations": "dragoman.archive.listing",
    "Archive": "dragoman.archive",
    "relations": "dragoman.archive.standing",
    "timeline": "dragoman.archive.standing",
    "brief": "dragoman.briefing",
    "Coder": "dragoman.coder",
    "code": "dragoman.coder",
    "ingest": "dragoman.archive.ingestion",
    "recode": "dragoman.archive.ingestion",
    "read": "dragoman.reading",
    "read_text": "dragoman.reading",
    "Unreadable": "dragoman.reading",
    "ArchiveError": "dragoman.errors",
    "ArchiveLocked": "dragoman.errors",
    "BadSetting": "dragoman.errors",
    "BadTable": "dragoman.errors",
    "DragomanError": "dragoman.errors",
    "UnreadableReport": "dragoman.errors",
    "Because": "dragoman.records",
    "Claim": "dragoman.records",
    "Event": "dragoman.records",
    "Mark": "dragoman.records",
    "Party": "dragoman.records",
    "PartyChoice": "dragoman.records",
    "Report": "dragoman.records",
    "Sentence": "dragoman.records",
    "Span": "dragoman.records",
    "When": "dragoman.records",
    "Where": "dragoman.records",
    "watch": "dragoman.watching",
}
"""Every name that the package exports, with the module that holds it."""

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
