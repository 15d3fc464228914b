"""A user's own table over the shipped ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.actors.own import OWN_COLUMNS, OwnRow, added, read_own, write_own
from dragoman.actors.resolution import Resolver
from dragoman.errors import BadTable


def own_table(folder: Path, *lines: str) -> Path:
    path = folder / "actors.tsv"
    path.write_text("\n".join(["\t".join(OWN_COLUMNS), *lines]) + "\n", encoding="utf-8")
    return path


def test_own_rows_outweigh_the_shipped_ones(tmp_path: Path, knowledge: Path) -> None:
    path = own_table(tmp_path, "hm\tHouthi movement\tHouthis\torganisation\tYEM\tGOV\t\t2022-01-01\t\tour seminar")
    found = Resolver(knowledge, [path]).resolve("the Houthis", date(2022, 5, 1))
    assert found is not None
    assert (found.sector, found.row, found.rule) == ("GOV", "actors.tsv:2", "own table")


def test_spells_of_an_own_person_follow_the_day(tmp_path: Path, knowledge: Path) -> None:
    path = own_table(
        tmp_path,
        "d\tKaya Demir\t\tperson\tTUR\tOPP\t\t\t2019-12-31\t",
        "d\tKaya Demir\t\tperson\tTUR\tGOV\tminister\t2020-01-01\t2021-06-30\t",
    )
    resolver = Resolver(knowledge, [path])
    sectors = []
    for day in (date(2019, 5, 1), date(2020, 5, 1), date(2022, 5, 1)):
        found = resolver.resolve("Kaya Demir", day)
        assert found is not None
        sectors.append((found.sector, found.office))
    assert sectors == [("OPP", None), ("GOV", "minister"), ("ELI", None)]


def test_an_own_person_holds_the_office_on_the_days(tmp_path: Path, knowledge: Path) -> None:
    path = own_table(tmp_path, "n\tNora Lind\t\tperson\tUSA\tGOV\tpresident\t2029-01-20\t\tour forecast")
    resolver = Resolver(knowledge, [path])
    names = [resolver.resolve("the US president", date(year, 6, 1)) for year in (2018, 2030)]
    assert [found.name for found in names if found] == ["Donald Trump", "Nora Lind"]


def test_adding_writes_a_table_that_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "actors.tsv"
    row = OwnRow("", "Northern Front", ("NF",), "group", "SYR", "REB", source="our notes")
    assert added(path, row) == "Northern Front added, 1 rows"
    (read,) = read_own(path)
    assert (read.id, read.name, read.aliases, read.country, read.sector) == (
        "northern-front",
        "Northern Front",
        ("NF",),
        "SYR",
        "REB",
    )
    with pytest.raises(BadTable, match="no PLOVER sector 'XXX'"):
        added(path, row._replace(sector="XXX"))
    assert len(read_own(path)) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["actors.tsv"]


def test_writing_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "actors.tsv"
    write_own(path, [OwnRow("a", "A", kind="group"), OwnRow("b", "B", kind="group")])
    assert [row.id for row in read_own(path)] == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("x\tX\t\tperson\tQQQ\tGOV\t\t\t\t", r"actors.tsv:2: no country code 'QQQ'"),
        ("x\tX\t\talien\tSYR\tGOV\t\t\t\t", r"actors.tsv:2: kind is 'alien'"),
        (
            "x\tX\t\tperson\tSYR\tGOV\t\t2020-02-01\t2019-01-01\t",
            r"actors.tsv:2: from 2020-02-01 is after to 2019-01-01",
        ),
        ("x\tX\t\tperson\tSYR\tGOV\t\t1 May\t\t", r"actors.tsv:2: from is '1 May'; write YYYY-MM-DD"),
        ("x\tX\tA||B\tperson\tSYR\tGOV\t\t\t\t", r"actors.tsv:2: aliases has an empty"),
        ("x\t\t\tperson\tSYR\tGOV\t\t\t\t", r"actors.tsv:2: name is empty"),
        ("x\tX\tperson", r"actors.tsv:2: 3 cells where the header has 10"),
    ],
)
def test_a_bad_own_table_is_refused_whole(tmp_path: Path, knowledge: Path, line: str, message: str) -> None:
    path = own_table(tmp_path, line, "y\tGood One\t\tperson\tSYR\tGOV\t\t\t\t")
    with pytest.raises(BadTable, match=message):
        Resolver(knowledge, [path])


def test_a_missing_own_table_is_told(tmp_path: Path, knowledge: Path) -> None:
    with pytest.raises(BadTable, match="there is no such table"):
        Resolver(knowledge, [tmp_path / "none.tsv"])
