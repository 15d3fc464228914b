"""The coded sentences: their little grammar, its errors, and the rules that the whole set keeps."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.sentences.__main__ import problems
from training.sentences.coded import CodedSentence, coded_sentences

from dragoman.errors import BadTable
from dragoman.records import Span


def written(folder: Path, *lines: str) -> list[CodedSentence]:
    (folder / "made.tsv").write_text("\n".join(("sentence\tclaims", *lines)) + "\n", encoding="utf-8")
    return list(coded_sentences(folder))


def test_a_line_gives_its_claims_with_offsets(tmp_path: Path) -> None:
    text = "Boria urged Arland to withdraw, and Arland refused, its envoy said."
    cells = "urged | REQUEST/yield>RETREAT | | Boria | Arland ;; refused | REJECT/yield | | Arland#2 | | its envoy"
    (sentence,) = written(tmp_path, f"{text}\t{cells}")
    urged, refused = sentence.claims
    assert (urged.event, urged.mode, urged.content, urged.status) == ("REQUEST", "yield", "RETREAT", "actual")
    assert urged.recipients == (Span("Arland", 12, 18),)
    assert refused.actors == (Span("Arland", 36, 42),)
    assert refused.sources == (Span("its envoy", 52, 61),)
    assert sentence.where == "made.tsv:2"


def test_a_line_may_have_no_claim(tmp_path: Path) -> None:
    (sentence,) = written(tmp_path, "Boria beat Arland on penalties.\t")
    assert sentence.claims == ()


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ("urges | REQUEST", "“urges” does not stand in the sentence"),
        ("urged | ASK", "“ASK” is no PLOVER type"),
        ("urged | REQUEST/beg", "REQUEST has no mode “beg”"),
        ("urged | REQUEST>LEAVE", "the content “LEAVE” is no PLOVER type"),
        ("urged | REQUEST | maybe", "“maybe” is no status"),
        ("urged", "“urged” has 1 fields"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line(tmp_path: Path, cells: str, message: str) -> None:
    with pytest.raises(BadTable, match=r"made\.tsv:2: .*") as error:
        written(tmp_path, f"Boria urged Arland to leave.\t{cells}")
    assert message in str(error.value)


def test_the_set_covers_every_type_and_mode_and_repeats_nothing() -> None:
    sentences = list(coded_sentences())
    assert len(sentences) >= 3000
    assert problems(sentences) == []
    statuses = {claim.status for sentence in sentences for claim in sentence.claims}
    assert statuses == {"actual", "future", "hypothetical", "negated", "historical"}


def test_about_a_fifth_is_kept_aside() -> None:
    sentences = list(coded_sentences())
    share = sum(sentence.kept_aside for sentence in sentences) / len(sentences)
    assert 0.17 < share < 0.23
