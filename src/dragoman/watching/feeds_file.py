"""The feeds file: which feeds are watched, how often, and how far."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from dragoman.errors import BadSetting
from dragoman.settings import current
from dragoman.watching.addresses import Refused, checked_url

_EVERY = re.compile(r"\s*([0-9]+)\s*(s|m|h|d)\s*")
_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


class Feed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One feed. What is None is as the file says for all feeds.

    `every` is the time between two polls ("15m", "2h"). With `full_text` the page of every entry is fetched, without it
    the text in the feed itself is the report. `outlet` and `language` stand for what feed and pages say.
    """

    url: Annotated[str, Meta(min_length=1)]
    outlet: str | None = None
    language: str | None = None
    every: str | None = None
    full_text: bool | None = None


class FeedsFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All feeds with what holds for all of them; `allow_private` lets hosts of this machine and network be read."""

    feed: Annotated[tuple[Feed, ...], Meta(min_length=1)]
    every: str | None = None
    full_text: bool = True
    allow_private: bool = False

    def seconds(self, feed: Feed) -> float:
        """Seconds between two polls of a feed."""
        written = feed.every or self.every
        return interval(written) if written else 60 * current().watching.every_minutes

    def takes_pages(self, feed: Feed) -> bool:
        """Whether the pages of a feed's entries are fetched."""
        return self.full_text if feed.full_text is None else feed.full_text


def interval(text: str) -> float:
    """Seconds of "90s", "15m", "2h" or "1d". Raises BadSetting where it is none, or shorter than a minute."""
    found = _EVERY.fullmatch(text)
    if not found:
        raise BadSetting(f'every = "{text}" is no time; write it like "15m" or "2h"')
    seconds = int(found.group(1)) * _UNITS[found.group(2)]
    if seconds < 60:
        raise BadSetting(f'every = "{text}" is too often for a public server; write "1m" or more')
    return float(seconds)


def read_feeds(path: Path) -> FeedsFile:
    """Read a feeds file. Raises BadSetting that names the file, what is wrong and what to write."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadSetting(f"{path}: the feeds file cannot be read ({error.strerror}); check its name") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(f"{path}: the feeds file is no TOML ({error}); write it as docs/reading.md shows") from None
    try:
        feeds = msgspec.convert(values, FeedsFile)
        for feed in feeds.feed:
            checked_url(feed.url)
            feeds.seconds(feed)
    except (msgspec.ValidationError, Refused, BadSetting) as error:
        raise BadSetting(f"{path}: {error}; docs/reading.md shows a feeds file") from None
    twice = {feed.url for feed in feeds.feed if sum(other.url == feed.url for other in feeds.feed) > 1}
    if twice:
        raise BadSetting(f"{path}: {min(twice)} stands there twice; keep it once")
    return feeds
