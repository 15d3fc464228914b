"""Datelines: every form's own example, and what must not be taken for one."""

from __future__ import annotations

import pytest

from dragoman.errors import BadTable
from dragoman.reading.agencies import agencies, agency, split_names
from dragoman.reading.datelines import FORM_COLUMNS, Dateline, compile_form, find_dateline, forms
from dragoman.reading.dates import CalendarDay, read_day
from dragoman.tables import Row, package_path, rows

EXAMPLES = list(rows(package_path("reading", "datelines.tsv"), FORM_COLUMNS))


def found(line: str) -> Dateline:
    dateline = find_dateline(line, 0, 200)
    assert dateline is not None, line
    return dateline


@pytest.mark.parametrize("row", EXAMPLES, ids=[row.cells["form"] for row in EXAMPLES])
def test_example_of_each_form(row: Row) -> None:
    line = row.cells["example"]
    dateline = found(line)
    assert dateline.form == row.cells["form"]
    assert (line[slice(*dateline.place)] if dateline.place else "") == row.cells["place"]
    assert "|".join(line[start:end] for start, end in dateline.agencies) == row.cells["agencies"]
    assert dateline.day == (read_day(row.cells["date"]) if row.cells["date"] else None)
    assert line[dateline.end :].strip().casefold().startswith("two ")


@pytest.mark.parametrize(
    ("line", "place", "names"),
    [
        ("LONDON (Reuters) - The bank", "LONDON", ["Reuters"]),
        ("TEHRAN (FNA)- The envoy", "TEHRAN", ["FNA"]),
        ("JERUSALEM (AP)_ The envoy", "JERUSALEM", ["AP"]),
        ("New Delhi [India], July 8 (ANI): The minister", "New Delhi [India]", ["ANI"]),
        ("ISLAMABAD, Jul 8 (APP):The minister", "ISLAMABAD", ["APP"]),
        ("Madrid, 8 Jul (EFE).- The minister", "Madrid", ["EFE"]),
        ("GENEVA/BEIRUT, July 8 (Reuters) - The envoy", "GENEVA/BEIRUT", ["Reuters"]),
        ("CAMP DAVID, Md. (AP) — The envoy", "CAMP DAVID, Md.", ["AP"]),
        ("N'DJAMENA (Reuters/AFP) – The envoy", "N'DJAMENA", ["Reuters", "AFP"]),
        ("SÃO PAULO, Brazil (AP) — The envoy", "SÃO PAULO, Brazil", ["AP"]),
        ("KYIV. July 8 (Interfax-Ukraine) - The envoy", "KYIV", ["Interfax-Ukraine"]),
        ("PORT-AU-PRINCE (Reuters) - The envoy", "PORT-AU-PRINCE", ["Reuters"]),
        ("UNITED NATIONS — The envoy", "UNITED NATIONS", []),
        ("NEW DELHI: The envoy", "NEW DELHI", []),
    ],
)
def test_more_of_the_wire(line: str, place: str, names: list[str]) -> None:
    dateline = found(line)
    assert dateline.place is not None
    assert line[slice(*dateline.place)] == place
    assert [line[start:end] for start, end in dateline.agencies] == names


@pytest.mark.parametrize(
    "line",
    [
        "BREAKING: Two ministers signed an accord.",
        "UPDATE 1-Ministers sign accord",
        "NATO: we stand by the accord",
        "U.S. - China talks resume",
        "National Action Party (PAN) won the vote.",
        "Syrian Arab News Agency (SANA) reported that talks had begun.",
        "Turkey (AP) said nothing.",
        "On Monday, ministers signed an accord.",
        "EU-US deal signed",
        "The President, May 3, said that",
        "",
        '"WASHINGTON — no," he said.',
    ],
)
def test_no_dateline(line: str) -> None:
    assert find_dateline(line, 0, 200) is None


def test_dateline_ends_in_its_line() -> None:
    assert find_dateline("WASHINGTON\n(AP) -- Two ministers", 0, 200) is None
    assert found("WASHINGTON (AP) --\n\nTwo ministers").end == len("WASHINGTON (AP) --")


def test_hidden_place_is_no_place() -> None:
    dateline = found("CLANDESTINE, 4 MAR 88 (RADIO NORTE) -- [TEXT] THE FRONT")
    assert dateline.place is None
    assert dateline.day == CalendarDay(1988, 3, 4)


def test_agencies_table() -> None:
    assert len({one.name for one in agencies().values()}) >= 120
    reuters, tass = agency("Reuters"), agency("itar-tass")
    assert reuters and (reuters.country, reuters.kind) == ("GBR", "agency")
    assert tass and tass.name == "TASS"
    assert agency("The Ministry") is None


def test_names_that_share_a_dateline() -> None:
    line = "RFE/RL"
    assert split_names(line, 0, len(line)) == ((0, 6),)
    line = "AP via Rudaw and SANA"
    assert [line[start:end] for start, end in split_names(line, 0, len(line))] == ["AP", "Rudaw", "SANA"]


def test_unknown_placeholder_is_refused() -> None:
    with pytest.raises(KeyError):
        compile_form("{TOWN} - ")
    assert issubclass(BadTable, Exception) and len(forms()) == len(EXAMPLES)
