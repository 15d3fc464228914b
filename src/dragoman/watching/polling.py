"""One poll of one feed: the feed, the pages of its new entries, and what is remembered for the next time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from dragoman.errors import UnreadableReport
from dragoman.reading import Unreadable
from dragoman.reading.documents import Document, Fault
from dragoman.reading.formats import MEDIA_TYPES, sniffed
from dragoman.reading.identity import canonical_url
from dragoman.reading.limits import DEFAULT_LIMITS
from dragoman.reading.messages import Task
from dragoman.reading.reader import report_of
from dragoman.reading.workers import WORKERS
from dragoman.records import Report
from dragoman.settings import Watching
from dragoman.watching.addresses import Refused
from dragoman.watching.feeds_file import Feed
from dragoman.watching.fetching import NOT_MODIFIED, Failed, Fetched, Fetcher
from dragoman.watching.politeness import Manners
from dragoman.watching.states import FeedState, later, stamp

PAGES = ("html", "pdf", "text")
TRIES = 3
"""After so many polls an entry whose page cannot be had is taken with the text of the feed."""


class Polled(NamedTuple):
    """What a poll gave: reports and problems, and the state to be kept once they are stored."""

    found: tuple[Report | Unreadable, ...]
    state: FeedState


class Poller:
    """Polls feeds with one fetcher and its manners."""

    def __init__(
        self,
        fetcher: Fetcher,
        manners: Manners,
        settings: Watching,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._fetcher = fetcher
        self._manners = manners
        self._settings = settings
        self._now = now

    def poll(self, feed: Feed, state: FeedState, every: float, pages: bool) -> Polled:
        """Poll one feed. Never raises for what the network or the feed do; they are problems with their remedy."""
        moment = self._now()
        try:
            answer = self._fetcher.fetch(feed.url, state.etag, state.modified, before=self._manners.before)
            if answer.status == NOT_MODIFIED:
                return Polled((), self._succeeded(state, moment, every))
            return self._taken(feed, state, answer, moment, every, pages)
        except UnreadableReport as error:
            return Polled((Unreadable(feed.url, None, str(error)),), self._failed(state, error, moment, every))

    def _taken(
        self, feed: Feed, state: FeedState, answer: Fetched, moment: datetime, every: float, pages: bool
    ) -> Polled:
        round_ = _Round(self, feed, state, pages, moment, self._settings.new_entries)
        task = Task("feed", DEFAULT_LIMITS, data=answer.body, charset=answer.charset)
        found = tuple(round_.entries(WORKERS.documents(task)))
        if round_.broken is not None:
            found += (Unreadable(feed.url, None, round_.broken),)
            return Polled(found, self._failed(state, Failed(round_.broken), moment, every))
        if answer.moved:
            found += (
                Unreadable(feed.url, None, f"the feed has moved to {answer.moved}; write that into the feeds file"),
            )
        done = self._succeeded(state, moment, every)
        return Polled(
            found,
            msgspec.structs.replace(
                done,
                # Without them the server sends the feed again, with the entries that are still to be taken.
                etag=None if round_.left else answer.etag,
                modified=None if round_.left else answer.modified,
                seen=tuple(round_.seen)[-self._settings.remembered_entries :],
                tries=round_.tries,
            ),
        )

    def _succeeded(self, state: FeedState, moment: datetime, every: float) -> FeedState:
        return msgspec.structs.replace(
            state, checked=stamp(moment), next_check=later(moment, every), failures=0, problem=None
        )

    def _failed(self, state: FeedState, error: UnreadableReport, moment: datetime, every: float) -> FeedState:
        """Wait twice as long after every failure in a row, and as long as the server asks."""
        longest = 3600 * self._settings.backoff_hours
        wait = min(every * 2.0 ** min(state.failures, 20), longest)
        if isinstance(error, Refused) or (isinstance(error, Failed) and error.status == 410):
            wait = longest
        if isinstance(error, Failed) and error.retry_after is not None:
            wait = max(wait, min(error.retry_after, 7 * longest))
        return msgspec.structs.replace(
            state,
            checked=stamp(moment),
            next_check=later(moment, wait),
            failures=state.failures + 1,
            problem=str(error),
        )

    def page(self, url: str) -> Document:
        """The article of an entry's page. Raises UnreadableReport where it cannot be had."""
        answer = self._fetcher.fetch(url, before=self._manners.before)
        form = sniffed(answer.body) or MEDIA_TYPES.get(answer.media, "html" if not answer.media else None)
        if form not in PAGES:
            raise Refused(f"the entry's page is {answer.media or form}, which is no article")
        task = Task("html" if form == "text" else form, DEFAULT_LIMITS, data=answer.body, url=answer.url)
        for one in WORKERS.documents(msgspec.structs.replace(task, charset=answer.charset)):
            if isinstance(one, Document):
                return one
            raise Refused(one.reason)
        raise Refused("the entry's page holds no article")


