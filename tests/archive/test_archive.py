"""The archive gives back what it was given, keeps older codings, and refuses what it cannot do in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from dragoman.archive import Archive, Coded, Copy
from dragoman.archive.rows import identified
from dragoman.errors import ArchiveError, ArchiveLocked
from dragoman.records import Claim, Disagreement, Event, Evidence, Relation, Span, Version
from tests.archive.made import RUN, SECOND, TEXT, claim, coded, party, report


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


def filled(path: Path, *given: Coded) -> Archive:
    archive = Archive(path, write=True)
    with archive.transaction():
        archive.store(archive.add_run(RUN), given or (coded(),))
    return archive


def test_what_was_stored_comes_back_unchanged(path: Path) -> None:
    filled(path).close()
    with Archive(path) as archive:
        assert archive.report("r1") == report()
        assert [msgspec.structs.replace(one, id=msgspec.UNSET) for one in archive.claims()] == [claim()]
        assert archive.counts() == {"reports": 1, "claims": 1, "events": 0, "relations": 0}
        first = next(archive.claims())
        assert isinstance(first.id, str) and archive.claim(first.id) == first
        assert archive.report("r2") is None and archive.claim("none") is None


def test_columns_are_what_queries_filter_on(path: Path) -> None:
    with filled(path) as archive:
        columns = "event, content, status, quad, score, source_name, place, place_country, day, when_basis, origin"
        row = archive.connection.execute(f"SELECT {columns} FROM claims").fetchone()
        assert row == (
            "REQUEST", "RETREAT", "actual", 3, 0.0, "Channel Six", "Hallum", "BOR", "2020-07-06", "relative",
            "dragoman",
        )  # fmt: skip
        parties = archive.connection.execute("SELECT role, position, name, country, day FROM parties").fetchall()
        assert parties == [
            ("actor", 0, "Arland", "ARL", "2020-07-06"),
            ("recipient", 0, "Boria", "BOR", "2020-07-06"),
            ("source", 0, "Channel Six", None, "2020-07-06"),
        ]
        assert archive.connection.execute("SELECT * FROM claim_counts").fetchall() == [(1, "dead", 2, 5)]


def test_a_dyad_is_actor_to_recipient_or_both_ways_between_actors(path: Path) -> None:
    meeting = claim(event="CONSULT", actors=(party("Arland", "ARL"), party("Boria", "BOR")), recipients=())
    with filled(path, coded("r1", claim(), meeting)) as archive:
        dyads = archive.connection.execute("SELECT claim, actor, recipient, mutual FROM dyads ORDER BY 1, 2").fetchall()
        assert dyads == [(1, "ARL", "BOR", 0), (2, "ARL", "BOR", 1), (2, "BOR", "ARL", 1)]


def test_storing_again_changes_nothing(path: Path) -> None:
    with filled(path) as archive:
        with archive.transaction():
            assert archive.store(archive.add_run(RUN), [coded()]) == (0, 0)
        assert archive.counts()["claims"] == 1


def test_a_new_run_is_shown_and_the_old_one_kept(path: Path) -> None:
    with filled(path) as archive:
        with archive.transaction():
            archive.store(archive.add_run(SECOND), [coded("r1", claim(status="future"))])
        assert [one.status for one in archive.claims()] == ["future"]
        assert [one.status for one in archive.claims(run="first")] == ["actual"]
        assert [run.id for run in archive.runs()] == ["first", "second"]
        shown = archive.connection.execute("SELECT shown FROM parties ORDER BY claim").fetchall()
        assert [one for (one,) in shown] == [0, 0, 0, 1, 1, 1]


def test_two_texts_under_one_id_are_two_reports(path: Path) -> None:
    other = report("r1", text=TEXT.replace("troops", "guns"))
    with filled(path) as archive:
        placed = archive.placed(other)
        assert placed.id.startswith("r1~") and archive.placed(report()).id == "r1"
        with archive.transaction():
            archive.store(archive.add_run(RUN), [Coded(placed, (claim(placed.id),))])
        assert archive.placed(other) == placed
        assert {one.report for one in archive.claims()} == {"r1", placed.id}
        with pytest.raises(ArchiveError, match="stands for another text"), archive.transaction():
            archive.store(archive.add_run(RUN), [Coded(other, ())])


def test_claims_of_a_report_get_ids_of_their_own() -> None:
    twice = identified((claim(), claim(), claim(event="ACCUSE")))
    assert len({one.id for one in twice}) == 3
    assert identified(twice) == twice


def test_a_failed_transaction_leaves_nothing(path: Path) -> None:
    with filled(path) as archive:
        with pytest.raises(KeyError), archive.transaction():
            archive.store(archive.add_run(RUN), [coded("r2")])
            raise KeyError("in the middle")
        assert archive.counts()["reports"] == 1


def test_an_import_needs_no_report(path: Path) -> None:
    with filled(path) as archive:
        run = msgspec.structs.replace(RUN, id="polecat-2020", kind="imported", origin="polecat")
        with archive.transaction():
            number = archive.add_run(run)
            assert archive.store_imported(number, [(claim("elsewhere"), "The Daily", "2020-07-07")]) == 1
            assert archive.store_imported(number, [(claim("elsewhere"), "The Daily", "2020-07-07")]) == 0
        rows = archive.connection.execute("SELECT origin, report, outlet, published FROM claims WHERE shown = 1")
        assert rows.fetchall() == [("dragoman", 1, None, "2020-07-08"), ("polecat", None, "The Daily", "2020-07-07")]


EVENT = Event(
    "e1", "REQUEST", None, "RETREAT", "actual", (party("Arland", "ARL"),), (party("Boria", "BOR"),), claim().when,
    claim().where, {}, (), ("c1", "c2"), 2, 2, 1, "2020-07-08", "2020-07-09",
    disagreements=(Disagreement("dead", (Version("5", ("c1",)), Version("12", ("c2",)))),),
)  # fmt: skip
RELATION = Relation(
    "s1", "presence", (party("Boria", "BOR"),), (party("Arland", "ARL"),), "2020-07-08", None, "event", None,
    "in_force",
    (Evidence("e1", "opens", "2020-07-08", "rules.tsv:3", "c1", "r1", Span("urged", 17, 22)),),
)  # fmt: skip


def test_events_and_relations_are_replaced_by_id(path: Path) -> None:
    with filled(path) as archive:
        with archive.transaction():
            run = archive.add_run(SECOND)
            archive.store_events(run, [EVENT, msgspec.structs.replace(EVENT, id="e2")])
            archive.store_events(run, [msgspec.structs.replace(EVENT, voices=2)], removed=["e2"])
            archive.store_relations(run, [RELATION])
        assert list(archive.events()) == [msgspec.structs.replace(EVENT, voices=2)]
        assert archive.relation("s1") == RELATION and archive.event("e2") is None
        assert archive.connection.execute("SELECT claim FROM event_claims ORDER BY position").fetchall() == [
            ("c1",),
            ("c2",),
        ]
        with archive.transaction():
            archive.show_only(archive.add_run(RUN))
        assert list(archive.events()) == [] and len(list(archive.events(run="second"))) == 1
        assert archive.connection.execute("SELECT sum(shown) FROM event_parties").fetchone() == (0,)


def test_copies_are_set_and_set_anew(path: Path) -> None:
    with filled(path, coded("r1"), coded("r2", claim("r2", "withdraw", "RETREAT"))) as archive:
        with archive.transaction():
            archive.store_copies([Copy("r2", "r1", "r1", "near", 0.9, "later by a day")])
            archive.store_copies([Copy("r2", "r1", "r1", "exact", 1.0, "later by a day")])
        assert archive.connection.execute("SELECT report, copy_of, kind FROM copies").fetchall() == [(2, 1, "exact")]


def test_what_is_stored_waits_to_be_followed(path: Path) -> None:
    with filled(path, coded("r2"), coded("r1")) as archive:
        assert archive.unfollowed() == ["r1", "r2"] and archive.unfollowed(1) == ["r1"]
        with archive.transaction():
            archive.mark_followed(["r1"])
        assert archive.unfollowed() == ["r2"]


def test_one_may_write_while_walking(path: Path) -> None:
    with filled(path, *(coded(f"r{i}") for i in range(20))) as archive:
        seen = 0
        for one in archive.claims():
            seen += 1
            with archive.transaction():
                archive.mark_followed([one.report])
        assert seen == 20 and archive.unfollowed() == []


def test_one_writes_and_others_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with filled(path) as writer, Archive(path) as reader:
        with pytest.raises(ArchiveLocked, match=f"process {os.getpid()} is writing"):
            monkeypatch.setattr("dragoman.archive.archive.current", _impatient)
            Archive(path, write=True)
        with writer.transaction():
            writer.store(1, [coded("r2")])
            assert reader.counts()["reports"] == 1
        assert reader.counts()["reports"] == 2


def _impatient() -> object:
    from dragoman.settings import Archive as Group
    from dragoman.settings import Settings

    return Settings(archive=Group(lock_seconds=0))


@pytest.mark.parametrize("content", [b"", b"no archive" * 1000, None], ids=["empty", "text", "missing"])
def test_what_is_no_archive_is_refused(path: Path, content: bytes | None) -> None:
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ArchiveError, match="archive"):
        Archive(path)


def test_writing_what_was_opened_for_reading_is_refused(path: Path) -> None:
    filled(path).close()
    with Archive(path) as archive, pytest.raises(ArchiveError, match="write=True"), archive.transaction():
        pass


def test_importing_the_package_loads_no_archive() -> None:
    code = "import dragoman, sys; print('dragoman.archive' in sys.modules, 'sqlite3' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["False", "False"]


def test_a_claim_keeps_every_byte_of_its_json(path: Path) -> None:
    (given,) = identified((claim(),))
    with filled(path, Coded(report(), (given,))) as archive:
        kept = archive.connection.execute("SELECT record FROM claim_records").fetchone()[0]
    assert kept.encode() == msgspec.json.encode(given) and isinstance(given, Claim)
