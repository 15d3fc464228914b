"""Web pages: the article's text by trafilatura, with its address, date, outlet and language as the page tells them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from dragoman.errors import UnreadableReport
from dragoman.reading.decoding import Decoded, decode_damaged
from dragoman.reading.documents import Document
from dragoman.reading.limits import Limits
from dragoman.reading.members import Member
from dragoman.reading.page_dates import page_date

HEAD_BYTES = 4_096
"""How far a page is searched for its charset and for the address that a browser notes when it saves a page."""

_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->|<!-- Mirrored from (\S+) by HTTrack")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LINES = re.compile(r"\n+")


def parse_page(member: Member, limits: Limits) -> Iterator[Document]:
    """The article of a page. Raises UnreadableReport where it holds none."""
    from trafilatura import bare_extraction, load_html

    decoded = _decoded(member, limits)
    # lxml refuses a text that declares an encoding, since it has been decoded already.
    markup = _DECLARATION.sub("", decoded.text)
    tree = load_html(markup)
    if tree is None:
        raise UnreadableReport("the page holds no HTML; save it again, or save its text as .txt")
    url = _address(tree, member.url or _saved_from(markup))
    dated = page_date(tree, url)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    found: Any = bare_extraction(
        tree,
        url=url,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=_NO_DATES,
    )
    if found is None or not (found.text or "").strip():
        raise UnreadableReport("no article was found in the page; save its text as .txt")
    yield Document(
        text=_LINES.sub("\n\n", found.text),
        place=member.place,
        line=member.line,
        title=found.title,
        date=dated.date if dated else None,
        date_basis=dated.basis if dated else "page",
        weak_date=bool(dated and dated.weak),
        url=url,
        site=found.sitename,
        byline=found.author,
        language=language,
        language_basis="declared",
        encoding=decoded.encoding,
        original_sha256=hashlib.sha256(member.data).hexdigest(),
    )


# The date is read by page_dates, which knows its basis; trafilatura's own search would cost as much again.
_NO_DATES = {"original_date": True, "extensive_search": False, "max_date": "1995-01-01"}


def _decoded(member: Member, limits: Limits) -> Decoded:
    if not member.data.strip():
        raise UnreadableReport("the page is empty; save it again")
    declared = _CHARSET.search(member.data[:HEAD_BYTES])
    return decode_damaged(
        member.data, limits, member.charset or (declared.group(1).decode("ascii") if declared else None)
    )


def _saved_from(markup: str) -> str | None:
    found = _SAVED.search(markup[:HEAD_BYTES])
    if not found:
        return None
    return found.group(1) or f"https://{found.group(2)}"


def _address(tree: Any, known: str | None) -> str | None:
    """The canonical address that the page names, unless it was fetched from another host, which is then trusted."""
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    links += [meta.get("content") for meta in tree.iter("meta") if meta.get("property") == "og:url"]
    for link in links:
        try:
            url = str(urljoin(known or "", (link or "").strip()))
            parts = urlsplit(url)
            if parts.scheme in ("http", "https") and parts.hostname and (not known or _bare(url) == _bare(known)):
                return url
        except ValueError:
            continue
    return known


def _bare(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    for prefix in ("www.", "m.", "amp.", "mobile."):
        host = host.removeprefix(prefix)
    return host
