"""The act between two given parties."""

from __future__ import annotations

import pytest

from dragoman.claims import ClaimCoder
from dragoman.claims.matching import Matcher
from dragoman.claims.pairing import GivenCast, Guessing, Pair, Willing, between, fit
from dragoman.coder import Coder
from dragoman.reading import read_text
from dragoman.records import Claim


def asked(
    coder: Coder, text: str, source: str, target: str, matcher: type[Matcher] = Matcher, every_act: bool = False
) -> Claim | None:
    report = read_text(text, id="r", date="2020-06-15")
    sentences = next(iter(coder.analyser.analyse([report.text])))
    places = [(text.index(one), text.index(one) + len(one)) for one in (source, target)]
    own, coder.claims = coder.claims, ClaimCoder(every_party=True, matcher=matcher, every_act=every_act)
    try:
        cast = GivenCast(coder.resolver, report, sentences, places)
        pair = Pair(places[0], places[1], cast.names(places[0]), cast.names(places[1]))
        return between(coder.code_sentences(report, sentences, cast), pair, sentences)[0]
    finally:
        coder.claims = own


def test_whatever_is_given_is_a_party(coder: Coder) -> None:
    claim = asked(coder, "The zoo accused the aquarium of cruelty.", "The zoo", "the aquarium", matcher=Willing)
    assert claim is not None and claim.event == "ACCUSE"
    assert fit(claim, (0, 7), (16, 28)) == 6


def test_the_claim_of_the_pair_wins_over_others(coder: Coder) -> None:
    text = "Arland condemned Boria after Cadria praised Boria's enemies."
    claim = asked(coder, text, "Arland", "Boria")
    assert claim is not None and claim.event == "ACCUSE"


@pytest.mark.parametrize(("source", "target"), [("Nobody", "known")])
def test_no_act_gives_no_claim(coder: Coder, source: str, target: str) -> None:
    assert asked(coder, "Nobody sat beside known neighbours.", source, target) is None


def test_a_pronoun_stands_for_the_source(coder: Coder) -> None:
    text = "President Macron said that he would not lift the ban until Hungary paid."
    claim = asked(coder, text, "President Macron", "Hungary")
    assert claim is not None and claim.event == "REJECT"


def test_a_speech_act_is_asked_before_what_it_is_about(coder: Coder) -> None:
    claim = asked(coder, "Norway has offered to send engineers to help the Kenyan navy.", "Norway", "the Kenyan navy")
    assert claim is not None and claim.event == "AGREE"


def test_words_in_the_name_of_the_source_count_where_both_sides_fit(coder: Coder) -> None:
    text = "Turkey's refusal to negotiate with Greece surprised the alliance."
    claim = asked(coder, text, "Turkey's refusal", "Greece")
    assert claim is not None and claim.event == "REJECT"


def test_what_is_only_alleged_is_between_others(coder: Coder) -> None:
    text = "Norway accused Sudan of bombing the rebels."
    told = asked(coder, text, "Sudan", "the rebels")
    assert told is not None and told.event == "ACCUSE"
    alleged = asked(coder, text, "Sudan", "the rebels", every_act=True)
    assert alleged is not None and alleged.event == "ASSAULT"


def test_a_protest_is_asked_before_its_demand(coder: Coder) -> None:
    text = "Thousands of teachers rallied on Monday demanding that the Kenyan government pay them."
    claim = asked(coder, text, "Thousands of teachers", "the Kenyan government")
    assert claim is not None and claim.event == "PROTEST"


def test_where_no_frame_is_near_the_usual_sense_of_a_word_is_taken(coder: Coder) -> None:
    text = "The zoo fed the aquarium."
    assert asked(coder, text, "The zoo", "the aquarium", matcher=Willing) is None
    claim = asked(coder, text, "The zoo", "the aquarium", matcher=Guessing)
    assert claim is not None and claim.event == "AID"


def test_a_call_is_made_for_the_approval_that_it_conveys(coder: Coder) -> None:
    text = "The Kenyan president called the Turkish president on Friday to convey his support."
    claim = asked(coder, text, "The Kenyan president", "the Turkish president")
    assert claim is not None and claim.event == "SUPPORT"
