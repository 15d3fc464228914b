"""Search by words: FTS5 with stemming, ranked by BM25 (a headline counts five times), with snippets.

What a user types is taken as words: all of them must stand in the report. "Quoted words" must stand together, `OR`
lets either side do, `-word` must not stand there, `word*` is any word that begins so. Nothing else is syntax, so no
query is an error of the index.

A word that most reports hold tells nothing of their rank and would cost a look at each; where more reports match than
the setting `archive.search_ranked`, those that were stored last are ranked.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.archive import opening
from dragoman.archive.archive import Archive
from dragoman.errors import BadSetting
from dragoman.schema.columns import Column as C  # noqa: N817
from dragoman.schema.columns import Table
from dragoman.settings import current

HEADLINE_WEIGHT = 5.0
TERM = re.compile(r'(-?)"([^"]*)"?|(\S+)')
WORD = re.compile(r"\w")
OPEN, CLOSE = "\x02", "\x03"
"""Marks around what was found in a snippet: characters that no text holds."""


class Hit(NamedTuple):
    """A report that was found. `score` is larger for better ones; the snippet's hits stand between OPEN and CLOSE."""

    report: str
    score: float
    headline: str | None
    outlet: str | None
    published: str | None
    snippet: str


HITS = Table(
    "search_hits",
    "One row a report that was found, the best first.",
    (
        C("report", "text", "The report's id."),
        C("score", "real", "How well it fits: larger is better."),
        C("headline", "text", "Its headline.", nullable=True),
        C("outlet", "text", "Who published it.", nullable=True),
        C("published", "date", "Day of publication.", nullable=True),
        C("snippet", "text", "Words around what was found, which stands between « and »."),
    ),
    ("report",),
)


def hit_cells(hit: Hit) -> tuple[str | float | None, ...]:
    """The cells of a hit."""
    return hit._replace(snippet=marked(hit))


def marked(hit: Hit) -> str:
    """The snippet on one line, what was found between « and »."""
    return " ".join(hit.snippet.split()).replace(OPEN, "«").replace(CLOSE, "»")


def search(
    archive: Archive,
    words: str,
    limit: int | None = None,
    since: str | None = None,
    until: str | None = None,
    outlet: str | None = None,
) -> list[Hit]:
    """The reports in which the words stand, the best first; from `since` to `until` (ISO dates) and of an outlet.

    Raises BadSetting where no word is left to search for.
    """
    settings = current().archive
    match = expression(words)
    first = _first_ranked(archive, match, settings.search_ranked)
    conditions, values = _conditions(since, until, outlet)
    # FTS5 itself sorts by rank, and makes a snippet only of what is taken; the filter is asked in that order.
    sql = (
        "SELECT reports.id, -rank, reports.headline, outlet, published, "
        f"snippet(text_index, 1, '{OPEN}', '{CLOSE}', '…', {settings.snippet_words}) "
        "FROM text_index CROSS JOIN reports ON reports.no = text_index.rowid "
        f"WHERE text_index MATCH ? AND rank MATCH 'bm25({HEADLINE_WEIGHT}, 1.0)' AND text_index.rowid >= ?{conditions} "
        "ORDER BY rank LIMIT ?"
    )
    with opening.explained(archive.path):
        found = archive.connection.execute(sql, (match, first, *values, limit or settings.search_results))
        return sorted((Hit(*row) for row in found), key=lambda hit: (-hit.score, hit.report))


def _first_ranked(archive: Archive, match: str, most: int) -> int:
    """The number of the first report to be ranked: of more than `most` that match, the last stored are."""
    sql = "SELECT rowid FROM text_index WHERE text_index MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"
    with opening.explained(archive.path):
        found = archive.connection.execute(sql, (match, most - 1)).fetchone()
    return int(found[0]) if found else 0


def expression(words: str) -> str:
    """The FTS5 expression of what a user typed. Raises BadSetting where there is no word to search for."""
    wanted: list[str] = []
    unwanted: list[str] = []
    either = False
    for minus, phrase, word in TERM.findall(words):
        if word == "OR" and wanted:
            either = True
            continue
        negative = bool(minus) or (word.startswith("-") and len(word) > 1)
        term = _term(phrase or word.removeprefix("-"))
        if term is None:
            continue
        if negative:
            unwanted.append(term)
        elif either:
            wanted[-1] = f"{wanted[-1]} OR {term}"
        else:
            wanted.append(term)
        either = False
    if not wanted:
        raise BadSetting(f"{words!r} holds no word to search for; give one that reports should hold")
    match = " AND ".join(f"({term})" for term in wanted)
    return f"({match}) NOT ({' OR '.join(unwanted)})" if unwanted else match


def _term(text: str) -> str | None:
    if not WORD.search(text):
        return None
    beginning = text.endswith("*")
    quoted = text.rstrip("*").replace('"', "").replace("\x00", "")
    return f'"{quoted}"' + (" *" if beginning else "")


def _conditions(since: str | None, until: str | None, outlet: str | None) -> tuple[str, tuple[str, ...]]:
    asked = (("published >= ?", since), ("published <= ?", until), ("outlet = ?", outlet))
    chosen = [(sql, value) for sql, value in asked if value is not None]
    return "".join(f" AND {sql}" for sql, _ in chosen), tuple(value for _, value in chosen)
