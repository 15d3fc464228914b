"""Between whom a relation stands: who stands for a state, who for himself, and who is left out."""

from __future__ import annotations

import msgspec
import pytest

from dragoman.records import Party
from dragoman.stories.relations.sides import (
    distinct,
    group,
    holds_office,
    is_body,
    is_known,
    is_person,
    is_state,
    named_states,
    officials,
    side_key,
    standing,
)
from tests.archive.made import claim


def party(name: str, country: str | None, sector: str | None, text: str = "", **more: object) -> Party:
    words = text or name
    return Party(words, 0, len(words), name, country, sector, **more)  # type: ignore[arg-type]


MINISTER = party("Ali Karim", "SYR", "GOV", "Defence Minister Ali Karim", office="defence minister")
REBELS = party("Free Army", "SYR", "REB")
NATO = party("North Atlantic Treaty Organization", "IGO", None, id="igo-north-atlantic-treaty-organization")


@pytest.mark.parametrize(
    "one", [MINISTER, party("Syrian Navy", "SYR", "MIL"), party("Syrian government", "SYR", "GOV")]
)
def test_who_acts_for_a_state_stands_for_it(one: Party) -> None:
    assert side_key(standing(one, "state")) == "SYR"


def test_rebels_and_organisations_stand_for_themselves() -> None:
    assert standing(REBELS, "state").name == "Free Army"
    assert side_key(standing(NATO, "state")) == "igo/north atlantic treaty organization"


def test_a_government_is_its_state_even_where_parties_are_kept_as_named() -> None:
    assert is_state(standing(party("Syrian government", "SYR", "GOV"), "party"))
    assert standing(MINISTER, "party").name == "Ali Karim"


def test_the_words_of_one_report_are_not_part_of_a_side() -> None:
    assert standing(MINISTER, "party").text is None


def test_the_key_of_sides_does_not_depend_on_their_order() -> None:
    one, other = (standing(party(name, code, "GOV"), "state") for name, code in (("a", "SYR"), ("b", "IRN")))
    assert group("agreement", distinct((one, other)), ()) == group("agreement", distinct((other, one)), ())
    assert group("agreement", distinct((one, other)), ()) == "agreement|IRN+SYR|"


def test_bodies_are_states_known_organisations_and_rebels_but_no_lone_person() -> None:
    person = party("Ben Wallis", "GBR", "PTY", id="ben-wallis")
    assert [is_body(one) for one in (NATO, REBELS, person)] == [True, True, False]


def test_known_is_who_is_called_by_name() -> None:
    names = [("Evan Gersh", "JRN"), ("French tourists", "CVL"), ("man", "CVL"), ("Court of Appeals", "JUD")]
    assert [is_known(party(name, "USA", sector)) for name, sector in names] == [True, False, False, False]


def test_offices_are_those_of_the_state_held_by_somebody_named() -> None:
    ambassador = party("Libyan ambassador", "LBY", "GOV", office="ambassador")
    reporter = party("Anna Reid", "GBR", "JRN", office="journalist")
    assert [holds_office(one) for one in (MINISTER, ambassador, reporter)] == [True, False, False]


def test_an_official_is_read_off_a_mention_with_title_or_full_name() -> None:
    surname = msgspec.structs.replace(MINISTER, text="Karim")
    assert [one.text for one in officials(claim(actors=[MINISTER], recipients=[surname]))] == [
        "Defence Minister Ali Karim"
    ]


def test_a_signatory_is_a_person() -> None:
    assert is_person(MINISTER)
    assert is_person(party("Rana Saleh", "SYR", "GOV", "Trade Minister Rana Saleh"))
    assert not is_person(party("Syrian government", "SYR", "GOV", "Damascus"))


def test_states_are_found_by_name_in_a_passage() -> None:
    assert [one.country for one in named_states("to withdraw from Iraq and the United States")] == ["IRQ", "USA"]
