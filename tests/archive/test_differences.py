"""What changed between two runs, and why."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.archive import Archive, Coded
from dragoman.archive.differences import diff, summary
from dragoman.archive.rows import identified
from dragoman.records import Because
from tests.archive.made import RUN, SECOND, claim, report


def test_changes_are_told_with_the_reasons_of_both_runs(tmp_path: Path) -> None:
    urged = msgspec.structs.replace(claim(), because={"status": Because("asserted", "cues.tsv:4")})
    later = msgspec.structs.replace(claim(status="future"), because={"status": Because("“will”", "cues.tsv:9")})
    newer = msgspec.structs.replace(SECOND, tables_sha256="other")
    with Archive(tmp_path / "a.db", write=True) as archive:
        with archive.transaction():
            first = identified((urged, claim(anchor="withdraw", event="RETREAT"), claim(anchor="said", event="AGREE")))
            second = identified((later, claim(anchor="withdraw", event="MOBILIZE"), claim(anchor="Monday")))
            archive.store(archive.add_run(RUN), [Coded(report(), first), Coded(report("r2"), ())])
            archive.store(archive.add_run(newer), [Coded(report(), second)])
        found = list(diff(archive, "first", "second"))
        told = summary(archive, "first", "second")
    assert [(one.kind, (one.before or one.after).anchor.text) for one in found if one.before or one.after] == [  # type: ignore[union-attr]
        ("new", "Monday"),
        ("changed", "urged"),
        ("changed", "withdraw"),
        ("gone", "said"),
    ]
    (status,) = found[1].fields
    assert status == ("status", "actual", "future", "asserted [cues.tsv:4]", "“will” [cues.tsv:9]")
    assert found[2].fields[0][:3] == ("event", "RETREAT", "MOBILIZE")
    assert told.made_by == ("version", "tables") and told.reports == 1 and told.same == 0
    assert told.counts == {"changed": 2, "new": 1, "gone": 1}


def test_the_same_claims_by_other_rows_are_no_change(tmp_path: Path) -> None:
    moved = msgspec.structs.replace(claim(), because={"status": Because("asserted", "cues.tsv:5")})
    with Archive(tmp_path / "a.db", write=True) as archive:
        with archive.transaction():
            archive.store(archive.add_run(RUN), [Coded(report(), (claim(),))])
            archive.store(archive.add_run(SECOND), [Coded(report(), (moved,))])
        assert list(diff(archive, "first", "second")) == []
        assert summary(archive, "first", "second").same == 1
