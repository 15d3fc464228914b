"""Filtered lists of events, on the small archive made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.archive import Archive, queries
from dragoman.archive.filters import checked
from tests.exchange.made import EVENTS, fill


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    path: Path = tmp_path_factory.mktemp("events") / "a.db"
    with Archive(path, write=True) as writing:
        fill(writing)
    return Archive(path)


@pytest.mark.parametrize("few", [0, 1_000])
@pytest.mark.parametrize(
    ("fields", "ids"),
    [
        ({"event": "ASSAULT"}, ["e4", "e5"]),
        ({"event": "ASSAULT", "status": "actual"}, ["e4"]),
        ({"mode": "aerial"}, ["e4"]),
        ({"actor": "SAU"}, ["e4", "e5", "e6"]),
        ({"party": "Yemen*"}, ["e4", "e6"]),
        ({"dyad": ("KOS", "SRB")}, ["e8"]),
        ({"sector": "SOC"}, ["e3"]),
        ({"place": "YEM"}, ["e4"]),
        ({"place": "Brussels", "quad": 1}, ["e8"]),
        ({"source": "Houthis"}, ["e4"]),
        ({"context": "military"}, ["e4"]),
        ({"outlet": "Quay Post"}, ["e4", "e8", "e9"]),
        ({"report": "nam"}, ["e1", "e2", "e3"]),
        ({"since": "2021"}, ["e1", "e2", "e3"]),
        ({"confidence": 0.9}, ["e4"]),
        ({"review": "accepted"}, []),
        ({"origin": "dragoman", "limit": 2}, ["e2", "e3"]),
    ],
)
def test_events_by_a_filter(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, few: int, fields: dict[str, object], ids: list[str]
) -> None:
    monkeypatch.setattr(queries, "SAMPLE", few)
    monkeypatch.setattr(queries, "LOOKED_UP", few)
    found = [one.id for one in queries.events(archive, checked(**fields))]
    assert sorted(found) == ids


def test_the_newest_event_comes_first(archive: Archive) -> None:
    found = [one.id for one in queries.events(archive, checked())]
    assert len(found) == len(EVENTS)
    assert found.index("e1") < found.index("e10") < found.index("e4") < found.index("e8")
