"""Mentions and whom they mean, on tables small enough to read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors.identity import Abstention
from dragoman.actors.resolution import Resolver

DAY = date(2020, 7, 8)


@pytest.mark.parametrize(
    ("text", "name", "country", "sector"),
    [
        ("the Syrian Foreign Ministry", "Syrian Foreign Ministry", "SYR", "GOV"),
        ("Syria's foreign ministry", "Syrian foreign ministry", "SYR", "GOV"),
        ("government of Syria", "Syrian government", "SYR", "GOV"),
        ("Damascus", "Syrian government", "SYR", "GOV"),
        ("the Kremlin", "Russian government", "RUS", "GOV"),
        ("Turkish troops", "Turkish troops", "TUR", "MIL"),
        ("Iranian officials", "Iranian officials", "IRN", "GOV"),
        ("Hong Kong protesters", "protesters (Hong Kong)", "HKG", "CVL"),
        ("dozens of protesters in Hong Kong", "protesters (Hong Kong)", "HKG", "CVL"),
        ("people of Iran", "Iranian people", "IRN", "CVL"),
        ("Kurdish rebels", "Kurdish rebels", None, "REB"),
        ("PYD", "Democratic Union Party", "SYR", "PTY"),
        ("the Syrian Kurdish Democratic Union Party (PYD)", "Democratic Union Party", "SYR", "PTY"),
        ("Lebanon's Al Mayadeen broadcaster", "Al Mayadeen", "LBN", "JRN"),
        ("Iranian airline Simorgh Wings", "Simorgh Wings", "IRN", "BUS"),
        ("ISIS", "Islamic State", "IMG", "REB"),
        ("PKK fighters", "PKK fighters", "TUR", "REB"),
        ("the UN", "United Nations", "UNO", None),
        ("Nato", "NATO", "IGO", None),
    ],
)
def test_states_bodies_and_agents(resolver: Resolver, text: str, name: str, country: str | None, sector: str) -> None:
    found = resolver.resolve(text, DAY)
    assert found is not None
    assert (found.name, found.country, found.sector) == (name, country, sector)


@pytest.mark.parametrize(
    ("text", "name", "country", "sector"),
    [
        ("Syrian Defense Minister Ali Darwish", "Ali Darwish", "SYR", "GOV"),
        ("Iranian Chief of Staff Maj. Gen. Mohammad Bagheri", "Mohammad Bagheri", "IRN", "MIL"),
        ("Iranian government spokesman Reza Karimi", "Reza Karimi", "IRN", "GOV"),
        ("Houthi spokesperson Yahya Salem", "Yahya Salem", "YEM", "REB"),
        ("UN Secretary-General Antonio Guterres", "Antonio Guterres", "UNO", None),
        ("a ministry spokesman, Reza Karimi", "Reza Karimi", None, "GOV"),
        ("German Chancellor Angela Merkel's spokesperson, Jana Vogt", "Jana Vogt", "DEU", "GOV"),
        ("Reza Karimi, Iran's foreign minister", "Reza Karimi", "IRN", "GOV"),
    ],
)
def test_titles_and_names(resolver: Resolver, text: str, name: str, country: str | None, sector: str | None) -> None:
    found = resolver.resolve(text, DAY)
    assert found is not None
    assert (found.name, found.country, found.sector, found.kind) == (name, country, sector, "person")


def test_an_office_without_a_name_is_its_holder_on_the_day(resolver: Resolver) -> None:
    names = [resolver.resolve("the US president", date(year, 6, 1)) for year in (2010, 2018)]
    assert [found.name for found in names if found] == ["Barack Obama", "Donald Trump"]
    leader = resolver.resolve("Iran's supreme leader", DAY)
    assert leader is not None and (leader.name, leader.row) == ("Ali Khamenei", "people.tsv:7")


def test_a_person_counts_as_the_office_of_the_day(resolver: Resolver) -> None:
    offices = []
    for day in (date(2000, 1, 1), date(2005, 1, 1), date(2010, 1, 1)):
        found = resolver.resolve("Vladimir Putin", day)
        assert found is not None
        offices.append(found.office)
    assert offices == ["prime minister", "president", "prime minister"]


def test_a_past_office_makes_an_elite(resolver: Resolver) -> None:
    for text, day in (("Trump", date(2022, 1, 1)), ("Barack Obama", DAY), ("former President Barack Obama", DAY)):
        found = resolver.resolve(text, day)
        assert found is not None and (found.country, found.sector, found.office) == ("USA", "ELI", None)
    official = resolver.resolve("a former CIA official", DAY)
    assert official is not None and (official.country, official.sector) == ("USA", "ELI")


@pytest.mark.parametrize("spelling", ["Muammar Qaddafi", "Moammar Kadhafi", "Muammar al-Gaddafi", "Muammar Khadafy"])
def test_transliterations_meet(resolver: Resolver, spelling: str) -> None:
    found = resolver.resolve(spelling, date(2005, 1, 1))
    assert found is not None and found.id == "p6"


def test_a_prefix_does_not_give_the_country(resolver: Resolver) -> None:
    for text, country in (
        ("pro-Russian separatists", None),
        ("pro-Russian separatists in Ukraine", "UKR"),
        ("US-led coalition", None),
        ("Russian-backed Syrian troops", "SYR"),
    ):
        found = resolver.resolve(text, DAY)
        assert found is not None and found.country == country, text


def test_context_decides_between_namesakes(resolver: Resolver) -> None:
    assert _country(resolver, "Georgian troops", None) == "GEO"
    assert _country(resolver, "Tripoli", None) == "LBY"
    assert _country(resolver, "Tripoli police", "LBN") == "LBN"
    assert _country(resolver, "police", "THA") == "THA"
    assert _country(resolver, "foreign troops", "THA") is None
    assert _country(resolver, "Parliament", "THA") == "THA"


@pytest.mark.parametrize(
    "text", ["the agreement", "Monday", "us", "the talks in Geneva", "", "   ", "turkey sandwiches"]
)
def test_what_is_nobody_is_told_with_a_reason(resolver: Resolver, text: str) -> None:
    assert resolver.resolve(text, DAY) is None
    found = resolver.explain(text, DAY)
    assert isinstance(found, Abstention) and found.reason


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    resolver = _small()
    found = resolver.resolve(text, DAY)
    assert found is None or found.name


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("the Syrian side", "SYR"),
        ("Health Ministry (Lebanon)", "LBN"),
        ("Militants (Houthis)", "YEM"),
        ("U.S.Army troops", "USA"),
        ("Russain", "RUS"),
        ("Ukrainain", "UKR"),
        ("the Obama administration", "USA"),
        ("ambassador to Germany Jana Vogt of Turkey", "TUR"),
    ],
)
def test_countries_by_the_words_around(resolver: Resolver, text: str, country: str | None) -> None:
    found = resolver.resolve(text, date(2012, 5, 1))
    assert (found.country if found is not None else None) == country


def test_the_answer_names_its_row_and_rule(resolver: Resolver) -> None:
    found = resolver.resolve("Mohammad Bagheri", DAY)
    assert found is not None
    assert found.row == "people.tsv:3"
    assert found.rule == "person by full name"


def _country(resolver: Resolver, text: str, context: str | None) -> str | None:
    found = resolver.resolve(text, DAY, context)
    assert found is not None
    return found.country


_SMALL: list[Resolver] = []


def _small() -> Resolver:
    if not _SMALL:
        from pathlib import Path

        _SMALL.append(Resolver(Path(__file__).parent / "knowledge"))
    return _SMALL[0]
