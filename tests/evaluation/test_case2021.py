"""Sub-types of ACLED's kind as PLOVER types: the table, the main type, the figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import DragomanError
from dragoman.evaluation.case2021 import NO_CLAIM, evaluate, main_type, sub_types
from dragoman.ontology import MODES, TYPES


def test_every_row_names_types_and_modes_of_plover() -> None:
    table = sub_types()
    assert len(table) == 30
    for row in table.values():
        assert row.types == (NO_CLAIM,) or set(row.types) <= set(TYPES)
        assert row.modes <= {mode for name in row.types for mode in MODES.get(name, {})}


def test_what_plover_does_not_code_is_no_claim() -> None:
    table = sub_types()
    uncoded = {name for name, row in table.items() if row.types == (NO_CLAIM,)}
    assert {"NATURAL_DISASTER", "MAN_MADE_DISASTER", "ORG_CRIME"} <= uncoded


def test_the_main_type_is_that_of_most_claims_or_the_first(made: Any) -> None:
    sentence = made("Police fired on marchers and arrested ten.")
    fired, marchers = sentence.claim("ASSAULT", "fired"), sentence.claim("PROTEST", "marchers")
    arrested = sentence.claim("COERCE", "arrested")
    assert main_type([]) == NO_CLAIM
    assert main_type([fired, marchers]) == "ASSAULT"
    assert main_type([fired, arrested, arrested]) == "COERCE"


def test_figures_on_snippets(gold_file: Any) -> None:
    rows = [
        {"id": "1", "subtype": "ARREST", "text": "Police arrested four activists in Minsk on Friday."},
        {"id": "2", "subtype": "NATURAL_DISASTER", "text": "Heavy rain flooded the valley for two days."},
        {"id": "3", "subtype": "ARREST", "text": "The orchestra tuned its violins."},
    ]
    figures = evaluate(gold_file("test.jsonl", *rows))
    assert (figures["type_accuracy"], figures["n"]) == (0.6667, 3)
    assert figures["mode_accuracy"] == 1.0
    assert figures["no_claim_accuracy"] == 1.0
    assert figures["by_subtype"]["ARREST"] == 0.5


def test_an_unknown_sub_type_is_told(gold_file: Any) -> None:
    folder = gold_file("test.jsonl", {"id": "1", "subtype": "COUP", "text": "Officers seized power."})
    with pytest.raises(DragomanError, match="'COUP' has no row"):
        evaluate(folder)


@pytest.mark.data
def test_the_published_snippets(data: Path) -> None:
    figures = evaluate(data / "events" / "case2021_task2")
    assert figures["n"] == 508
    assert figures["type_accuracy"] > 0.55
