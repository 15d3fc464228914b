"""One coder for the whole session: loading it is the slow part."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.coder import Coder
from dragoman.reading import read_text
from dragoman.records import Claim

Code = Callable[..., tuple[Claim, ...]]


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="session")
def code(coder: Coder) -> Code:
    """Code a text as a report of 8 July 2020 (a Wednesday)."""

    def run(text: str, date: str = "2020-07-08") -> tuple[Claim, ...]:
        return next(iter(coder.code([read_text(text, id="r", date=date)])))[1]

    return run
