"""Datelines: "KABUL, Afghanistan (AP) —" and its kin, recognised by the forms of `datelines.tsv`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dragoman.errors import BadTable
from dragoman.reading.agencies import agency, split_names
from dragoman.reading.dates import DATE, CalendarDay, read_day
from dragoman.tables import package_path, rows

FORM_COLUMNS = ("form", "pattern", "place", "date", "agencies", "example")

SLUG_COLUMNS = ("slug", "use")
SHORTEST_LONE_PLACE = 4

_GAP = r"[ \t\xa0]+"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_UPPER_WORD = rf"{_CAPITAL}(?:[A-ZÀ-ÖØ-Þ'’‘.]|-(?={_CAPITAL}))*"
_UPPER = rf"{_UPPER_WORD}(?:[ /]{_UPPER_WORD}){{0,3}}"
_TITLE_WORD = rf"{_CAPITAL}[\w'’.]*(?:-[\w'’]+)*"
_TITLE = rf"{_TITLE_WORD}(?:[ ](?:(?:de|da|do|el|al|la|es|of|the|and|sur)[ ])?{_TITLE_WORD}){{0,3}}"
_REGION = rf",[ ]{_TITLE_WORD}(?:[ ]{_TITLE_WORD}){{0,2}}"
_COUNTRY = rf"[ ]?\[{_TITLE}\]"
_UPPER_PLACE = rf"{_UPPER}(?:{_REGION})?(?:{_COUNTRY})?"
_NAMES = r"[^()\[\]\n]{2,60}?"
# A hyphen or colon inside a word ("Interfax-Ukraine", "20:15") ends no dateline.
_DASH = r"""(?:[ \t\xa0]*(?:--+|\.-|\.[–—]|[–—_]|(?<!\w)-|-(?=[\s"“]|$)|(?<=[)\]]):|:(?=[\s"“‘'\[]|$)))"""
_NOTES = r"(?:[ ]*\[[^\]\n]{2,80}\])"

PLACEHOLDERS = {
    "{PLACE}": rf"(?P<place>{_UPPER_PLACE})",
    "{PLACE2}": _UPPER,
    "{Place}": rf"(?P<place>{_UPPER_PLACE}|{_TITLE}(?:{_REGION})?(?:{_COUNTRY})?)",
    "{Region}": rf"(?P<place>{_TITLE}{_REGION})",
    "{AGENCIES}": rf"(?P<agencies>{_NAMES})",
    "{KNOWN}": r"(?P<known>[^()\[\]\n—–]{2,60}?)",
    "{DATE}": rf"(?P<date>{DATE}|(?i:no date))",
    "{DASH}": _DASH,
    "{DASH?}": f"{_DASH}?",
    "{NOTES}": _NOTES + "+",
    "{NOTES?}": _NOTES + "*",
    "{LONG}": "(?:--+|[–—])",
}
"""What the placeholders of `datelines.tsv` stand for; the table's head describes them in words."""

_PIECE = re.compile(r"(\{[A-Za-z0-9]+\??\})|([ ]+)|([^{ ]+)")
_FOLLOWS = r"""(?=$|[\s"“”'‘’(\[]|(?<=[)\]—–_:-])\w)"""
_NO_PLACE = re.compile(r"THE (?!HAGUE\b|VALLEY\b|BOTTOM\b|SETTLEMENT\b)")


class Dateline(NamedTuple):
    """A dateline found in a text: its span with the dash that ends it, and the spans of its parts."""

    start: int
    end: int
    form: str
    place: tuple[int, int] | None
    day: CalendarDay | None
    agencies: tuple[tuple[int, int], ...]


class Form(NamedTuple):
    """One row of `datelines.tsv`, compiled."""

    name: str
    pattern: re.Pattern[str]


def compile_form(pattern: str) -> re.Pattern[str]:
    """The regular expression of a form. Raises KeyError for a placeholder that is not in PLACEHOLDERS."""
    parts: list[str] = []
    for placeholder, blank, literal in _PIECE.findall(pattern):
        parts.append(PLACEHOLDERS[placeholder] if placeholder else _GAP if blank else re.escape(literal))
    return re.compile("".join(parts) + _FOLLOWS)


@cache
def forms() -> tuple[Form, ...]:
    """The forms in the order in which they are tried. Raises BadTable for a pattern with an unknown placeholder."""
    found: list[Form] = []
    for row in rows(package_path("reading", "datelines.tsv"), FORM_COLUMNS):
        try:
            found.append(Form(row.cells["form"], compile_form(row.cells["pattern"])))
        except KeyError as unknown:
            raise BadTable(f"{row.where}: unknown placeholder {unknown}; use {' '.join(PLACEHOLDERS)}") from None
    return tuple(found)


@cache
def slugs() -> dict[str, str]:
    """Words in capitals that open stories and are no places, each with its use (opener or nowhere)."""
    return {row.cells["slug"]: row.cells["use"] for row in rows(package_path("reading", "slugs.tsv"), SLUG_COLUMNS)}


def _is_place(name: str) -> bool:
    if "opener" in (slugs().get(name), slugs().get(name.split(" ")[0].rstrip("."))) or _NO_PLACE.match(name):
        return False
    return agency(name) is None and agency(name.removeprefix("The ")) is None


def _stands_alone(place: str, following: str) -> bool:
    """Whether a place with nothing but a dash after it is a dateline: "WASHINGTON — The", not "U.S. - China talks"."""
    letters = sum(character.isalpha() for character in place)
    opening = following.lstrip()[:1]
    return letters >= SHORTEST_LONE_PLACE and (opening.isupper() or opening.isdigit() or opening in "\"“'‘")


def find_dateline(text: str, at: int, reach: int) -> Dateline | None:
    """The dateline that begins at offset `at` of `text` and ends in the same line within `reach` code points."""
    newline = text.find("\n", at, at + reach)
    stop = min(at + reach, len(text)) if newline < 0 else newline
    line = text[at:stop]
    if not line[:1].isalnum() and line[:1] not in "(":
        return None
    for form in forms():
        found = form.pattern.match(line)
        if found and (dateline := _dateline(text, at, form.name, found)):
            return dateline
    return None


def _dateline(text: str, at: int, form: str, found: re.Match[str]) -> Dateline | None:
    parts = found.groupdict()
    place = parts.get("place")
    if place is not None and not _is_place(place):
        return None
    day: CalendarDay | None = None
    written = parts.get("date")
    if written is not None and written.casefold() != "no date":
        day = read_day(written)
        if day is None:
            return None
    names: tuple[tuple[int, int], ...] = ()
    for group in ("agencies", "known"):
        if parts.get(group) is not None:
            names = split_names(text, at + found.start(group), at + found.end(group))
            if group == "known" and not any(agency(text[start:end]) for start, end in names):
                return None
    if place is not None and day is None and not names and not _stands_alone(place, text[at + found.end() :][:8]):
        return None
    if place is None or slugs().get(place) == "nowhere":
        return Dateline(at, at + found.end(), form, None, day, names)
    span = (at + found.start("place"), at + found.end("place"))
    return Dateline(at, at + found.end(), form, span, day, names)
