"""The codebook's rules of type and mode and its nineteen decisions on hard cases, each as a test of that name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Claim

Code = Callable[..., tuple[Claim, ...]]
Told = tuple[str, str | None, str | None, str]


def told(claims: tuple[Claim, ...]) -> list[Told]:
    """Claims as type, mode, content, status."""
    return [(c.event, c.mode, c.content, c.status) for c in claims]


def only(claims: tuple[Claim, ...], event: str) -> Claim:
    """The one claim of a type."""
    (found,) = [claim for claim in claims if claim.event == event]
    return found


def countries(claim: Claim) -> tuple[list[str | None], list[str | None]]:
    return [p.country for p in claim.actors], [p.country for p in claim.recipients]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Iran will supply air defence systems to Syria.", ("AGREE", None, "AID", "actual")),
        ("Iran and China will hold joint exercises.", ("AGREE", None, "COOPERATE", "actual")),
        ("Russia will withdraw its troops from Syria.", ("CONCEDE", None, "RETREAT", "actual")),
        ("Israel promised to release 20 prisoners.", ("CONCEDE", None, "RETREAT", "actual")),
        ("Turkey vowed to attack Kurdish rebels.", ("THREATEN", "violence", "ASSAULT", "actual")),
        ("The EU threatened to impose sanctions on Turkey.", ("THREATEN", "restrict", "SANCTION", "actual")),
        ("Poland will resist the demands of Russia.", ("REJECT", None, None, "actual")),
        ("Iran and China agreed on a trade deal.", ("AGREE", None, "AGREE", "actual")),
        ("Iran and China signed a trade agreement.", ("SUPPORT", None, None, "actual")),
        ("Japan promised food to Yemen.", ("AGREE", None, "AID", "actual")),
        ("Japan delivered food to Yemen.", ("AID", None, None, "actual")),
        ("Russia invited the president of Turkey to Moscow.", ("AGREE", None, "CONSULT", "actual")),
        ("Russia summoned the American ambassador.", ("ACCUSE", "disapprove", None, "actual")),
        ("Russia expelled two Czech diplomats.", ("SANCTION", "expel", None, "actual")),
        ("Egypt broke off relations with Qatar.", ("SANCTION", "discontinue", None, "actual")),
        ("Belarusian police raided an opposition newspaper.", ("COERCE", "seize", None, "actual")),
        ("Hackers from Russia hacked the German parliament.", ("COERCE", "cyber", None, "actual")),
        ("Iran banned the wearing of veils.", ("COERCE", "restrict", None, "actual")),
        ("Russia put its troops on alert.", ("MOBILIZE", "troops", None, "actual")),
        ("The prime minister of Lebanon resigned.", ("RETREAT", "resign", None, "actual")),
        ("President Vladimir Putin apologised to Turkey.", ("CONCEDE", None, None, "actual")),
        ("The government lifted a curfew in Baghdad.", ("CONCEDE", None, "COERCE", "actual")),
    ],
)
def test_plovers_precedence_between_types(code: Code, sentence: str, expected: Told) -> None:
    assert expected in told(code(sentence))


def test_decision_1_a_signed_measure_is_the_measure_and_a_vote_for_it_a_request(code: Code) -> None:
    signed = only(code("President Donald Trump signed a decree imposing sanctions on Iran."), "SANCTION")
    assert countries(signed) == (["USA"], ["IRN"])
    voted = only(code("The Russian parliament voted to ban imports from Turkey."), "REQUEST")
    assert (voted.content, voted.status) == ("SANCTION", "actual")


def test_decision_2_said_is_the_act_with_its_source_and_blamed_is_an_accusation_beside_it(code: Code) -> None:
    said = only(code("The Iraqi minister said that Iran had attacked Iraq."), "ASSAULT")
    assert countries(said) == (["IRN"], ["IRQ"]) and [s.country for s in said.sources] == ["IRQ"]
    accused = code("The United States accused Iran of attacking oil tankers.")
    assert told(accused) == [("ACCUSE", "allege", "ASSAULT", "actual")]
    blamed = code("The United States blamed Iran for the attacks.")
    assert [(c.event, len(c.actors)) for c in blamed] == [("ACCUSE", 1), ("ASSAULT", 0)]
    claimed = only(code("The Islamic State claimed responsibility for a bombing in Kabul."), "ASSAULT")
    assert [p.name for p in claimed.actors] == [s.name for s in claimed.sources] == ["Islamic State"]


def test_decision_3_a_promise_in_the_third_person_is_the_states_and_in_the_first_the_speakers(code: Code) -> None:
    third = only(code("Iran will strengthen Syrian air defences, the Iranian general said."), "AGREE")
    assert countries(third) == (["IRN"], ["SYR"]) and [s.sector for s in third.sources] == ["MIL"]
    first = only(code('"I will help Syria," Iranian President Hassan Rouhani said.'), "AGREE")
    assert [p.name for p in first.actors] == ["Hassan Rouhani"]


def test_decision_4_a_presupposed_act_is_in_the_reports_own_voice(code: Code) -> None:
    claims = code("Russian President Vladimir Putin criticised the American sanctions against Iran.")
    sanctions = only(claims, "SANCTION")
    assert countries(sanctions) == (["USA"], ["IRN"]) and sanctions.sources == ()


def test_decision_5_a_later_noun_is_coded_as_subject_and_not_in_a_temporal_adjunct(code: Code) -> None:
    claims = code("Turkey invaded Syria in June. The invasion angered Russia.")
    assert [(c.event, countries(c)) for c in claims] == [("ASSAULT", (["TUR"], ["SYR"]))] * 2
    assert [c.event for c in code("Turkish police arrested three activists after the attack.")] == ["COERCE"]


def test_decision_6_alleged_is_actual_and_what_a_plan_would_permit_hypothetical(code: Code) -> None:
    assert only(code("Israel allegedly bombed a base in Syria."), "ASSAULT").status == "actual"
    assert only(code("Under the plan, Turkey would send troops to Libya."), "MOBILIZE").status == "hypothetical"
    assert (
        only(code("A bill that would have let Arland arrest Borian sailors failed."), "COERCE").status == "hypothetical"
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Syrian president ordered the army to withdraw.", ("REQUEST", "yield", "RETREAT", "actual")),
        ("The House of Representatives impeached Donald Trump.", ("ACCUSE", "allege", None, "actual")),
        ("A Spanish court acquitted the Catalan police chief.", ("CONCEDE", None, None, "actual")),
        (
            "The United States designated Hezbollah a terrorist organisation.",
            ("SANCTION", "discontinue", None, "actual"),
        ),
        ("President Recep Tayyip Erdogan called Israel a terrorist state.", ("ACCUSE", "disapprove", None, "actual")),
        ("Sri Lanka declared a state of emergency.", ("COERCE", "martial-law", None, "actual")),
        ("The Malian army seized power in a coup.", ("COERCE", "seize", None, "actual")),
    ],
)
def test_decision_7_orders_courts_terrorists_emergencies_coups(code: Code, sentence: str, expected: Told) -> None:
    assert expected in told(code(sentence))


def test_decision_7_a_prison_sentence_is_coded_twice_on_one_word(code: Code) -> None:
    claims = code("A Turkish court sentenced three Kurdish politicians to ten years in prison.")
    assert sorted(told(claims)) == [("COERCE", "arrest", None, "actual"), ("SANCTION", "convict", None, "actual")]
    assert len({claim.anchor for claim in claims}) == 1


def test_decision_8_a_rally_against_those_in_power_is_a_protest_and_a_campaign_rally_nothing(code: Code) -> None:
    rally = only(code("Thousands of protesters rallied against the government in Bangkok."), "PROTEST")
    assert rally.mode == "demo" and countries(rally) == (["THA"], ["THA"])
    assert code("Thousands attended a campaign rally of President Donald Trump in Tulsa.") == ()


def test_decision_9_troops_abroad_are_mobilised_with_the_place_and_without_recipient(code: Code) -> None:
    claim = only(code("American troops are stationed in Iraq."), "MOBILIZE")
    assert claim.mode == "troops" and claim.recipients == ()
    assert claim.where is not None and claim.where.country == "IRQ"


def test_decision_10_named_states_are_one_entry_each_and_an_organisation_one(code: Code) -> None:
    assert countries(only(code("France, Germany and Britain condemned Iran."), "ACCUSE"))[0] == ["FRA", "DEU", "GBR"]
    (nato,) = only(code("NATO condemned Russia."), "ACCUSE").actors
    assert (nato.country, nato.sector) == ("IGO", None)


def test_decision_11_no_time_in_the_sentence_is_the_reports_day(code: Code) -> None:
    claim = only(code("Turkey attacked the rebels in Syria."), "ASSAULT")
    assert claim.when is not None and (claim.when.from_, claim.when.basis) == ("2020-07-08", "report")


def test_decision_12_historical_needs_ninety_days_or_an_earlier_era(code: Code) -> None:
    assert only(code("In 2006 Israel invaded Lebanon."), "ASSAULT").status == "historical"
    assert only(code("In June 2020 Israel invaded Lebanon."), "ASSAULT").status == "actual"


def test_decision_13_the_last_of_parallel_sources_is_the_innermost(code: Code) -> None:
    claim = only(code("Turkey shelled northern Syria, Russia and Iran said."), "ASSAULT")
    assert [s.country for s in claim.sources] == ["RUS", "IRN"]


def test_decision_14_x_fights_y_has_two_sides_and_fighting_between_them_one(code: Code) -> None:
    assert countries(only(code("Russia fought Ukraine in the Donbas."), "ASSAULT")) == (["RUS"], ["UKR"])
    between = [c for c in code("Fighting between Armenia and Azerbaijan went on.") if c.event == "ASSAULT"]
    assert countries(between[0]) == (["ARM", "AZE"], [])


def test_decision_15_a_withdrawal_has_no_recipient_of_its_own(code: Code) -> None:
    assert only(code("The United States withdrew its troops from Syria."), "RETREAT").recipients == ()


def test_decision_16_sharp_criticism_accuses_and_must_requests(code: Code) -> None:
    mistake = only(code("China called the American decision a mistake."), "ACCUSE")
    assert (mistake.mode, countries(mistake)) == ("disapprove", (["CHN"], ["USA"]))
    must = only(code("Israel must stop its attacks on Gaza, the Palestinian president said."), "REQUEST")
    assert (must.mode, must.content, countries(must)) == ("yield", "RETREAT", (["PSE"], ["ISR"]))
    assert code("The new law requires police to report arrests.") == ()


def test_decision_17_pledges_at_home_are_agreed_and_a_forecast_is_future(code: Code) -> None:
    assert only(code("Prime Minister Boris Johnson vowed to hold new elections."), "AGREE").status == "actual"
    assert told(code("Analysts expect China and India to cooperate.")) == [("AGREE", None, "COOPERATE", "future")]
    assert code("Elections are scheduled for May.") == ()


def test_decision_18_a_vague_time_ends_on_the_reports_day_and_a_standing_state_has_none(code: Code) -> None:
    vague = only(code("Turkey recently attacked the rebels in Syria."), "ASSAULT")
    assert vague.when is not None and (vague.when.from_, vague.when.to) == (None, "2020-07-08")
    assert only(code("American troops are stationed in Iraq."), "MOBILIZE").when is None


def test_decision_19_rejected_sanctions_and_accusations_have_no_mode_and_strangers_their_words(code: Code) -> None:
    assert told(code("Iran denied the American accusation.")) == [("REJECT", None, None, "actual")]
    assert only(code("Russia rejected the sanctions of the European Union."), "REJECT").mode is None
    (powers,) = only(code("Foreign powers attacked Libya."), "ASSAULT").actors
    assert (powers.name, powers.country) == ("Foreign powers", None)
