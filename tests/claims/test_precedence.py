"""PLOVER's precedence, one test for each rule of the codebook that is a row of `precedence.tsv`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.claims.precedence import Act, apply
from dragoman.ontology import TYPES
from dragoman.records import Claim


@pytest.mark.parametrize("event", ["CONSULT", "SUPPORT", "COOPERATE", "AID"])
def test_coming_cooperation_is_agreement_with_that_content(event: str) -> None:
    changed, because = apply(Act(event, None, None, "future"))
    assert changed == Act("AGREE", None, event, "actual")
    assert because is not None and because.row


def test_an_announced_retreat_is_a_concession() -> None:
    changed, _ = apply(Act("RETREAT", "withdraw", None, "future"))
    assert changed == Act("CONCEDE", None, "RETREAT", "actual")


@pytest.mark.parametrize(("event", "mode"), [("ASSAULT", "violence"), ("SANCTION", "restrict"), ("COERCE", "restrict")])
def test_a_vow_of_harm_is_a_threat(event: str, mode: str) -> None:
    changed, _ = apply(Act(event, None, None, "actual"), through="AGREE")
    assert changed == Act("THREATEN", mode, event, "actual")


def test_a_vow_to_refuse_is_a_refusal() -> None:
    changed, _ = apply(Act("REJECT", None, None, "actual"), through="AGREE")
    assert changed.event == "REJECT"


@pytest.mark.parametrize("event", sorted(TYPES))
def test_what_happened_stays_what_it_is(event: str) -> None:
    act = Act(event, None, None, "actual")
    assert apply(act) == (act, None)


@pytest.mark.parametrize(
    ("sentence", "event", "content", "cameo"),
    [
        ("Turkey will not lift the embargo on Greece.", "REJECT", "CONCEDE", "124"),
        ("Hamas said it will not open negotiations with the Israeli government.", "REJECT", "CONSULT", "125"),
        ("The Venezuelan opposition said on Monday that it would boycott the election.", "THREATEN", "PROTEST", "133"),
        ("Iran said it will release two soldiers.", "CONCEDE", "RETREAT", "0353"),
        ("Turkey will send food aid to Iraq.", "AGREE", "AID", "0333"),
    ],
)
def test_what_somebody_says_they_will_or_will_not_do(
    code: Callable[..., tuple[Claim, ...]], sentence: str, event: str, content: str, cameo: str
) -> None:
    assert (event, content, cameo) in [(claim.event, claim.content, claim.cameo) for claim in code(sentence)]


@pytest.mark.parametrize(
    ("sentence", "event", "mode", "content"),
    [
        ("Egypt rejected a request by Kenya to withdraw its troops.", "REJECT", "yield", "RETREAT"),
        ("Egypt rejected the accusations of Kenya.", "REJECT", None, None),
        ("Egypt denied that its jets had bombed the port.", "REJECT", None, None),
        ("Norway ratified the treaty with Chile.", "SUPPORT", None, None),
        ("Deputies asked the government to impose sanctions on Chile.", "REQUEST", None, "SANCTION"),
        ("Norway threatened to break off relations with Chile.", "THREATEN", "relations", "SANCTION"),
    ],
)
def test_what_a_speech_act_answers_is_not_its_content(
    code: Callable[..., tuple[Claim, ...]], sentence: str, event: str, mode: str | None, content: str | None
) -> None:
    assert (event, mode, content) in [(claim.event, claim.mode, claim.content) for claim in code(sentence)]


@pytest.mark.parametrize(
    ("sentence", "event", "content"),
    [
        ("Kenya will suspend aid to Chad unless it frees the pilots.", "THREATEN", "SANCTION"),
        ("If Chad does not free the pilots, Kenya will cut ties with it.", "THREATEN", "SANCTION"),
        ("Kenya agreed with Chad to arrest the smugglers.", "AGREE", "COERCE"),
        ("Kenya does not negotiate with rebels, its president said.", "REJECT", "CONSULT"),
        ("The prime minister of Kenya is to meet the president of Chad on Friday.", "AGREE", "CONSULT"),
        ("The prime minister of Kenya is due to visit Chad next week.", "AGREE", "CONSULT"),
    ],
)
def test_what_is_announced_on_a_condition_or_not_done_now(
    code: Callable[..., tuple[Claim, ...]], sentence: str, event: str, content: str | None
) -> None:
    assert (event, content) in [(claim.event, claim.content) for claim in code(sentence)]


@pytest.mark.parametrize(
    "sentence", ["Nobody was arrested in Chad by the police.", "No country has attacked Chad.", "Kenya sent no troops."]
)
def test_an_act_of_nobody_or_to_nobody_is_negated(code: Callable[..., tuple[Claim, ...]], sentence: str) -> None:
    assert [claim.status for claim in code(sentence)] == ["negated"]


def test_what_may_not_be_done_is_possible_and_not_denied(code: Callable[..., tuple[Claim, ...]]) -> None:
    assert [claim.status for claim in code("Kenya may not attack Chad.")] == ["hypothetical"]
    assert [claim.status for claim in code("Kenya might have attacked Chad.")] == ["negated"]
