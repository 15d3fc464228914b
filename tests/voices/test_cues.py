"""The table of cues: its schema, its reach, and where its words are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import BadTable
from dragoman.voices.cues import COLUMNS, Cues

from .conftest import tree


@pytest.fixture(scope="module")
def cues() -> Cues:
    return Cues()


def test_the_table_knows_hundreds_of_cues(cues: Cues) -> None:
    assert len({(cue.text, cue.pos) for cue in cues.rows}) >= 450


def test_every_row_has_a_line_of_its_own(cues: Cues) -> None:
    assert len({cue.row for cue in cues.rows}) == len(cues.rows)


@pytest.mark.parametrize(
    ("lemma", "strength"),
    [("say", "stated"), ("claim", "claimed"), ("allege", "alleged"), ("confirm", "confirmed"), ("deny", "denied")],
)
def test_verbs_say_how_far_a_source_commits_itself(cues: Cues, lemma: str, strength: str) -> None:
    assert next(cue for cue in cues.rows if cue.text == lemma and cue.pos == "V").strength == strength


def test_a_particle_belongs_to_the_cue(cues: Cues) -> None:
    sentence = tree("He/he/PRP/2/nsubj pointed/point/VBD/0/root out/out/RP/2/compound:prt errors/error/NNS/2/obj")
    found = cues.occurrences(sentence)
    assert [(one.first, one.last, one.rows[0].text) for one in found] == [(1, 3, "point out")]


def test_a_noun_is_no_verb(cues: Cues) -> None:
    sentence = tree("The/the/DT/2/det reports/report/NNS/3/nsubj vary/vary/VBP/0/root")
    assert {row.pos for one in cues.occurrences(sentence) for row in one.rows} == {"N"}


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("kind", "gossip", "the kind 'gossip' is none of"),
        ("source", "subject", "the source 'subject' is none of"),
        ("content", "", "the content '' is none of"),
        ("strength", "firm", "the strength 'firm' is none of"),
        ("weight", "heavy", "the weight 'heavy' is none of"),
        ("pos", "X", "the pos 'X' is none of"),
    ],
)
def test_a_row_that_breaks_the_schema_is_named(tmp_path: Path, column: str, cell: str, told: str) -> None:
    right = dict(zip(COLUMNS, ("say", "V", "speech", "subj", "ccomp|quote", "stated", "firm", ""), strict=True))
    path = tmp_path / "cues.tsv"
    path.write_text("\t".join(COLUMNS) + "\n" + "\t".join({**right, column: cell}.values()) + "\n", encoding="utf-8")
    with pytest.raises(BadTable, match=told) as caught:
        Cues(path)
    assert f"{path}:2:" in str(caught.value)


def test_an_own_table_replaces_the_shipped_one(tmp_path: Path) -> None:
    path = tmp_path / "cues.tsv"
    path.write_text("\t".join(COLUMNS) + "\nopine\tV\tspeech\tsubj\tccomp\tclaimed\tfirm\t\n", encoding="utf-8")
    assert [cue.text for cue in Cues(path).rows] == ["opine"]
