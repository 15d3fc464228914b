"""Sentences that look like events and are not, and events that look like none."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coder import Coder
from dragoman.evaluation import evaluate
from dragoman.reading import read_text

SUITE = Path(__file__).parent / "false_events.tsv"


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def types(coder: Coder, text: str, date: str | None = "2021-06-15") -> list[str]:
    report = read_text(text, id="r", date=date, undated=date is None)
    ((_, claims),) = coder.code([report])
    return [claim.event for claim in claims]


def test_of_the_suite_no_more_than_three_in_a_hundred_are_coded() -> None:
    figures = evaluate("false_events", SUITE)
    assert figures["n"] >= 600
    assert figures["coded"] <= 0.03
    assert figures["coded_held"] <= 0.085


@pytest.mark.parametrize(
    "text",
    [
        "Arland beat Boria 3-1 in the quarter-final in Cadria.",
        "In the thriller, Iranian agents kidnap a British chemist.",
        "In 1812 Napoleon invaded Russia.",
        "Beat the eggs and attack the Turkish dough with both hands.",
        "A court in Lyon sentenced a plumber to two years for stealing from his mother.",
        "Shares in Tokyo retreated as investors attacked the yen.",
        "Your gift of ten dollars helps us fight the governor.",
        "Tyrants jail poets.",
        "The judge, who jailed dozens of smugglers, died at 80.",
        "The museum recalls how Prussia attacked Denmark.",
        "The chief, jailed for leading a revolt in Kenya, died at 80.",
        "He led a coup in Cadria and died in exile.",
        "A thief kidnaps a minister and hides in a Cadrian farm.",
        "An Oslo court ordered a baker to repay his aunt.",
        "The Dutch rider accused his rival of blocking him.",
    ],
)
def test_what_only_looks_like_an_event_is_not_coded(coder: Coder, text: str) -> None:
    assert types(coder, text) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Syrian troops attacked a football stadium in Idlib during a match on Monday.", "ASSAULT"),
        ("Police in Minsk arrested a singer for insulting the president.", "COERCE"),
        ("A court in Ankara sentenced three opposition activists to ten years.", "SANCTION"),
        ("The United States sent tents to Haiti after the earthquake.", "AID"),
        ("Militants shot down a plane that crashed near the border, killing 40 passengers.", "ASSAULT"),
        ("Russia attacked Ukraine on Thursday.", "ASSAULT"),
    ],
)
def test_politics_among_words_of_another_topic_stays(coder: Coder, text: str, event: str) -> None:
    assert event in types(coder, text)


def test_a_report_about_a_match_has_no_claims_in_any_of_its_sentences(coder: Coder) -> None:
    text = (
        "Germany beat France 2-1 in the World Cup semi-final on Sunday. The French midfielder and the goalkeeper "
        "clashed after the final whistle. The referee showed two yellow cards and a red card. France attacked, but "
        "Germany would not surrender."
    )
    assert types(coder, text) == []


def test_an_act_beyond_living_memory_is_history_and_a_younger_one_background(coder: Coder) -> None:
    assert types(coder, "Iraq invaded Kuwait in 1990.") == ["ASSAULT"]
    assert types(coder, "Japan invaded China in 1937.") == []
