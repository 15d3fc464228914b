"""The shipped tables: what they must hold, and the cases by which a table of actors is judged."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from dragoman.actors.knowledge import table_lines
from dragoman.actors.resolution import Resolver
from dragoman.tables import package_path

GADDAFI = """Muammar Gaddafi|Muammar Qaddafi|Moammar Gadhafi|Muammar Gadhafi|Moammar Khadafy|Muammar Kadafi
Muammar Kaddafi|Moamar Gaddafi|Mu'ammar Gadafi|Muammar al-Gaddafi|Muammar al-Qaddafi
Moammar el-Gadhafi|Muammar al-Qadhafi|Muammar Qadhafi|Moammar Qaddafi|Muammar Ghaddafi
Muammar Gheddafi|Moammar Kadhafi|Mouammar Kadhafi|Mouammar Khadafi|Muammar Khaddafi|Muammar Qathafi
Moamer Kadhafi|Moamer Gaddafi|Muamar Gaddafi|Muamar Kaddafi|Moammar Gaddafi|Mu'ammar al-Qadhdhafi
Muammar Quaddafi|Mouammar Kadafi""".replace("\n", "|").split("|")


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver()


@pytest.mark.parametrize("spelling", GADDAFI)
def test_thirty_spellings_are_one_man(resolver: Resolver, spelling: str) -> None:
    found = resolver.resolve(spelling, date(2009, 9, 1))
    assert found is not None
    assert (found.name, found.country, found.sector) == ("Muammar Gaddafi", "LBY", "GOV")


@pytest.mark.parametrize(
    ("text", "day", "country", "sector"),
    [
        ("Kim Jong-un", "2018-05-05", "PRK", "GOV"),
        ("Tsai Ing-wen", "2018-05-05", "TWN", "GOV"),
        ("Lula", "2005-01-01", "BRA", "GOV"),
        ("Carrie Lam", "2019-10-04", "HKG", "GOV"),
        ("Scott Morrison", "2022-01-01", "AUS", "GOV"),
        ("Scott Morrison", "2022-10-01", "AUS", "LEG"),
        ("Tony Blair", "2023-01-01", "GBR", "ELI"),
        ("US Senator Elizabeth Warren", "2019-05-01", "USA", "LEG"),
        ("Ahlu Sunnah Waljama", "2012-01-01", "SOM", "PRM"),
        ("European leaders", "2020-01-01", "EUR", None),
        ("an army accountant", "2020-01-01", None, "MIL"),
        ("chairman of the company's board", "2020-01-01", None, "BUS"),
        ("a Ugandan attorney", "2020-01-01", "UGA", "JUD"),
    ],
)
def test_who_counts_as_what_on_the_day(
    resolver: Resolver, text: str, day: str, country: str | None, sector: str | None
) -> None:
    found = resolver.resolve(text, date.fromisoformat(day))
    assert found is not None
    assert (found.country, found.sector) == (country, sector)


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("Kosovo", "KOS", None),
        ("Palestine", "PSE", None),
        ("Taiwan", "TWN", None),
        ("Hong Kong", "HKG", None),
        ("the Vatican", "VAT", None),
        ("South Ossetia", "GEO", "PRE"),
        ("Transnistria", "MDA", "PRE"),
        ("Somaliland", "SOM", "PRE"),
    ],
)
def test_contested_cases_are_rows(resolver: Resolver, text: str, country: str, sector: str | None) -> None:
    found = resolver.resolve(text, date(2020, 1, 1))
    assert found is not None
    assert (found.country, found.sector if found.kind == "place" else None) == (country, sector)


def test_the_tables_hold_enough() -> None:
    folder = package_path("knowledge")
    kinds = Counter(cells[3] for _, cells in table_lines(folder / "organisations.tsv"))
    assert kinds["party"] >= 1500
    assert kinds["armed"] >= 600
    assert kinds["igo"] + kinds["alliance"] >= 400
    assert kinds["outlet"] >= 300
    states = [cells for _, cells in table_lines(folder / "states.tsv")]
    assert sum(bool(cells[5]) and bool(cells[6]) for cells in states) >= 190
    assert all(cells[10] for cells in states)
    assert sum(path.stat().st_size for path in folder.glob("*.tsv")) < 15_000_000


def test_an_office_that_names_its_place_belongs_there(resolver: Resolver) -> None:
    found = resolver.resolve("the Chief Executive of Hong Kong", date(2018, 1, 5), "CHN")
    assert found is not None
    assert (found.country, found.sector) == ("HKG", "GOV")
