"""An archive of a year of quarrels between Arland and Boria, made by hand, and one coded from texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from dragoman.archive import Archive, Coded, merging_run
from dragoman.archive.relating import relate
from dragoman.reading import Details, read_text
from dragoman.records import Claim, Disagreement, Party, Version
from dragoman.stories.relations.derivation import alone
from tests.archive.made import RUN, TEXT, claim

DAY = "2020-07-08"
STATES = {"SYR": "Syrian government", "TUR": "Turkish government", "IRN": "Iranian government"}


def party(code: str) -> Party:
    return Party(STATES[code], 0, 6, STATES[code], code, "GOV")


def made(number: int, published: date, actor: str, recipient: str, event: str) -> tuple[Coded, Claim]:
    """A report with one claim of an act between two states."""
    name = f"r{number}"
    details = Details(outlet="The Gazette", url=f"https://news.example/{number}")
    one = claim(name, "urged", event, [party(actor)], [party(recipient)], day=published.isoformat())
    return Coded(read_text(TEXT, name, published, details=details), (one,)), one


def acts() -> Iterator[tuple[date, str, str, str]]:
    """Trade every day of the year before; two weeks of it apart, Syria and Turkey quarrel once; now five times."""
    last = date.fromisoformat(DAY)
    for back in range(1, 372):
        yield last - timedelta(days=back), "IRN", "SYR", "COOPERATE"
    yield last - timedelta(days=14), "SYR", "TUR", "ACCUSE"
    for back in range(5):
        yield last - timedelta(days=back), "SYR", "TUR", "ACCUSE"
    for _ in range(6):
        yield last, "IRN", "SYR", "COOPERATE"


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("briefing") / "year.db"
    with Archive(path, write=True) as archive, archive.transaction():
        run, merged = archive.add_run(RUN), archive.add_run(merging_run())
        for number, (published, actor, recipient, event) in enumerate(acts()):
            coded, _ = made(number, published, actor, recipient, event)
            archive.store(run, [coded])
            (kept,) = archive.claims(reports=[coded.report.id])
            archive.store_events(merged, [alone(kept, coded.report.published)])
    return path


@pytest.fixture(scope="session")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports that differ on the dead, one of them with a hostile link and hostile words."""
    path = tmp_path_factory.mktemp("briefing") / "disputed.db"
    with Archive(path, write=True) as archive, archive.transaction():
        run, merged = archive.add_run(RUN), archive.add_run(merging_run())
        kept: list[Claim] = []
        for name, url in (("a", "https://news.example/?q=<b>&x=\"'"), ("b", "javascript:alert(1)")):
            details = Details(outlet="<script>alert(1)</script>", url=url)
            one = claim(name, "urged", "ASSAULT", [party("SYR")], [party("TUR")], day=DAY)
            archive.store(run, [Coded(read_text(TEXT, name, DAY, details=details), (one,))])
            kept += archive.claims(reports=[name])
        versions = (Version("5", (str(kept[0].id),), ("Turkish government",)), Version("12", (str(kept[1].id),)))
        event = msgspec.structs.replace(
            alone(kept[0], DAY),
            claims=tuple(str(one.id) for one in kept),
            disagreements=(Disagreement("dead", versions),),
            reports=2,
            voices=2,
        )
        archive.store_events(merged, [event])
        relate(archive)
    return path
