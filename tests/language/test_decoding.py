"""Trees and spans from scores."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from dragoman.language.decoding import best_sequences, decode_heads, log_probabilities, repair_tree, spans_of
from dragoman.language.windows import MAX_WINDOW_WORDS, windows


def is_tree(heads: list[int]) -> bool:
    if sum(head == 0 for head in heads[1:]) != 1:
        return False
    for word in range(1, len(heads)):
        seen = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word]
    return True


def test_best_heads_that_form_a_tree_are_kept() -> None:
    arcs = np.full((1, 4, 4), -5, np.float32)
    arcs[0, 1, 2] = arcs[0, 2, 0] = arcs[0, 3, 2] = 5
    assert decode_heads(arcs, [4]).tolist() == [[0, 2, 0, 2]]


@pytest.mark.parametrize("seed", range(20))
def test_random_scores_always_give_a_tree_with_one_root(seed: int) -> None:
    rng = np.random.default_rng(seed)
    sizes = [2, 3, 7, 15, 24]
    heads = decode_heads(rng.normal(size=(5, 24, 24)).astype(np.float32), sizes)
    for row, size in zip(heads.tolist(), sizes, strict=True):
        assert is_tree(row[:size])
        assert not any(row[size:])


def test_neighbours_and_padding_do_not_change_a_tree() -> None:
    rng = np.random.default_rng(5)
    arcs = rng.normal(size=(3, 16, 16)).astype(np.float32)
    together = decode_heads(arcs, [9, 16, 4])
    assert together[0, :9].tolist() == decode_heads(arcs[:1, :9, :9], [9])[0].tolist()


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    scores = np.full((4, 4), -9, np.float32)
    scores[1, 2] = scores[2, 1] = 5
    scores[1, 3], scores[2, 3] = 4, 1
    scores[3, 0] = 5
    assert repair_tree([0, 2, 1, 0], scores) == [0, 3, 1, 0]


LABELS = ("O", "B-Person", "I-Person", "B-GPE", "I-GPE")
Floats = NDArray[np.float32]


def free_transitions() -> Floats:
    """Every label may follow every other, but an I only a B or I of its type."""
    table = np.zeros((len(LABELS) + 1, len(LABELS)), np.float32)
    for row, before in enumerate([*LABELS, "O"]):
        for column, label in enumerate(LABELS):
            if label[0] == "I" and before[2:] != label[2:]:
                table[row, column] = -1e4
    return table


def logs_of(*best: int) -> Floats:
    scores = np.eye(len(LABELS), dtype=np.float32)[[0, *best]] * 5
    return log_probabilities(scores)[None]


def test_spans() -> None:
    assert spans_of([0, 1, 2, 0, 3, 3], LABELS) == [(1, 3, "Person"), (4, 5, "GPE"), (5, 6, "GPE")]
    assert spans_of([0, 0], LABELS) == []


def test_a_clear_sequence_is_kept() -> None:
    found = best_sequences(logs_of(0, 1, 2, 0, 3), [6], free_transitions())
    assert found.tolist() == [[0, 0, 1, 2, 0, 3]]


def test_an_inside_label_never_stands_alone() -> None:
    found = best_sequences(logs_of(0, 2, 2, 0), [5], free_transitions())[0, 1:].tolist()
    assert found == [0, 1, 2, 0]


def test_neighbours_and_padding_do_not_change_a_sequence() -> None:
    rng = np.random.default_rng(4)
    logs = log_probabilities(rng.normal(size=(3, 12, len(LABELS))).astype(np.float32))
    together = best_sequences(logs, [7, 12, 2], free_transitions())
    assert together[0, :7].tolist() == best_sequences(logs[:1, :7], [7], free_transitions())[0].tolist()
    assert not together[0, 7:].any()


def test_windows_cover_every_word_once_and_prefer_punctuation() -> None:
    words = ["word"] * 170 + ["."] + ["word"] * 300
    found = windows(words, [1] * len(words))
    assert found[0] == (0, 171)
    assert [first for first, _ in found[1:]] == [last for _, last in found[:-1]]
    assert found[-1][1] == len(words)
    assert all(last - first <= MAX_WINDOW_WORDS for first, last in found)
