"""The part of a country in which a relation is told to stand: "northern Syria", "the east of Ukraine".

A claim's place is an entry of the gazetteer, which knows countries, provinces and towns; parts of a country by the
compass have none. For troops in a country it matters in which part they stand, so a relation's place says so, in the
words of the report: those before the country's name, or of another sentence that has the holder's forces in a part of
the country, where the report names one such part only. The words are rows of `wording.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dragoman.actors.knowledge import COLUMNS
from dragoman.records import Party, Where
from dragoman.tables import cell_list, package_path, rows

COUNTRY_PRECISION = 6
PART_PRECISION = 5
"""As in UCDP's where_prec: a part of a country that is no province."""
LONGEST = 30
"""Code points before a country's name in which the words for a part may stand."""
_SENTENCE_END = re.compile(r"[.!?][\"”’]?\s|\n|$")


def placed(where: Where | None, holders: Sequence[Party], text: str) -> Where | None:
    """A place, and where it is a country of which the report names a part, that part."""
    if where is None or where.precision != COUNTRY_PRECISION:
        return where
    if where.start is not None and where.end is not None:
        found = _parts().search(text, max(0, where.start - LONGEST), where.start)
        if found is not None:
            return _part(where, text, found.start(), where.end)
    return _elsewhere(where, holders, text) or where


def _elsewhere(where: Where, holders: Sequence[Party], text: str) -> Where | None:
    """The only part of a country in which the report has forces of the holders."""
    if where.country not in _callings() or not all(party.country in _callings() for party in holders):
        return None
    country, armed = _pattern(_callings()[where.country][0]), _pattern(_words("armed"))
    found: dict[str | None, Where] = {}
    for match in country.finditer(text):
        part = _parts().search(text, max(0, match.start() - LONGEST), match.start())
        if part is None:
            continue
        sentence = text[_begin(text, part.start()) : _end(text, match.end())]
        named = all(_pattern(sum(_callings()[party.country or ""], ())).search(sentence) for party in holders)
        if named and armed.search(sentence):
            one = _part(where, text, part.start(), match.end())
            found.setdefault(one.name, one)
    return next(iter(found.values())) if len(found) == 1 else None


def _part(where: Where, text: str, start: int, end: int) -> Where:
    words = " ".join(text[start:end].split())
    return Where(
        text=text[start:end],
        start=start,
        end=end,
        name=words[:1].lower() + words[1:],
        country=where.country,
        precision=PART_PRECISION,
    )


def _begin(text: str, at: int) -> int:
    return max((match.end() for match in _SENTENCE_END.finditer(text, 0, at) if match.end() < at), default=0)


def _end(text: str, at: int) -> int:
    match = _SENTENCE_END.search(text, at)
    return match.end() if match else len(text)


@cache
def _words(role: str) -> tuple[str, ...]:
    table = rows(package_path("stories", "relations", "wording.tsv"), ("role", "words"))
    return tuple(word for row in table if row.cells["role"] == role for word in cell_list(row.cells["words"]))


@cache
def _parts() -> re.Pattern[str]:
    """What stands before the name of a country: "northern", "the north of"."""
    part, side = ("|".join(map(re.escape, _words(role))) for role in ("part", "side"))
    return re.compile(rf"(?<!\w)(?:(?:{part})|(?:the )?(?:{side}) of(?: the)?)\s+$", re.IGNORECASE)


@cache
def _callings() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """By the code of a country its names, and what its people and things are called."""
    table = rows(package_path("knowledge", "states.tsv"), COLUMNS["states.tsv"])
    return {
        row.cells["code"]: (
            (row.cells["name"], *cell_list(row.cells["aliases"])),
            tuple(cell_list(row.cells["demonyms"])),
        )
        for row in table
    }


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")
