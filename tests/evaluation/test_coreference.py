"""The scores of clusterings on the examples by which they are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.evaluation.coreference import bcubed, ceaf_e, conll_f1, muc
from dragoman.evaluation.ecbplus import evaluate
from dragoman.evaluation.story_texts import read_stories

KEY = [1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3]
RESPONSE = [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2]


def test_bcubed_on_the_example_of_bagga_and_baldwin() -> None:
    score = bcubed(KEY, RESPONSE)
    assert (round(score.precision, 2), score.recall) == (0.76, 1.0)


def test_muc_counts_links() -> None:
    score = muc(KEY, RESPONSE)
    assert (round(score.precision, 2), score.recall) == (0.9, 1.0)


def test_ceaf_aligns_clusters_one_to_one() -> None:
    score = ceaf_e(KEY, RESPONSE)
    assert round(score.precision, 4) == round((1 + 10 / 12) / 2, 4)
    assert round(score.recall, 4) == round((1 + 10 / 12) / 3, 4)


def test_a_perfect_response_scores_one() -> None:
    assert conll_f1(KEY, KEY) == 1.0


def test_stories_are_read_with_their_marks(tmp_path: Path) -> None:
    path = tmp_path / "s.txt"
    path.write_text(
        "=== one\n== Post | 2021-05-11\nRebels {1:bombed} Hallum.\n== Sun | 2021-05-12 | Reuters copy 1\n? 1 voices 1\n"
    )
    found = read_stories(path)
    first, second = found.reports
    assert first.text == "Rebels bombed Hallum."
    assert second.text == "Rebels bombed Hallum.\n\n(Reuters)"
    assert [(one.report, first.text[one.start : one.end]) for one in found.anchors] == [
        ("s-1-1", "bombed"),
        ("s-1-2", "bombed"),
    ]
    assert found.copies == (("s-1-2", "s-1-1"),)


def test_a_story_without_a_date_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "s.txt"
    path.write_text("=== one\n== Post\nRebels bombed Hallum.\n")
    with pytest.raises(DragomanError, match=r"s.txt:2"):
        read_stories(path)


@pytest.mark.data
def test_the_development_topics_beat_the_baseline(data: Path) -> None:
    figures = evaluate(data / "stories" / "ecbplus")
    assert figures["n"] == 785
    assert figures["bcubed_f1"] > figures["baseline_bcubed_f1"] + 0.05
