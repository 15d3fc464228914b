"""Reading the coded sentences: words to offsets, with an error that names file and line where a cell is wrong."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import BadTable
from dragoman.ontology.plover import MODES
from dragoman.records import STATUSES, Span
from dragoman.tables import Row, rows

FOLDER = Path(__file__).parent
COLUMNS = ("sentence", "claims")
KEPT_ASIDE = 5
OCCURRENCE = re.compile(r"^(.*)#(\d)$")
FIELDS = 6


class CodedClaim(NamedTuple):
    """One claim of a sentence; spans count code points of the sentence."""

    anchor: Span
    event: str
    mode: str | None
    content: str | None
    status: str
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    sources: tuple[Span, ...]


class CodedSentence(NamedTuple):
    """A sentence with its claims, and where it stands (`file.tsv:line`)."""

    text: str
    claims: tuple[CodedClaim, ...]
    where: str

    @property
    def kept_aside(self) -> bool:
        """Whether it belongs to the fifth that trains nothing and is reported separately."""
        return int(hashlib.sha256(self.text.encode()).hexdigest()[:8], 16) % KEPT_ASIDE == 0


def coded_sentences(folder: Path = FOLDER) -> Iterator[CodedSentence]:
    """All coded sentences, by file and line. Raises BadTable at the first cell that cannot be read."""
    for path in sorted(folder.glob("*.tsv")):
        for row in rows(path, COLUMNS):
            text = row.cells["sentence"]
            claims = tuple(_claim(part.strip(), text, row) for part in row.cells["claims"].split(";;") if part.strip())
            yield CodedSentence(text, claims, row.where)


def _claim(cell: str, text: str, row: Row) -> CodedClaim:
    parts = [part.strip() for part in cell.split("|")]
    if len(parts) < 2 or len(parts) > FIELDS:
        raise BadTable(
            f"{row.where}: “{cell}” has {len(parts)} fields; write anchor | TYPE/mode>CONTENT | status | ..."
        )
    anchor, kind, status, actors, recipients, sources = parts + [""] * (FIELDS - len(parts))
    event, mode, content = _kind(kind, row)
    if status and status not in STATUSES:
        raise BadTable(f"{row.where}: “{status}” is no status; use one of {', '.join(STATUSES)}")
    return CodedClaim(
        _span(anchor, text, row),
        event,
        mode,
        content,
        status or "actual",
        _spans(actors, " + ", text, row),
        _spans(recipients, " + ", text, row),
        _spans(sources, " > ", text, row),
    )


def _kind(cell: str, row: Row) -> tuple[str, str | None, str | None]:
    left, _, content = cell.partition(">")
    event, _, mode = left.partition("/")
    if event not in MODES:
        raise BadTable(f"{row.where}: “{event}” is no PLOVER type; see ontology/types.tsv")
    if mode and mode not in MODES[event]:
        raise BadTable(f"{row.where}: {event} has no mode “{mode}”; it has {', '.join(MODES[event]) or 'none'}")
    if content and content not in MODES:
        raise BadTable(f"{row.where}: the content “{content}” is no PLOVER type; see ontology/types.tsv")
    return event, mode or None, content or None


def _spans(cell: str, separator: str, text: str, row: Row) -> tuple[Span, ...]:
    return tuple(_span(part.strip(), text, row) for part in cell.split(separator) if part.strip())


def _span(words: str, text: str, row: Row) -> Span:
    numbered = OCCURRENCE.match(words)
    wanted, count = (numbered.group(1), int(numbered.group(2))) if numbered else (words, 1)
    found = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", text)] if wanted else []
    if len(found) < count:
        raise BadTable(f"{row.where}: “{words}” does not stand in the sentence; copy the words as they are")
    start = found[count - 1]
    return Span(wanted, start, start + len(wanted))
