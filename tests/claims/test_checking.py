"""`dragoman lexicon check`: what it finds, with place and remedy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman.claims.checking import check
from dragoman.claims.examples import parse
from dragoman.tables import package_path

HEADER = "predicate\tpos\tactor\trecipient\tneeds\tevent\tmode\tcontent\tcameo\texample\n"
SIGN = "sign\tV\tsubj\t\tobj=@pact\tSUPPORT\t\t\t057\t{Arland} signed a pact.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small lexicon: the shipped small tables, one class and one frame."""
    names = ("light_verbs", "status_cues", "precedence", "contexts", "counted", "guards", "guard_topics")
    for name in (*names, "answered", "content_modes"):
        shutil.copy(package_path("lexicon", f"{name}.tsv"), tmp_path)
    (tmp_path / "classes.tsv").write_text("class\tmembers\npact\tpact|treaty\n", encoding="utf-8")
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "a.tsv").write_text(HEADER + SIGN, encoding="utf-8")
    return tmp_path


def problems(folder: Path, *rows: str) -> list[str]:
    (folder / "frames" / "b.tsv").write_text(HEADER + "".join(rows), encoding="utf-8")
    return [str(problem) for problem in check(folder).problems]


def test_the_shipped_lexicon_is_clean() -> None:
    checked = check()
    assert [str(problem) for problem in checked.problems] == []
    assert checked.predicates >= 1200


def test_a_small_lexicon_is_clean(folder: Path) -> None:
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (SIGN, "b.tsv:2: duplicate of a.tsv:2; delete one of them"),
        (SIGN.replace("SUPPORT", "AGREE"), "never used: a.tsv:2 has the same predicate"),
        ("ink\tV\tsubj\t\t\tSUPPORT\t\t\t57\t{Arland} inked it.\n", "CAMEO has no code '57'"),
        ("ink\tV\tsubj\t\t\tSUPPORT\t\t\t057\t{Arland inked it.\n", "do not pair"),
        ("ink\tV\tsubj\t\t\tSUPPORT\t\t\t057\t\n", "no example"),
        ("ink\tV\t\t\t\tSUPPORT\t\t\t057\tIt was inked.\n", "neither actor nor recipient"),
        ("ink\tV\tsubj\t\t\tSUPPORTS\t\t\t057\t{A} inked it.\n", "none of PLOVER's types"),
        ("ink\tV\tsubj\n", "3 cells where the header has 10"),
    ],
)
def test_a_wrong_row_is_found(folder: Path, row: str, message: str) -> None:
    assert any(message in problem for problem in problems(folder, row))


def test_a_class_that_no_row_uses_is_found(folder: Path) -> None:
    (folder / "classes.tsv").write_text("class\tmembers\npact\tpact\nidle\tword\n", encoding="utf-8")
    assert any("no row uses the class @idle" in problem for problem in problems(folder))


def test_an_example_loses_its_marks_and_keeps_its_offsets() -> None:
    example = parse("{Arland} urged <Boria> to leave.")
    assert example.text == "Arland urged Boria to leave."
    assert [example.text[a:b] for a, b in example.actors] == ["Arland"]
    assert [example.text[a:b] for a, b in example.recipients] == ["Boria"]
