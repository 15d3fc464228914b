"""What is remembered of a feed between two polls, so that it is asked politely and nothing is read twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

STAMP = "%Y-%m-%dT%H:%M:%SZ"


class FeedState(msgspec.Struct, frozen=True, kw_only=True):
    """The state of one feed. Moments are ISO in UTC to the second.

    `etag` and `modified` are what the server gave with the last answer that was taken in whole. `failures` counts those
    in a row, `problem` is the last. `seen` are hashes of entries that have been taken, oldest first; `tries` counts how
    often the page of an entry failed.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    checked: str | None = None
    next_check: str | None = None
    failures: int = 0
    problem: str | None = None
    seen: tuple[str, ...] = ()
    tries: dict[str, int] = {}

    def is_due(self, moment: datetime) -> bool:
        """Whether the feed may be asked at a moment."""
        return self.next_check is None or self.next_check <= stamp(moment)


def stamp(moment: datetime) -> str:
    """A moment as states hold it."""
    return moment.astimezone(UTC).strftime(STAMP)


def later(moment: datetime, seconds: float) -> str:
    """The moment so many seconds later, rounded up."""
    return stamp(moment + timedelta(seconds=seconds, microseconds=999_999))
