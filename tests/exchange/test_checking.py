"""The tables of layouts and codes keep their schemas, and a fault is named with its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.exchange.checking import check
from dragoman.exchange.exporting import LAYOUTS
from dragoman.tables import package_path


def test_the_shipped_tables_have_no_faults() -> None:
    assert check().problems == ()


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        (
            "layouts/icews.tsv",
            "Sentence Number\tsentence",
            "Sentence Number\tsentense",
            "no row has the field 'sentense'",
        ),
        ("layouts/icews.tsv", "Sentence Number\tsentence\n", "", "19 columns where the layout has 20"),
        (
            "codes/states.tsv",
            "DEU\tcow\t255\t1990-10-03",
            "DEU\tcow\t255\t1990-10-02",
            "begins before the one before it",
        ),
        ("codes/states.tsv", "DEU\tcow\t255", "DEU\tcaw\t255", "'caw' is no system of codes"),
        ("codes/states.tsv", "DEU\tgw", "DEX\tgw", "'DEX' is no country"),
        ("codes/quads.tsv", "phoenix\t14\t4\n", "", "phoenix lacks 14"),
        ("codes/sectors.tsv", "cameo\tCOP", "cameo\tCAP", "'CAP' is no sector"),
        ("codes/projects.tsv", "polecat\tactual", "polecat\tdone", "'done' is no status"),
        ("codes/projects.tsv", "type\t1\tfirst", "type\t1\tlast", "mutual is 'last'"),
        ("codes/mutual.tsv", "CONSULT", "TALK", "'TALK' is no type"),
        ("codes/countries.tsv", "cameo\tROU\tROM", "cameo\tKOS\tROM", "cameo KOS stands twice"),
        ("codes/groups.tsv", "UNO\tcameo\t", "UNO\tcameo", "cells where the header has"),
    ],
)
def test_a_fault_is_found(tmp_path: Path, table: str, old: str, new: str, message: str) -> None:
    for part in ("layouts", "codes"):
        shutil.copytree(package_path("exchange", part), tmp_path / part)
    path = tmp_path / table
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    problems = [str(one) for one in check(tmp_path).problems]
    assert any(message in one for one in problems), problems


def test_the_verb() -> None:
    assert CliRunner().invoke(app, ["layouts", "check"]).exit_code == 0
    listed = CliRunner().invoke(app, ["layouts", "list"]).stdout
    assert [line.split()[0] for line in listed.splitlines()] == list(LAYOUTS)
