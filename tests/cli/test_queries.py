"""The verbs dyads, report, actor --archive and sql on an archive of chance."""

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


def test_dyads_by_month(archive: str, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in run("dyads", "ARL", "BOR", "--archive", archive, "--json").splitlines()]
    rows = list(csv.DictReader(io.StringIO(run("dyads", "ARL", "BOR", "--monthly", "--archive", archive, "--csv"))))
    assert [line["period"] for line in lines] == [row["period"] for row in rows]
    assert {line["period"][8:] for line in lines} == {"01"}
    path = tmp_path / "d.parquet"
    run("dyads", "--yearly", "--archive", archive, "--parquet", str(path))
    assert polars.read_parquet(path).schema["period"] == polars.Date


def test_two_periods_are_refused(archive: str) -> None:
    result = CliRunner().invoke(app, ["dyads", "--weekly", "--daily", "--archive", archive])
    assert "exclude one another" in str(result.exception)


def test_a_report_with_its_claims(archive: str) -> None:
    line = json.loads(run("report", "r5", "--archive", archive, "--json"))
    assert line["report"]["id"] == "r5"
    assert line["report"]["text"] == ""
    assert {one["report"] for one in line["claims"]} == {"r5"}
    assert json.loads(run("report", "r5", "--text", "--archive", archive, "--json"))["report"]["text"] == "text r5"
    assert "SHA-256 of the text" in run("report", "r5", "--archive", archive)


def test_an_unknown_report_is_one_sentence(archive: str) -> None:
    result = CliRunner().invoke(app, ["report", "none", "--archive", archive])
    assert "there is no report 'none'" in str(result.exception)


def test_an_actor_in_the_record(archive: str) -> None:
    told = json.loads(run("actor", "Germany", "--archive", archive, "--json"))
    assert told["country"] == "DEU"
    assert told["record"]["claims"] == 0
    assert "in the record: " in run("actor", "ARL", "--archive", archive)
    rows = list(csv.DictReader(io.StringIO(run("actor", "ARL", "--archive", archive, "--csv"))))
    assert {row["role"] for row in rows} == {"actor", "recipient", "source"}


def test_sql(archive: str) -> None:
    query = "SELECT event, count(*) AS n FROM claims WHERE shown GROUP BY event ORDER BY event"
    lines = [json.loads(line) for line in run("sql", query, "--archive", archive, "--json").splitlines()]
    assert [line["event"] for line in lines] == ["AID", "ASSAULT", "CONSULT"]
    assert run("sql", "SELECT '010' AS code", "--archive", archive, "--csv") == "code\n010\n"
    result = CliRunner().invoke(app, ["sql", "SELECT * FROM range(99)", "--rows", "7", "--archive", archive])
    assert "only the first 7 rows" in result.stderr
