"""The verbs of the archive from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.archive import Archive, Coded
from dragoman.archive.rows import identified
from dragoman.cli import app
from dragoman.errors import ArchiveError, BadSetting
from tests.archive.made import RUN, SECOND, claim, report

run = CliRunner()
ID = str(identified((claim(),))[0].id)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with Archive(path, write=True) as archive, archive.transaction():
        archive.store(archive.add_run(RUN), [Coded(report(outlet="The Daily"), (claim(),))])
        archive.store(archive.add_run(SECOND), [Coded(report(outlet="The Daily"), (claim(status="future"),))])
    return path


def said(*arguments: object, code: int = 0) -> str:
    result = run.invoke(app, list(map(str, arguments)))
    assert result.exit_code == code, result.output + repr(result.exception)
    return result.output


def test_ingest_names_problems_and_ends_with_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.archive.test_ingest import STUB

    monkeypatch.setattr("dragoman.coder.Coder", lambda: STUB)
    good = tmp_path / "good.txt"
    good.write_text("Arland met Boria.")
    archive = tmp_path / "a.db"
    told = said("ingest", good, tmp_path / "gone.txt", "--archive", archive, "--date", "2020-07-08", code=1)
    assert "1 reports with 1 claims stored, 0 known before, 1 could not be read or coded" in told
    assert "gone.txt: there is no such file" in told
    assert "0 reports with 0 claims stored, 1 known before" in said(
        "ingest", good, "--archive", archive, "--date", "2020-07-08"
    )
    assert "0 reports with 0 claims stored, 1 known before" in said("recode", "--archive", archive)


def test_dump_is_json_lines_and_has_a_hash(path: Path) -> None:
    lines = [json.loads(line) for line in said("dump", "--archive", path).splitlines()]
    assert [line["table"] for line in lines] == ["runs", "runs", "reports", "coded", "coded", "claims", "claims"]
    assert len(said("dump", "--archive", path, "--sha256").strip()) == 64


def test_search_shows_the_words(path: Path) -> None:
    assert "to withdraw its troops" in said("search", "troop", "--archive", path)
    (found,) = map(json.loads, said("search", "troop", "--archive", path, "--json").splitlines())
    assert found["report"] == "r1" and "«troops»" in found["snippet"]


def test_diff_tells_values_and_reasons(path: Path) -> None:
    assert said("diff", "--archive", path).splitlines() == [
        "first  coded  dragoman 0.1.0",
        "second  coded  dragoman 0.2.0",
    ]
    told = said("diff", "first", "second", "--archive", path)
    assert "~ r1:17  “urged”  REQUEST, actual: Arland -> Boria" in told and "status: actual -> future" in told
    assert "1 reports in both runs, they differ in version: 0 claims the same, 1 changed, 0 new, 0 gone" in told
    (found,) = map(json.loads, said("diff", "first", "second", "--archive", path, "--json").splitlines())
    assert found["fields"][0]["after"] == "future"
    with pytest.raises(ArchiveError, match="the runs are first, second"):
        run.invoke(app, ["diff", "third", "first", "--archive", str(path)], catch_exceptions=False)


def test_grades_are_set_shown_and_listed(path: Path) -> None:
    assert "The Daily: F, reliability cannot be judged" in said("grade", "outlet", "The Daily", "--archive", path)
    set_ = ("grade", "outlet", "The Daily", "B", "--by", "Ann", "--archive", path)
    assert "The Daily: B, usually reliable" in said(*set_)
    assert "B  outlet  The Daily  by Ann" in said("grade", "--archive", path)
    with pytest.raises(BadSetting, match="--by"):
        run.invoke(app, ["grade", "outlet", "x", "B", "--archive", str(path)], catch_exceptions=False)


def test_a_claim_is_reviewed_and_the_review_taken_back(path: Path) -> None:
    told = said("review", ID, "--set", "status=negated", "--set", "mode=null", "--by", "Ann", "--archive", path)
    assert told.startswith(f"1  claim {ID}  corrected by Ann") and "status = negated" in told
    with Archive(path) as archive:
        assert {one.status for one in archive.claims()} == {"negated"}
    assert said("review", "--undo", 1, "--by", "Ann", "--archive", path) == ""
    with Archive(path) as archive:
        assert {one.status for one in archive.claims()} == {"future"}


def test_verbs_that_need_an_archive_say_how_one_is_made(tmp_path: Path) -> None:
    for arguments in (["search", "x"], ["dump"], ["diff"], ["grade"], ["review"], ["recode"], ["migrate"]):
        with pytest.raises(ArchiveError, match="there is no archive"):
            run.invoke(app, [*arguments, "--archive", str(tmp_path / "none.db")], catch_exceptions=False)


def test_migrate_says_that_there_is_nothing_to_do(path: Path) -> None:
    assert "up to date" in said("migrate", "--archive", path)
