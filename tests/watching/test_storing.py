"""`dragoman watch` from the command line: what polls find is coded and stored, with the feed's state beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.archive import Archive
from dragoman.cli import app
from dragoman.coder import Coder
from dragoman.watching.states import FeedState
from dragoman.watching.storing import read_states, write_state
from tests.reading.made import page
from tests.watching.server import Server, answer, feed, item

SHELLED = (
    "Arland's army shelled the town of Hallum in Boria on Monday, killing five soldiers, the foreign ministry said."
)


@pytest.fixture
def feeds(tmp_path: Path, server: Server, coder: Coder, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("dragoman.coder.Coder", lambda: coder)
    monkeypatch.setattr("dragoman.watching.politeness.Manners._wait", lambda *unused: None)
    path = tmp_path / "feeds.toml"
    path.write_text(f'allow_private = true\n[[feed]]\nurl = "{server.url("/feed")}"\n', encoding="utf-8")
    server.routes |= {
        "/feed": feed(item("Arland shells Hallum", server.url("/a"))),
        "/a": answer(page(body=(SHELLED, *(f"The town has {n} hundred people and a market." for n in range(3, 9))))),
    }
    return path


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["watch", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


def test_reports_and_states_are_stored_once(feeds: Path, server: Server, tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    code, out, err = run(feeds, "--archive", archive, "--once")
    assert (code, err) == (0, "") and out.startswith("1 feeds, 0 failing; 1 report")
    with Archive(archive) as opened:
        (report,) = opened.reports()
        assert report.url == server.url("/a") and len(list(opened.claims())) > 0
        (state,) = read_states(opened).values()
    assert state.etag == '"1"' and len(state.seen) == 1 and state.failures == 0
    code, out, _ = run(feeds, "--archive", archive, "--once")
    assert (code, out) == (0, "1 feeds, 0 failing; nothing new\n")
    assert server.paths == ["/feed", "/a", "/feed"]


def test_a_failing_feed_is_said_and_remembered(feeds: Path, server: Server, tmp_path: Path) -> None:
    server.routes["/feed"] = answer(status=500)
    archive = tmp_path / "a.db"
    code, out, err = run(feeds, "--archive", archive, "--once")
    assert code == 1 and "1 failing" in out and "answered 500" in err
    with Archive(archive) as opened:
        (state,) = read_states(opened).values()
    assert state.failures == 1 and "500" in (state.problem or "")


def test_states_come_back_as_they_were(tmp_path: Path) -> None:
    state = FeedState(
        url="https://a.example", etag='"1"', checked="2020-07-10T08:00:00Z", seen=("a", "b"), tries={"c": 2}
    )
    with Archive(tmp_path / "a.db", write=True) as archive:
        for failures in (0, 3):
            with archive.transaction():
                write_state(archive, FeedState(url=state.url, failures=failures))
        with archive.transaction():
            write_state(archive, state)
        assert read_states(archive) == {state.url: state}
