"""PLOVER as data: the counts of the manual and the decisions where it contradicts itself."""

from __future__ import annotations

import pytest

from dragoman.ontology import CONTEXTS, COUNTRY_CODES, MODES, SECTORS, TYPES, quad, score


def test_sixteen_types_sixty_seven_modes_thirty_seven_contexts() -> None:
    assert len(TYPES) == 16
    assert sum(len(modes) for modes in MODES.values()) == 67
    assert len(CONTEXTS) == 37


def test_accuse_scores_minus_three_where_the_manual_prints_plus_three() -> None:
    assert score("ACCUSE") == -3.0
    assert all(value < 0 for value in MODES["ACCUSE"].values())


def test_sanction_is_material_conflict() -> None:
    assert quad("SANCTION") == 4


def test_types_that_need_a_recipient() -> None:
    assert {name for name, one in TYPES.items() if one.needs_recipient} == {"COOPERATE", "AID", "SANCTION"}


@pytest.mark.parametrize(
    ("event", "mode", "value"),
    [("AGREE", None, 2.5), ("CONSULT", "visit", 4.0), ("ASSAULT", "aerial", -9.5), ("PROTEST", "vandalize", -5.0)],
)
def test_a_mode_refines_the_score(event: str, mode: str | None, value: float) -> None:
    assert score(event, mode) == value


def test_codes_of_sectors_and_of_those_without_a_state() -> None:
    assert {"GOV", "MIL", "REB", "CVL", "JRN"} <= set(SECTORS)
    assert set(COUNTRY_CODES) == {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
