"""What can go wrong with what comes from outside: each error is one sentence with where and what to do."""

from __future__ import annotations


class DragomanError(Exception):
    """Base of all errors that a user can act upon; its text is one sentence that names place and remedy."""


class UnreadableReport(DragomanError):
    """A report that could not be read; the other reports go on."""


class BadTable(DragomanError):
    """A table of knowledge or lexicon that breaks its schema; nothing of it is loaded."""


class BadSetting(DragomanError):
    """An option or setting with a value that cannot be used."""


class ArchiveError(DragomanError):
    """An archive that cannot be opened, read or written; what it holds is intact."""


class ArchiveLocked(ArchiveError):
    """An archive that somebody else is writing."""
