"""In which part of a country a relation stands, by the words of the report."""

from __future__ import annotations

import pytest

from dragoman.coder import Coder
from dragoman.reading import read_text
from dragoman.records import Where
from dragoman.stories.relations import derive
from dragoman.stories.relations.derivation import alone
from dragoman.stories.relations.regions import placed
from dragoman.stories.relations.titles import title

from .made import side


def mali(text: str, precision: int = 6) -> Where:
    start = text.index("Mali")
    return Where("Mali", start, start + 4, "Mali", "MLI", precision=precision)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("France sent soldiers to northern Mali.", "northern Mali"),
        ("France sent soldiers to the north-east of Mali.", "the north-east of Mali"),
        ("France sent soldiers to\nNorthern  Mali.", "northern Mali"),
        ("France sent soldiers to Mali.", "Mali"),
        ("France sent soldiers to neighbouring Mali.", "Mali"),
    ],
)
def test_the_words_before_the_country(text: str, name: str) -> None:
    found = placed(mali(text), (side("FRA"),), text)
    assert found is not None and found.name == name
    assert found.start is not None and text[found.start : found.end] == found.text
    assert (found.country, found.precision) == ("MLI", 6 if name == "Mali" else 5)


def test_a_province_or_a_town_is_precise_enough() -> None:
    text = "France sent soldiers to northern Mali."
    assert placed(mali(text, 4), (side("FRA"),), text) == mali(text, 4)


def test_another_sentence_tells_the_part() -> None:
    text = "France keeps soldiers in Mali.\n\nIn May a party urged the French army to leave the east of Mali."
    found = placed(mali(text), (side("FRA"),), text)
    assert found is not None and found.name == "the east of Mali"


@pytest.mark.parametrize(
    "text",
    [
        "France keeps soldiers in Mali. A strike closed the mines of northern Mali.",
        "France keeps soldiers in Mali. Russian troops hold northern Mali.",
        "France keeps soldiers in Mali. French troops left northern Mali. French troops hold central Mali.",
    ],
)
def test_a_part_without_the_holder_s_forces_or_two_parts_tell_nothing(text: str) -> None:
    assert placed(mali(text), (side("FRA"),), text) == mali(text)


def test_a_relation_says_in_which_part_it_stands(coder: Coder) -> None:
    report = read_text("France deployed soldiers to northern Mali in January 2013.", "r", "2013-02-01")
    ((_, claims),) = coder.code([report])
    found = derive([(alone(claim, report.published), [claim]) for claim in claims], lambda _: report)
    assert [title(one) for one in found] == ["military presence of France in Mali (northern Mali)"]
