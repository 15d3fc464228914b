"""Pairs judged together get the figures that they get one by one, to the last bit."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from dragoman.coder import Coder
from dragoman.evaluation.stories import tellings
from dragoman.evaluation.story_texts import read_stories
from dragoman.stories.acquaintance import Cast, Side
from dragoman.stories.clustering import BARRED
from dragoman.stories.columns import Columns
from dragoman.stories.features import FEATURES, features, gaps
from dragoman.stories.gist import Gist
from dragoman.stories.meeting import CROWD
from dragoman.stories.merging import candidates, judged
from dragoman.stories.pairing import CONDITIONS, Pairs, judge
from dragoman.stories.pairing import features as features_of_pairs
from dragoman.stories.scoring import shipped
from dragoman.stories.telling import Site, Telling
from dragoman.stories.vetoes import CONDITIONS as CONDITIONS_OF_TWO

DATA = Path(__file__).parent / "data"
SIDES = (
    Side(("army",), False, "ARL", "MIL", ""),
    Side((), False, "ARL", "GOV", ""),
    Side(("jan", "brod"), True, "BOR", "GOV", "jan-brod", "brod"),
    Side(("eva", "hald"), True, "BOR", "GOV", "", "hald"),
    Side(("rebels",), False, "", "REB", ""),
    Side(("gunmen",), False, "", "", ""),
)
SITES = (
    None,
    Site("hallum", "ARL", 7, True, "1"),
    Site("brede", "ARL", 0, True, "2"),
    Site("boria", "BOR", 9, False, ""),
    Site("the coast", "", 0, False, ""),
)
DAY = 730_000


def random_telling(number: int, chance: random.Random, event: str) -> Telling:
    """A telling of anything at all, so that every feature and every veto has its turn."""
    actors = tuple(sorted(chance.sample(SIDES, chance.randrange(3))))
    recipients = tuple(sorted(chance.sample(SIDES, chance.randrange(3))))
    first = chance.choice((0, DAY, DAY + 1, DAY + 6, DAY + 20))
    report = f"r{chance.randrange(6)}"
    story = random.Random(report)
    return Telling(
        claim=f"c{number}",
        report=report,
        order=(DAY + chance.randrange(3), report, number),
        published=chance.choice((0, DAY, DAY + 2, DAY + 30)),
        event=event,
        mode=chance.choice(("", "aerial", "firearms")),
        content=chance.choice(("", "AID", "RETREAT")),
        is_plan=chance.random() < 0.2,
        status=chance.choice(("actual", "negated", "historical")),
        anchor=chance.choice(("bomb", "shell", "impose", "lift", "meet", "kill", "killing")),
        actors=Cast.of(actors),
        recipients=Cast.of(recipients),
        everyone=Cast.of((*actors, *recipients)),
        first=first,
        last=first and first + chance.choice((0, 0, 1, 9)),
        basis=chance.choice(("report", "relative", "explicit")),
        site=chance.choice(SITES),
        counts=chance.choice(((), (("dead", 5, 5),), (("dead", 2, 30), ("injured", 1, 1)), (("dead", 40, 50),))),
        gist=Gist(chance.getrandbits(509) & chance.getrandbits(509), chance.choice((0, 3, 1 << 508, 5))),
        story=Gist(story.getrandbits(1021), story.choice((0, story.getrandbits(509)))),
    )


def made(event: str, count: int = 60, seed: int = 5) -> list[Telling]:
    chance = random.Random(seed)
    found = [random_telling(number, chance, event) for number in range(count)]
    return sorted(found, key=lambda one: (one.order, one.claim))


def one_by_one(told: list[Telling], pairs: list[tuple[int, int]]) -> list[float]:
    return [judged(told[one], told[other], shipped()) for one, other in pairs]


def together(told: list[Telling], pairs: list[tuple[int, int]]) -> list[float]:
    first, second = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    return [float(score) for score in judge(Columns(told), first, second, shipped())]


@pytest.mark.parametrize("event", ["ASSAULT", "CONSULT", "SANCTION", "REQUEST", "AGREE", "COERCE", ""])
def test_all_pairs_of_made_up_tellings(event: str) -> None:
    told = made(event)
    pairs = list(combinations(range(len(told)), 2))
    found = together(told, pairs)
    assert found == one_by_one(told, pairs)
    assert BARRED in found
    assert max(found) > 0


def test_the_features_of_made_up_tellings() -> None:
    told = made("ASSAULT")
    pairs = list(combinations(range(len(told)), 2))
    first, second = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    found = np.array(
        [np.asarray(column, np.float64) for column in features_of_pairs(Pairs(Columns(told), first, second))]
    )
    expected = [features(told[one], told[other], gaps(told[one], told[other])) for one, other in pairs]
    for place, name in enumerate(FEATURES):
        assert found[place].tolist() == [values[place] for values in expected], name


def test_every_condition_of_the_vetoes_is_known_for_pairs() -> None:
    assert set(CONDITIONS) == set(CONDITIONS_OF_TWO)


def test_the_claims_of_our_stories(coder: Coder) -> None:
    stories = read_stories(DATA / "invented-1.txt")
    found = tellings(stories.reports, {report.id: claims for report, claims in coder.code(stories.reports)})
    told = sorted(found, key=lambda one: (one.order, one.claim))
    pairs = [(one, other) for one, other in combinations(range(len(told)), 2) if told[one].event == told[other].event]
    by_type: dict[str, list[tuple[int, int]]] = {}
    for pair in pairs:
        by_type.setdefault(told[pair[0]].event, []).append(pair)
    for own in by_type.values():
        assert together(told, own) == one_by_one(told, own)


def test_in_a_crowd_only_the_same_word_meets() -> None:
    base = made("CONSULT", 1)[0]._replace(
        actors=Cast.of(SIDES[:1]), recipients=Cast.of(SIDES[1:2]), first=DAY, last=DAY
    )
    told = [
        base._replace(claim=f"c{number}", anchor=("meet", "visit")[number % 2], order=(DAY, "r", number))
        for number in range(CROWD + 2)
    ]
    few = list(candidates(told[:10]))
    assert len(few) == len(set(few)) == 45
    crowd = list(candidates(told))
    assert len(crowd) == len(set(crowd))
    assert all(told[one].anchor == told[other].anchor for one, other in crowd)
    assert list(candidates([])) == []
