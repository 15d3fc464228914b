"""`--explain`: sentences with marked spans and the reason of each field."""

from __future__ import annotations

import io

import msgspec
from rich.console import Console

from dragoman.cli.explaining import explained_view, lines, marked_sentence, reason, roles
from dragoman.records import Because
from tests.cli import made


def test_every_span_is_marked_with_its_role() -> None:
    urged, shelled = made.claims()
    assert marked_sentence(made.report(), urged).plain == (
        "[who: Arland] [when: on Monday] [act: urged] [whom: Boria] to withdraw its troops, "
        "[says: Channel Six] [cue: said]."
    )
    assert marked_sentence(made.report(), shelled).plain == (
        "[says: Boria] [status: denied] that it had [act: shelled] [where: Hallum]."
    )


def test_nested_and_shared_spans() -> None:
    urged, _ = made.claims()
    whole = msgspec.structs.replace(urged, sources=(made.party("Arland", "ARL", "GOV", made.BODY),))
    assert marked_sentence(made.report(), whole).plain.startswith("[who, says: Arland] [when: on Monday]")
    long = made.party("Arland on Monday", "ARL", "GOV", made.BODY)
    nested = marked_sentence(made.report(), msgspec.structs.replace(urged, actors=(long,))).plain
    assert nested.startswith("[who: Arland [when: on Monday]] [act: urged]")


def test_spans_elsewhere_are_left_out_of_the_sentence() -> None:
    urged, _ = made.claims()
    earlier = made.party("Arland", "ARL", "GOV")
    assert earlier.start == 0
    moved = msgspec.structs.replace(urged, actors=(earlier,))
    assert "who" not in {role.name for role in roles(moved)}
    why = next(line.why for line in lines(made.report(), moved) if line.field == "who")
    assert why.startswith("named “Arland” at 0")


def test_reasons_in_words() -> None:
    because = Because("the frame of “urge”", "verbal.tsv:12", "encoder", 0.93, made.span("urged"))
    assert reason(because) == "the frame of “urge”; row verbal.tsv:12; model encoder, 93% sure; from “urged”"
    assert reason(None) == ""


def test_each_field_has_its_line() -> None:
    urged, shelled = made.claims()
    first = {line.field: line for line in lines(made.report(), urged)}
    assert first["act"].value == "REQUEST (yield) → RETREAT, CAMEO 0256"
    assert first["act"].why == "the frame of “urge”; row verbal.tsv:12; model encoder, 93% sure"
    assert first["who"].why == "a state named; row states.tsv:7"
    assert first["whom"].why == "or else Boria (river) (a place)"
    assert first["says who"].why == "stated by “said”"
    assert first["when"].why == "“on Monday”, relative"
    assert (first["where"].value, first["where"].why) == ("–", "no place is named")
    assert first["confidence"].value == "event 0.93"
    second = {line.field: line for line in lines(made.report(), shelled)}
    assert second["who"].why == "understood from elsewhere in the report"
    assert second["whom"].value == "nobody"
    assert second["counts"].value == "5 to 12 dead, at least 20 injured"


def test_view_is_readable_without_colour() -> None:
    console = Console(file=io.StringIO(), width=120, color_system=None)
    console.print(explained_view(made.report(), made.claims()))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "1  REQUEST (yield) → RETREAT, actual" in text and "2  ASSAULT (aerial), negated" in text
    assert "[act: urged]" in text
