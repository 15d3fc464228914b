"""`dragoman code`: what goes where, and with which exit code. The coder is one that knows a single report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dragoman.coder
from dragoman.cli import VERBS, app, load
from dragoman.records import Claim, Report
from tests.cli import made


class KnowsOneReport:
    """Gives the hand-made claims for every report."""

    petrarch = None

    def __init__(self, lexicon: tuple[Path, ...] = ()) -> None:
        assert lexicon == ()

    def code(self, reports: Iterable[Report]) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
        for report in reports:
            yield report, made.claims()


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(dragoman.coder, "Coder", KnowsOneReport)
    path = tmp_path / "story.txt"
    path.write_text(made.TEXT, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["code", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


def test_json_lines_off_a_terminal(story: Path) -> None:
    code, out, err = run(story)
    objects = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [one["event"] for one in objects] == ["REQUEST", "ASSAULT"]
    assert objects[0]["when"]["from"] == "2020-07-06" and objects[1]["mode"] == "aerial"


def test_table_and_explanation_on_request(story: Path) -> None:
    assert "Arland urges Boria to pull back" in run(story, "--table")[1]
    assert "[act: urged]" in run(story, "--explain")[1]


def test_an_unreadable_report_is_named_and_the_others_coded(story: Path) -> None:
    code, out, err = run(story, story.with_name("absent.txt"))
    assert code == 1 and len(out.splitlines()) == 2
    assert "absent.txt: there is no such file" in err


def test_only_unreadable_reports(story: Path) -> None:
    code, out, err = run(story.with_name("absent.txt"))
    assert (code, out) == (1, "") and "no such file" in err


def test_dates_and_columns(story: Path) -> None:
    lines = story.with_suffix(".jsonl")
    lines.write_text(json.dumps({"words": "Envoys met."}) + "\n", encoding="utf-8")
    assert "--columns text=NAME" in run(lines)[2]
    assert "--date YYYY-MM-DD" in run(lines, "--columns", "text=words")[2]
    assert run(lines, "--columns", "text=words", "--undated")[0] == 0
    assert run(lines, "--columns", "text=words", "--date", "2020-07-08")[0] == 0


def test_a_repeated_id_is_said(story: Path) -> None:
    code, _, err = run(story, story)
    assert code == 0 and "was seen before, at" in err


@pytest.mark.parametrize("verb", VERBS, ids=[verb.name for verb in VERBS])
def test_every_verb_loads_and_has_help(verb: object) -> None:
    assert load(verb).name == verb.name  # type: ignore[arg-type, attr-defined]


def test_help_lists_every_verb() -> None:
    out = CliRunner().invoke(app, ["--help"]).stdout
    assert all(verb.name in out for verb in VERBS)
    assert "Did you mean 'evaluate'" in CliRunner().invoke(app, ["evalate"]).stderr


def test_a_report_in_another_language_is_named_and_kept(story: Path) -> None:
    french = story.with_name("french.txt")
    french.write_text(
        "Les ministres des Affaires étrangères d'Arland et de Boria se sont réunis lundi et ont décidé d'ouvrir des "
        "négociations sur la frontière.",
        encoding="utf-8",
    )
    code, _, err = run(french, "--date", "2020-07-08")
    assert code == 0
    assert err == f"dragoman: {french}: not coded: its language is 'fr' (identified), and only English is coded\n"


def test_claims_of_an_unsure_type_are_left_out_on_request(story: Path) -> None:
    kept = [json.loads(line)["event"] for line in run(story, "--min-confidence", "0.95")[1].splitlines()]
    assert kept == ["ASSAULT"]  # the other's type is 0.93 sure; one without a figure stays
