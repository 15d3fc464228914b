"""Wordings: quotations are blanked out, places kept, and a report that is little but quotation keeps them."""

from __future__ import annotations

import re
from zlib import crc32

import msgspec
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.reading import read_text
from dragoman.stories import wording as module
from dragoman.stories.wording import Wording, wording


def worded(text: str) -> Wording:
    return wording(read_text(text, id="a", date="2021-05-10"))


def test_quotations_are_blank_and_offsets_kept() -> None:
    one = worded("He said “we will not go” on Monday. Then he left for the coast with his two sons.")
    assert one.text == "He said                  on Monday. Then he left for the coast with his two sons."
    assert one.words == 14
    assert one.offsets()[2] == (25, 27)


def test_a_report_of_little_but_quotation_keeps_it() -> None:
    text = "The text: “Engineers laid two bridges across the Sarn and carried food to families on the roofs.”"
    assert worded(text).text == text
    assert worded(text).words == len(text.split())


@given(st.text(st.sampled_from('ab \n"“”‘’'), max_size=80))
@example('“a” "b" ‘and twelve letters’ ‘don’t’ “open')
@example('a “b "c” d" e')
def test_quotations_are_those_of_the_pattern_from_left_to_right(text: str) -> None:
    blanked = re.sub(module._QUOTED, lambda match: " " * len(match.group()), text)
    assert module._unquoted(text) == (blanked, sum(len(match.group()) for match in module._QUOTED.finditer(text)))


@given(st.text(st.sampled_from('ab \n"“”'), max_size=120))
def test_quotations_stay_where_fewer_than_a_third_of_the_words_are_left(text: str) -> None:
    report = msgspec.structs.replace(read_text("x", id="a", date="2021-05-10"), text=text)
    blanked, _ = module._unquoted(text)
    few = len(blanked.split()) * 3 < len(text.split())
    one = wording(report)
    assert one.text == (text if few else blanked)


@given(st.text(st.sampled_from("aZ09_-.,'’“é ßΣ\n\x1c\u00a0İ"), max_size=60) | st.text(max_size=40))
@example("The ship’s crew, 27 men of Málaga, left at 10.30 - the captain_stayed.")
def test_a_word_counts_without_case_and_punctuation(text: str) -> None:
    plain = [re.sub(r"[\W_]+", "", word).lower() for word in text.split()]
    assert module._word_hashes(text).tolist() == [crc32(word.encode()) for word in plain]
