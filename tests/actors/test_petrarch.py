"""PETRARCH dictionaries as their users have them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.actors.petrarch import read_petrarch
from dragoman.actors.resolution import Resolver
from dragoman.errors import BadTable

ACTORS = """# a dictionary of our own
<!-- with a comment
     over two lines -->
RURITANIA_ [RUR]
+RURITANIAN_
STRELSAU [RUR]  # the capital
RUPERT_OF_HENTZAU
+COUNT_RUPERT
    [RURREB <18940101]
    [RURGOV 18940101-18971231]
    [RURELI >18971231]
ZENDA_LEAGUE [IGOZEN/RURCVL]
OLD_KING [RURGOV 850101-991231]
BROKEN_DAYS [RURGOV 18940101999-1897]
NULL_ONE [---]
"""
AGENTS = """!PERSON! = MAN, MEN, WOMAN
SOLDIER [~MIL]
POLICE {} [~COP]
GOOSE {GEESE} [~AGR]
POLICE!PERSON! [~COP]
RELIEF_AGENCY [NGO~]
"""


@pytest.fixture
def dictionaries(tmp_path: Path) -> list[Path]:
    actors, agents = tmp_path / "Our.actors.txt", tmp_path / "Our.agents.txt"
    actors.write_text(ACTORS, encoding="utf-8")
    agents.write_text(AGENTS, encoding="utf-8")
    return [actors, agents]


@pytest.fixture
def resolver(dictionaries: list[Path], tmp_path: Path) -> Resolver:
    return Resolver(tmp_path, dictionaries)


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        ("Ruritania", None, "RUR"),
        ("the Ruritanian soldiers", None, "RURMIL"),
        ("Strelsau police", None, "RURCOP"),
        ("Ruritanian policemen", None, "RURCOP"),
        ("Ruritanian geese", None, "RURAGR"),
        ("Ruritanian relief agency", None, "NGORUR"),
        ("relief agency", None, "NGO"),
        ("Rupert of Hentzau", date(1893, 1, 1), "RURREB"),
        ("Rupert of Hentzau", date(1895, 6, 1), "RURGOV"),
        ("Count Rupert", date(1899, 1, 1), "RURELI"),
        ("Old King", date(1990, 1, 1), "RURGOV"),
    ],
)
def test_codes_come_out_as_the_dictionary_has_them(resolver: Resolver, text: str, day: date | None, code: str) -> None:
    found = resolver.resolve(text, day)
    assert found is not None and found.id == code


def test_days_outside_every_bracket_give_nobody(resolver: Resolver) -> None:
    assert resolver.resolve("Old King", date(2005, 1, 1)) is None
    assert resolver.resolve("Null One") is None


def test_countries_and_sectors_are_read_from_the_codes(resolver: Resolver) -> None:
    found = resolver.resolve("Ruritanian soldiers")
    assert found is not None and (found.country, found.sector) == ("RUR", "MIL")


def test_an_unreadable_bracket_is_told_with_its_line(dictionaries: list[Path]) -> None:
    faults: list[str] = []
    table = read_petrarch(dictionaries[0], faults)
    assert len(faults) == 1 and "Our.actors.txt:14: [RURGOV 18940101999-1897] is no code with days" in faults[0]
    assert not any(row.name == "Broken Days" for row in table)


def test_a_file_without_entries_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("nothing here\n", encoding="utf-8")
    with pytest.raises(BadTable, match="no entry of the form"):
        read_petrarch(path)


@pytest.mark.data
def test_the_published_dictionaries_load(shared: Path) -> None:
    folder = shared / "events" / "petrarch_unittest" / "dictionaries"
    own = [folder / "PETR.Validate.actors.txt", folder / "PETR.Validate.agents.txt"]
    resolver = Resolver(shared / "none", own)
    codes = [resolver.resolve("Gollum", day) for day in (date(1994, 1, 1), date(1997, 1, 1), date(2005, 1, 1))]
    assert [found.id for found in codes if found] == ["HOB", "HOBGOV", "HOBREB"]
    faults: list[str] = []
    table = read_petrarch(shared / "knowledge" / "actors_over_time" / "Phoenix.Countries.actors.txt", faults)
    assert len(table) > 25_000
    assert len(faults) == 3
