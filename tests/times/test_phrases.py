"""The table of phrases: every time in it is found with exactly its days, and nothing else is found."""

from __future__ import annotations

from pathlib import Path

from dragoman.language import Analyser
from dragoman.records import Report
from dragoman.tables import rows
from dragoman.times import Clock

TABLE = Path(__file__).with_name("phrases.tsv")
COLUMNS = ("report", "sentence", "expression", "from", "to")
Times = list[tuple[str, str, str]]


def test_every_phrase_gives_its_days_and_no_others(analyser: Analyser, clock: Clock) -> None:
    table = [row.cells for row in rows(TABLE, COLUMNS)]
    assert len(table) >= 400
    wrong: list[tuple[str, str, Times, Times]] = []
    for cells, sentences in zip(table, analyser.analyse([cells["sentence"] for cells in table]), strict=True):
        report = Report("r", cells["sentence"], "", published=cells["report"] or None)
        found = [one for times in clock.expressions(report, sentences) for one in times]
        own = [(one.text, one.from_ or "", one.to or "") for one in found]
        parts = (cells["expression"].split("|"), cells["from"].split("|"), cells["to"].split("|"))
        wanted = list(zip(*parts, strict=True)) if cells["expression"] else []
        if own != wanted:
            wrong.append((cells["report"], cells["sentence"], wanted, own))
    assert not wrong
