"""Word pieces, case shapes, lemmas and the split kept aside."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.lemmas import Lemmas
from dragoman.language.splits import is_held_out
from dragoman.language.wordpieces import MAX_PIECES_PER_WORD, UNKNOWN_PIECE, WordPieces, basic_parts, case_shape

SMALL = WordPieces({"[PAD]": 0, "tro": 7, "##ops": 8, "'": 9, "s": 10, "cafe": 11, '"': 12})


def test_longest_match_first() -> None:
    assert SMALL.of_word("Troops") == (7, 8)
    assert SMALL.of_word("’s") == (9, 10)
    assert SMALL.of_word("Café") == (11,)
    assert SMALL.of_word("“") == (12,)
    assert SMALL.of_word("zzz") == (UNKNOWN_PIECE,)


def test_root_stands_for_the_class_piece() -> None:
    pieces, shapes, first, last = SMALL.of_sentence(["Troops", "s"])
    assert pieces == [101, 7, 8, 10, 102]
    assert shapes == [0, 5, 5, 1, 0]
    assert first == [0, 1, 3]
    assert last == [0, 2, 3]


@given(st.text(max_size=300))
def test_any_word_has_one_to_twelve_pieces(word: str) -> None:
    assert 1 <= len(SMALL.of_word(word)) <= MAX_PIECES_PER_WORD
    assert 0 <= case_shape(word) < 8


def test_parts_and_shapes() -> None:
    assert basic_parts("Al-Ja'afari\u0301") == ["al", "-", "ja", "'", "afari"]
    assert [case_shape(word) for word in ("the", "12", "UN", "A", "Iran", "MiG-29", "iPad", "--")] == [
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        0,
    ]


def test_lemmas_come_from_the_table_then_from_rules(tmp_path: Path) -> None:
    path = tmp_path / "lemmas.tsv"
    path.write_text("better\tJJR\tgood\n", encoding="utf-8")
    lemmas = Lemmas.load(path)
    assert lemmas.of("Better", "JJR", "ADJ") == "good"
    assert lemmas.of("attacked", "VBD", "VERB") == "attack"
    assert lemmas.of("Ministers", "NNS", "NOUN") == "minister"
    assert lemmas.of("Iranian", "JJ", "ADJ") == "Iranian"
    assert lemmas.of("Rouhani", "NNP", "PROPN") == "Rouhani"


def test_about_a_fifth_of_the_documents_is_kept_aside() -> None:
    share = sum(is_held_out(f"document-{number}") for number in range(5000)) / 5000
    assert 0.18 < share < 0.22
    assert is_held_out("document-1") == is_held_out("document-1")
