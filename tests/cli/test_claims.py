"""`dragoman claims` on an archive of chance."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import polars
import pytest
from typer.testing import CliRunner

from dragoman.archive import Archive
from dragoman.cli import app
from tests.archive.crowd import fill


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("cli") / "a.db"
    with Archive(path, write=True) as writing:
        fill(writing, reports=60)
    return str(path)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_json_gives_one_claim_a_line_with_the_facts_of_its_report(archive: str) -> None:
    lines = run("claims", "--archive", archive, "--type", "AID", "--actor", "ARL", "--json").splitlines()
    claims = [json.loads(line) for line in lines]
    assert claims
    assert {one["event"] for one in claims} == {"AID"}
    assert all("ARL" in [party["country"] for party in one["actors"]] for one in claims)
    assert {one["origin"] for one in claims} == {"dragoman"}


def test_csv_and_parquet_have_the_same_rows(archive: str, tmp_path: Path) -> None:
    path = tmp_path / "c.parquet"
    run("claims", "--archive", archive, "--dyad", "ARL", "BOR", "--parquet", str(path))
    rows = list(csv.DictReader(io.StringIO(run("claims", "--archive", archive, "--dyad", "ARL", "BOR", "--csv"))))
    assert [row["claim"] for row in rows] == polars.read_parquet(path)["claim"].to_list() != []


def test_a_terminal_shows_a_page(archive: str) -> None:
    result = CliRunner().invoke(app, ["claims", "--archive", archive])
    assert "there are more" in result.stderr
    assert "says who" in result.stdout


def test_two_ways_of_output_are_refused(archive: str) -> None:
    result = CliRunner().invoke(app, ["claims", "--archive", archive, "--json", "--csv"])
    assert result.exit_code != 0
    assert "exclude one another" in str(result.exception)


def test_a_missing_archive_is_one_sentence(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["claims", "--archive", str(tmp_path / "none.db")])
    assert "there is no archive" in str(result.exception)
