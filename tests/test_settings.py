"""Settings: all documented, one page, set by file and environment, wrong ones refused with their place."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import dragoman
from dragoman.errors import BadSetting
from dragoman.settings import described, load, page, variable

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"
SOURCE = Path(dragoman.__file__).parent
READ_OUTSIDE = {"cli/code.py", "cli/explain.py", "archive/pool.py"}
"""They read COLUMNS, the width of a terminal, and hand the environment on to workers: no settings of Dragoman's."""


@pytest.mark.parametrize(("group", "name"), [(group, name) for group, name, *_ in described()])
def test_every_setting_says_what_it_does(group: str, name: str) -> None:
    text = next(text for of, called, _, _, text in described() if (of, called) == (group, name))
    assert len(text) > 20 and text.endswith(".")


def test_the_page_is_that_of_the_settings() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m dragoman.settings docs/settings.md"


def test_no_other_module_reads_the_environment() -> None:
    readers = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv"):
                readers.add(path.relative_to(SOURCE).as_posix())
    assert readers - {"settings.py"} <= READ_OUTSIDE


def test_a_file_sets_and_the_environment_sets_over_it(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text("[archive]\njobs = 3\nlock_seconds = 1\n")
    found = load(file, {variable("archive", "jobs"): "4"})
    assert (found.archive.jobs, found.archive.lock_seconds, found.archive.shard_reports) == (4, 1.0, 32)


@pytest.mark.parametrize(
    ("text", "environment", "told"),
    [
        ("[archive]\njobs = 0\n", {}, "archive.jobs"),
        ("[archive]\nworkers = 2\n", {}, "workers"),
        ("[archive\n", {}, "no TOML"),
        ("", {"DRAGOMAN_ARCHIVE_JOBS": "many"}, "archive.jobs"),
        ("", {"DRAGOMAN_ARCHIVE_JOBBS": "2"}, "did you mean DRAGOMAN_ARCHIVE_JOBS"),
    ],
)
def test_a_wrong_setting_is_refused_with_its_place(
    tmp_path: Path, text: str, environment: dict[str, str], told: str
) -> None:
    file = tmp_path / "own.toml"
    file.write_text(text)
    with pytest.raises(BadSetting, match=told):
        load(file, environment)


def test_a_file_that_is_named_and_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"gone\.toml"):
        load(None, {"DRAGOMAN_SETTINGS": str(tmp_path / "gone.toml")})
