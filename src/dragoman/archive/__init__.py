"""The archive: one SQLite file that keeps reports, claims, events and relations, and who decided what on them.

`Archive` opens one; `dragoman.archive.ingestion.ingest` fills it. The tables are declared in `dragoman.schema`
(docs/tables.md), so that what is written here is what Arrow, JSON Schema and releases describe.
"""

from dragoman.archive.archive import Archive
from dragoman.archive.merged import Copy
from dragoman.archive.runs import Run, coder_run, imported_run, merging_run
from dragoman.archive.storing import Coded

__all__ = ["Archive", "Coded", "Copy", "Run", "coder_run", "imported_run", "merging_run"]
