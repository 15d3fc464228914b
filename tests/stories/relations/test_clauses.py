"""The clause in which a claim speaks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Claim, Span
from dragoman.stories.relations.clauses import cover, reach


def clause(text: str, anchor: str) -> str:
    start = text.index(anchor)
    words = Span(anchor, start, start + len(anchor))
    claim = Claim("r", 0, len(text), words, "SANCTION", None, None, "actual", (), (), (), None, None)
    passage = reach(text, claim)
    return text[passage.start : passage.end]


TWO = "Arland lifted sanctions on Boria and expelled two envoys of Cadria."


def test_the_words_of_another_act_are_left_out() -> None:
    assert clause(TWO, "lifted") == "Arland lifted sanctions on Boria"
    assert clause(TWO, "expelled") == "expelled two envoys of Cadria."


def test_a_participle_after_a_comma_speaks_of_what_stands_before_it() -> None:
    text = "The Hallum Act, signed by the president in 2019, bans trade."
    assert clause(text, "signed").startswith("The Hallum Act, signed by the president")


def test_a_clause_ends_where_another_voice_begins() -> None:
    assert clause("Arland shelled Hallum, while Boria watched.", "shelled") == "Arland shelled Hallum"


@given(st.text(alphabet="ab ,;:and whiled", min_size=5, max_size=60), st.data())
def test_a_clause_holds_its_anchor(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    anchor = Span(text[start : start + 1], start, start + 1)
    claim = Claim("r", 0, len(text), anchor, "SANCTION", None, None, "actual", (), (), (), None, None)
    passage = reach(text, claim)
    assert passage.start <= anchor.start < anchor.end <= passage.end


def test_covering_spans_run_from_the_first_to_the_last() -> None:
    assert cover("one two three", [Span("three", 8, 13), Span("one", 0, 3)]) == Span("one two three", 0, 13)
