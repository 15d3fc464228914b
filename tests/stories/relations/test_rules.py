"""Every row of the rules has an example that gives its relation; what a row needs is told where it is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coder import Coder
from dragoman.stories.relations import shipped_rules
from dragoman.stories.relations.checking import check
from dragoman.stories.relations.examples import Outcome, run
from dragoman.stories.relations.tables import KIND_COLUMNS, RULE_COLUMNS, Rule

RULES = shipped_rules()


@pytest.fixture(scope="module")
def outcomes(coder: Coder) -> dict[str, Outcome]:
    return {one.rule.row: one for one in run(RULES, coder)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.row} {rule.kind} {rule.effect}")
def test_the_example_of_a_row_gives_its_relation(rule: Rule, outcomes: dict[str, Outcome]) -> None:
    assert outcomes[rule.row].passed, f"{rule.example} gives {outcomes[rule.row].found}"


def test_there_are_at_least_eighty_rules_and_all_are_sound() -> None:
    checked = check()
    assert checked.problems == []
    assert len(checked.rules) >= 80
    assert {one.kind for one in checked.rules} == set(checked.kinds)


KIND = "peace\tpair\tstate\tnone\tone\t365\t\t\tpeace between {holders}\t"
RULE = "peace\topens\tSUPPORT\t\t\t\t057\tpeace\tactors\t\ttwo\t{Eritrea} and {Ethiopia} signed a peace treaty."


def folder(tmp_path: Path, kind: str = KIND, *rules: str) -> Path:
    (tmp_path / "kinds.tsv").write_text("\t".join(KIND_COLUMNS) + f"\n{kind}\n", encoding="utf-8")
    (tmp_path / "rules.tsv").write_text("\n".join(("\t".join(RULE_COLUMNS), *(rules or (RULE,)), "")), encoding="utf-8")
    return tmp_path


def test_sound_tables_have_no_problem(tmp_path: Path) -> None:
    assert check(folder(tmp_path)).problems == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("opens", "begins", "rules.tsv:2: effect is 'begins'; use one of opens, renews, weakens, closes, contradicts"),
        ("SUPPORT", "SUPORT", "rules.tsv:2: event has 'SUPORT'; use of AGREE"),
        ("057", "957", "rules.tsv:2: no CAMEO code begins with '957'; correct it or leave the cell empty"),
        ("actors", "actor", "rules.tsv:2: holders has 'actor'; use actors, named"),
        ("\ttwo\t", "\tthree\t", "rules.tsv:2: needs has 'three'; use of abroad"),
        ("\tpeace\tactors", "\tpeace;!\tactors", "rules.tsv:2: words has an empty group"),
        ("peace\topens", "war\topens", "rules.tsv:2: kind is 'war'; use one of peace"),
    ],
)
def test_a_bad_cell_is_named_with_line_and_remedy(tmp_path: Path, old: str, new: str, told: str) -> None:
    problems = check(folder(tmp_path, KIND, RULE.replace(old, new, 1))).problems
    assert str(problems[0]).startswith(told)


def test_a_row_that_an_earlier_one_leaves_nothing_to_is_named(tmp_path: Path) -> None:
    (problem,) = check(folder(tmp_path, KIND, RULE, RULE)).problems
    assert (
        str(problem)
        == "rules.tsv:3: never counts: rules.tsv:2 matches whatever it does; put it before that row or delete it"
    )


def test_a_kind_that_is_ended_by_an_unknown_kind_is_named(tmp_path: Path) -> None:
    (problem,) = check(folder(tmp_path, KIND.replace("365\t\t", "365\twar:opens\t"))).problems
    assert str(problem) == "kinds.tsv:2: 'war' is no kind of this table; use one of peace"


def test_the_other_rows_are_read_past_a_bad_one(tmp_path: Path) -> None:
    checked = check(folder(tmp_path, KIND, RULE.replace("opens", "begins"), RULE))
    assert (len(checked.rules), len(checked.problems)) == (1, 1)
