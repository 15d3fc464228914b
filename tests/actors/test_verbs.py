"""`dragoman actor` and `dragoman actors`, as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from dragoman.cli.actor import actor
from dragoman.cli.actors import app

runner = CliRunner()
single = typer.Typer()
single.command()(actor)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test works in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_user_adds_lists_shows_and_asks() -> None:
    add = ["add", "Kaya Demir", "--country", "TUR", "--sector", "GOV", "--office", "minister", "--from", "2020-01-01"]
    assert runner.invoke(app, add).output == "actors.tsv: Kaya Demir added, 1 rows\n"
    assert runner.invoke(app, ["list"]).output == "Kaya Demir\tTUR\tGOV\tperson\tminister\t2020-01-01 to ...\n"
    assert "actors.tsv:2" in runner.invoke(app, ["show", "Kaya Demir"]).output
    told = runner.invoke(single, ["Kaya Demir", "--on", "2020-07-08"])
    assert told.exit_code == 0
    assert told.output.splitlines() == [
        "Kaya Demir  TUR  GOV  person",
        "  on 2020-07-08: minister",
        "  because: own table [actors.tsv:2]",
    ]


def test_json_says_the_same() -> None:
    told = runner.invoke(single, ["the Syrian Foreign Ministry", "--on", "2020-07-08", "--json"])
    answer = json.loads(told.output)
    assert (answer["name"], answer["country"], answer["sector"]) == ("Syrian Foreign Ministry", "SYR", "GOV")


def test_nobody_is_told_with_the_reason() -> None:
    told = runner.invoke(single, ["the agreement"])
    assert told.exit_code == 1
    assert told.output.startswith("the agreement: nobody (")


def test_a_bad_row_is_refused() -> None:
    told = runner.invoke(app, ["add", "Kaya Demir", "--country", "QQQ"])
    assert told.exit_code != 0
    assert "no country code 'QQQ'" in str(told.exception)
    assert not Path("actors.tsv").exists()


def test_a_dictionary_is_imported_and_checked() -> None:
    Path("ours.actors.txt").write_text("RURITANIA [TUR]\n+STRELSAU\nRUPERT [TURREB >19990101]\n", encoding="utf-8")
    assert runner.invoke(app, ["import", "ours.actors.txt"]).output == "actors.tsv: 2 rows added, 2 in all\n"
    assert runner.invoke(app, ["import", "ours.actors.txt"]).output == "actors.tsv: 0 rows added, 2 in all\n"
    checked = runner.invoke(app, ["check", "actors.tsv"])
    assert (checked.exit_code, checked.output) == (0, "actors.tsv 2 rows\n")


def test_check_names_line_and_remedy() -> None:
    header = "id\tname\taliases\tkind\tcountry\tsector\toffice\tfrom\tto\tsource\n"
    Path("bad.tsv").write_text(header + "x\tX\t\tperson\tTUR\tKNG\t\t\t\t\n", encoding="utf-8")
    checked = runner.invoke(app, ["check", "bad.tsv"])
    assert checked.exit_code == 1
    assert "bad.tsv:2: no PLOVER sector 'KNG'; use one of" in checked.output


def test_update_shows_and_with_dry_run_writes_nothing() -> None:
    answer = "person,personLabel,positionLabel,iso3,start\nQ1,Ada Karimi,President of Iran,IRN,2021\n"
    Path("holders.csv").write_text(answer, encoding="utf-8")
    told = runner.invoke(app, ["update", "holders.csv", "--dry-run"])
    lines = ["+ Ada Karimi (IRN), president, 2021 to now", "1 new, 0 changed, 0 as they are"]
    assert told.output.splitlines() == lines
    assert not Path("actors.tsv").exists()


@pytest.mark.parametrize("arguments", [["list"], ["import", "none.txt"]])
def test_a_missing_file_is_one_sentence(arguments: list[str]) -> None:
    told = runner.invoke(app, arguments)
    assert told.exit_code != 0
    assert "there is no such" in str(told.exception)
