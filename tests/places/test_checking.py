from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman.places.checking import check
from dragoman.tables import package_path


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for name in ("features.tsv", "short.tsv", "words.tsv", "countries.tsv", "admin1.tsv"):
        shutil.copy(package_path("knowledge", "places", name), tmp_path / name)
    return tmp_path


def test_the_shipped_tables_are_sound() -> None:
    assert [str(problem) for problem in check()] == []


def test_an_unknown_kind_and_a_wrong_latitude_are_told_with_their_line(copied: Path) -> None:
    path = copied / "features.tsv"
    path.write_text(path.read_text() + "Atlantis\t\tlegend\tATL\t\t99\t0\t\teditors\n")
    line = len(path.read_text().splitlines())
    told = [str(problem) for problem in check(copied)]
    assert len(told) == 3
    assert told[0].startswith(f"features.tsv:{line}: unknown kind 'legend'")
    assert "'ATL' is no ISO" in told[1]
    assert "lat is '99'" in told[2]


def test_a_short_form_of_nothing_is_told(copied: Path) -> None:
    path = copied / "short.tsv"
    path.write_text(path.read_text() + "Xyz\tUS.XYZ\teditors\n")
    assert [problem.message for problem in check(copied)] == [
        "no country or division has the code 'US.XYZ'; see admin1.tsv"
    ]
