"""Contexts of a claim: from its sentence, its paragraph, its report, and its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from dragoman.claims.contexts import contexts
from dragoman.records import Claim

Code = Callable[..., tuple[Claim, ...]]


def test_a_settling_word_counts_unless_the_report_speaks_of_it_in_passing() -> None:
    own = Counter(health=2)
    assert contexts(own, [], own) == ("health",)
    assert contexts(own, [], Counter(health=2, military=60)) == ()
    assert contexts(Counter(health=3), [], Counter(health=3, military=60)) == ("health",)


def test_a_hint_needs_its_paragraph_or_a_report_that_is_about_it() -> None:
    hint = Counter(legal=1)
    assert contexts(hint, [], hint) == ()
    assert contexts(hint, [Counter(legal=3)], hint) == ("legal",)
    assert contexts(hint, [], Counter(legal=12)) == ("legal",)


def test_what_a_report_is_about_throughout_needs_only_the_paragraph() -> None:
    whole = Counter(election=20)
    assert contexts(Counter(), [Counter(election=2)], whole) == ("election",)
    assert contexts(Counter(), [], whole) == ()


def test_the_kind_of_an_act_speaks_for_itself() -> None:
    assert contexts(Counter(), [], Counter(military=4), "ASSAULT", "aerial") == ("military",)
    assert contexts(Counter(), [], Counter(), "ASSAULT", "firearms") == ()


def test_who_acts_is_not_what_it_is_about(code: Code) -> None:
    (claim,) = code("The prime minister of Turkey condemned Kurdish rebels.")
    assert "executive" not in claim.contexts and "religion_ethnicity" not in claim.contexts
