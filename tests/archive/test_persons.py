"""What persons decide: grades, and verdicts that change a claim, hold in every run, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.archive import Archive, Coded
from dragoman.archive import reviewing as r
from dragoman.archive.dumping import dump_sha256
from dragoman.archive.grading import grade, grade_of, grades
from dragoman.archive.rows import identified
from dragoman.errors import BadSetting
from tests.archive.made import RUN, SECOND, claim, report

CLAIM = identified((claim(),))[0]
ID = str(CLAIM.id)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "a.db", write=True) as opened:
        with opened.transaction():
            opened.store(opened.add_run(RUN), [Coded(report(), (CLAIM,))])
        yield opened


def test_nothing_is_judged_until_a_person_does(archive: Archive) -> None:
    assert grade_of(archive, "outlet", "The Daily") == "F" and grade_of(archive, "claim", ID) == "6"
    with archive.transaction():
        grade(archive, "outlet", "The Daily", "B", "Ann", "named its sources for years")
        grade(archive, "outlet", "The Daily", "C", "Bob")
        grade(archive, "claim", ID, "2", "Ann")
    assert grade_of(archive, "outlet", "The Daily") == "C"
    assert [(one.kind, one.grade, one.grader) for one in grades(archive)] == [
        ("claim", "2", "Ann"),
        ("outlet", "C", "Bob"),
    ]


@pytest.mark.parametrize(
    ("kind", "target", "value", "told"),
    [
        ("outlet", "The Daily", "2", "grades are A"),
        ("claim", ID, "A", "grades are 1"),
        ("claim", "none", "1", "holds no claim"),
        ("country", "ARL", "A", "cannot be graded"),
    ],
)
def test_a_grade_of_another_scale_is_refused(archive: Archive, kind: str, target: str, value: str, told: str) -> None:
    with pytest.raises(BadSetting, match=told), archive.transaction():
        grade(archive, kind, target, value, "Ann")


def test_a_correction_changes_what_queries_see_and_keeps_what_was_coded(archive: Archive) -> None:
    with archive.transaction():
        archive.mark_followed(["r1"])
        r.review(archive, ID, "corrected", "Ann", {"event": "THREATEN", "recipients": []}, "an ultimatum")
    seen = archive.claim(ID)
    assert seen is not None and seen.event == "THREATEN" and seen.recipients == ()
    assert isinstance(seen.because, dict) and seen.because["event"].rule == "corrected by Ann"
    row = archive.connection.execute("SELECT event, quad, review FROM claims").fetchone()
    assert row == ("THREATEN", 3, "corrected")
    assert archive.connection.execute("SELECT count(*) FROM dyads").fetchone() == (0,)
    assert archive.unfollowed() == ["r1"], "events and relations take the corrected claim in"


def test_a_verdict_holds_in_a_new_run(archive: Archive) -> None:
    with archive.transaction():
        r.review(archive, ID, "corrected", "Ann", {"status": "future"})
        archive.store(archive.add_run(SECOND), [Coded(report(), (CLAIM,))])
    assert [(one.status, one.id) for one in archive.claims(run="second")] == [("future", ID)]


def test_taking_back_gives_the_claim_as_it_was_coded(archive: Archive) -> None:
    before = archive.claim(ID)
    with archive.transaction():
        number = r.review(archive, ID, "corrected", "Ann", {"status": "negated"})
        r.review(archive, ID, "accepted", "Bob")
    assert [one.verdict for one in r.decisions(archive, "claim", ID)] == ["corrected", "accepted"]
    with archive.transaction():
        r.undo(archive, 2, "Bob")
    corrected = archive.claim(ID)
    assert corrected is not None and corrected.status == "negated"
    with archive.transaction():
        r.undo(archive, number, "Ann", "I misread it")
    assert archive.claim(ID) == before and r.decisions(archive) == []
    assert archive.connection.execute("SELECT review, coded FROM claims, claim_records").fetchone() == (None, None)
    with pytest.raises(BadSetting, match="no decision 1 stands"), archive.transaction():
        r.undo(archive, number, "Ann")


@pytest.mark.parametrize(
    ("verdict", "change", "told"),
    [
        ("corrected", {}, "name them"),
        ("accepted", {"status": "future"}, "no other verdict"),
        ("doubted", {}, "no verdict"),
        ("corrected", {"status": "perhaps"}, "makes no claim"),
        ("corrected", {"event": "DANCE"}, "makes no claim"),
        ("corrected", {"id": "x"}, "cannot be corrected"),
        ("corrected", {"actors": [{"name": "Arland"}]}, "makes no claim"),
    ],
)
def test_a_decision_that_makes_no_claim_is_refused(
    archive: Archive, verdict: str, change: dict[str, object], told: str
) -> None:
    before = dump_sha256(archive)
    with pytest.raises(BadSetting, match=told), archive.transaction():
        r.review(archive, ID, verdict, "Ann", change)
    assert dump_sha256(archive) == before
