"""The act head beside the frames: what it proposes, what it doubts, and the recipient that it sees."""

from __future__ import annotations

import pytest

from dragoman.claims import ClaimCoder
from dragoman.claims.learned import MODEL, cases, default_frames
from dragoman.coder import Coder
from dragoman.ontology.plover import TYPES
from dragoman.reading import read_text
from dragoman.records import Because, Claim


def claims(coder: Coder, text: str) -> tuple[Claim, ...]:
    ((_, found),) = coder.code([read_text(text, id="r", date="2021-05-11")])
    return found


def why(claim: Claim, field: str) -> Because:
    assert isinstance(claim.because, dict)
    reason = claim.because[field]
    assert isinstance(reason, Because)
    return reason


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="module")
def frames_alone() -> Coder:
    made = Coder()
    made.claims = ClaimCoder(by_head=False)
    return made


def test_a_word_that_no_row_knows_is_taken_for_the_act_that_the_head_sees(coder: Coder, frames_alone: Coder) -> None:
    text = "Iranian rockets crumped an American base in Iraq."
    assert claims(frames_alone, text) == ()
    (claim,) = claims(coder, text)
    assert (claim.event, claim.anchor.text) == ("ASSAULT", "crumped")
    assert [party.country for party in claim.actors] == ["IRN"]
    reason = why(claim, "event")
    assert reason.model == MODEL and reason.row is not None and reason.row.startswith("default_frames.tsv")
    assert reason.probability is not None and reason.probability >= cases()["propose"].least


def test_the_negation_of_a_proposed_refusal_is_no_second_one(coder: Coder) -> None:
    (refusal,) = claims(coder, '"We will not accept attacks on our citizens," Turkey\'s foreign minister said.')
    assert (refusal.event, refusal.content, refusal.status) == ("REJECT", "ASSAULT", "actual")


def test_where_a_frame_matches_it_decides(coder: Coder) -> None:
    (claim,) = claims(coder, "Peru chastised Bolivia.")
    assert (claim.event, why(claim, "event").model) == ("ACCUSE", None)


def test_an_unsure_head_proposes_nothing(coder: Coder) -> None:
    assert claims(coder, "Turkey strong-armed Greece into the deal.") == ()


def test_a_recipient_that_no_slot_holds_is_the_one_that_the_head_sees(coder: Coder, frames_alone: Coder) -> None:
    text = "Russian forces strafe-bombed Ukrainian troops near Izium."
    assert claims(frames_alone, text)[0].recipients == ()
    claim = claims(coder, text)[0]
    assert [party.text for party in claim.recipients] == ["Ukrainian troops"]
    assert why(claim, "recipients").model == MODEL


def test_every_case_has_a_row_and_a_probability() -> None:
    assert set(cases()) == {"propose", "side", "doubt", "fill"}
    assert all(0 <= case.least <= 1.1 for case in cases().values())


def test_there_is_a_default_frame_for_verbs_and_nouns_of_every_type() -> None:
    assert {(event, pos) for event in TYPES for pos in "VN"} <= set(default_frames())
