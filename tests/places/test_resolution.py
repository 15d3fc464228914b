from __future__ import annotations

import pytest

from dragoman.places import Places
from dragoman.places.gazetteer import Entry


def resolved(places: Places, text: str, *names: str) -> list[Entry | None]:
    spans = []
    at = 0
    for name in names:
        at = text.index(name, at)
        spans.append((at, at + len(name)))
        at += len(name)
    return [one.entry for one in places.resolve(text, spans)]


def test_the_capital_is_meant_where_nothing_says_otherwise(places: Places) -> None:
    (paris,) = resolved(places, "The talks in Paris ended on Monday.", "Paris")
    assert paris is not None and paris.geonames == 2988507


def test_a_state_named_beside_it_holds_the_town(places: Places) -> None:
    paris, texas = resolved(places, "The sheriff of Paris, Texas, resigned.", "Paris", "Texas")
    assert paris is not None and (paris.geonames, paris.admin1) == (4717560, "US.TX")
    assert texas is not None and texas.kind == "admin1"


def test_a_city_named_with_in_and_a_country(places: Places) -> None:
    tripoli, _ = resolved(places, "Clashes broke out in Tripoli in Lebanon.", "Tripoli", "Lebanon")
    assert tripoli is not None and tripoli.country == "LBN"


def test_the_company_of_the_other_places_decides(places: Places) -> None:
    text = "Police in Columbus and Dayton searched houses. A man from Dublin was held near Cincinnati in Ohio."
    dublin = resolved(places, text, "Columbus", "Dayton", "Dublin", "Cincinnati", "Ohio")[2]
    assert dublin is not None and dublin.admin1 == "US.OH"


def test_an_unlisted_place_lies_where_the_others_lie(places: Places) -> None:
    text = "Shells fell in Idlib, in Aleppo and in Qabbunistan."
    entry = resolved(places, text, "Idlib", "Aleppo", "Qabbunistan")[2]
    assert entry is not None and (entry.country, entry.geonames, entry.kind) == ("SYR", None, "unlisted")


def test_a_name_that_nothing_sites_is_abstained_with_a_reason(places: Places) -> None:
    (one,) = places.resolve("It happened in Qabbunistan.", [(15, 26)])
    assert one.entry is None
    assert one.reason == "the gazetteer holds no “Qabbunistan”"


@pytest.mark.parametrize(
    ("name", "country"), [("Kosovo", "KOS"), ("Gaza", "PSE"), ("Taiwan", "TWN"), ("Crimea", "UKR")]
)
def test_plovers_exceptions_and_disputed_areas(places: Places, name: str, country: str) -> None:
    (entry,) = resolved(places, f"Officials spoke of {name} again.", name)
    assert entry is not None and entry.country == country
