"""Ingestion is safe to repeat, to shuffle, to divide among workers and to interrupt, and names what goes wrong."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from dragoman.archive import Archive, following, shards
from dragoman.archive.dumping import dump, dump_sha256
from dragoman.archive.ingestion import Ingested, Silence, ingest, recode
from dragoman.archive.pool import Process
from dragoman.archive.runs import coder_run
from dragoman.archive.work import Shard, perform
from dragoman.coder import Coder
from dragoman.errors import ArchiveError
from dragoman.reading import read_text
from dragoman.records import Claim, Report

STORIES = (
    "Arland's president urged Boria on Monday to withdraw its troops from Hallum.",
    "Boria rejected the demand. Its foreign minister accused Arland of shelling the town.",
    "Talks between Cadria and Boria began on Tuesday in Selm, the ministry said.",
    "Police in Cadria arrested twelve protesters on Wednesday.",
    "It rained in Selm.",
    "Arland imposed sanctions on two Borian generals, state television reported.",
)


class Stub:
    """A coder that finds one claim in each report, or breaks on one that says so."""

    def code(self, reports: Iterable[Report]) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
        from dragoman.records import Span, When

        for report in reports:
            if "breaks" in report.text:
                raise ValueError("no such luck")
            if report.language != "en":
                yield report, ()
                continue
            word = Span(report.text[:4], 0, 4)
            when = When(None, None, None, report.published, report.published, "report")
            yield (
                report,
                (Claim(report.id, 0, len(report.text), word, "CONSULT", None, None, "actual", (), (), (), when, None),),
            )


STUB: Coder = Stub()  # type: ignore[assignment]


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    """Forty reports in four files of JSON lines."""
    folder = tmp_path / "reports"
    folder.mkdir()
    files = []
    for number in range(4):
        lines = [
            {"id": f"{number}-{i}", "date": f"2020-07-{i + 1:02}", "text": f"{STORIES[i % 6]} No. {number}-{i}."}
            for i in range(10)
        ]
        files.append(folder / f"{number}.jsonl")
        files[-1].write_text("".join(json.dumps(line) + "\n" for line in lines))
    return files


def taken(archive: Path, *sources: Path, jobs: int = 1, coder: Coder | None = STUB) -> Ingested:
    return ingest(*sources, archive=archive, jobs=jobs, coder=coder)


def content(path: Path) -> str:
    with Archive(path) as archive:
        return dump_sha256(archive)


def test_a_second_time_changes_nothing(tmp_path: Path, sources: list[Path]) -> None:
    archive = tmp_path / "a.db"
    first = taken(archive, *sources)
    before = content(archive)
    again = taken(archive, *sources)
    assert (first.reports, first.claims, first.known, first.problems) == (40, 40, 0, [])
    assert (again.reports, again.claims, again.known) == (0, 0, 40)
    assert content(archive) == before and not shards.folder_of(archive).exists()


def test_order_and_pieces_do_not_matter(tmp_path: Path, sources: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    taken(tmp_path / "a.db", *sources)
    shuffled = list(sources)
    random.Random(3).shuffle(shuffled)
    monkeypatch.setenv("DRAGOMAN_ARCHIVE_SHARD_REPORTS", "7")
    from dragoman.settings import current

    current.cache_clear()
    try:
        taken(tmp_path / "b.db", *shuffled)
        for source in reversed(sources):
            taken(tmp_path / "c.db", source)
    finally:
        monkeypatch.undo()
        current.cache_clear()
    assert content(tmp_path / "a.db") == content(tmp_path / "b.db") == content(tmp_path / "c.db")


def test_two_texts_under_one_id_do_not_depend_on_the_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "STEPS", ())  # A report on which events rest already keeps its id.
    early, late = tmp_path / "early.jsonl", tmp_path / "late.jsonl"
    early.write_text(json.dumps({"id": "7", "date": "2020-07-01", "text": "Arland urged Boria to go."}) + "\n")
    late.write_text(json.dumps({"id": "7", "date": "2020-07-02", "text": "Boria refused to go."}) + "\n")
    assert taken(tmp_path / "a.db", early, late).reports == 2
    assert taken(tmp_path / "b.db", late, early).reports == 2
    taken(tmp_path / "c.db", late)
    taken(tmp_path / "c.db", early)
    assert content(tmp_path / "a.db") == content(tmp_path / "b.db") == content(tmp_path / "c.db")
    assert taken(tmp_path / "b.db", early, late).known == 2
    with Archive(tmp_path / "b.db") as archive:
        first = archive.report("7")
        assert first is not None and first.published == "2020-07-01"
        assert sorted({claim.report for claim in archive.claims()})[1].startswith("7~")


def test_the_same_report_twice_is_one(tmp_path: Path, sources: list[Path]) -> None:
    copied = tmp_path / "copied.jsonl"
    copied.write_text(sources[0].read_text())
    done = taken(tmp_path / "a.db", copied, sources[0])
    assert (done.reports, done.known) == (10, 10)


def test_what_cannot_be_read_or_coded_is_named_and_the_rest_goes_on(tmp_path: Path, sources: list[Path]) -> None:
    broken = tmp_path / "broken.jsonl"
    good, bad = ({"id": name, "date": "2020-07-01", "text": f"This {name}."} for name in ("holds", "breaks"))
    broken.write_text(json.dumps(good) + "\nno json\n" + json.dumps(bad) + "\n")
    done = taken(tmp_path / "a.db", broken, tmp_path / "gone.txt", sources[0])
    assert done.reports == 11
    told = sorted(done.problems)
    assert len(told) == 3
    assert "broken.jsonl:2" in told[0] and "broken.jsonl:3: the coder failed (ValueError: no such luck)" in told[1]
    assert "gone.txt" in told[2]
    assert taken(tmp_path / "a.db", broken).known == 1


def test_another_language_is_kept_and_marked(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"date": "2020-07-01", "language": "fr", "text": "Le ministre est parti."}) + "\n")
    done = taken(tmp_path / "a.db", file)
    assert (done.reports, done.claims, done.uncoded, done.problems) == (1, 0, 1, [])
    with Archive(tmp_path / "a.db") as archive:
        (note,) = archive.connection.execute("SELECT note FROM coded").fetchone()
        assert note.startswith("not coded: its language")


def test_a_shard_left_by_a_killed_run_is_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    report = read_text(STORIES[0], "left", "2020-07-08")
    run = coder_run()
    perform(STUB, Shard(shards.name(run, [report]), run, (report,)), shards.folder_of(path))
    (shards.folder_of(path) / "half.partial").write_text("half")
    done = taken(path)
    assert (done.reports, done.claims) == (1, 1) and not shards.folder_of(path).exists()


def test_workers_give_the_same_bytes(tmp_path: Path, sources: list[Path], coder: Coder) -> None:
    taken(tmp_path / "one.db", *sources[:2], coder=coder)
    done = taken(tmp_path / "two.db", *sources[:2], jobs=2, coder=None)
    assert done.reports == 20 and done.claims > 10
    assert content(tmp_path / "one.db") == content(tmp_path / "two.db")


def test_a_report_that_kills_its_worker_is_found_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker here is a program that dies when it is sent a certain word, and else answers like a real one."""
    program = (
        "import sys, os, msgspec\n"
        "from dragoman.archive import pool, shards, work\n"
        "data = True\n"
        "while (data := pool.receive(sys.stdin.buffer)) is not None:\n"
        "    if b'poison' in data: os.kill(os.getpid(), 9)\n"
        "    shard = msgspec.msgpack.decode(data, type=work.Shard)\n"
        "    done = work.Done(shard.name)\n"
        "    pool.send(sys.stdout.buffer, msgspec.msgpack.encode(pool.Answer(done)))\n"
    )
    real = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda command, **more: real([sys.executable, "-c", program], **more))
    texts = ("Arland met Boria.", "A poison.", "Cadria met Boria.")
    reports = tuple(read_text(text, str(i), "2020-07-08") for i, text in enumerate(texts))
    worker = Process(tmp_path)
    done = worker.work(Shard("all", coder_run(), reports))
    worker.close()
    assert [failure.report for one in done for failure in one.failures] == ["1"]
    assert sum(one.path is not None for one in done) == 2


