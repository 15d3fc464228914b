"""Blemishes are marked where they stand, with the mended value where there is one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.blemishes import broken_paragraphs, mojibake, repeated_headline, stray_quotes


def at(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def test_repeated_headline_with_other_quotes_and_dashes() -> None:
    text = "Arland's envoy - 'no deal'\n\nCAIRO (AP) - Arland’s envoy – ‘No deal’. More."
    (mark,) = repeated_headline(text, 0, text.index("\n"))
    assert text[mark.start : mark.end] == "Arland’s envoy – ‘No deal’"


def test_short_headline_is_not_sought() -> None:
    assert repeated_headline("War ends\n\nThe war ends today.", 0, 8) == ()


def test_quote_mark_in_a_paragraph_of_its_own() -> None:
    text = 'He spoke of "talks, not force.\n\n"\n\nLater he left.'
    (quote,) = stray_quotes(text)
    assert (quote.start, quote.end) == (text.index('"\n\nLater'), text.index('"\n\nLater') + 1)
    (torn,) = broken_paragraphs(text)
    assert text[torn.start : torn.end] == "\n\n" and torn.end == quote.start


def test_quotation_over_paragraphs_is_whole() -> None:
    assert stray_quotes('"We came.\n\n"We saw.\n\n"We left," he said.') == ()
    assert stray_quotes("“We came.\n\n“We saw,” he said.") == ()


def test_nested_and_balanced_quotes_are_whole() -> None:
    assert stray_quotes('"The "Lions" won," he said, standing 6\'2" tall.') == ()


def test_unclosed_and_unopened_quotes() -> None:
    text = 'He said "no and left.\n\nShe said yes" and stayed.'
    assert [mark.start for mark in stray_quotes(text)] == [text.index('"no'), text.index('" and')]


def test_sentence_torn_by_an_empty_line() -> None:
    text = "The ministers met in the capital\n\nof Boria on Monday.\n\nThey left."
    (mark,) = broken_paragraphs(text)
    assert (mark.start, mark.end) == at(text, "\n\n")


def test_mojibake_keeps_the_mended_word() -> None:
    text = "The minister â€œwelcomedâ€\x9d the cafÃ© owners"
    marks = {text[mark.start : mark.end]: mark.value for mark in mojibake(text)}
    assert marks["cafÃ©"] == "café"


def test_lost_characters_have_no_value() -> None:
    (mark,) = mojibake("Presidente Pi\ufffdera spoke")
    assert (mark.start, mark.end, mark.value) == (13, 14, None)


def test_clean_foreign_names_are_left_alone() -> None:
    assert mojibake("Recep Tayyip Erdoğan met Lech Wałęsa and Piñera") == ()


@given(st.text(alphabet=st.sampled_from('ab "“”\n.Ã©�\r'), max_size=60))
def test_marks_lie_inside_the_text(text: str) -> None:
    for mark in (*stray_quotes(text), *broken_paragraphs(text), *mojibake(text)):
        assert 0 <= mark.start < mark.end <= len(text)
