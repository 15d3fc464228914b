"""The table of claims and its cells."""

from __future__ import annotations

import io

import msgspec
from rich.console import Console

from dragoman.cli import display
from dragoman.records import When
from tests.cli import made


def shown(width: int = 160) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(display.report_view(made.report(), made.claims(), width))
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_heading_names_headline_date_agency_place_and_count() -> None:
    lines = display.heading(made.report(), 2).plain.split("\n")
    assert lines == ["Arland urges Boria to pull back", "2020-07-08 · AP · BORA CITY · r1 · 2 claims"]


def test_cells() -> None:
    urged, shelled = made.claims()
    assert display.act(urged) == "REQUEST (yield) → RETREAT"
    assert display.parties(urged.actors) == "Arland (ARL GOV)"
    assert display.chain(urged.sources) == "Channel Six (JRN)"
    assert display.chain(()) == display.parties(()) == display.interval(None) == display.place(None) == "–"
    assert display.interval(urged.when) == "2020-07-06"
    assert display.interval(shelled.when) == "… to 2020-07-08"
    assert display.interval(When("May", 0, 3, "2020-05-01", "2020-05-31", "explicit")) == "2020-05-01 to 2020-05-31"
    assert display.place(shelled.where) == "Hallum (ARL)"


def test_words_stay_in_their_sentence() -> None:
    urged, shelled = made.claims()
    assert display.words(made.report(), urged).plain == "Arland on Monday urged Boria to withdraw its…"
    assert display.words(made.report(), shelled).plain == "Boria denied that it had shelled Hallum."


def test_table_holds_every_claim() -> None:
    table = shown()
    for words in ("claim", "says who", "REQUEST (yield)", "ASSAULT (aerial)", "negated", "Channel Six (JRN)"):
        assert words in table


def test_narrow_table_stacks_status_and_date() -> None:
    table = shown(80)
    assert "says who" in table and "2020-07-06" in table and "negated" in table
    assert max(map(len, table.splitlines())) <= 80


def test_report_without_claims_has_its_heading_only() -> None:
    console = Console(file=io.StringIO(), width=100, color_system=None)
    console.print(display.report_view(made.report(), ()))
    assert "0 claims" in console.file.getvalue()  # type: ignore[attr-defined]


def test_square_brackets_are_words_and_no_markup() -> None:
    urged, _ = made.claims()
    odd = msgspec.structs.replace(urged.actors[0], name="Front [bold]")
    assert "Front [bold]" in display.parties((odd,))
