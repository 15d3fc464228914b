"""A server of one's own, and settings that do not wait."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dragoman.settings import Watching
from tests.watching.server import Server, serving

QUICK = Watching(seconds=1.0, host_seconds=0.0, response_bytes=1_000_000, inflated_bytes=2_000_000)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def settings() -> Watching:
    return QUICK
