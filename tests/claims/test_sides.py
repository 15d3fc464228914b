"""Who stands on which side where no plain slot holds them: things and their owners, documents and their authors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Claim

Code = Callable[..., tuple[Claim, ...]]


def sides(claims: tuple[Claim, ...], event: str) -> list[tuple[list[str | None], list[str | None]]]:
    """The countries of both sides of every claim of a type."""
    return [([p.country for p in c.actors], [p.country for p in c.recipients]) for c in claims if c.event == event]


@pytest.mark.parametrize(
    ("sentence", "event", "actors", "recipients"),
    [
        ("Turkey eased emergency measures in Montenegro on Monday.", "CONCEDE", ["TUR"], ["MNE"]),
        ("Israel opened an investigation against twelve Lebanese officers.", "ACCUSE", ["ISR"], ["LBN"]),
        ("Egypt declared a suspension of trade with Serbia.", "SANCTION", ["EGY"], ["SRB"]),
        ("President Trump withdrew the United States from a treaty with Iran.", "SANCTION", ["USA"], ["IRN"]),
    ],
)
def test_a_recipient_deeper_in_what_is_done(
    code: Code, sentence: str, event: str, actors: list[str], recipients: list[str]
) -> None:
    assert (actors, recipients) in sides(code(sentence), event)


@pytest.mark.parametrize(
    ("sentence", "event", "actors", "recipients"),
    [
        ("Russian helicopters shelled a camp in Georgia.", "ASSAULT", ["RUS"], ["GEO"]),
        ("The Turkish president posted a message blaming Greece for the attacks.", "ACCUSE", ["TUR"], ["GRC"]),
    ],
)
def test_whoever_stands_behind_a_thing_acts(
    code: Code, sentence: str, event: str, actors: list[str], recipients: list[str]
) -> None:
    assert (actors, recipients) in sides(code(sentence), event)


def test_a_withdrawal_has_no_recipient_by_its_place(code: Code) -> None:
    assert sides(code("The United States announced the withdrawal of its troops from Syria."), "CONCEDE") == [
        (["USA"], [])
    ]


def test_the_voice_of_a_statement_is_its_author(code: Code) -> None:
    claims = code("Turkey attacked Greece, according to a statement released by the Greek foreign ministry.")
    assert [[s.country for s in c.sources] for c in claims if c.event == "ASSAULT"] == [["GRC"]]


def test_the_agent_of_a_noun_behind_its_patient(code: Code) -> None:
    assert (["ISR"], ["LBN"]) in sides(code("The bombing of a Lebanese village by Israel was condemned."), "ASSAULT")


def test_the_target_of_an_act_is_its_recipient(code: Code) -> None:
    assert (["USA"], ["CUB"]) in sides(code("Cuba has long been the subject of American sanctions."), "SANCTION")


def test_a_day_is_no_party(code: Code) -> None:
    claims = code("On Monday, Canada announced tighter restrictions on exports to Cuba.")
    assert sides(claims, "SANCTION") == [(["CAN"], ["CUB"])]


def test_an_attack_on_a_place_happens_there(code: Code) -> None:
    claims = code("Rebels attacked Aleppo on Monday.")
    assert [c.where.country for c in claims if c.event == "ASSAULT" and c.where] == ["SYR"]


@pytest.mark.parametrize(
    ("sentence", "event", "actors", "recipients"),
    [
        ("Sudanese guards tortured dozens of Kenyan and Ugandan refugees in Juba.", "ASSAULT", ["SDN"], ["KEN", "UGA"]),
        ("Senior French, German and Polish officials agreed to share data.", "AGREE", ["FRA", "DEU", "POL"], []),
        ("Chad, Niger sign treaty on grazing land", "SUPPORT", ["TCD", "NER"], []),
    ],
)
def test_nations_side_by_side_are_one_party_each(
    code: Code, sentence: str, event: str, actors: list[str], recipients: list[str]
) -> None:
    assert (actors, recipients) in sides(code(sentence), event)


@pytest.mark.parametrize(
    ("sentence", "event", "actors", "recipients"),
    [
        ("Jordan extradited the smuggler to Iraq.", "COOPERATE", ["JOR"], ["IRQ"]),
        ("The Danish premier telephoned the Finnish president.", "CONSULT", ["DNK"], ["FIN"]),
        ("The Omani sultan received the Chinese premier.", "CONSULT", ["CHN"], ["OMN"]),
        ("The Danish premier met the Finnish president.", "CONSULT", ["DNK", "FIN"], []),
    ],
)
def test_one_way_contact_has_a_recipient_and_a_meeting_none(
    code: Code, sentence: str, event: str, actors: list[str], recipients: list[str]
) -> None:
    assert (actors, recipients) in sides(code(sentence), event)


def test_a_pronoun_is_shown_by_the_words_it_stands_for_in_its_sentence(code: Code) -> None:
    claims = code("Ghana said that it had bombed a Malian camp.")
    assert [[p.text for p in c.actors] for c in claims if c.event == "ASSAULT"] == [["Ghana"]]


def test_a_side_taken_from_before_has_the_words_of_its_sentence(code: Code) -> None:
    claims = code("Kenya bombed a Somali port on Monday. The bombing was a warning, ministers in Kenya said.")
    told = [c for c in claims if c.event == "ASSAULT"][1:]
    assert [[p.text for p in c.actors] for c in told] == [["Kenya"]]
    assert told[0].actors[0].start is not None


def test_she_is_a_woman_and_means_one(code: Code) -> None:
    text = "Angela Merkel met Emmanuel Macron in Paris. She criticised the Turkish president on Tuesday."
    claims = [c for c in code(text, date="2019-05-02") if c.event == "ACCUSE"]
    assert [[p.name for p in c.actors] for c in claims] == [["Angela Merkel"]]


def test_the_name_of_an_unknown_owner_has_no_ending(code: Code) -> None:
    claims = code("Zorblat's attack on an Egyptian town killed nine soldiers.")
    assert {p.name for c in claims for p in c.actors} == {"Zorblat"}


@pytest.mark.parametrize(
    ("sentence", "event", "sources"),
    [
        ("“We urge Arland to free the pilots,” the Kenyan minister said.", "REQUEST", []),
        ("“We asked Egypt for wheat in June,” the Kenyan minister said.", "REQUEST", ["KEN"]),
    ],
)
def test_whose_word_a_claim_stands_on(code: Code, sentence: str, event: str, sources: list[str]) -> None:
    told = [[s.country for s in c.sources] for c in code(sentence) if c.event == event]
    assert sources in told


def test_what_a_voice_takes_for_known_stands_on_the_reports_word(code: Code) -> None:
    told = "The agreement between Chad and Niger angered Libya, the Libyan premier said."
    known = code(f"Chad and Niger agreed on a border on Monday. {told}")
    assert [[s.country for s in c.sources] for c in known if c.event == "AGREE"] == [[], []]
    assert [[s.country for s in c.sources] for c in code(told) if c.event == "AGREE"] == [["LBY"]]


@pytest.mark.parametrize(
    ("sentence", "event", "actors", "recipients"),
    [
        ("Kenya sent jets to shadow Ugandan bombers over the lake.", "MOBILIZE", ["KEN"], ["UGA"]),
        ("Chad mobilised its reserves for a war against Libya.", "MOBILIZE", ["TCD"], ["LBY"]),
        ("Kenya sent troops to Uganda on Friday.", "MOBILIZE", ["KEN"], []),
        ("Egypt rejected a United Nations appeal for talks along its border with Sudan.", "REJECT", ["EGY"], ["UNO"]),
        ("Chad complained to the United Nations over two Libyan air raids.", "ACCUSE", ["TCD"], ["LBY"]),
        ("Kenya demanded that Uganda match Rwanda's support for the fund.", "REQUEST", ["KEN"], ["UGA"]),
        ("Two Somali bombers killed 23 people in Nairobi.", "ASSAULT", ["SOM"], ["KEN"]),
    ],
)
def test_the_other_side_by_what_is_said_of_it(
    code: Code, sentence: str, event: str, actors: list[str], recipients: list[str]
) -> None:
    assert (actors, recipients) in sides(code(sentence), event)


def test_each_clause_has_its_own_subject(code: Code) -> None:
    claims = code("Kenya condemned Uganda, and Rwanda recalled its ambassador.")
    assert sides(claims, "ACCUSE") == [(["KEN"], ["UGA"])]
    assert [[p.country for p in c.actors] for c in claims if c.event == "SANCTION"] == [["RWA"]]


@pytest.mark.parametrize(
    ("sentence", "event", "actors", "recipients"),
    [
        ("Kenya urged allies such as Uganda and Rwanda to close their ports.", "REQUEST", ["KEN"], ["UGA", "RWA"]),
        ("Norway condemned an attack on a Malian hotel.", "ACCUSE", ["NOR"], []),
        ("Egypt announced that its troops would be leaving Sudan.", "CONCEDE", ["EGY"], []),
    ],
)
def test_who_is_meant_and_who_is_only_touched(
    code: Code, sentence: str, event: str, actors: list[str], recipients: list[str]
) -> None:
    assert (actors, recipients) in sides(code(sentence), event)


@pytest.mark.parametrize(
    ("sentence", "event", "actors", "recipients"),
    [
        ("The Kenyan bishops support the general amnesty.", "SUPPORT", ["KEN"], []),
        ("Chadian gunmen attacked a camp for Congolese refugees.", "ASSAULT", ["TCD"], ["COD"]),
    ],
)
def test_a_mere_quality_is_nobody_and_a_thing_is_for_somebody(
    code: Code, sentence: str, event: str, actors: list[str], recipients: list[str]
) -> None:
    assert (actors, recipients) in sides(code(sentence), event)


def test_a_hyphen_and_a_force_of_the_air_are_somebody(code: Code) -> None:
    accused = code("The vice-president accused Denmark of fraud.")
    assert [(p.text, p.sector) for c in accused for p in c.actors] == [("The vice-president", "GOV")]
    struck = code("The air force struck a Libyan power station.")
    assert [(p.text, p.sector) for c in struck for p in c.actors] == [("The air force", "MIL")]


def test_who_acts_upon_a_state_is_not_taken_for_its_own(code: Code) -> None:
    assert sides(code("The army shelled Denmark."), "ASSAULT") == [([None], ["DNK"])]
