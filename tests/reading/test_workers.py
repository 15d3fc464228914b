"""The parser's process: killed when it hangs, eats memory or crashes, and one document is all that is lost."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from tests.reading.made import page, warc_record

from dragoman.reading import Limits, Unreadable, read
from dragoman.reading.documents import Document, Fault
from dragoman.reading.messages import Task
from dragoman.reading.workers import WORKERS, Clock, Worker, Workers
from dragoman.records import Report

TIGHT = Limits(seconds=1.0)
FAULTY = """
import os, sys
from dragoman.reading import unpacking, worker
sane = unpacking.PARSERS["html"]

def faulty(member, limits):
    if b"hang" in member.data:
        while True:
            pass
    if b"crash" in member.data:
        os.kill(os.getpid(), 11)
    if b"memory" in member.data:
        bytearray(4_000_000_000)
    if b"bug" in member.data:
        raise KeyError("unforeseen")
    return sane(member, limits)

unpacking.PARSERS["html"] = faulty
worker.serve()
"""


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Workers:
    """A pool whose page parser does what the page tells it to."""
    monkeypatch.setattr(
        "dragoman.reading.workers._START", "import json, sys; sys.path[:] = json.loads(sys.argv[1])\n" + FAULTY
    )
    return Workers()


def warc(tmp_path: Path, *words: str) -> Path:
    path = tmp_path / "crawl.warc"
    pages = (page('<meta name="date" content="2020-07-08">', foot=f"<!-- {word} -->") for word in words)
    path.write_bytes(
        b"".join(warc_record(f"https://daily.example/{number}", one.encode()) for number, one in enumerate(pages))
    )
    return path


def outcome(found: Document | Fault) -> str:
    return f"{found.line}: {found.reason}" if isinstance(found, Fault) else f"{found.line}: read"


def test_what_overruns_is_left_out_and_the_rest_is_read(faulty: Workers, tmp_path: Path) -> None:
    path = warc(tmp_path, "good", "hang", "good", "crash", "memory", "bug", "good")
    found = [outcome(one) for one in faulty.documents(Task("warc", TIGHT, path=bytes(path)))]
    assert found == [
        "1: read",
        "2: the parser took longer than 1 seconds over a document; that one is left out",
        "3: read",
        "4: the parser crashed on a document; that one is left out",
        "5: the parser needed more than 1,000,000,000 bytes of memory for a document; that one is left out",
        "6: the html cannot be parsed (KeyError: 'unforeseen'); save the report as plain text",
        "7: read",
    ]
    faulty.close()


def test_single_documents_are_named_with_a_remedy(faulty: Workers) -> None:
    for word, reason in (("hang", "longer than 1 seconds"), ("crash", "crashed"), ("memory", "bytes of memory")):
        (found,) = faulty.documents(Task("html", TIGHT, data=page(foot=f"<!-- {word} -->").encode()))
        assert (
            isinstance(found, Fault)
            and reason in found.reason
            and found.reason.endswith("save the report as plain text")
        )
    faulty.close()


def test_processes_are_kept_and_replaced() -> None:
    pool = Workers()
    with pool.lent() as first:
        pass
    with pool.lent() as second, pool.lent() as third:
        assert second is first and third is not first
    first.kill()
    with pool.lent() as fourth:
        assert fourth is not first
    pool.close()
    assert not fourth.alive


def test_process_that_served_long_is_replaced(tmp_path: Path) -> None:
    pool = Workers()
    path = warc(tmp_path, "good", "good")
    short = Limits(worker_documents=2)
    assert [outcome(one) for one in pool.documents(Task("warc", short, path=bytes(path)))] == ["1: read", "2: read"]
    assert [outcome(one) for one in pool.documents(Task("warc", short, path=bytes(path)))] == ["1: read", "2: read"]
    pool.close()


def test_reader_that_stops_early_leaves_nothing_running(tmp_path: Path) -> None:
    pool = Workers()
    documents = pool.documents(Task("warc", Limits(), path=bytes(warc(tmp_path, *["good"] * 50))))
    next(documents)
    documents.close()  # type: ignore[attr-defined]
    assert pool._idle == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_forked_child_starts_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(page('<meta name="date" content="2020-07-08">'), encoding="utf-8")
    assert all(isinstance(one, Report) for one in read([path]))
    child = os.fork()
    if not child:
        os._exit(0 if WORKERS._idle == [] and all(isinstance(one, Report) for one in read([path])) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert all(isinstance(one, Report) for one in read([path]))


def test_clock_rings_once_and_only_when_late() -> None:
    rung: list[float] = []
    clock = Clock(lambda: rung.append(time.monotonic()))
    for _ in range(200):
        with clock.running(0.2):
            pass
    time.sleep(0.3)
    assert rung == [] and not clock.rang
    with clock.running(0.05):
        time.sleep(0.2)
    assert len(rung) == 1 and clock.rang


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_process_that_was_killed_from_outside(tmp_path: Path) -> None:
    worker = Worker()
    os.kill(worker._process.pid, signal.SIGKILL)
    worker.ask(Task("html", Limits(), data=page().encode()))
    assert worker.answer(5.0) is None and not worker.timed_out
    worker.kill()


def test_small_limits_by_read(tmp_path: Path) -> None:
    path = tmp_path / "long.html"
    path.write_text(page(), encoding="utf-8")
    (found,) = read([path], limits=Limits(document_bytes=100))
    assert isinstance(found, Unreadable) and "larger than 100 bytes" in found.reason
