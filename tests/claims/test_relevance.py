"""Which acts of people of no political sector are political, and on which words a claim stands."""

from __future__ import annotations

import pytest

from dragoman.coder import Coder
from dragoman.reading import read_text
from dragoman.records import Claim


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def claims(coder: Coder, text: str) -> list[Claim]:
    ((_, found),) = coder.code([read_text(text, id="r", date="2021-06-15")])
    return list(found)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The dockers' union threatened to strike.", "THREATEN"),
        ("A mob lynched a pedlar on Friday.", "ASSAULT"),
        ("Four men were sentenced to death for sedition.", "SANCTION"),
        ("The smuggler was pardoned on Sunday.", "CONCEDE"),
    ],
)
def test_groups_and_acts_are_political_by_their_words(coder: Coder, text: str, event: str) -> None:
    assert event in [claim.event for claim in claims(coder, text)]


@pytest.mark.parametrize(
    "text",
    [
        "The bakery threatened to close.",
        "The Kenyan attacked on the last climb.",
        "Police in Lyon arrested a waiter for stealing spoons from a jeweller.",
        "In the new documentary, a Danish director follows smugglers who attack border guards.",
    ],
)
def test_private_matters_and_works_stay_out(coder: Coder, text: str) -> None:
    assert claims(coder, text) == []


def test_a_court_or_the_police_do_not_make_a_private_wrong_political_but_a_political_victim_does(coder: Coder) -> None:
    assert claims(coder, "Police in Minsk arrested an opposition leader for stealing spoons.")[0].event == "COERCE"


def test_a_verb_that_only_carries_its_noun_is_anchored_with_it(coder: Coder) -> None:
    (claim,) = claims(coder, "The ministers of Kenya opened talks in Vienna.")
    assert claim.anchor.text == "opened talks"
    (claim,) = claims(coder, "Kenya condemned Uganda on Monday.")
    assert claim.anchor.text == "condemned"
