"""Reports taken in together or one by one, in any order: the same relations stand in the end."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from dragoman.archive import Archive
from dragoman.archive.ingestion import ingest
from dragoman.archive.standing import relations, timeline
from dragoman.briefing import brief
from dragoman.coder import Coder
from dragoman.records import Relation

REPORTS = (
    ("a1", "2017-06-05", "Gulf Wire", "Saudi Arabia severed diplomatic relations with Qatar on Monday."),
    ("a2", "2017-06-06", "Quay Post", "Saudi Arabia cut ties with Qatar on Monday, the foreign ministry said."),
    ("a3", "2017-06-08", "Gulf Wire", "Saudi Arabia imposed a blockade on Qatar."),
    ("a4", "2017-07-03", "Harbour Daily", "Turkish troops remain in Qatar. Saudi Arabia demanded that they leave."),
    ("a5", "2021-01-05", "Quay Post", "Saudi Arabia lifted its blockade of Qatar on Monday."),
    ("a6", "2021-01-06", "Gulf Wire", "Saudi Arabia and Qatar restored diplomatic relations on Tuesday."),
)


def taken_in(folder: Path, coder: Coder, order: Sequence[int], apart: bool) -> Path:
    """An archive of the reports in an order, in one ingestion or one each."""
    archive = folder / "a.db"
    lines = [json.dumps(dict(zip(("id", "date", "outlet", "text"), REPORTS[place], strict=True))) for place in order]
    for number, lot in enumerate([[line] for line in lines] if apart else [lines]):
        path = folder / f"{number}.jsonl"
        path.write_text("\n".join(lot) + "\n", encoding="utf-8")
        ingest(path, archive=archive, jobs=1, coder=coder)
    return archive


def told(path: Path) -> list[bytes]:
    with Archive(path) as archive:
        return sorted(msgspec.json.encode(one) for one in archive.relations())


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, coder: Coder) -> Path:
    return taken_in(tmp_path_factory.mktemp("together"), coder, range(len(REPORTS)), apart=False)


def kinds(found: Sequence[Relation]) -> list[tuple[str, str | None, str | None]]:
    return [(one.kind, one.from_, one.to) for one in found]


def test_what_stands_follows_the_news(path: Path) -> None:
    assert kinds(relations(path, "QAT", "SAU", on="2018-01-01")) == [("blockade", "2017-06-08", "2021-01-04")]
    assert kinds(relations(path, "QAT", "SAU", on="2021-06-01")) == [("diplomatic", "2021-01-05", None)]
    assert kinds(relations(path, "TUR", "QAT", on="2017-09-01")) == [("presence", None, None)]


def test_two_reports_of_one_break_are_one_piece_of_evidence(path: Path) -> None:
    (broken, restored) = relations(path, "QAT", "SAU", kinds=["diplomatic"])
    assert (broken.to, broken.state) == ("2017-06-05", "ended")
    assert restored.state == "in_force"
    assert len(broken.evidence) == 1


def test_the_story_is_told_in_order(path: Path) -> None:
    turns = [
        (moment.day, turn.effect, turn.title.split()[0])
        for moment in timeline(path, "SAU", "QAT")
        for turn in moment.turns
    ]
    assert turns == [
        ("2017-06-05", "closes", "diplomatic"),
        ("2017-06-08", "opens", "blockade"),
        ("2021-01-04", "closes", "blockade"),
        ("2021-01-05", "opens", "diplomatic"),
    ]


def test_the_brief_of_the_day_tells_what_closed(path: Path) -> None:
    turned = next(section for section in brief(path, "2021-01-05").sections if section.key == "turned")
    assert [line.text for line in turned.lines] == [
        "Closed: blockade of Qatar by Saudi Arabia, since 2017-06-08 (first report), until 2021-01-04"
    ]


@pytest.mark.parametrize("apart", [False, True])
def test_the_order_in_which_reports_come_does_not_matter(tmp_path: Path, path: Path, coder: Coder, apart: bool) -> None:
    assert told(taken_in(tmp_path, coder, (4, 1, 5, 0, 3, 2), apart)) == told(path)
