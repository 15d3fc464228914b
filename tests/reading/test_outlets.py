"""Outlets by host and by title, and the check of their table."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import BadTable
from dragoman.reading import Details, read_text
from dragoman.reading.agencies import agencies
from dragoman.reading.outlets import COLUMNS, host_of, outlet_at, outlet_name, outlet_titled, outlets, problems
from dragoman.tables import package_path, rows


def test_shipped_table_holds() -> None:
    assert list(problems()) == []
    assert len(outlets()) >= 900


def test_countries_are_those_of_the_world() -> None:
    states = {row.cells["code"] for row in rows(package_path("knowledge", "places", "countries.tsv"), COUNTRY_COLUMNS)}
    assert {outlet.country for outlet in outlets()} - states <= {"UNO", "IGO", "NGO", "KOS"}


COUNTRY_COLUMNS = tuple(
    next(
        line.rstrip("\n").split("\t")
        for line in package_path("knowledge", "places", "countries.tsv").open(encoding="utf-8")
        if not line.startswith("#")
    )
)


def test_same_outlet_has_one_name_and_country_in_both_tables() -> None:
    named = {agency.name: agency for agency in agencies().values()}
    for outlet in outlets():
        if outlet.name in named:
            assert outlet.country == named[outlet.name].country, outlet.name


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.reuters.com/world/a-1", "Reuters"),
        ("http://news.bbc.co.uk:80/2/hi/1.stm", "BBC"),
        ("https://timesofindia.indiatimes.com/x", "The Times of India"),
        ("https://economictimes.indiatimes.com/x", "The Economic Times"),
        ("https://spectator.sme.sk/c/1", "The Slovak Spectator"),
        ("news@jpost.com", "The Jerusalem Post"),
        ("https://notreuters.com/", None),
        ("https://reuters.com.evil.example/", None),
        ("https://[::1", None),
        ("", None),
    ],
)
def test_by_host(address: str, name: str | None) -> None:
    outlet = outlet_at(address)
    assert (outlet.name if outlet else None) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("BBC News", "BBC"),
        ("BBC News - World", "BBC"),
        ("World news | The Guardian", "The Guardian"),
        ("Guardian", "The Guardian"),
        ("Al Jazeera: Asia", "Al Jazeera"),
        ("Daily Arland", None),
    ],
)
def test_by_title(title: str, name: str | None) -> None:
    outlet = outlet_titled(title)
    assert (outlet.name if outlet else None) == name


def test_what_the_table_lacks_is_named_by_host_or_title() -> None:
    assert outlet_name("https://www.daily.example/a", "Daily Arland - World") == "daily.example"
    assert outlet_name(None, "Daily  Arland") == "Daily Arland"
    assert outlet_name("https://news.google.com/articles/1", "Daily Arland") == "Daily Arland"
    assert outlet_name(None) is None


def test_an_aggregator_is_not_the_outlet() -> None:
    assert outlet_name("https://news.google.com/articles/1", "Reuters") == "Reuters"
    assert outlet_name("https://news.google.com/articles/1") is None
    assert outlet_name("https://news.google.com/articles/1", "Google News") is None


def test_reports_have_the_outlet_of_their_address_unless_one_is_given() -> None:
    at = Details(url="https://apnews.com/article/1")
    assert read_text("Envoys met.", date="2020-07-08", details=at).outlet == "Associated Press"
    given = Details(url="https://apnews.com/article/1", outlet="Daily Arland")
    assert read_text("Envoys met.", date="2020-07-08", details=given).outlet == "Daily Arland"
    assert read_text("Envoys met.", date="2020-07-08").outlet is None


def test_hosts() -> None:
    assert host_of("https://WWW.Daily.example./a") == "daily.example"
    assert host_of("localhost") is None


def test_check_names_what_is_wrong(tmp_path: Path) -> None:
    table = tmp_path / "outlets.tsv"
    lines = [
        "A\ta.example\t\tUSA\tpaper",
        "B\thttps://b.example\t\tUnited\tonline",
        "a\ta.example\t\tUSA\tonline",
        "C\t\t\tUSA\tonline",
    ]
    table.write_text("\t".join(COLUMNS) + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    found = list(problems(table))
    assert [problem.partition(": ")[0] for problem in found] == [f"outlets.tsv:{n}" for n in (2, 3, 3, 4, 4, 5)]
    with pytest.raises(BadTable, match=r"outlets\.tsv:2: kind 'paper'"):
        outlets(table)
