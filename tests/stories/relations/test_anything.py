"""Whatever a claim holds, deriving gives relations whose words stand in the report, and no error."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ontology.plover import MODES, TYPES
from dragoman.reading import read_text
from dragoman.records import STATUSES, Claim, Party, Span, When, Where
from dragoman.stories.relations import derive, in_force, shipped_kinds
from dragoman.stories.relations.derivation import alone
from dragoman.stories.relations.titles import span, title

TEXT = (
    "Iran, under the Hallum Act, signed a peace treaty on trade with Syria and imposed sanctions, a blockade and a "
    "truce; its troops withdrew and occupied Iraq, broke relations, joined NATO, and arrested two men. The pact "
    "provides for ties."
)
REPORT = read_text(TEXT, "r", "2020-07-08")
DAYS = st.sampled_from([None, "2020-07-08", "1980-09-22", "0001-01-01", "-0044-03-15", "2020"])


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, len(TEXT) - 2))
    end = draw(st.integers(start + 1, min(len(TEXT), start + 12)))
    return Span(TEXT[start:end], start, end)


@st.composite
def parties(draw: st.DrawFn) -> Party:
    name = draw(st.sampled_from([None, "Iranian government", "Ali Karim", "rebels", "NATO", "two men"]))
    place = draw(st.none() | spans())
    text, start, end = (place.text, place.start, place.end) if place else (None, None, None)
    country = draw(st.sampled_from([None, "IRN", "SYR", "IGO", "XXX"]))
    sector = draw(st.sampled_from([None, "GOV", "MIL", "REB", "CVL"]))
    return Party(text, start, end, name, country, sector)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    event = draw(st.sampled_from(sorted(TYPES)))
    when = draw(
        st.none()
        | st.builds(When, st.none(), st.none(), st.none(), DAYS, DAYS, st.sampled_from(["explicit", "report"]))
    )
    where = draw(
        st.none() | st.builds(Where, st.none(), st.none(), st.none(), st.just("Iraq"), st.sampled_from([None, "IRQ"]))
    )
    return Claim(
        "r",
        0,
        len(TEXT),
        draw(spans()),
        event,
        draw(st.sampled_from([None, *MODES[event]])),
        draw(st.sampled_from([None, *sorted(TYPES)])),
        draw(st.sampled_from(STATUSES)),
        tuple(draw(st.lists(parties(), max_size=3))),
        tuple(draw(st.lists(parties(), max_size=2))),
        tuple(draw(st.lists(parties(), max_size=1))),
        when,
        where,
        id=draw(st.uuids()).hex,
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(claims(), max_size=4))
def test_any_claims_give_relations_on_words_that_stand_there(found: list[Claim]) -> None:
    for one in derive([(alone(claim, REPORT.published), [claim]) for claim in found], lambda _: REPORT):
        for evidence in (*one.evidence, *one.disputes):
            assert TEXT[evidence.words.start : evidence.words.end] == evidence.words.text
        assert title(one) and span(one)
        in_force(one, shipped_kinds()[one.kind], "2020-07-09")
        assert one.evidence and one.holders
