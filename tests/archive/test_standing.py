"""Questions to an archive about relations: what stands on a day, and the story of two actors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.archive import Archive, Coded, coder_run, merging_run
from dragoman.archive.relating import relate
from dragoman.archive.standing import relations, timeline
from dragoman.cli import app
from dragoman.coder import Coder
from dragoman.errors import BadSetting
from dragoman.reading import Details, read_text
from dragoman.stories.relations.derivation import alone

TOLD = (
    ("r1", "1998-05-13", "War between Eritrea and Ethiopia broke out on Tuesday."),
    ("r2", "1999-02-10", "Eritrea shelled Ethiopian positions on Monday."),
    ("r3", "2000-12-13", "Eritrea and Ethiopia signed a peace treaty in Algiers on Tuesday."),
    ("r4", "2000-12-20", "The United States imposed sanctions on Sudan in November 1997."),
)


@pytest.fixture(scope="module")
def path(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of four reports, one event a claim."""
    found = tmp_path_factory.mktemp("archive") / "a.db"
    details = Details(outlet="The Gazette", url="https://news.example/story?a=1&b=<2>")
    reports = [read_text(text, id, date, details=details) for id, date, text in TOLD]
    with Archive(found, write=True) as archive, archive.transaction():
        for report, claims in coder.code(reports):
            archive.store(archive.add_run(coder_run()), [Coded(report, claims)])
            events = [alone(claim, report.published) for claim in archive.claims(reports=[report.id])]
            archive.store_events(archive.add_run(merging_run()), events)
        relate(archive)
    return found


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with Archive(path) as opened:
        yield opened


def test_what_stands_on_a_day_is_what_began_and_has_not_ended(archive: Archive) -> None:
    assert [one.kind for one in relations(archive, "ERI", on="1999-06-01")] == ["conflict"]
    assert [one.kind for one in relations(archive, "ERI", on="2001-06-01")] == ["agreement"]
    assert relations(archive, "ERI", on="1990-01-01") == []


def test_all_the_actors_must_stand_in_it(archive: Archive) -> None:
    assert {one.kind for one in relations(archive, "ERI", "ETH")} == {"agreement", "conflict"}
    assert relations(archive, "ERI", "SDN") == []
    assert [one.kind for one in relations(archive, "SDN", kinds=["sanctions"])] == ["sanctions"]


def test_a_day_or_kind_that_is_none_is_refused(archive: Archive) -> None:
    with pytest.raises(BadSetting, match="'yesterday' is no day; write YYYY-MM-DD"):
        relations(archive, "ERI", on="yesterday")
    with pytest.raises(BadSetting, match="'peace' is no kind of relation; use one of agreement"):
        relations(archive, "ERI", kinds=["peace"])


def test_the_story_of_two_actors_goes_by_days_and_says_what_opened_and_closed(archive: Archive) -> None:
    moments = timeline(archive, "ERI", "ETH")
    told = [
        (moment.event.event, sorted((turn.effect, turn.title.split()[0]) for turn in moment.turns))
        for moment in moments
    ]
    assert told == [
        ("ASSAULT", [("opens", "armed")]),
        ("ASSAULT", [("renews", "armed")]),
        ("SUPPORT", [("closes", "armed"), ("opens", "agreement")]),
    ]
    assert [moment.day for moment in moments] == sorted(moment.day or "" for moment in moments)


def test_every_step_has_its_source_with_words_offsets_and_link(archive: Archive) -> None:
    for moment in timeline(archive, "ERI", "ETH"):
        assert moment.sources
        for source in moment.sources:
            report = archive.report(source.report)
            assert report is not None
            assert report.text[source.start : source.end] == source.words
            assert (source.outlet, source.url) == ("The Gazette", "https://news.example/story?a=1&b=<2>")


def test_a_stretch_of_days_can_be_asked_for(archive: Archive) -> None:
    moments = timeline(archive, "ERI", "ETH", since="1999-01-01", until="1999-12-31")
    assert [moment.event.event for moment in moments] == ["ASSAULT"]


def test_the_command_lists_relations_with_their_evidence(path: Path) -> None:
    result = CliRunner().invoke(app, ["relations", "SDN", "--on", "2000-12-20", "--archive", str(path)])
    assert result.exit_code == 0
    head, evidence = result.stdout.splitlines()
    assert head.startswith(
        "sanctions of United States on Sudan: in force, since some day from 1997-11-01 to 1997-11-30"
    )
    assert evidence.startswith("    1997-11-01 opens: “The United States imposed sanctions on Sudan” (The Gazette")
    assert evidence.endswith(" https://news.example/story?a=1&b=<2>")
    assert ", 2000-12-20, r4:0-44; rules.tsv:" in evidence


def test_the_command_prints_the_records_as_json(path: Path) -> None:
    result = CliRunner().invoke(app, ["relations", "SDN", "--archive", str(path), "--json"])
    (found,) = map(json.loads, result.stdout.splitlines())
    assert (found["kind"], found["from"], found["from_latest"]) == ("sanctions", "1997-11-01", "1997-11-30")
    assert found["evidence"][0]["report"] == "r4"


def test_the_command_tells_the_story_with_marks(path: Path) -> None:
    result = CliRunner().invoke(app, ["timeline", "ERI", "ETH", "--archive", str(path)])
    assert result.exit_code == 0
    assert "    + opens armed conflict between Eritrea and Ethiopia" in result.stdout
    assert "    x closes armed conflict between Eritrea and Ethiopia" in result.stdout


def test_the_command_writes_a_table_for_analysis(path: Path) -> None:
    result = CliRunner().invoke(app, ["relations", "SDN", "--archive", str(path), "--csv"])
    head, row = (line.split(",") for line in result.stdout.splitlines())
    told = dict(zip(head, row, strict=True))
    assert (told["kind"], told["holder_countries"], told["towards_countries"]) == ("sanctions", "USA", "SDN")
    assert (told["from"], told["from_latest"], told["to"]) == ("1997-11-01", "1997-11-30", "")


def test_a_state_may_be_called_by_its_name(archive: Archive) -> None:
    assert relations(archive, "Eritrea", "Ethiopia") == relations(archive, "ERI", "ETH")
    assert timeline(archive, "Eritrea", "Ethiopia") == timeline(archive, "ERI", "ETH")
