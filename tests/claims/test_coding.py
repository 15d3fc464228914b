"""Claims off sentences: one test for each rule of syntax or of the codebook."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Claim

Code = Callable[..., tuple[Claim, ...]]


def told(claim: Claim) -> tuple[str, list[str | None], list[str | None]]:
    """A claim as type, countries of the actors, countries of the recipients."""
    return claim.event, [p.country for p in claim.actors], [p.country for p in claim.recipients]


@pytest.mark.parametrize(
    ("sentence", "event", "actors", "recipients"),
    [
        ("Turkey condemned Syria over the raid.", "ACCUSE", ["TUR"], ["SYR"]),
        ("Syria was condemned by Turkey over the raid.", "ACCUSE", ["TUR"], ["SYR"]),
        ("Turkey and Egypt condemned Syria.", "ACCUSE", ["TUR", "EGY"], ["SYR"]),
        ("Turkey, which condemned Syria, closed a road.", "ACCUSE", ["TUR"], ["SYR"]),
        ("Turkey decided to condemn Syria.", "ACCUSE", ["TUR"], ["SYR"]),
        ("Turkey urged Russia to withdraw its troops from Georgia.", "REQUEST", ["TUR"], ["RUS"]),
        ("The Israeli army carried out air strikes against Hamas in Gaza.", "ASSAULT", ["ISR"], ["PSE"]),
        ("Turkey's invasion of Cyprus went on.", "ASSAULT", ["TUR"], ["CYP"]),
        ("The United States imposed sanctions on Iran.", "SANCTION", ["USA"], ["IRN"]),
        ("Russia threatened to attack Ukraine.", "THREATEN", ["RUS"], ["UKR"]),
        ("Thousands of protesters rallied in Thailand.", "PROTEST", ["THA"], ["THA"]),
        ("Turkish police arrested a journalist in Ankara.", "COERCE", ["TUR"], ["TUR"]),
        ("Russia moved troops to the border with Ukraine.", "MOBILIZE", ["RUS"], ["UKR"]),
        ("Iran rejected the American proposal.", "REJECT", ["IRN"], ["USA"]),
    ],
)
def test_who_did_what_to_whom(code: Code, sentence: str, event: str, actors: list[str], recipients: list[str]) -> None:
    assert (event, actors, recipients) in [told(claim) for claim in code(sentence)]


@pytest.mark.parametrize(
    ("sentence", "event", "status"),
    [
        ("Turkey attacked the rebels in Syria.", "ASSAULT", "actual"),
        ("Turkey did not attack the rebels in Syria.", "ASSAULT", "negated"),
        ("Turkey denied that its forces had attacked the rebels in Syria.", "ASSAULT", "negated"),
        ("Turkey may attack the rebels in Syria.", "ASSAULT", "hypothetical"),
        ("If Turkey attacked the rebels in Syria, Russia would object.", "ASSAULT", "hypothetical"),
        ("In 1974 Turkey invaded Cyprus.", "ASSAULT", "historical"),
    ],
)
def test_status(code: Code, sentence: str, event: str, status: str) -> None:
    assert (event, status) in [(claim.event, claim.status) for claim in code(sentence)]


def test_future_cooperation_is_agreement(code: Code) -> None:
    claims = code("Iran will supply air defence systems to Syria.")
    assert [(c.event, c.content, c.status) for c in claims] == [("AGREE", "AID", "actual")]


def test_a_vow_of_force_is_a_threat(code: Code) -> None:
    claims = code("Israel vowed to attack Iran.")
    assert ("THREATEN", "ASSAULT") in [(c.event, c.content) for c in claims]
    assert "ASSAULT" not in [c.event for c in claims]


def test_the_content_of_a_demand_is_not_a_second_claim(code: Code) -> None:
    claims = code("Turkey demanded that Russia withdraw its troops from Georgia.")
    assert [(c.event, c.mode, c.content) for c in claims] == [("REQUEST", "yield", "RETREAT")]


def test_every_field_has_a_reason(code: Code) -> None:
    for claim in code("Turkey condemned Syria over the raid, the agency said on Monday."):
        assert isinstance(claim.because, dict)
        assert isinstance(claim.nulls, dict)
        assert claim.because["event"].row
        assert claim.mode or "mode" in claim.nulls
        assert claim.where or "where" in claim.nulls


def test_spans_are_slices_of_the_text(code: Code) -> None:
    text = "Turkey’s president – Recep Tayyip Erdoğan – condemned Syria’s army on Monday."
    for claim in code(text):
        assert text[claim.anchor.start : claim.anchor.end] == claim.anchor.text
        for party in (*claim.actors, *claim.recipients, *claim.sources):
            if party.start is not None:
                assert text[party.start : party.end] == party.text


@pytest.mark.parametrize(
    "sentence",
    [
        "Iran beat Syria 2-0 in the World Cup qualifier.",
        "The novel tells how Russia attacked Finland.",
        "Shares in Germany's biggest bank fell on Monday.",
        "The storm killed twelve people in Japan.",
        "The critics attacked the film's budget.",
        "The minister said that the situation was calm.",
    ],
)
def test_no_false_events(code: Code, sentence: str) -> None:
    assert code(sentence) == ()
