"""The watch over all feeds of a file: each polled when it is due, what is new stored, until it is stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dragoman.reading import Unreadable
from dragoman.records import Report
from dragoman.settings import current
from dragoman.watching.feeds_file import FeedsFile, read_feeds
from dragoman.watching.fetching import Fetcher
from dragoman.watching.politeness import Manners
from dragoman.watching.polling import Poller
from dragoman.watching.states import FeedState

if TYPE_CHECKING:
    from dragoman.archive.ingestion import Listener

LONGEST_SLEEP = 60.0


class Sink(Protocol):
    """Where reports go and feeds' states are kept. `take` stores both or neither."""

    def states(self) -> dict[str, FeedState]:
        """The states by the feeds' addresses."""
        ...

    def take(self, found: Sequence[Report | Unreadable], state: FeedState) -> None:
        """Store what a poll found, and then the feed's state."""
        ...


def watch(
    feeds: str | Path, archive: str | Path, *, once: bool = False, listener: Listener | None = None
) -> dict[str, FeedState]:
    """Poll the feeds of a file and code and store what is new in an archive, for ever or `once`.

    With `once` every feed is polled, save those that failed and whose waiting time is not over. Problems go to the
    listener and the watch goes on. Gives the feeds' states; raises BadSetting for the file, ArchiveError where the
    archive cannot be written.
    """
    from dragoman.watching.storing import ArchiveSink

    return watch_into(ArchiveSink(Path(archive), listener), read_feeds(Path(feeds)), once=once)


def watch_into(
    sink: Sink,
    feeds: FeedsFile,
    *,
    once: bool = False,
    poller: Poller | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], None] = time.sleep,
) -> dict[str, FeedState]:
    """The same into any sink."""
    settings = current().watching
    if poller is None:
        fetcher = Fetcher(settings, feeds.allow_private)
        poller = Poller(fetcher, Manners(fetcher, settings), settings)
    states = sink.states()
    while True:
        for feed in feeds.feed:
            state = states.get(feed.url, FeedState(url=feed.url))
            if state.is_due(now()) or (once and not state.failures):
                polled = poller.poll(feed, state, feeds.seconds(feed), feeds.takes_pages(feed))
                sink.take(polled.found, polled.state)
                states[feed.url] = polled.state
        if once:
            return {feed.url: states[feed.url] for feed in feeds.feed if feed.url in states}
        sleep(_pause([states[feed.url] for feed in feeds.feed], now()))


def _pause(states: Sequence[FeedState], moment: datetime) -> float:
    """Seconds until the next feed is due."""
    waits = [
        (datetime.fromisoformat(state.next_check) - moment).total_seconds() for state in states if state.next_check
    ]
    return min(max(min(waits, default=1.0), 1.0), LONGEST_SLEEP)
