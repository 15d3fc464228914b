"""Events in an archive: new reports find theirs, the order does not matter, persons decide and take back."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from dragoman.archive import Archive, Coded
from dragoman.archive.following import follow
from dragoman.archive.merging_all import merge_all
from dragoman.archive.merging_by_hand import merge_events, split_event
from dragoman.archive.reviewing import decisions, review, undo
from dragoman.archive.runs import coder_run
from dragoman.coder import Coder
from dragoman.errors import BadSetting
from dragoman.evaluation.story_texts import read_stories
from dragoman.reading import read_text
from dragoman.records import Event, Report

DATA = Path(__file__).parents[1] / "stories" / "data"
KILLED = "A suicide bomber killed {} policemen in Kandahar on Tuesday, {} said."
REPORTS = (
    ("a", "2009-03-04", "World Wire", KILLED.format("five", "officials")),
    ("b", "2009-03-05", "Evening Post", KILLED.format("seven", "the Taliban")),
    ("c", "2009-03-11", "Morning Star", KILLED.format("four", "officials")),
)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="module")
def attacks(coder: Coder) -> list[Coded]:
    made = [
        msgspec.structs.replace(read_text(text, id=name, date=date), outlet=outlet)
        for name, date, outlet, text in REPORTS
    ]
    return coded(coder, made)


def coded(coder: Coder, reports: Sequence[Report]) -> list[Coded]:
    return [Coded(report, claims) for report, claims in coder.code(reports)]


def put(path: Path, found: Sequence[Coded], step: int = 100) -> None:
    with Archive(path, write=True) as archive:
        for start in range(0, len(found), step):
            with archive.transaction():
                archive.store(archive.add_run(coder_run()), found[start : start + step])
            follow(archive)


def events(path: Path) -> list[Event]:
    with Archive(path) as archive:
        return sorted(archive.events(), key=lambda one: one.id)


def by_reports(path: Path) -> set[str]:
    """The reports of each event, by name."""
    with Archive(path) as archive:
        return {
            "".join(sorted({claim.report for id in one.claims if (claim := archive.claim(id))}))
            for one in archive.events()
        }


def test_a_later_report_finds_its_event(tmp_path: Path, attacks: list[Coded]) -> None:
    path = tmp_path / "a.db"
    put(path, attacks[:1])
    put(path, attacks[2:])
    assert by_reports(path) == {"a", "c"}
    put(path, attacks[1:2])
    assert by_reports(path) == {"ab", "c"}
    with Archive(path) as archive:
        (one,) = (one for one in archive.events() if one.reports == 2)
        assert (one.outlets, one.voices, one.counts["dead"]) == (2, 2, (7, 7))
        assert archive.event(one.id) == one


def test_the_order_of_arrival_does_not_matter_nor_does_merging_all_anew(tmp_path: Path, coder: Coder) -> None:
    found = coded(coder, read_stories(DATA / "history.txt").reports)
    put(tmp_path / "whole.db", found)
    shuffled = random.Random(5).sample(found, len(found))
    put(tmp_path / "single.db", shuffled, step=3)
    assert events(tmp_path / "single.db") == events(tmp_path / "whole.db")
    with Archive(tmp_path / "single.db", write=True) as archive:
        done = merge_all(archive)
    assert (done.changed, done.removed) == (0, 0)
    assert events(tmp_path / "single.db") == events(tmp_path / "whole.db")


def test_a_merge_by_hand_is_recorded_replayed_and_taken_back(tmp_path: Path, attacks: list[Coded]) -> None:
    path = tmp_path / "a.db"
    put(path, attacks)
    before = events(path)
    with Archive(path, write=True) as archive:
        first, second = (one.id for one in before)
        number, made = merge_events(archive, first, second, "Ada", "one bombing, two dates")
        assert len(made) == 1
        merge_all(archive)
        assert archive.counts()["events"] == 1
        assert [(one.no, one.verdict, one.reviewer) for one in decisions(archive, "event")] == [
            (number, "merged", "Ada")
        ]
        with archive.transaction():
            undo(archive, number, "Ada")
        follow(archive)
    assert events(path) == before


def test_a_split_by_hand_holds_against_the_scorer(tmp_path: Path, attacks: list[Coded]) -> None:
    path = tmp_path / "a.db"
    put(path, attacks[:2])
    ((one,), before) = (events(path), events(path))
    with Archive(path, write=True) as archive:
        number, made = split_event(archive, one.id, one.claims[-1:], "Ada")
        assert len(made) == 2
        assert merge_all(archive).events == 2
        with archive.transaction():
            undo(archive, number, "Ada")
        follow(archive)
    assert events(path) == before


def test_what_cannot_be_decided_is_told(tmp_path: Path, attacks: list[Coded]) -> None:
    path = tmp_path / "a.db"
    put(path, attacks)
    first = events(path)[0]
    with Archive(path, write=True) as archive:
        with pytest.raises(BadSetting, match="holds no event 'nothing'"):
            merge_events(archive, "nothing", first.id, "Ada")
        with pytest.raises(BadSetting, match="'x' is no claim of the event"):
            split_event(archive, first.id, ["x"], "Ada")
        with pytest.raises(BadSetting, match="leaves claims on both sides"):
            split_event(archive, first.id, list(first.claims), "Ada")
        with pytest.raises(BadSetting, match="name the reviewer"):
            merge_events(archive, first.id, events(path)[1].id, " ")
    assert events(path)[0] == first


def test_a_rejected_claim_leaves_its_event(tmp_path: Path, attacks: list[Coded]) -> None:
    path = tmp_path / "a.db"
    put(path, attacks[:2])
    (one,) = events(path)
    with Archive(path, write=True) as archive:
        with archive.transaction():
            review(archive, one.claims[0], "rejected", "Ada")
        follow(archive)
    (left,) = events(path)
    assert left.claims == one.claims[1:]


def test_a_copy_is_stored_with_its_original_and_is_no_voice(tmp_path: Path, coder: Coder) -> None:
    text = "Russian troops attacked the town of Gori in Georgia on Monday and killed three civilians near the bridge. "
    text += "Residents fled to the hills as tanks rolled through the main street."
    made = [
        msgspec.structs.replace(read_text(text, id=name, date=date), outlet=outlet)
        for name, date, outlet in (("wire", "2008-08-12", "Reuters"), ("paper", "2008-08-13", "Morning Star"))
    ]
    path = tmp_path / "a.db"
    put(path, coded(coder, made), step=1)
    with Archive(path) as archive:
        rows = archive.connection.execute(
            "SELECT reports.id, copy_group, kind FROM copies JOIN reports ON reports.no = copies.report ORDER BY id"
        ).fetchall()
    assert rows == [("paper", "wire", "exact"), ("wire", "wire", "original")]
    assert {(one.reports, one.outlets, one.voices, one.credibility) for one in events(path)} == {(2, 2, 1, None)}
