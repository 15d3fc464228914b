"""When a web page was published, and on what that rests: what the page says to machines, its address, its looks."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from dragoman.reading.dates import MONTHS, read_moment

META = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "date_published",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "pubdate",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "citation_date",
    "date",
)
"""Names of meta elements that hold the date of publication, the surest first."""
ARTICLES = re.compile(r"Article|Report|BlogPosting|LiveBlog|WebPage", re.IGNORECASE)
DEEPEST = 20
"""How deep linked data is searched for its article."""

_IN_PATH = re.compile(r"/((?:19|20)[0-9]{2})[/-](0?[1-9]|1[0-2]|[a-z]{3})[/-](0?[1-9]|[12][0-9]|3[01])(?![0-9])")
_RUN_TOGETHER = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?![0-9])")
_SPACED_ZONE = re.compile(r"\s+(?=[+-][0-9]{2}:?[0-9]{2}$)")


class PageDate(NamedTuple):
    """A date (ISO, with time where told) and its basis; a weak one gives way to a dateline in the text."""

    date: str
    basis: str
    weak: bool = False


def moment_text(value: object) -> str | None:
    """A date as machines write it, as ISO; None where it is none or could be two dates."""
    text = _SPACED_ZONE.sub("", str(value).strip())[:80]
    try:
        moment = read_moment(text)
    except ValueError:
        try:
            # A zone of -0000 means that none is told; the moment is then naive.
            told = parsedate_to_datetime(text)
            moment = read_moment(told)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return f"{moment.date}T{moment.time}" if moment.time else moment.date


def page_date(tree: Any, url: str | None) -> PageDate | None:
    """The publication date of a page (an lxml tree) by the surest of its signs."""
    for basis, values in (("json_ld", _linked(tree)), ("meta", _metas(tree)), ("time_element", _times(tree))):
        for value in values:
            if date := moment_text(value):
                return PageDate(date, basis)
    if url and (date := url_date(url)):
        return PageDate(date, "url")
    return _seen(tree)


def url_date(url: str) -> str | None:
    """The day that an address carries, as in /2020/07/08/ or /2020/jul/08/."""
    try:
        path = urlsplit(url).path.lower()
    except ValueError:
        return None
    found = _IN_PATH.search(path) or _RUN_TOGETHER.search(path)
    if not found:
        return None
    year, month, day = found.groups()
    number = MONTHS.get(month, 0) if month.isalpha() else int(month)
    try:
        return datetime.date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


def _linked(tree: Any) -> Iterator[object]:
    loose: list[object] = []
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            value = msgspec.json.decode(script.text or "")
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            continue
        for item in _objects(value, DEEPEST):
            date = item.get("datePublished")
            if date is None:
                continue
            if ARTICLES.search(str(item.get("@type"))):
                yield date
            else:
                loose.append(date)
    yield from loose


def _objects(value: object, depth: int) -> Iterator[dict[str, object]]:
    if depth and isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _objects(inner, depth - 1)
    elif depth and isinstance(value, list):
        for inner in value:
            yield from _objects(inner, depth - 1)


def _metas(tree: Any) -> Iterator[object]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if content := element.get("content"):
            found.setdefault(name.strip().lower(), content)
    yield from (found[name] for name in META if name in found)


def _times(tree: Any) -> Iterator[object]:
    plain: list[object] = []
    for element in tree.iter("time"):
        value = element.get("datetime")
        if not value:
            continue
        signs = f"{element.get('itemprop', '')} {element.get('class', '')}".lower()
        if "pubdate" in element.attrib or "publish" in signs:
            yield value
        elif "modif" not in signs and "updat" not in signs:
            plain.append(value)
    # Among several unmarked times only one alone can be told to be the article's.
    if len(plain) == 1:
        yield from plain


def _seen(tree: Any) -> PageDate | None:
    from htmldate import find_date

    try:
        found = find_date(tree, original_date=True, extensive_search=False)
    except (ValueError, TypeError, AttributeError):
        return None
    date = moment_text(found) if found else None
    return PageDate(date, "page", weak=True) if date else None
