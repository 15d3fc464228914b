"""The grammar of the lexicon's cells, and which of two rows wins."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.claims.frames import Need, frame, need, roles
from dragoman.claims.lexicon import Lexicon, shipped
from dragoman.errors import BadTable
from dragoman.tables import Row

CLASSES = {"agreement": frozenset({"agreement", "pact", "trade deal"})}
CELLS = {
    "predicate": "carry out",
    "pos": "V",
    "actor": "subj",
    "recipient": "on/against",
    "needs": "",
    "event": "ASSAULT",
    "mode": "",
    "content": "",
    "cameo": "190",
    "example": "{Arland} carried out a raid on <Boria>.",
}


def row(**cells: str) -> Row:
    return Row("made.tsv", 7, {**CELLS, **cells})


def test_roles_are_alternatives_of_sums() -> None:
    assert roles("subj+with/obj") == (("subj", "with"), ("obj",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("obj", Need("present", "obj")),
        ("!obj", Need("absent", "obj")),
        ("obj:party", Need("kind", "obj", frozenset({"party"}))),
        ("!subj:thing", Need("kind", "subj", frozenset({"thing"}), True)),
        ("obj=deal|@agreement", Need("lemma", "obj", frozenset({"deal", "agreement", "pact", "trade deal"}))),
        ("subj!=court", Need("lemma", "subj", frozenset({"court"}), True)),
        ("passive", Need("passive")),
        ("tense=future", Need("tense", values=frozenset({"future"}))),
    ],
)
def test_conditions(text: str, expected: Need) -> None:
    assert need(text, CLASSES, row()) == expected


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"event": "FIGHT"}, "made.tsv:7: 'FIGHT' is none of PLOVER's types"),
        ({"event": "AGREE", "mode": "visit"}, "AGREE has no mode 'visit'"),
        ({"pos": "X"}, "write V, N or A"),
        ({"predicate": " "}, "the predicate is empty"),
        ({"needs": "obj=@weapons"}, "no class @weapons"),
        ({"needs": "obj::party"}, "cannot read the condition"),
        ({"content": "FIGHT/xcomp"}, "neither a type nor slots"),
    ],
)
def test_a_bad_row_is_refused_with_its_place(cells: dict[str, str], message: str) -> None:
    with pytest.raises(BadTable, match=message.replace("(", r"\(")):
        frame(row(**cells), CLASSES)


def test_a_named_word_tells_more_than_the_kind_of_a_side() -> None:
    by_word = frame(row(needs="obj=@agreement"), CLASSES)
    by_kind = frame(row(needs="subj:party;obj:party"), CLASSES)
    assert by_word.weight > by_kind.weight


def test_the_head_of_a_noun_is_its_last_word() -> None:
    assert frame(row(predicate="air strike", pos="N"), CLASSES).head == "strike"
    assert frame(row(), CLASSES).head == "carry"


def test_no_claim_rows_win_ties() -> None:
    lexicon = shipped()
    for frames in lexicon._index.values():
        by_weight: dict[int, bool] = {}
        for one in frames:
            coded = one.event != "-"
            assert not (not coded and by_weight.get(one.weight, False)), one.row
            by_weight[one.weight] = by_weight.get(one.weight, False) or coded


def test_a_bare_noun_has_the_type_of_most_of_its_rows() -> None:
    bare = shipped().bare("attack")
    assert bare is not None
    assert (bare.event, bare.mode, bare.needs) == ("ASSAULT", None, ())


def test_the_lexicon_covers_all_types_with_at_least_1200_predicates() -> None:
    frames = shipped().frames
    assert len({(one.pos, one.words) for one in frames if one.event != "-"}) >= 1200
    assert {one.event for one in frames if one.event != "-"} == {
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
        "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    }  # fmt: skip


def test_a_folder_with_a_broken_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "bad.tsv").write_text("predicate\tpos\nsign\tV\n", encoding="utf-8")
    with pytest.raises(BadTable, match="this table needs the columns"):
        Lexicon(tmp_path)