class _Round:
    """The entries of one answer: which are new, which are left for the next poll."""

    def __init__(self, poller: Poller, feed: Feed, state: FeedState, pages: bool, moment: datetime, limit: int) -> None:
        self._poller = poller
        self._feed = feed
        self._pages = pages
        self._is_first = state.checked is None or not state.seen
        self._day = moment.date().isoformat()
        self._limit = limit
        self.seen = dict.fromkeys(state.seen)
        self.tries = dict(state.tries)
        self.left = 0
        self.broken: str | None = None
        self._blocked = False

    def entries(self, documents: Iterator[Document | Fault]) -> Iterator[Report | Unreadable]:
        """The reports of the new entries, and what is wrong with others."""
        new = 0
        for entry in documents:
            if isinstance(entry, Fault):
                if entry.line is None:
                    self.broken = entry.reason
                    return
                # Told once, and not at every poll as long as the feed shows the entry.
                key = _key(entry.reason)
                if key not in self.seen:
                    yield Unreadable(self._feed.url, entry.line, entry.reason)
            else:
                key = _key(canonical_url(entry.url) if entry.url else f"{entry.title}\n{entry.text}")
                if key not in self.seen:
                    if new >= self._limit:
                        self.left += 1
                        continue
                    new += 1
                    yield from self._entry(entry, key)
                    if key in self.tries:
                        continue
            # Put last again, so that what the feed still shows is not forgotten before what it has dropped.
            self.seen.pop(key, None)
            self.seen[key] = None

    def _entry(self, entry: Document, key: str) -> Iterator[Report | Unreadable]:
        document, url = entry, entry.url
        if self._pages and url:
            try:
                if self._blocked:
                    raise Failed("the server asked to be left alone; the entry is read at the next poll")
                document = _merged(entry, self._poller.page(url))
            except UnreadableReport as error:
                tries = self.tries.get(key, 0) + 1
                passing = isinstance(error, Failed) and error.passing
                self._blocked = self._blocked or (isinstance(error, Failed) and error.status in (429, 503))
                if passing and tries < TRIES:
                    self.tries[key] = tries
                    self.left += 1
                    yield Unreadable(url, None, str(error))
                    return
                yield Unreadable(url, None, f"{error}; the text of the feed is taken in its place")
        self.tries.pop(key, None)
        yield self._report(document)

    def _report(self, document: Document) -> Report | Unreadable:
        # An entry that was not there at the last poll was published since: the day it is first seen is a fair date.
        if document.date is None and not self._is_first:
            document = msgspec.structs.replace(document, date=self._day, date_basis="seen", weak_date=True)
        document = msgspec.structs.replace(
            document,
            place=None,
            line=None if document.url else document.line,
            outlet=self._feed.outlet or document.outlet,
            language=self._feed.language or document.language,
            language_basis="given" if self._feed.language else document.language_basis,
        )
        return report_of(document.url or self._feed.url, document, None, undated=True)


def _merged(entry: Document, page: Document) -> Document:
    """The page's article, with what only the feed tells: the sure date, the title, the author."""
    dated = page if page.date and not page.weak_date else entry if entry.date else page
    return msgspec.structs.replace(
        page,
        title=page.title or entry.title,
        date=dated.date,
        date_basis=dated.date_basis,
        weak_date=dated.weak_date,
        url=page.url or entry.url,
        site=page.site or entry.site,
        byline=page.byline or entry.byline,
        language=page.language or entry.language,
    )


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
