"""Signs of one group to relations: intervals, episodes, names, contradictions, whatever the order of arrival."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Relation, Where
from dragoman.stories.relations import Sign, assemble, in_force, shipped_kinds
from dragoman.stories.relations.derivation import of_signs
from tests.stories.relations.made import side, sign

KINDS = shipped_kinds()


def only(kind: str, *signs: Sign) -> Relation:
    (found,) = assemble(KINDS[kind], signs)
    return found


def test_what_opens_and_closes_gives_an_interval_with_its_bases() -> None:
    found = only("sanctions", sign("opens", "2011-05-18"), sign("closes", "2025-06-30"))
    assert (found.from_, found.from_basis) == ("2011-05-18", "explicit")
    assert (found.to, found.to_basis, found.state) == ("2025-06-30", "explicit", "ended")
    assert [one.effect for one in found.evidence] == ["opens", "closes"]


def test_an_opening_told_of_loosely_keeps_both_its_bounds() -> None:
    found = only("sanctions", sign("opens", "2019-10-01", latest="2019-12-31", name="Caesar Act"))
    assert (found.from_, found.from_latest, found.name) == ("2019-10-01", "2019-12-31", "Caesar Act")
    assert found.to is None


def test_what_is_only_told_to_stand_has_an_open_start() -> None:
    found = only("presence", sign("renews", None, "presence", told="2020-07-08"))
    assert (found.from_, found.from_basis, found.from_latest) == (None, "untold", "2020-07-08")
    assert found.first_told == "2020-07-08"


def test_what_ends_without_having_been_told_of_has_an_end_only() -> None:
    found = only("presence", sign("closes", "2021-08-30", "presence"))
    assert (found.from_, found.to, found.state) == (None, "2021-08-30", "ended")


def test_easing_weakens_and_a_renewal_restores() -> None:
    eased = [sign("opens", "2012-01-01"), sign("weakens", "2015-01-01")]
    assert only("sanctions", *eased).state == "weakened"
    assert only("sanctions", *eased, sign("renews", "2018-01-01")).state == "in_force"


def test_a_denial_disputes_and_is_kept_beside() -> None:
    found = only("presence", sign("renews", "2020-07-08", "presence"), sign("contradicts", "2020-07-09", "presence"))
    assert found.state == "disputed"
    assert [one.effect for one in found.disputes] == ["contradicts"]
    assert [one.effect for one in found.evidence] == ["renews"]


def test_a_denial_of_what_nobody_asserts_makes_no_relation() -> None:
    assert assemble(KINDS["presence"], [sign("contradicts", "2020-07-09", "presence")]) == ()


def test_a_year_without_fighting_ends_an_episode_and_the_next_fight_opens_another() -> None:
    pair: dict[str, Any] = {"holders": (side("ARM"), side("AZE")), "towards": ()}
    first, second = assemble(
        KINDS["conflict"],
        [sign("opens", day, "conflict", **pair) for day in ("2016-04-02", "2016-04-05", "2020-09-27")],
    )
    assert (first.from_, first.to, first.to_basis) == ("2016-04-02", "2016-04-05", "lapsed")
    assert (second.from_, second.to, second.state) == ("2020-09-27", None, "in_force")


def test_what_only_bears_on_a_standing_relation_makes_none() -> None:
    assert assemble(KINDS["sanctions"], [sign("renews", "2020-01-01", standing=True)]) == ()


def test_sanctions_of_different_acts_are_different_relations() -> None:
    found = assemble(
        KINDS["sanctions"],
        [
            sign("opens", "2003-12-12", name="Syria Accountability Act"),
            sign("opens", "2019-12-20", name="Caesar Act"),
            sign("closes", "2025-12-18", name="Caesar Act"),
        ],
    )
    assert [(one.name, one.to) for one in found] == [("Syria Accountability Act", None), ("Caesar Act", "2025-12-18")]


def test_a_nameless_closing_ends_the_regime_that_stands() -> None:
    found = only("sanctions", sign("opens", "2019-12-20", name="Caesar Act"), sign("closes", "2025-12-18"))
    assert (found.name, found.to) == ("Caesar Act", "2025-12-18")


def test_agreements_on_different_subjects_are_kept_apart_and_found_again() -> None:
    pair: dict[str, Any] = {"holders": (side("IRN"), side("SYR")), "towards": ()}
    found = assemble(
        KINDS["agreement"],
        [
            sign("opens", "2012-02-18", "agreement", subject="free trade", **pair),
            sign("opens", "2020-07-08", "agreement", subject="a military partnership", **pair),
            sign("renews", "2021-01-01", "agreement", subject="the military pact", **pair),
        ],
    )
    assert [(one.subject, one.renewals) for one in found] == [("free trade", 0), ("a military partnership", 1)]


def test_two_reports_of_one_signing_are_one_agreement() -> None:
    pair: dict[str, Any] = {"holders": (side("IRN"), side("SYR")), "towards": ()}
    found = only(
        "agreement",
        sign("opens", "2020-07-08", "agreement", "c1", subject="military cooperation", **pair),
        sign("opens", "2020-07-09", "agreement", "c2", basis="report", **pair),
    )
    assert found.from_ == "2020-07-08"
    assert len(found.evidence) == 2


def test_of_many_renewals_the_first_of_each_month_is_shown_and_all_are_counted() -> None:
    days = ("2020-01-02", "2020-01-03", "2020-01-04", "2020-02-01")
    found = only("sanctions", sign("opens", "2019-12-20"), *(sign("renews", day) for day in days))
    assert found.renewals == 4
    assert [one.date for one in found.evidence] == ["2019-12-20", "2020-01-02", "2020-02-01"]


def test_the_place_told_most_often_below_a_country_is_shown() -> None:
    def at(name: str, precision: int) -> Where:
        return Where(name, 0, 5, name, "SYR", precision=precision)

    found = only(
        "presence",
        sign("renews", "2020-07-01", "presence", where=at("Syria", 6)),
        sign("renews", "2020-07-02", "presence", where=at("Idlib", 1)),
    )
    assert found.where is not None and found.where.name == "Idlib"


def test_in_force_counts_from_the_first_word_to_a_lifetime_after_the_last() -> None:
    found = only("presence", sign("renews", None, "presence", told="2020-07-08"))
    kind = KINDS["presence"]
    assert not in_force(found, kind, "2020-07-07")
    assert in_force(found, kind, "2020-07-09")
    assert in_force(found, kind, "2021-07-08")
    assert not in_force(found, kind, "2021-07-09")


def test_past_presence_told_of_as_history_is_not_in_force_today() -> None:
    found = only("presence", sign("opens", "2013-01-11", "presence", told="2020-07-08"))
    assert in_force(found, KINDS["presence"], "2013-06-01")
    assert not in_force(found, KINDS["presence"], "2020-07-08")


@given(
    st.permutations(range(7)),
    st.lists(st.sampled_from(["opens", "renews", "weakens", "closes"]), min_size=7, max_size=7),
)
def test_the_order_of_arrival_does_not_matter(order: list[int], effects: list[str]) -> None:
    signs = [sign(effect, f"2020-0{i // 2 + 1}-01", claim=f"c{i}") for i, effect in enumerate(effects)]
    shuffled = of_signs(signs[i] for i in order)
    assert msgspec.json.encode(shuffled) == msgspec.json.encode(of_signs(signs))
