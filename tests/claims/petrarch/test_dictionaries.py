"""What the dictionaries' own notation means, and what is said of what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.claims.petrarch import open_dictionaries
from dragoman.claims.petrarch.inflection import forms, plural
from dragoman.claims.petrarch.verbs import Item, read_pattern, read_verbs
from dragoman.errors import BadTable


def test_a_pattern_is_read_outwards_from_its_verb() -> None:
    pattern = read_pattern("- SAID_WOULD * + FOR_&TIES ^ [0231]  # note", "v.txt:3")
    assert pattern.before == (Item("WOULD", False), Item("SAID", True))
    assert pattern.after == (Item("+", False), Item("FOR", False), Item("&TIES", True), Item("^", False))
    assert (pattern.code, pattern.row) == ("0231", "v.txt:3")


def test_the_second_version_groups_words() -> None:
    pattern = read_pattern("- * {AIR RAID} (AGAINST) [195]", "v.txt:1")
    assert pattern.after == (Item("AIR", False), Item("RAID", True), Item("AGAINST", False))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("- * NO CODE", "without a [CODE]"),
        ("- NO VERB [010]", "needs one *"),
        ("- * ODD [+++]", "is no code"),
    ],
)
def test_a_broken_pattern_is_named_by_file_and_line_and_the_rest_is_kept(
    tmp_path: Path, line: str, reason: str
) -> None:
    path = tmp_path / "v.txt"
    path.write_text(f"--- GO [010] ---\nGO {{WENT GONE}}\n{line}\n- * HOME [020]\n", encoding="utf-8")
    faults: list[str] = []
    read = read_verbs(path, faults)
    assert len(faults) == 1 and faults[0].startswith(f"{path}:3: ") and reason in faults[0]
    assert [pattern.code for pattern in read.verbs["WENT"][0].patterns] == ["020"]


def test_an_unknown_set_and_a_line_outside_a_block_are_named(tmp_path: Path) -> None:
    path = tmp_path / "v.txt"
    path.write_text("LOST\n--- GO [010] ---\nGO\n- * &NOWHERE [020]\n", encoding="utf-8")
    faults: list[str] = []
    read_verbs(path, faults)
    assert [fault.split(": ", 1)[1].split(";")[0] for fault in faults] == [
        "'LOST' belongs to no block",
        "no set of synonyms &NOWHERE",
    ]


def test_a_set_may_hold_sets(folder: Path) -> None:
    verbs = open_dictionaries([folder]).verbs
    assert verbs.members("&BREAKABLE") == (("DIPLOMATIC", "TIES"), ("RELATIONS",), ("TREATY",))


def test_a_folder_without_verbs_or_with_two_is_refused(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "a.txt").write_text("ARLAND [ARL]\n", encoding="utf-8")
    with pytest.raises(BadTable, match="one verb dictionary is needed, but these are given: none"):
        open_dictionaries([tmp_path])
    with pytest.raises(BadTable, match="no actor dictionary"):
        open_dictionaries([folder / "our.verbs.txt"])
    with pytest.raises(BadTable, match="there is no such dictionary"):
        open_dictionaries([tmp_path / "none.txt"])


def test_regular_forms() -> None:
    assert forms("VOTE") == ("VOTE", "VOTES", "VOTED", "VOTING")
    assert forms("DENY") == ("DENY", "DENIES", "DENIED", "DENYING")
    assert forms("PASS") == ("PASS", "PASSES", "PASSED", "PASSING")
    assert (plural("AGENCY"), plural("SOLDIER"), plural("CONGRESS")) == ("AGENCIES", "SOLDIERS", "CONGRESSES")


@given(st.text(alphabet="AB*+$%^&_ {}()[]-01#\n", max_size=60))
def test_no_text_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "v.txt"
    path.write_text(f"--- GO [010] ---\nGO\n- {text}\n- * HOME [020]\n", encoding="utf-8")
    assert "GO" in read_verbs(path, []).verbs
