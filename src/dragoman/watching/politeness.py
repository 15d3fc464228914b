"""Good manners: what robots.txt allows, and how long a host is left alone between two questions."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from protego import Protego

from dragoman.settings import Watching
from dragoman.watching.addresses import Refused
from dragoman.watching.fetching import Failed, Fetcher

ROBOTS_BYTES = 512_000
"""RFC 9309, 2.5: at least 500 KiB are to be read."""
LONGEST_DELAY = 60.0
"""Seconds; a crawl delay beyond this is cut to it."""


class _Rules(NamedTuple):
    robots: Protego | None
    read: float


class Manners:
    """Asks before a fetch: waits for the host's turn and refuses what its robots.txt disallows."""

    def __init__(
        self,
        fetcher: Fetcher,
        settings: Watching,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetcher = fetcher
        self._settings = settings
        self._sleep = sleep
        self._clock = clock
        self._rules: dict[str, _Rules] = {}
        self._asked: dict[str, float] = {}

    def before(self, url: str) -> None:
        """Wait until the address may be asked. Raises Refused where robots.txt disallows it, Failed where it fails."""
        parts = urlsplit(url)
        rules = self._rules_of(f"{parts.scheme}://{parts.netloc}")
        agent = self._settings.user_agent
        if rules.robots is not None and not rules.robots.can_fetch(url, agent):
            raise Refused(f"robots.txt of {parts.netloc} does not allow {parts.path or '/'}; it is not read")
        delay = rules.robots.crawl_delay(agent) if rules.robots is not None else None
        self._wait(parts.netloc, max(self._settings.host_seconds, min(float(delay or 0), LONGEST_DELAY)))

    def _wait(self, host: str, seconds: float) -> None:
        left = self._asked.get(host, -seconds - 1) + seconds - self._clock()
        if left > 0:
            self._sleep(left)
        self._asked[host] = self._clock()

    def _rules_of(self, origin: str) -> _Rules:
        kept = self._rules.get(origin)
        if kept is None or self._clock() - kept.read > 3600 * self._settings.robots_hours:
            kept = self._rules[origin] = _Rules(self._robots(origin), self._clock())
        return kept

    def _robots(self, origin: str) -> Protego | None:
        """RFC 9309, 2.3.1: no such file allows all; a server that fails disallows all until it answers."""
        self._wait(urlsplit(origin).netloc, self._settings.host_seconds)
        try:
            found = self._fetcher.fetch(f"{origin}/robots.txt", limit=ROBOTS_BYTES)
        except Failed as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return None
            raise Failed(f"robots.txt of {origin} cannot be read: {error}", error.status, error.retry_after) from None
        return Protego.parse(found.body.decode("utf-8", "replace"))
