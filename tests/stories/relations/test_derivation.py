"""Reports through the coder to relations: who holds what against whom, since when, on which words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.coder import Coder
from dragoman.reading import read_text
from dragoman.records import Relation
from dragoman.stories.relations import derive
from dragoman.stories.relations.derivation import alone

Tell = Callable[..., tuple[Relation, ...]]


@pytest.fixture(scope="module")
def tell(coder: Coder) -> Tell:
    """The relations of reports given as (date, text), offices left out unless asked for."""

    def run(*told: tuple[str, str], offices: bool = False) -> tuple[Relation, ...]:
        reports = {f"r{i}": read_text(text, id=f"r{i}", date=date) for i, (date, text) in enumerate(told)}
        events = [
            (alone(claim, report.published), [claim])
            for report, claims in coder.code(reports.values())
            for claim in claims
        ]
        return tuple(one for one in derive(events, reports.get) if offices or one.kind != "office")

    return run


PACT = (
    "2006-06-15",
    "Iranian Defence Minister Mostafa Mohammad Najjar and Syrian Defence Minister Hassan Turkmani signed a military "
    "cooperation agreement in Tehran on Thursday. The agreement provides for joint air defence.",
)


def test_an_agreement_has_its_states_subject_terms_and_signatories(tell: Tell) -> None:
    (found,) = (one for one in tell(PACT) if one.kind == "agreement")
    assert [party.country for party in found.holders] == ["IRN", "SYR"]
    assert (found.from_, found.from_basis, found.to) == ("2006-06-15", "relative", None)
    assert found.subject == "military cooperation"
    assert [term.words.text for term in found.terms] == ["joint air defence"]
    assert {party.country for party in found.signatories} == {"IRN", "SYR"}
    words = found.evidence[0].words
    assert PACT[1][words.start : words.end] == words.text
    assert "signed a military cooperation agreement" in words.text


def test_history_opens_a_relation_in_the_past_and_later_news_closes_it(tell: Tell) -> None:
    (found,) = tell(
        ("2015-02-01", "Iran welcomed the news. The United States imposed sanctions on Cuba in February 1962."),
        ("2016-03-20", "The United States lifted its sanctions on Cuba on Saturday."),
    )
    assert (found.kind, found.from_, found.from_latest) == ("sanctions", "1962-02-01", "1962-02-28")
    assert (found.to, found.state) == ("2016-03-19", "ended")


def test_a_peace_treaty_ends_the_war_between_its_sides(tell: Tell) -> None:
    told = tell(
        ("1998-05-13", "War between Eritrea and Ethiopia broke out on Tuesday."),
        ("2000-12-13", "Eritrea and Ethiopia signed a peace treaty in Algiers on Tuesday."),
    )
    kinds = {one.kind: one for one in told}
    assert kinds["conflict"].from_ is not None and kinds["conflict"].from_ <= "1998-05-13"
    assert kinds["conflict"].state == "ended"
    assert kinds["agreement"].from_ == "2000-12-12"


def test_a_ceasefire_weakens_the_conflict_and_new_fighting_ends_the_ceasefire(tell: Tell) -> None:
    told = tell(
        ("2020-09-27", "Fighting between Armenia and Azerbaijan broke out on Sunday."),
        ("2020-10-10", "Armenia and Azerbaijan declared a ceasefire on Saturday."),
        ("2020-10-12", "Fighting between Armenia and Azerbaijan broke out again on Monday."),
    )
    kinds = {one.kind: one for one in told}
    assert [one.effect for one in kinds["conflict"].evidence] == ["opens", "weakens", "opens"]
    assert kinds["ceasefire"].to == "2020-10-12"


def test_a_denial_disputes_the_presence_and_both_voices_are_kept(tell: Tell) -> None:
    (found,) = tell(
        ("2020-02-01", "Russian troops remain in eastern Ukraine, the United States said."),
        ("2020-02-03", "Russia denied the presence of Russian troops in Ukraine."),
    )
    assert (found.kind, found.state) == ("presence", "disputed")
    assert found.evidence[0].voices == ("United States government",)
    assert "presence" in found.disputes[0].words.text


def test_who_holds_an_office_is_read_off_how_reports_name_them(tell: Tell) -> None:
    told = tell(
        ("2020-07-08", "British Prime Minister Boris Johnson met French President Emmanuel Macron in London."),
        offices=True,
    )
    assert {(one.holders[0].name, one.subject, one.towards[0].country) for one in told} == {
        ("Boris Johnson", "prime minister", "GBR"),
        ("Emmanuel Macron", "president", "FRA"),
    }
    assert {one.evidence[0].words.text for one in told} == {
        "British Prime Minister Boris Johnson",
        "French President Emmanuel Macron",
    }


def test_the_order_of_reports_does_not_matter(tell: Tell) -> None:
    told = [
        ("2015-02-01", "The United States imposed sanctions on Cuba in February 1962."),
        ("2016-03-20", "The United States lifted its sanctions on Cuba on Saturday."),
    ]
    assert [(one.from_, one.to) for one in tell(*told)] == [(one.from_, one.to) for one in tell(*reversed(told))]


def test_an_envoy_stands_for_his_state(tell: Tell) -> None:
    (found,) = tell(("2020-01-11", "On Friday, Rabat expelled the Danish ambassador."))
    assert found.kind == "diplomatic"
    assert [party.country for party in found.holders] == ["DNK", "MAR"]


def test_a_reporter_and_an_ambassador_without_a_name_hold_no_office(tell: Tell) -> None:
    told = tell(("2020-01-11", "Rabat expelled the Danish ambassador, the Moroccan Reporter said."), offices=True)
    assert [one.kind for one in told if one.kind == "office"] == []
