"""UCDP's best, low and high, and which acts have a row."""

from __future__ import annotations

import io

from dragoman.exchange.ucdp import deaths, write_ucdp
from tests.exchange.made import told_events


def rows() -> list[dict[str, str]]:
    out = io.StringIO()
    write_ucdp(told_events(), out)
    head, *lines = out.getvalue().splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


def test_low_and_high_are_the_least_and_the_most_that_is_told() -> None:
    (strike,) = (one for one in told_events() if one.id == "e4")
    assert deaths(strike) == (18, 18, 21)


def test_only_violence_with_deaths_has_a_row_and_the_rest_is_counted() -> None:
    written = write_ucdp(told_events(), io.StringIO())
    assert written.rows == 1
    assert written.left_out["status negated, which the layout cannot tell from done"] == 1
    assert written.left_out["SUPPORT, which is no violence"] == 1


def test_a_state_that_strikes_a_state_is_state_based_violence_of_one_day() -> None:
    (row,) = rows()
    assert (row["type_of_violence"], row["date_prec"], row["where_prec"]) == ("1", "1", "1")
    assert (row["best"], row["low"], row["high"], row["number_of_sources"]) == ("18", "18", "21", "2")
    assert row["dyad_name"] == "Saudi armed forces - Yemeni armed forces"
