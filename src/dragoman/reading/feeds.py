"""RSS and Atom: every entry a report, with the text that the feed itself carries."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from dragoman.errors import UnreadableReport
from dragoman.reading.documents import Document, Fault
from dragoman.reading.limits import Limits
from dragoman.reading.markup import fragment_text
from dragoman.reading.members import Member
from dragoman.reading.page_dates import moment_text

SCHEMES = ("http", "https")


def parse_feed(member: Member, limits: Limits) -> Iterator[Document | Fault]:
    """The entries of a feed. Raises UnreadableReport where the data is no feed."""
    import feedparser

    # Bytes in a stream: feedparser would fetch a string that looks like an address.
    charset = "utf-8" if _is_utf8(member.data) else member.charset
    headers = {"content-type": f"application/xml; charset={charset}"} if charset else None
    feed: Any = feedparser.parse(
        io.BytesIO(member.data), resolve_relative_uris=False, sanitize_html=False, response_headers=headers
    )
    if not feed.entries:
        if feed.get("version"):
            return
        why = _reason(feed.get("bozo_exception"))
        raise UnreadableReport(f"the data is no RSS or Atom feed{why}; check its address, or save reports as text")
    for number, entry in enumerate(feed.entries, 1):
        yield from _entry(entry, feed, number, member)


def _is_utf8(data: bytes) -> bool:
    """Whether the data is UTF-8, whatever server and XML declaration say: text in another charset hardly ever is."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _reason(error: object) -> str:
    return f" ({str(error).splitlines()[0][:120]})" if error and str(error).strip() else ""


def _entry(entry: Any, feed: Any, number: int, member: Member) -> Iterator[Document | Fault]:
    link = entry.get("link")
    if link and not is_web_address(link):
        yield Fault(
            f"the entry's link {link[:80]!r} is no web address; it is dropped, and what the entry says itself is read",
            member.place,
            number,
        )
        link = None
    title = fragment_text(entry.get("title", ""))
    markup = _fullest(entry)
    text = fragment_text(markup) or title
    if not text:
        yield Fault("the entry has neither title nor text; leave it out", member.place, number)
        return
    date, basis = _date(entry)
    source = entry.get("source") or {}
    yield Document(
        text=text,
        place=member.place,
        line=number,
        title=title or None,
        date=date,
        date_basis=basis,
        url=link,
        site=source.get("title") or feed.feed.get("title"),
        byline=entry.get("author"),
        language=feed.feed.get("language") or feed.feed.get("xml_lang"),
        language_basis="declared",
        encoding=feed.get("encoding"),
        original_sha256=hashlib.sha256(markup.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def is_web_address(link: str) -> bool:
    """Whether a link is one that may be followed: http or https with a host."""
    try:
        parts = urlsplit(link.strip())
        return parts.scheme.lower() in SCHEMES and bool(parts.hostname)
    except ValueError:
        return False


def _fullest(entry: Any) -> str:
    """The longest of an entry's texts: some feeds put the article into `content`, others into the summary."""
    texts = [str(content.get("value", "")) for content in entry.get("content") or ()]
    texts += [str(entry.get("summary", "")), str(entry.get("title", ""))]
    return max(texts[:-1], key=len) or texts[-1]


def _date(entry: Any) -> tuple[str | None, str]:
    for key, basis in (("published", "feed"), ("created", "feed"), ("updated", "feed_updated")):
        # Feedparser answers "published" for "updated" and the other way round; only what the feed holds counts.
        if dict.__contains__(entry, key) and (date := moment_text(dict.__getitem__(entry, key))):
            return date, basis
        moment = dict.get(entry, f"{key}_parsed")
        if moment:
            day = f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}"
            return f"{day}T{moment.tm_hour:02}:{moment.tm_min:02}:{moment.tm_sec:02}+00:00", basis
    return None, "feed"
