"""`dragoman code --profile` and `--lexicon`: layouts, refusals, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.cli.profiles import FIELDS, checked
from dragoman.errors import BadSetting

VERBS = "--- CONDEMN [111] ---\nCONDEMN\n- * WAR [112]\n- NO VERB [113]\n"
ACTORS = "ARLAND [ARL]\nBORIA [BOR]\n"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("profiles")
    (folder / "verbs.txt").write_text(VERBS, encoding="utf-8")
    (folder / "actors.txt").write_text(ACTORS, encoding="utf-8")
    path = folder / "story.md"
    path.write_text("Arland condemned the war of Boria on Monday. Turkey condemned Greece.", encoding="utf-8")
    return path


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["code", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


def test_dyads_as_csv_json_and_table(story: Path) -> None:
    code, out, _ = run(story, "--date", "2020-05-05", "--profile", "cameo", "--csv")
    assert (code, out.splitlines()[0]) == (0, ",".join(FIELDS))
    assert "2020-05-05,TURGOV,GRCGOV,111,Criticize or denounce," in out
    row = json.loads(run(story, "--date", "2020-05-05", "--profile", "cameo", "--json")[1].splitlines()[-1])
    assert (row["source"], row["target"], row["code"]) == ("TURGOV", "GRCGOV", "111")
    assert "TURGOV" in run(story, "--date", "2020-05-05", "--profile", "cameo", "--table")[1]


def test_a_lexicon_codes_with_its_own_codes_and_its_faults_are_named(story: Path) -> None:
    folder = story.parent
    code, out, err = run(story, "--date", "2020-05-05", "--profile", "cameo", "--lexicon", folder)
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(r["source"], r["target"], r["code"], r["row"]) for r in rows] == [("ARL", "BOR", "112", "verbs.txt:3")]
    assert code == 1 and f"{folder / 'verbs.txt'}:4: a pattern needs one *" in err


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (("tabari", None, False, False), "no profile 'tabari'"),
        (("plover", None, True, False), "--csv writes the dyads"),
        (("cameo", None, False, True), "--explain shows claims"),
    ],
)
def test_what_cannot_be_asked_for_together(asked: tuple[str, bool | None, bool, bool], reason: str) -> None:
    with pytest.raises(BadSetting, match=reason):
        checked(*asked)
