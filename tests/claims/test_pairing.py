"""The act between two given parties."""

from __future__ import annotations

import pytest

from dragoman.claims import ClaimCoder
from dragoman.claims.matching import Matcher
from dragoman.claims.pairing import GivenCast, Willing, between, fit
from dragoman.coder import Coder
from dragoman.reading import read_text
from dragoman.records import Claim


def asked(coder: Coder, text: str, source: str, target: str, willing: bool = False) -> Claim | None:
    report = read_text(text, id="r", date="2020-06-15")
    sentences = next(iter(coder.analyser.analyse([report.text])))
    places = [(text.index(one), text.index(one) + len(one)) for one in (source, target)]
    own, coder.claims = coder.claims, ClaimCoder(every_party=True, matcher=Willing if willing else Matcher)
    try:
        cast = GivenCast(coder.resolver, report, sentences, places)
        return between(coder.code_sentences(report, sentences, cast), places[0], places[1])
    finally:
        coder.claims = own


def test_whatever_is_given_is_a_party(coder: Coder) -> None:
    claim = asked(coder, "The zoo accused the aquarium of cruelty.", "The zoo", "the aquarium", willing=True)
    assert claim is not None and claim.event == "ACCUSE"
    assert fit(claim, (0, 7), (16, 28)) == 6


def test_the_claim_of_the_pair_wins_over_others(coder: Coder) -> None:
    text = "Arland condemned Boria after Cadria praised Boria's enemies."
    claim = asked(coder, text, "Arland", "Boria")
    assert claim is not None and claim.event == "ACCUSE"


@pytest.mark.parametrize(("source", "target"), [("Nobody", "known")])
def test_no_act_gives_no_claim(coder: Coder, source: str, target: str) -> None:
    assert asked(coder, "Nobody sat beside known neighbours.", source, target) is None
