"""Subjects that a coordination took from their clause go back to it."""

from __future__ import annotations

from dragoman.language.clauses import subjects_restored

UPOS = {"V": "VERB", "N": "PROPN", "C": "CCONJ", "A": "AUX"}
TAGS = {"V": "VBD", "N": "NNP", "C": "CC", "A": "MD"}


def mended(shape: str, heads: list[int], relations: str) -> list[tuple[int, str]]:
    """Heads and relations after mending, for a sentence given by letters for its parts of speech."""
    upos, tags = [UPOS[letter] for letter in shape], [TAGS[letter] for letter in shape]
    return list(zip(*subjects_restored(heads, relations.split(), tags, upos), strict=True))


def test_a_noun_before_a_verb_without_subject_is_its_subject() -> None:
    # Boria attacked Cadria and Doran fled
    found = mended("NVNCNV", [1, -1, 1, 4, 2, 1], "nsubj root obj cc conj conj")
    assert found == [(1, "nsubj"), (-1, "root"), (1, "obj"), (5, "cc"), (5, "nsubj"), (1, "conj")]


def test_an_auxiliary_stands_between_them() -> None:
    # Boria attacked Cadria and Doran would flee
    found = mended("NVNCNAV", [1, -1, 1, 4, 2, 6, 1], "nsubj root obj cc conj aux conj")
    assert (found[4], found[3]) == ((6, "nsubj"), (6, "cc"))


def test_a_verb_with_its_own_and_shares_the_subject_before() -> None:
    # Boria attacked Cadria and Doran and fled
    heads, relations = [1, -1, 1, 4, 2, 6, 1], "nsubj root obj cc conj cc conj"
    assert mended("NVNCNCV", heads, relations) == list(zip(heads, relations.split(), strict=True))


def test_joined_subjects_stay_together() -> None:
    # Boria and Doran fled
    heads, relations = [3, 2, 0, -1], "nsubj cc conj root"
    assert mended("NCNV", heads, relations) == list(zip(heads, relations.split(), strict=True))
