"""Packed sentences: what is written comes back, padded, with its labels in their places."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from training.examples import Example  # noqa: E402
from training.labels import inventory  # noqa: E402
from training.pack import pack  # noqa: E402
from training.packed import UNKNOWN, Packed, batches  # noqa: E402

from dragoman.language.analysis import MODELS  # noqa: E402
from dragoman.language.wordpieces import WordPieces  # noqa: E402

TREE = Example(
    ("Rebels", "attacked"),
    "trees",
    tags=("NNS", "VBD"),
    upos=("NOUN", "VERB"),
    heads=(2, 0),
    relations=("nsubj", "root"),
)
ACT = Example(
    ("Boria", "shelled", "Cadria", "."),
    "acts",
    acts=("O", "ASSAULT", "O", "O"),
    contents=("O", "O", "O", "O"),
    roles=((1, 0, "actor"), (1, 2, "recipient")),
    roles_known=True,
)


def test_a_batch_holds_the_labels_of_its_sentences(tmp_path: Path) -> None:
    labels = inventory([TREE] * 3)
    packed = pack({"trees": [TREE], "acts": [ACT]}, labels, WordPieces.load(MODELS / "vocab.txt"))
    packed.save(tmp_path / "train.npz")
    again = Packed.load(tmp_path / "train.npz")
    (trees,) = batches(again, "trees", 100, labels.sizes(), "cpu", 0)
    assert trees.labels["heads"].tolist() == [[UNKNOWN, 2, 0]]
    (acts,) = batches(again, "acts", 100, labels.sizes(), "cpu", 0)
    assert acts.labels["acts"].tolist() == [[UNKNOWN, 0, labels.acts.index("ASSAULT"), 0, 0]]
    assert acts.labels["role_at"].tolist() == [[0, 2, 1], [0, 2, 3]]
    assert acts.labels["role"].tolist() == [1, 2]
    assert acts.real.tolist() == [[True] * 5]


def test_sentences_of_other_tasks_have_no_labels(tmp_path: Path) -> None:
    labels = inventory([TREE] * 3)
    packed = pack(
        {"trees": [TREE], "text": [Example(("Rain", "fell"), "text")]}, labels, WordPieces.load(MODELS / "vocab.txt")
    )
    (text,) = batches(packed, "text", 100, labels.sizes(), "cpu", 0)
    assert all((text.labels[name] == UNKNOWN).all() for name in ("heads", "tags", "acts"))
    assert text.labels["status"].isnan().all() and not text.labels["spans"].any()
