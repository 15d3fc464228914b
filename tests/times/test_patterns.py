"""The table of phrases keeps its own rules, and says so where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import BadTable
from dragoman.language import Analyser
from dragoman.records import Report
from dragoman.tables import package_path, rows
from dragoman.times import Clock
from dragoman.times.guards import GUARDS
from dragoman.times.patterns import COLUMNS, _spelled_out, compile_patterns

PHRASES = package_path("lexicon", "times", "phrases.tsv")


def test_brackets_and_alternatives() -> None:
    spelled = _spelled_out("[the] last|past <n> <units>", "phrases.tsv:1")
    assert ("the", "past", "<n>", "<units>") in spelled and ("last", "<n>", "<units>") in spelled
    assert len(spelled) == 4


def test_optional_parts_nest() -> None:
    assert _spelled_out("[a [b]] c", "phrases.tsv:1") == [("c",), ("a", "c"), ("a", "b", "c")]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("<moon>\tday\t\tx", "phrases.tsv:2: there is no class <moon>"),
        ("<month>\tconjure\t\tx", "phrases.tsv:2: no operation is called 'conjure'"),
        ("[the <month>\tmonth\t\tx", "phrases.tsv:2: the brackets of"),
        ("<month>\tmonth", "phrases.tsv:2: 2 cells where the header has 4"),
    ],
)
def test_a_broken_row_is_refused_with_its_place(tmp_path: Path, row: str, message: str) -> None:
    table = tmp_path / "phrases.tsv"
    table.write_text("\t".join(COLUMNS) + "\n" + row + "\n", encoding="utf-8")
    with pytest.raises(BadTable, match=message):
        compile_patterns(table, frozenset({"day", "month"}))


def test_guards_of_the_table_exist() -> None:
    named = {
        word[6:] for row in rows(PHRASES, COLUMNS) for word in row.cells["reading"].split() if word.startswith("guard=")
    }
    assert named <= set(GUARDS)


def test_the_example_of_every_row_is_read_as_a_time_or_as_none(analyser: Analyser, clock: Clock) -> None:
    """The examples of rows without conditions give a time; those of `nothing` rows give none with days."""
    table = [row for row in rows(PHRASES, COLUMNS) if "guard=" not in row.cells["reading"]]
    table = [row for row in table if "from=quarter" not in row.cells["reading"]]
    texts = [f"They met {row.cells['example']}." for row in table]
    silent = []
    for row, text, sentences in zip(table, texts, analyser.analyse(texts), strict=True):
        found = [
            one
            for times in clock.expressions(Report("r", text, "", published="2020-07-08"), sentences)
            for one in times
        ]
        if bool(found) == (row.cells["reading"].split()[0] == "nothing"):
            silent.append((row.where, text, [one.text for one in found]))
    assert not silent
