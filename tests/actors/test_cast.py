"""Parties of a report: sentences of our own, parsed by hand as the language room gives them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.actors.cast import Cast, is_political
from dragoman.actors.resolution import Resolver
from dragoman.records import Party, Report, Sentence

from .conftest import tree

Make = Callable[[str], Report]

SIGNED = "Syrian Defense Minister Ali Darwish and Iranian General Reza Karimi signed a pact between the two countries."
MET = "Turkish President Kaya Demir met Barack Obama. He praised its troops."


def signed() -> Sentence:
    """Two titled persons sign; the parser has made the second an apposition of the first."""
    return tree(
        [
            ("Syrian", "Syrian", "JJ", 3, "amod"),
            ("Defense", "Defense", "NN", 3, "compound"),
            ("Minister", "Minister", "NNP", 4, "nmod:desc"),
            ("Ali", "Ali", "NNP", 11, "nsubj"),
            ("Darwish", "Darwish", "NNP", 4, "flat"),
            ("and", "and", "CC", 8, "cc"),
            ("Iranian", "Iranian", "JJ", 8, "amod"),
            ("General", "General", "NNP", 4, "appos"),
            ("Reza", "Reza", "NNP", 4, "flat"),
            ("Karimi", "Karimi", "NNP", 9, "flat"),
            ("signed", "sign", "VBD", 0, "root"),
            ("a", "a", "DT", 13, "det"),
            ("pact", "pact", "NN", 11, "obj"),
            ("between", "between", "IN", 17, "case"),
            ("the", "the", "DT", 17, "det"),
            ("two", "two", "CD", 17, "nummod"),
            ("countries", "country", "NNS", 13, "nmod"),
            (".", ".", ".", 11, "punct"),
        ],
        [(0, 1, "NORP"), (3, 5, "Person"), (6, 7, "NORP"), (8, 10, "Person")],
        SIGNED,
    )


@pytest.fixture
def cast(resolver: Resolver, report: Make) -> Cast:
    return Cast(resolver, report(SIGNED), [signed()])


def told(parties: tuple[Party, ...]) -> list[tuple[str | None, str | None, str | None]]:
    return [(party.name, party.country, party.sector) for party in parties]


def test_a_title_and_its_name_are_one_mention(cast: Cast) -> None:
    assert cast.mention(0, 3) == (0, 5)
    assert cast.mention(0, 2) == (0, 5)
    assert cast.mention(0, 8) == (6, 10)


def test_coordinated_persons_are_two_parties_whatever_the_parser_made_of_them(cast: Cast) -> None:
    parties = cast.parties(0, 3)
    assert told(parties) == [("Ali Darwish", "SYR", "GOV"), ("Reza Karimi", "IRN", "MIL")]
    for party in parties:
        assert party.start is not None and party.end is not None
        assert SIGNED[party.start : party.end] == party.text
    assert parties[1].text == "Iranian General Reza Karimi"


def test_an_adjective_of_nation_is_its_government(cast: Cast) -> None:
    assert told(cast.parties(0, 0)) == [("Syrian government", "SYR", "GOV")]
    assert cast.kind(0, 0) == "state"


def test_the_two_countries_are_those_of_the_sentence(cast: Cast) -> None:
    parties = cast.parties(0, 16)
    assert told(parties) == [("Syrian government", "SYR", "GOV"), ("Iranian government", "IRN", "GOV")]
    assert {party.text for party in parties} == {"the two countries"}


def test_a_thing_is_no_party_but_keeps_its_words(cast: Cast) -> None:
    (party,) = cast.parties(0, 12)
    assert (party.name, party.country, party.text) == ("pact", None, "a pact")
    assert cast.kind(0, 12) == "thing"
    assert not cast.is_party(0, 12)
    assert not is_political(party)


@pytest.fixture
def met(resolver: Resolver, report: Make) -> Cast:
    first = tree(
        [
            ("Turkish", "Turkish", "JJ", 3, "amod"),
            ("President", "President", "NNP", 3, "compound"),
            ("Kaya", "Kaya", "NNP", 5, "nsubj"),
            ("Demir", "Demir", "NNP", 3, "flat"),
            ("met", "meet", "VBD", 0, "root"),
            ("Barack", "Barack", "NNP", 5, "obj"),
            ("Obama", "Obama", "NNP", 6, "flat"),
            (".", ".", ".", 5, "punct"),
        ],
        [(0, 1, "NORP"), (2, 4, "Person"), (5, 7, "Person")],
        MET,
    )
    second = tree(
        [
            ("He", "he", "PRP", 2, "nsubj"),
            ("praised", "praise", "VBD", 0, "root"),
            ("its", "its", "PRP$", 4, "nmod:poss"),
            ("troops", "troops", "NNS", 2, "obj"),
            (".", ".", ".", 2, "punct"),
        ],
        [],
        MET,
        MET.index("He "),
    )
    return Cast(resolver, report(MET), [first, second])


def test_he_is_the_subject_before(met: Cast) -> None:
    (party,) = met.parties(1, 0)
    assert (party.text, party.name, party.country) == ("He", "Kaya Demir", "TUR")
    assert met.kind(1, 0) == "person"


def test_its_troops_belong_to_the_state_before(met: Cast) -> None:
    (party,) = met.parties(1, 3)
    assert (party.text, party.country, party.sector) == ("its troops", "TUR", "MIL")
    assert met.armed(1, 3)


def test_we_is_the_speakers_side(resolver: Resolver, report: Make) -> None:
    text = "We will answer."
    sentence = tree(
        [
            ("We", "we", "PRP", 3, "nsubj"),
            ("will", "will", "MD", 3, "aux"),
            ("answer", "answer", "VB", 0, "root"),
            (".", ".", ".", 3, "punct"),
        ],
        [],
        text,
    )
    speaker = Party("Kaya Demir", 0, 10, "Kaya Demir", "TUR", "GOV")
    cast = Cast(resolver, report(text), [sentence])
    assert told(cast.parties(0, 0, speaker)) == [("Turkish government", "TUR", "GOV")]
    rebel = Party("Yahya Salem", 0, 10, "Yahya Salem", "YEM", "REB")
    assert told(cast.parties(0, 0, rebel)) == [("Yahya Salem", "YEM", "REB")]


def test_a_report_of_one_country_gives_it_to_its_police(resolver: Resolver, report: Make) -> None:
    text = "Thailand mourned. Later police dispersed protesters."
    first = tree(
        [
            ("Thailand", "Thailand", "NNP", 2, "nsubj"),
            ("mourned", "mourn", "VBD", 0, "root"),
            (".", ".", ".", 2, "punct"),
        ],
        [(0, 1, "GPE")],
        text,
    )
    second = tree(
        [
            ("Later", "later", "RB", 3, "advmod"),
            ("police", "police", "NN", 3, "nsubj"),
            ("dispersed", "disperse", "VBD", 0, "root"),
            ("protesters", "protester", "NNS", 3, "obj"),
            (".", ".", ".", 3, "punct"),
        ],
        [],
        text,
        text.index("Later"),
    )
    cast = Cast(resolver, report(text), [first, second])
    assert cast.focus == "THA"
    assert told(cast.parties(1, 1)) == [("Thai police", "THA", "COP")]
    assert told(cast.parties(1, 3)) == [("Thai protesters", "THA", "CVL")]
    assert told(cast.parties(0, 0)) == [("Thai government", "THA", "GOV")]


def test_an_acronym_in_brackets_is_learnt(resolver: Resolver, report: Make) -> None:
    text = "The Northern Front (NF) of Syria withdrew. NF denied it."
    first = tree(
        [
            ("The", "the", "DT", 3, "det"),
            ("Northern", "Northern", "NNP", 3, "compound"),
            ("Front", "Front", "NNP", 9, "nsubj"),
            ("(", "(", "-LRB-", 5, "punct"),
            ("NF", "NF", "NNP", 3, "appos"),
            (")", ")", "-RRB-", 5, "punct"),
            ("of", "of", "IN", 8, "case"),
            ("Syria", "Syria", "NNP", 3, "nmod"),
            ("withdrew", "withdraw", "VBD", 0, "root"),
            (".", ".", ".", 9, "punct"),
        ],
        [(1, 3, "Organization"), (7, 8, "GPE")],
        text,
    )
    second = tree(
        [
            ("NF", "NF", "NNP", 2, "nsubj"),
            ("denied", "deny", "VBD", 0, "root"),
            ("it", "it", "PRP", 2, "obj"),
            (".", ".", ".", 2, "punct"),
        ],
        [(0, 1, "Organization")],
        text,
        text.index("NF denied"),
    )
    cast = Cast(resolver, report(text), [first, second])
    (party,) = cast.parties(1, 0)
    assert (party.name, party.country) == ("Northern Front", "SYR")
