"""Claims that tell of one event meet; look-alikes stay apart; the order of arrival does not matter."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dragoman.coder import Coder
from dragoman.evaluation.stories import evaluate, tellings
from dragoman.evaluation.story_texts import read_stories
from dragoman.stories.merging import Decisions, merge
from dragoman.stories.telling import Telling

from .conftest import Say

DATA = Path(__file__).parent / "data"
ATTACK = (
    ("a", "2009-03-04", "A suicide bomber killed five policemen in Kandahar on Tuesday, officials said."),
    ("b", "2009-03-05", "A suicide bomber killed seven policemen in Kandahar on Tuesday, the Taliban said."),
    ("c", "2009-03-11", "A suicide bomber killed four policemen in Kandahar on Tuesday, officials said."),
)


def told(say: Say, *reports: tuple[str, str, str]) -> list[Telling]:
    coded = [say(*one) for one in reports]
    return tellings([report for report, _ in coded], {report.id: claims for report, claims in coded})


def by_report(clusters: list[list[int]], tellings: list[Telling]) -> set[str]:
    return {"".join(sorted({tellings[member].report for member in found})) for found in clusters}


def test_two_reports_of_one_attack_are_one_event_and_next_week_s_is_another(say: Say) -> None:
    found = told(say, *ATTACK)
    assert by_report(merge(found), found) == {"ab", "c"}


def test_a_person_joins_and_parts(say: Say) -> None:
    found = told(say, *ATTACK)
    claims = {one.report: one.claim for one in found}
    joined = Decisions(joined=frozenset({(claims["a"], claims["b"]), (claims["a"], claims["c"])}))
    assert by_report(merge(found, joined), found) == {"abc"}
    parted = Decisions(parted=frozenset({(claims["a"], claims["b"])}))
    assert by_report(merge(found, parted), found) == {"a", "b", "c"}


def test_the_same_words_about_the_answer_are_another_event(say: Say) -> None:
    found = told(
        say,
        ("a", "2018-03-14", "Britain expelled 23 Russian diplomats on Wednesday."),
        ("b", "2018-03-14", "Russia expelled 23 British diplomats on Wednesday."),
    )
    assert by_report(merge(found), found) == {"a", "b"}


def test_one_claim_is_one_event_and_none_is_none(say: Say) -> None:
    found = told(say, ATTACK[0])
    assert merge(found) == [[0]]
    assert merge([]) == []


def test_the_order_of_arrival_does_not_matter(coder: Coder) -> None:
    stories = read_stories(DATA / "invented-1.txt")
    claims = {report.id: found for report, found in coder.code(stories.reports)}
    found = tellings(stories.reports, claims)
    events = {frozenset(found[member].claim for member in members) for members in merge(found)}
    for seed in range(3):
        shuffled = random.Random(seed).sample(found, len(found))
        again = {frozenset(shuffled[member].claim for member in members) for members in merge(shuffled)}
        assert again == events


@pytest.mark.slow
def test_our_stories(coder: Coder) -> None:
    figures = evaluate(DATA)
    assert figures["stories"] >= 60
    assert figures["coded"] > 0.9
    assert figures["bcubed_f1"] >= 0.85
    assert figures["copies_found"] == 1.0