def test_steps_follow_once_and_together(tmp_path: Path, sources: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(following, "STEPS", (following.Step("copies", f"{__name__}:unused"),))
    monkeypatch.setattr(following, "_function", lambda step: lambda archive, reports: seen.append(list(reports)))
    taken(tmp_path / "a.db", sources[0])
    taken(tmp_path / "a.db", sources[0])
    assert seen == [[f"0-{i}" for i in range(10)]]


def test_a_step_that_fails_is_repeated(tmp_path: Path, sources: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(archive: Archive, reports: list[str]) -> None:
        raise RuntimeError("interrupted")

    monkeypatch.setattr(following, "STEPS", (following.Step("copies", f"{__name__}:unused"),))
    monkeypatch.setattr(following, "_function", lambda step: fail)
    with pytest.raises(RuntimeError):
        taken(tmp_path / "a.db", sources[0])
    with Archive(tmp_path / "a.db") as archive:
        assert len(archive.unfollowed()) == 10 == archive.counts()["claims"]


def test_a_new_version_codes_anew_and_keeps_the_old(
    tmp_path: Path, sources: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    import msgspec

    path = tmp_path / "a.db"
    taken(path, sources[0])
    newer = msgspec.structs.replace(coder_run(), id="newer", version="9.9")
    monkeypatch.setattr("dragoman.archive.ingestion.coder_run", lambda: newer)
    assert recode(path, coder=STUB, listener=Silence()).reports == 10
    assert recode(path, coder=STUB).known == 10
    with Archive(path) as archive:
        assert [run.kind for run in archive.runs()].count("coded") == 2 and archive.counts()["claims"] == 10
        assert len(list(archive.claims(run="newer"))) == 10


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="folder"):
        taken(tmp_path / "none" / "a.db")


KILLED = """
import sys
from pathlib import Path
from tests.archive.test_ingest import STUB
from dragoman.archive.ingestion import Silence, ingest
class Acknowledged(Silence):
    def advance(self, **done):
        if done.get("reports"):
            print(done["reports"], flush=True)
ingest(*sys.argv[2:], archive=sys.argv[1], coder=STUB, listener=Acknowledged())
"""


def test_killed_at_any_moment_it_loses_nothing_acknowledged(
    tmp_path: Path, sources: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few kills; `benchmarks/killing.py` does two hundred with real workers."""
    monkeypatch.setenv("DRAGOMAN_ARCHIVE_SHARD_REPORTS", "2")
    chance = random.Random(11)
    path = tmp_path / "a.db"
    for _ in range(6):
        child = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path), *map(str, sources)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        before = stored(path)
        child.stdout.readline()
        time.sleep(chance.random() * 0.03)
        child.send_signal(signal.SIGKILL)
        acknowledged = 2 + sum(int(line) for line in child.stdout.read().split())
        child.wait()
        assert stored(path) >= min(before + acknowledged, 40)
        with Archive(path, write=True) as archive:
            assert archive.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert archive.connection.execute("PRAGMA foreign_key_check").fetchall() == []
            assert archive.counts()["reports"] == archive.counts()["claims"]
    taken(path, *sources)
    taken(tmp_path / "whole.db", *sources)
    assert content(path) == content(tmp_path / "whole.db")


def stored(path: Path) -> int:
    if not path.exists():
        return 0
    with Archive(path) as archive:
        return archive.counts()["reports"]


def test_the_dump_can_leave_texts_out(tmp_path: Path, sources: list[Path]) -> None:
    taken(tmp_path / "a.db", sources[0])
    with Archive(tmp_path / "a.db") as archive:
        lines = [json.loads(line) for line in dump(archive, texts=False)]
    assert list(dict.fromkeys(line["table"] for line in lines))[:2] == ["runs", "reports"]
    assert all(line["record"]["text"] == "" for line in lines if line["table"] == "reports")
    assert sum(line["table"] == "claims" for line in lines) == 10
