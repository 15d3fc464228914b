"""Table and learned layer together."""

from __future__ import annotations

from dragoman.voices import Voices
from dragoman.voices.learned import Run, learned

from .conftest import report, text_of, tree, words

UNKNOWN = (
    "Critics/critic/NNS/2/nsubj pooh-poohed/pooh-pooh/VBD/0/root the/the/DT/4/det plan/plan/NN/2/obj ./././2/punct"
)
WANTED = "Critics/critic/NNS/2/nsubj want/want/VBP/0/root a/a/DT/4/det vote/vote/NN/2/obj ./././2/punct"


def test_labels_become_runs() -> None:
    labels = ("B-source", "B-cue", "B-content", "I-content", "O")
    found = learned(tree(UNKNOWN, layer=labels))
    assert found is not None
    assert [(run.first, run.last) for run in found.cues] == [(1, 2)]
    assert [(run.first, run.last) for run in found.contents] == [(2, 4)]
    assert isinstance(found.sources[0], Run)


def test_a_sentence_without_the_layer_has_none() -> None:
    assert learned(tree(UNKNOWN)) is None


def test_a_cue_that_the_table_lacks_comes_in_by_the_layer(voices: Voices) -> None:
    assert voices.attributions(report(text_of([tree(UNKNOWN)])), [tree(UNKNOWN)]) == ()
    sentence = tree(UNKNOWN, layer=("B-source", "B-cue", "B-content", "I-content", "O"))
    (one,) = voices.attributions(report(text_of([sentence])), [sentence])
    assert (one.row, one.evidence, one.vouches) == ("", "layer", False)
    assert [words([sentence], part) for part in one.content] == ["the plan"]


def test_a_weak_row_needs_the_layers_consent(voices: Voices) -> None:
    silent = tree(WANTED, layer=("O",) * 5)
    assert voices.attributions(report(text_of([silent])), [silent]) == ()
    seconded = tree(WANTED, layer=("B-source", "B-cue", "B-content", "I-content", "O"))
    (one,) = voices.attributions(report(text_of([seconded])), [seconded])
    assert (one.lemma, one.evidence) == ("want", "both")
