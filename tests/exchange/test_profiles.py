"""Dyads of claims as PETRARCH and ICEWS give them, and strict PLOVER."""

from __future__ import annotations

from msgspec.structs import replace

from dragoman.exchange.profiles import cameo_rows, strict
from dragoman.reading import read_text
from dragoman.records import Claim, Party, Report, Span

REPORT: Report = read_text("Arland met Boria.", id="r", date="2021-03-04")
USA = Party("Washington", 0, 10, "United States government", "USA", "GOV")
RUS = Party("Moscow", 0, 6, "Russian government", "RUS", "GOV")
SYR = Party("rebels", 0, 6, "rebels (Syria)", "SYR", "REB")
VISIT = Claim(
    "r", 0, 17, Span("met", 7, 10), "CONSULT", "visit", None, "actual", (USA,), (RUS,), (), None, None, cameo="042"
)


def told(*claims: Claim) -> list[tuple[str, str, str]]:
    return [(row.source, row.target, row.code) for row in cameo_rows(REPORT, claims)]


def test_several_sides_are_expanded_and_a_visit_is_hosted() -> None:
    assert told(replace(VISIT, recipients=(RUS, SYR))) == [
        ("USAGOV", "RUSGOV", "042"),
        ("RUSGOV", "USAGOV", "043"),
        ("USAGOV", "SYRREB", "042"),
        ("SYRREB", "USAGOV", "043"),
    ]


def test_the_sides_of_a_mutual_act_are_coded_both_ways() -> None:
    signed = replace(VISIT, event="SUPPORT", mode=None, actors=(USA, RUS), recipients=(), cameo="057")
    assert told(signed) == [("USAGOV", "RUSGOV", "057"), ("RUSGOV", "USAGOV", "057")]


def test_a_dyad_without_a_side_or_of_what_did_not_happen_is_left_out() -> None:
    assert told(replace(VISIT, recipients=()), replace(VISIT, actors=())) == []
    assert told(replace(VISIT, status="negated"), replace(VISIT, status="hypothetical")) == []


def test_a_row_is_given_once_a_sentence_with_the_reports_day() -> None:
    rows = cameo_rows(REPORT, [VISIT, VISIT])
    assert len(rows) == 2
    assert (rows[0].date, rows[0].name, rows[0].anchor) == ("2021-03-04", "Make a visit", "met")


def test_strict_plover_drops_agentless_negated_and_what_lacks_a_wanted_recipient() -> None:
    assert strict([VISIT, replace(VISIT, recipients=())]) == (VISIT, replace(VISIT, recipients=()))
    aid = replace(VISIT, event="AID", mode=None)
    assert strict([replace(VISIT, actors=()), replace(VISIT, status="negated"), aid, replace(aid, recipients=())]) == (
        aid,
    )
    together = replace(VISIT, event="COOPERATE", mode=None, actors=(USA, RUS), recipients=())
    assert strict([together, replace(together, actors=(USA,))]) == (together,)
