"""Sides that a reader supplies, and verdicts of a voice: one test for each kind of row."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.claims.judgements import verdicts
from dragoman.claims.understood import rules
from dragoman.ontology.plover import MODES, TYPES
from dragoman.records import Claim

Code = Callable[..., tuple[Claim, ...]]


def of(claims: tuple[Claim, ...], event: str) -> list[tuple[list[str | None], list[str | None]]]:
    """The countries of both sides of every claim of a type."""
    return [([p.country for p in c.actors], [p.country for p in c.recipients]) for c in claims if c.event == event]


def test_whoever_criticises_a_decision_criticises_its_author(code: Code) -> None:
    claims = code("Turkey withdrew its troops from Syria on Monday. France criticised the decision.")
    assert of(claims, "ACCUSE") == [(["FRA"], ["TUR"])]


def test_a_headline_gives_way_to_those_who_press_below(code: Code) -> None:
    claims = code(
        "Thai government withdraws the amnesty bill\n\nThousands of protesters in Bangkok demanded on Sunday that the "
        "Thai government drop the bill."
    )
    assert of(claims, "CONCEDE")[0] == (["THA"], ["THA"])


def test_a_protest_is_against_those_in_power(code: Code) -> None:
    claims = code("Thousands of students demonstrated in Chile on Monday.")
    assert of(claims, "PROTEST") == [(["CHL"], ["CHL"])]


@pytest.mark.parametrize(
    ("sentence", "event", "actors", "recipients"),
    [
        ("The French foreign minister said that the Turkish invasion was a mistake.", "ACCUSE", ["FRA"], ["TUR"]),
        ("“Iran is lying,” the Israeli prime minister said.", "ACCUSE", ["ISR"], ["IRN"]),
        ("Norway's government called on Monday, saying that Sweden's plan was unlawful.", "ACCUSE", ["NOR"], ["SWE"]),
    ],
)
def test_a_verdict_is_an_accusation(
    code: Code, sentence: str, event: str, actors: list[str], recipients: list[str]
) -> None:
    assert (actors, recipients) in of(code(sentence), event)


@pytest.mark.parametrize(
    "sentence", ["The Turkish invasion was a mistake.", "Iran said that the attack was not a mistake."]
)
def test_a_verdict_needs_a_voice_that_gives_it(code: Code, sentence: str) -> None:
    assert "ACCUSE" not in [claim.event for claim in code(sentence)]


def test_the_tables_hold_known_types() -> None:
    assert {rule.event for rule in rules()} <= set(TYPES)
    assert {rule.missing for rule in rules()} == {"actors", "recipients"}
    assert all(verdict.mode is None or verdict.mode in MODES[verdict.event] for verdict in verdicts().values())
