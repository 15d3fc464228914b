"""Relations in an archive: derived from its events, brought up to new ones, the same in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import pytest

from dragoman.archive import Archive, Coded, coder_run, merging_run
from dragoman.archive.relating import relate
from dragoman.coder import Coder
from dragoman.reading import read_text
from dragoman.stories.relations.derivation import alone

TOLD = (
    ("a", "2015-02-01", "The United States imposed sanctions on Cuba in February 1962."),
    ("b", "2016-03-20", "The United States lifted its sanctions on Cuba on Saturday."),
    ("c", "2020-07-08", "The Turkish presence in northern Syria angers Damascus."),
)


@pytest.fixture(scope="module")
def coded(coder: Coder) -> dict[str, Coded]:
    reports = [read_text(text, id=name, date=date) for name, date, text in TOLD]
    return {report.id: Coded(report, claims) for report, claims in coder.code(reports)}


def add(archive: Archive, coded: Iterable[Coded]) -> None:
    """Store reports with one event a claim, and relate them."""
    with archive.transaction():
        for one in coded:
            archive.store(archive.add_run(coder_run()), [one])
            claims = archive.claims(reports=[one.report.id])
            events = [alone(claim, one.report.published) for claim in claims]
            archive.store_events(archive.add_run(merging_run()), events)
        relate(archive)


def told(archive: Archive) -> list[tuple[str, str | None, str | None, str]]:
    return sorted((one.kind, one.from_, one.to, one.state) for one in archive.relations())


def records(archive: Archive) -> Sequence[bytes]:
    return sorted(msgspec.json.encode(one) for one in archive.relations())


def test_relations_follow_the_events_that_come(tmp_path: Path, coded: dict[str, Coded]) -> None:
    with Archive(tmp_path / "a.db", write=True) as archive:
        add(archive, [coded["a"]])
        assert told(archive) == [("sanctions", "1962-02-01", None, "in_force")]
        add(archive, [coded["b"], coded["c"]])
        assert told(archive) == [
            ("presence", None, None, "in_force"),
            ("sanctions", "1962-02-01", "2016-03-19", "ended"),
        ]


def test_an_event_that_goes_takes_what_rests_on_it_along(tmp_path: Path, coded: dict[str, Coded]) -> None:
    with Archive(tmp_path / "a.db", write=True) as archive:
        add(archive, coded.values())
        (closing,) = (one.id for one in archive.events() if one.event == "CONCEDE")
        with archive.transaction():
            archive.store_events(archive.add_run(merging_run()), [], removed=[closing])
            relate(archive)
        assert ("sanctions", "1962-02-01", None, "in_force") in told(archive)


def test_the_order_of_arrival_does_not_matter(tmp_path: Path, coded: dict[str, Coded]) -> None:
    with Archive(tmp_path / "one.db", write=True) as one, Archive(tmp_path / "other.db", write=True) as other:
        add(one, coded.values())
        for name in ("c", "b", "a"):
            add(other, [coded[name]])
        assert records(one) == records(other)


def test_relating_again_changes_nothing(tmp_path: Path, coded: dict[str, Coded]) -> None:
    with Archive(tmp_path / "a.db", write=True) as archive:
        add(archive, coded.values())
        before = records(archive)
        add(archive, ())
        assert records(archive) == before
        assert archive.connection.execute("SELECT count(*) FROM relation_sides").fetchone() == (0,)


def test_evidence_leads_to_its_claim_and_its_words(tmp_path: Path, coded: dict[str, Coded]) -> None:
    with Archive(tmp_path / "a.db", write=True) as archive:
        add(archive, coded.values())
        for relation in archive.relations():
            for one in (*relation.evidence, *relation.disputes):
                claim, report = archive.claim(one.claim), archive.report(one.report)
                assert claim is not None and report is not None
                assert claim.report == report.id
                assert report.text[one.words.start : one.words.end] == one.words.text
