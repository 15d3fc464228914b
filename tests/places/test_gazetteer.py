from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import BadTable
from dragoman.places.candidates import Candidates
from dragoman.places.gazetteer import ALIAS_COLUMNS, Gazetteer, SortedTable


def test_a_city_is_found_with_its_division_and_id() -> None:
    aleppo = [entry for entry in Gazetteer().named("Aleppo") if entry.kind == "city"]
    assert [(entry.geonames, entry.country, entry.admin1) for entry in aleppo] == [(170063, "SYR", "SY.09")]


def test_another_name_leads_to_the_same_entry() -> None:
    assert any(entry.geonames == 703448 and entry.alias for entry in Gazetteer().named("Kiev"))


def test_a_name_that_nobody_bears_has_no_entries() -> None:
    assert Gazetteer().named("Zzyzzyxia") == ()


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Ill.", "admin1", "USA"),
        ("northern Syria", "country", "SYR"),
        ("the Persian Gulf", "gulf", None),
        ("Crimea", "disputed", "UKR"),
        ("Kashmir", "disputed", None),
        ("Kosovo", "country", "KOS"),
        ("West Bank", "disputed", "PSE"),
        ("Hong Kong", "country", "HKG"),
        ("Taiwan", "country", "TWN"),
        ("Tahrir Square", "square", "EGY"),
        ("Natanz", "nuclear site", "IRN"),
        ("Baghdad International Airport", "airport", "IRQ"),
        ("Henderson County", "admin2", "USA"),
        ("Pointe Coupee", "admin2", "USA"),
    ],
)
def test_what_a_name_may_mean(name: str, kind: str, country: str | None) -> None:
    assert any((entry.kind, entry.country) == (kind, country) for entry in Candidates().under(name))


def test_a_longer_name_holds_a_known_place() -> None:
    inner = Candidates().inside("Dubai World Fair Pavilion")
    assert inner is not None and inner.country == "ARE"


def test_every_key_of_a_table_of_many_pages_is_found(tmp_path: Path) -> None:
    lines = sorted(f"key {number % 400:04}\t{number}\ttarget" for number in range(2000))
    path = tmp_path / "aliases.tsv"
    path.write_text("\t".join(ALIAS_COLUMNS) + "\n" + "\n".join(lines) + "\n")
    table = SortedTable(path, ALIAS_COLUMNS)
    assert all(len(table.rows(f"key {number:04}")) == 5 for number in range(400))
    assert table.rows("key") == []
    assert table.rows("zebra") == []


def test_a_table_without_its_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "aliases.tsv"
    path.write_text("a\t1\tb\n")
    with pytest.raises(BadTable, match=r"aliases\.tsv:1: the header is not key"):
        SortedTable(path, ALIAS_COLUMNS)
