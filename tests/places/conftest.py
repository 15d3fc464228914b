from __future__ import annotations

import pytest

from dragoman.places import Places


@pytest.fixture(scope="session")
def places() -> Places:
    return Places()
