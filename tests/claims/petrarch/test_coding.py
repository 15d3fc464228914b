"""Dyads from raw text by a small dictionary: one test for each of PETRARCH's rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.claims.petrarch import PetrarchCoder, claims
from dragoman.coder import Coder
from dragoman.reading import read_text

Dyads = Callable[..., set[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arland condemned Boria on Monday.", {("ARL", "BOR", "111")}),
        ("The Arlandic government condemned Borian soldiers.", {("ARLGOV", "BORMIL", "111")}),
        ("Soldiers from Arland condemned Boria.", {("ARLMIL", "BOR", "111")}),
        ("The ministry of trade of Arland condemned Boria.", {("ARLGOVBUS", "BOR", "111")}),
        ("Relief corps of Arland condemned Boria.", {("NGOARL", "BOR", "111")}),
        ("Former Arlandic police condemned Boria.", {("ARLELI", "BOR", "111")}),
        ("Arland, a small state, condemned Boria.", {("ARL", "BOR", "111")}),
        ("Arland and Cadria condemned Boria.", {("ARL", "BOR", "111"), ("CAD", "BOR", "111")}),
        ("Arland condemned the Twin Isles.", {("ARL", "TWA", "111"), ("ARL", "TWB", "111")}),
        ("Boria was condemned by Arland.", {("ARL", "BOR", "111")}),
        ("Arland will not condemn Boria.", {("ARL", "BOR", "050")}),
        ("Arland visited Boria.", {("ARL", "BOR", "042"), ("BOR", "ARL", "043")}),
        ("Arland and Boria met on Monday.", {("ARL", "BOR", "036"), ("BOR", "ARL", "036")}),
        ("Arland broke relations with Boria.", {("ARL", "BOR", "161")}),
        ("Arland broke off diplomatic ties with Boria.", {("ARL", "BOR", "161")}),
        ("Arland broke old diplomatic but weak ties with Boria.", {("ARL", "BOR", "010")}),
        ("Boria was taken from Arland.", {("ARL", "BOR", "1711")}),
        ("Arland warned their people about Boria.", {("ARL", "BOR", "138")}),
        ("Arland condemned the chess rules of Boria.", set()),
        ("The weather was fine.", set()),
    ],
)
def test_dyads(dyads: Dyads, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert dyads(text) == expected


def test_a_coded_verb_keeps_those_below_it_from_being_coded_and_not_those_beside_it(dyads: Dyads) -> None:
    assert dyads("Arland condemned Boria and visited Cadria.") == {
        ("ARL", "BOR", "111"),
        ("ARL", "CAD", "042"),
        ("CAD", "ARL", "043"),
    }
    assert dyads("Arland condemned Boria for meeting Cadria.") == {("ARL", "BOR", "111")}


def test_codes_hold_on_their_days(dyads: Dyads) -> None:
    assert dyads("Arland condemned Dorian Grey.", "1999-03-01") == {("ARL", "BORGOV", "111")}
    assert dyads("Arland condemned Dorian Grey.", "2001-03-01") == {("ARL", "BORELI", "111")}


def test_a_story_discard_rules_the_whole_story_out(dyads: Dyads) -> None:
    assert dyads("Arland condemned Boria. The World Chess Cup began.") == set()


def test_dyads_become_claims_with_the_row_that_says_so(petrarch: PetrarchCoder, coder: Coder) -> None:
    text = "Arland condemned Boria. Boria was taken from Arland."
    report = read_text(text, id="r", date="2003-05-01")
    made = claims(report, petrarch.dyads(report, coder.analyser.analyse([text])[0]))
    assert [(c.event, c.cameo, c.anchor.text) for c in made] == [
        ("ACCUSE", "111", "condemned"),
        ("COERCE", "1711", "taken"),
    ]
    assert made[0].because is not None and made[0].because["event"].row == "our.verbs.txt:23"  # type: ignore[index]
    assert made[0].actors[0].text == "Arland" and made[0].when is not None and made[0].when.basis == "report"


def test_a_coder_with_dictionaries_codes_by_them(folder: Path) -> None:
    coder = Coder(lexicon=[folder])
    ((_, found),) = coder.code([read_text("Arland condemned Boria.", id="r", date="2003-05-01")])
    assert [(c.event, c.actors[0].id) for c in found] == [("ACCUSE", "petrarch:ARL")]
