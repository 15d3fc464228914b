"""What a time expression says of itself: extent, TIMEX3, basis and anchor, and what counts as none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.tokenising import tokenise
from dragoman.records import Report, Sentence
from dragoman.times import Clock
from tests.times.conftest import Find


def test_an_expression_stands_where_its_text_stands(find: Find) -> None:
    text = "The envoy left. Rebels shelled the port early on Monday, July 6, 2020."
    (one,) = find(text)
    assert one.text == text[one.start : one.end] == "early on Monday, July 6, 2020"
    assert (one.from_, one.to, one.granularity, one.basis, one.anchor) == (
        "2020-07-06",
        "2020-07-06",
        "day",
        "explicit",
        None,
    )


@pytest.mark.parametrize(
    ("text", "kind", "value", "mod"),
    [
        ("Exports fell in the third quarter of 2019.", "DATE", "2019-Q3", None),
        ("He was shot last week.", "DATE", "2020-W27", None),
        ("They met over the weekend.", "DATE", "2020-W27-WE", None),
        ("They met in late 2019.", "DATE", "2019", "END"),
        ("They met on Monday night.", "TIME", "2020-07-06TNI", None),
        ("They met at 4:30 p.m. on Monday.", "TIME", "2020-07-06T16:30", None),
        ("The siege lasted more than five years.", "DURATION", "P5Y", "MORE_THAN"),
        ("The truce held for two and a half years.", "DURATION", "P2Y6M", None),
        ("They march every Friday.", "SET", "XXXX-WXX-5", None),
        ("The post is now empty.", "DATE", "PRESENT_REF", None),
        ("Rebels recently took the town.", "DATE", "PAST_REF", None),
        ("He left in the winter of 2009.", "DATE", "2009-WI", None),
        ("He ruled in the 1990s.", "DATE", "199", None),
    ],
)
def test_timex3_values(find: Find, text: str, kind: str, value: str, mod: str | None) -> None:
    (one,) = find(text)
    assert (one.kind, one.value, one.mod) == (kind, value, mod)


def test_story_times_rest_on_the_last_dated_sentence(find: Find) -> None:
    first, second = find("The minister was shot on Friday. The following day the army took the capital.")
    assert (first.anchor, first.from_) == ("document", "2020-07-03")
    assert (second.anchor, second.from_) == ("narrative", "2020-07-04")


def test_a_day_still_to_come_does_not_become_the_story_s(find: Find) -> None:
    found = find("He spoke on Monday. Elections will be held on August 9. The next day the army attacked.")
    assert [one.from_ for one in found] == ["2020-07-06", "2020-08-09", "2020-07-07"]


def test_a_day_counted_from_an_event_of_unknown_date_is_not_said(find: Find) -> None:
    (one,) = find("The plotters met five days before the coup.")
    assert (one.value, one.from_, one.to) == ("P5D", None, None)


def test_an_undated_report_gives_no_days_but_those_written(find: Find) -> None:
    one, other = find("Rebels took the port on Monday and the airport on 4 July 2019.", date=None)
    assert (one.value, one.from_) == ("XXXX-WXX-1", None)
    assert (other.from_, other.basis) == ("2019-07-04", "explicit")


def test_a_numeric_date_that_could_be_two_says_its_year_only(find: Find) -> None:
    (one,) = find("The treaty was signed on 07/04/2019.")
    assert (one.from_, one.to, one.granularity) == ("2019-01-01", "2019-12-31", "year")


def test_no_day_that_the_calendar_lacks(find: Find) -> None:
    assert all(one.granularity != "day" for one in find("The treaty was signed on February 30, 2019."))


WORDS = st.sampled_from(
    "the last first May March 31 2019 99999 of July Monday night two ² ٣ days ago - , 4:00 p.m. ( UTC ) late Easter 30 "
    "February century before after mid-June '80s years billion year next Q5 0000 24:59 every".split()
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=12), st.sampled_from(["0001-01-01", "2020-02-29", "9999-12-31", None]))
def test_any_words_give_ordered_spans_and_ordered_days(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    tokens = tokenise(text)
    count = len(tokens)
    sentence = Sentence(
        start=0,
        end=len(text),
        words=tuple(token.text for token in tokens),
        starts=tuple(token.start for token in tokens),
        ends=tuple(token.end for token in tokens),
        lemmas=tuple(token.text for token in tokens),
        upos=("NOUN",) * count,
        tags=("NN",) * count,
        heads=tuple(-1 if place == 0 else 0 for place in range(count)),
        relations=("root", *("dep",) * (count - 1))[:count],
    )
    (found,) = CLOCK.expressions(Report("r", text, "", published=published), (sentence,))
    end = 0
    for one in found:
        assert end <= one.start < one.end and one.text == text[one.start : one.end]
        assert one.from_ is None or one.to is None or one.from_ <= one.to
        end = one.end


CLOCK = Clock()
