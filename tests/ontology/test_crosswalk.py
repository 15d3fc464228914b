"""CAMEO and PLOVER: every code has its place, no mode or context is dead, and the codebook's rules hold."""

from __future__ import annotations

import pytest

from dragoman.errors import BadSetting
from dragoman.ontology import CONTEXTS, MODES, TYPES, cameo
from dragoman.ontology.crosswalk import to_cameo, to_plover
from dragoman.tables import package_path, rows


def test_every_code_of_cameo_is_in_the_table() -> None:
    for code in cameo.codes():
        to_plover(code)


def test_no_dead_type_mode_or_context() -> None:
    for code in cameo.codes():
        found = to_plover(code)
        if found is not None:
            assert found.event in TYPES
            assert found.mode is None or found.mode in MODES[found.event]
            assert found.context is None or found.context in CONTEXTS


def test_every_type_and_mode_has_a_code_of_cameo() -> None:
    for event, modes in MODES.items():
        assert to_cameo(event) in cameo.codes()
        for mode in modes:
            assert to_cameo(event, mode) in cameo.codes()


def test_contexts_in_the_way_back_exist() -> None:
    table = rows(package_path("ontology", "to_cameo.tsv"), ("type", "mode", "context", "cameo"))
    assert {row.cells["context"] for row in table if row.cells["context"]} <= set(CONTEXTS)


@pytest.mark.parametrize(
    ("code", "event", "mode"),
    [
        ("030", "AGREE", None),  # a promise of cooperation is AGREE
        ("035", "CONCEDE", None),  # an announced retreat is CONCEDE
        ("055", "CONCEDE", None),  # an apology is CONCEDE
        ("057", "SUPPORT", None),  # a signed agreement is SUPPORT
        ("042", "CONSULT", "visit"),
        ("0871", "CONCEDE", None),  # a ceasefire declared
        ("0841", "RETREAT", "release"),
        ("0831", "RETREAT", "resign"),
        ("102", "REQUEST", "assist"),
        ("105", "REQUEST", "yield"),
        ("115", "ACCUSE", "allege"),
        ("116", "SANCTION", "convict"),  # a conviction
        ("129", "REJECT", None),  # a veto
        ("1381", "THREATEN", "territory"),
        ("151", "MOBILIZE", "police"),
        ("161", "SANCTION", "withdraw"),
        ("173", "COERCE", "arrest"),
        ("1712", "ASSAULT", "destroy"),
        ("175", "ASSAULT", "crowd-control"),
        ("192", "ASSAULT", None),  # occupation of territory
        ("1831", "ASSAULT", "suicide-attack"),
    ],
)
def test_rules_of_the_codebook(code: str, event: str, mode: str | None) -> None:
    found = to_plover(code)
    assert found is not None
    assert (found.event, found.mode) == (event, mode)


def test_a_mere_statement_is_not_coded() -> None:
    assert to_plover("010") is None


def test_a_code_that_lost_its_zero_is_refused() -> None:
    with pytest.raises(BadSetting, match="leading zero"):
        to_plover("10x")


def test_context_refines_the_way_back() -> None:
    assert to_cameo("COOPERATE", None, ["military"]) == "062"
    assert to_cameo("ASSAULT", "aerial", ["military"]) == "195"


def test_goldstein_of_a_longer_code_is_that_of_its_parent() -> None:
    assert cameo.goldstein("0213") == 3.4
    assert cameo.root("0213") == "02"
