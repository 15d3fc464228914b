"""`dragoman events`, `merge` and `split` on an archive of two reports that tell of one demand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.archive import Archive, Coded
from dragoman.archive.following import follow
from dragoman.cli import app
from tests.archive.made import RUN, claim, report


@pytest.fixture
def archive(tmp_path: Path) -> str:
    path = tmp_path / "a.db"
    with Archive(path, write=True) as writing:
        with writing.transaction():
            run = writing.add_run(RUN)
            for name, outlet in (("r1", "Courier"), ("r2", "Herald")):
                text = f"Arland on Monday urged Boria to withdraw its troops from Hallum, Channel Six said. {outlet}\n"
                writing.store(run, [Coded(report(name, text, outlet=outlet), (claim(name),))])
        follow(writing)
    return str(path)


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == code, result.output
    return result.stdout


def listed(archive: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("events", "--archive", archive, "--json").splitlines()]


def test_events_are_listed_with_their_counts(archive: str) -> None:
    (one,) = listed(archive)
    assert (one["event"], one["reports"], one["outlets"], one["voices"]) == ("REQUEST", 2, 2, 1)
    assert run("events", "--archive", archive, "--type", "ASSAULT") == ""
    assert "REQUEST" in run("events", "--archive", archive)


def test_an_event_is_explained_with_its_claims_and_reasons(archive: str) -> None:
    (one,) = listed(archive)
    told = run("events", "--archive", archive, "--id", str(one["id"]), "--explain")
    assert "voices: 1  (2 reports, but 1 independent voice: Channel Six)" in told
    assert "Courier 2020-07-08: Arland on Monday urged Boria" in told


def test_a_split_and_a_merge_by_hand(archive: str) -> None:
    (one,) = listed(archive)
    claims = one["claims"]
    assert isinstance(claims, list)
    told = run("split", str(one["id"]), claims[1], "--archive", archive, "--by", "Ada")
    assert told.startswith("decision 1: ")
    first, second = (str(each["id"]) for each in listed(archive))
    assert run("merge", first, second, "--archive", archive, "--by", "Ada").startswith("decision 2: ")
    assert listed(archive) == [one | {"because": listed(archive)[0]["because"]}]
    run("review", "--undo", "2", "--by", "Ada", "--archive", archive)
    assert len(listed(archive)) == 2
    assert "0 of them new or changed, 0 gone" in run("merge", "--all", "--jobs", "1", "--archive", archive)


def test_merge_without_events_or_all_is_refused(archive: str) -> None:
    result = CliRunner().invoke(app, ["merge", "--archive", archive])
    assert "name two events that are one, or give --all" in str(result.exception)
