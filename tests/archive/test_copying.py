"""Copies in an archive: the same whether reports come at once or one by one, and each report's words are read once."""

from __future__ import annotations

from pathlib import Path

from dragoman.archive import Archive, Coded, Run
from dragoman.archive.copying import _sharing, copy
from dragoman.reading import read_text
from dragoman.records import Report
from dragoman.stories.sketching import SKIPPED, bands
from dragoman.stories.wording import wording

RUN = Run("made", "coded", "dragoman", "0")
FLOOD = (
    "Engineers laid two bridges across the Sarn and carried food to families who had waited on roofs. "
    "The governor of the province thanked the soldiers and asked for boats, tents and drinking water. "
    "Traders complained that prices of flour had doubled within a week in the markets of the valley."
)
COURT = (
    "Judges wrote that the ban had no ground in the constitution and ordered the ministry to pay damages. "
    "The minister of justice left the building by a side door and gave no answer to waiting reporters."
)


def reports() -> list[Report]:
    return [
        read_text(FLOOD, id="flood", date="2021-05-10"),
        read_text("Bridges\n\n" + FLOOD[:200], id="cut", date="2021-05-11"),
        read_text(COURT, id="court", date="2021-05-10"),
        read_text(FLOOD + "\n\n" + COURT, id="spliced", date="2021-05-12"),
    ]


def stored(archive: Archive) -> None:
    with archive.transaction():
        archive.store(archive.add_run(RUN), [Coded(one, ()) for one in reports()])


def copies(archive: Archive) -> list[tuple[str, str, str]]:
    sql = (
        "SELECT reports.id, copies.copy_group, copies.kind FROM copies JOIN reports ON reports.no = copies.report "
        "ORDER BY reports.id"
    )
    return [tuple(row) for row in archive.connection.execute(sql)]


def test_copies_are_the_same_at_once_and_one_by_one(tmp_path: Path) -> None:
    names = [one.id for one in reports()]
    with Archive(tmp_path / "once.db", write=True) as archive:
        stored(archive)
        with archive.transaction():
            assert copy(archive, names) == set(names)
        once = copies(archive)
    with Archive(tmp_path / "each.db", write=True) as archive:
        stored(archive)
        for name in reversed(names):
            with archive.transaction():
                copy(archive, [name])
        with archive.transaction():
            assert copy(archive, names) == set()  # All have been read.
        assert copies(archive) == once
    assert [(name, kind) for name, _, kind in once] == [
        ("court", "original"),
        ("cut", "near"),
        ("flood", "original"),
        ("spliced", "spliced"),
    ]


def test_reports_are_found_by_stored_and_by_fresh_bands_unless_very_many_share_them(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db", write=True) as archive:
        stored(archive)
        with archive.transaction():
            copy(archive, ["flood"])
        keys = bands(wording(reports()[0]))
        numbers = dict(archive.connection.execute("SELECT id, no FROM reports").fetchall())
        assert _sharing(archive.connection, keys, {}) == ["flood"]
        assert _sharing(archive.connection, [keys[0], 5], {5: [numbers["court"]]}) == ["court", "flood"]
        crowd = [numbers["court"]] * SKIPPED
        assert _sharing(archive.connection, keys[:1], {keys[0]: crowd}) == []
        assert _sharing(archive.connection, keys[:1], {keys[0]: crowd[1:]}) == ["court", "flood"]
        assert _sharing(archive.connection, (), {}) == []
