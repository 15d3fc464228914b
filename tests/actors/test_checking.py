"""The check of the tables: the shipped ones pass, faults are told with file, line and remedy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman.actors.checking import check


def test_the_shipped_tables_are_sound() -> None:
    checked = check()
    assert [str(problem) for problem in checked.problems] == []
    assert checked.rows["states.tsv"] > 200


def test_the_small_tables_are_sound(knowledge: Path) -> None:
    assert check(knowledge).problems == ()


@pytest.mark.parametrize(
    ("table", "line", "message"),
    [
        ("organisations.tsv", "o1\tTwice\t\tigo\tUNO\t\t\t\t\t\tus", "id 'o1' stands in line 2 already"),
        ("people.tsv", "p99\tX Y\t\tSYR\tBOSS\tpresident\t\t\t\tus", "no PLOVER sector 'BOSS'"),
        ("people.tsv", "p99\tX Y\t\tSYR\tGOV\tpresident\t2020-13-01\t\t\tus", "from is '2020-13-01'"),
        ("regions.tsv", "Nowhere\t\t\tXYZ\tstate\t\tus", "no country code 'XYZ'"),
        ("cities.tsv", "Old Town\t\tSYR\tmany\tus", "population is 'many'"),
        ("agents.tsv", "wizard\tREL\tbeing\t\t\t\t\tus", "role is 'being'"),
        ("titles.tsv", "only two\tcells", "2 cells where the header has 4"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, knowledge: Path, table: str, line: str, message: str) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(knowledge, folder)
    path = folder / table
    before = path.read_text(encoding="utf-8")
    path.write_text(before + line + "\n", encoding="utf-8")
    (problem,) = check(folder).problems
    assert (problem.table, problem.line) == (table, before.count("\n") + 1)
    assert message in str(problem)
