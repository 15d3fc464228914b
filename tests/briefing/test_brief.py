"""A day's brief: each line with its sources, nothing without a claim behind it, every word escaped."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.archive import Archive, Coded, coder_run, merging_run
from dragoman.archive.relating import relate
from dragoman.briefing import as_html, as_markdown, brief
from dragoman.briefing.gathering import Brief, Line, sourced
from dragoman.briefing.wording import act
from dragoman.cli import app
from dragoman.coder import Coder
from dragoman.errors import BadSetting
from dragoman.ontology.plover import TYPES
from dragoman.reading import read_text
from dragoman.stories.relations.derivation import alone
from tests.archive.made import claim
from tests.briefing.conftest import DAY, party


def lines(found: Brief, key: str) -> list[Line]:
    return [line for section in found.sections if section.key == key for line in section.lines]


def texts(found: Brief, key: str) -> list[str]:
    return [line.text for line in lines(found, key)]


@pytest.fixture(scope="module")
def war(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A war, a year of silence, its end; and sanctions told of as history."""
    path = tmp_path_factory.mktemp("briefing") / "war.db"
    told = (
        ("w1", "1998-05-13", "War between Eritrea and Ethiopia broke out on Tuesday."),
        ("w2", "2000-12-13", "Eritrea and Ethiopia signed a peace treaty in Algiers on Tuesday."),
        ("w3", "2000-12-13", "The United States imposed sanctions on Cuba in February 1962."),
        ("w4", "2000-12-14", "Turkish troops remain in northern Iraq, Baghdad said."),
        ("w5", "2000-12-15", "Turkey denied that it had deployed troops to Iraq."),
    )
    reports = [read_text(text, id, date) for id, date, text in told]
    with Archive(path, write=True) as archive, archive.transaction():
        for report, claims in coder.code(reports):
            archive.store(archive.add_run(coder_run()), [Coded(report, claims)])
            events = [alone(claim, report.published) for claim in archive.claims(reports=[report.id])]
            archive.store_events(archive.add_run(merging_run()), events)
        relate(archive)
    return path


def test_what_opened_and_closed_on_the_day(war: Path) -> None:
    assert texts(brief(war, "2000-12-13"), "turned") == [
        "Opened: agreement on peace between Eritrea and Ethiopia, since 2000-12-12",
        "Closed: armed conflict between Eritrea and Ethiopia, since 1998-05-12, until 2000-12-12",
        "Told of as history: sanctions of United States on Cuba, since some day from 1962-02-01 to 1962-02-28",
    ]


def test_what_is_first_told_of_and_what_is_denied(war: Path) -> None:
    first = texts(brief(war, "2000-12-14"), "turned")
    denied = texts(brief(war, "2000-12-15"), "disputed")
    presence = "military presence of Turkey in Iraq (northern Iraq), since 2000-12-14 or before (no start is told)"
    assert first == [f"First told of: {presence}"]
    assert denied == [f"Denied: {presence}"]


def test_a_brief_of_an_actor_tells_of_it_alone(war: Path) -> None:
    found = brief(war, "2000-12-13", "CUB")
    assert found.title == "Brief of 2000-12-13: Cuba"
    assert [text[:19] for text in texts(found, "turned")] == ["Told of as history:"]
    assert all("Cuban government" in text for text in texts(found, "new"))


def test_a_rise_against_a_year_is_told_with_the_events_that_make_it(year: Path) -> None:
    found = brief(year, DAY, "TUR")
    (rise, *others) = lines(found, "changed")
    assert (
        rise.text
        == "Syria and Turkey: more verbal conflict than in the 52 weeks before: 5 in the week, 0.0 expected (p 1e-06)"
    )
    assert others == []  # one quarrel in the four weeks before, with little else in the news, leaves five unremarkable
    assert {source.published for source in rise.sources} <= {f"2020-07-0{day}" for day in range(2, 9)}


def test_steady_trade_is_no_change(year: Path) -> None:
    assert [text for text in texts(brief(year, DAY), "changed") if "Iran" in text] == []


def test_an_archive_of_a_few_weeks_has_no_norm_and_says_so(war: Path) -> None:
    (section,) = (one for one in brief(war, "2000-12-13").sections if one.key == "changed")
    assert section.lines == ()
    assert "The archive holds reports of only 0 of the 4 weeks before: no norm over 4 weeks." in section.note


def test_the_new_events_beyond_the_most_are_counted(year: Path) -> None:
    found = brief(year, DAY, most=2)
    assert len(lines(found, "new")) == 3
    assert texts(found, "new")[-1] == "5 more events are first told of on this day"


def test_disagreements_name_each_version_with_its_voices(disputed: Path) -> None:
    (line,) = lines(brief(disputed, DAY), "disputed")
    assert line.text == (
        "Syrian government attacks Turkish government, Hallum, 2020-07-08: sources differ on dead: "
        "5 (Turkish government); 12 (in the report's own voice)"
    )
    assert [source.report for source in line.sources] == ["a", "b"]


@pytest.mark.parametrize("day", ["2000-12-13", "2000-12-14", "2000-12-15", "1998-05-13"])
def test_no_statement_without_a_claim_behind_it(war: Path, day: str) -> None:
    found = brief(war, day)
    with Archive(war) as archive:
        for section in found.sections:
            for line in section.lines:
                assert line.sources
                for source in line.sources:
                    claim, report = archive.claim(source.claim), archive.report(source.report)
                    assert claim is not None and report is not None
                    assert claim.report == report.id
                    assert report.text[source.start : source.end] == source.words


def test_a_statement_without_sources_is_not_made() -> None:
    assert sourced("Arland attacked Boria.", ()) is None


def test_every_line_of_the_markdown_is_followed_by_a_source(year: Path) -> None:
    written = as_markdown(brief(year, DAY, most=3)).splitlines()
    for place, line in enumerate(written):
        if line.startswith("- "):
            assert written[place + 1].startswith("  - “")
            assert "](<https://news.example/" in written[place + 1]


def test_words_and_links_of_reports_are_escaped(disputed: Path) -> None:
    found = brief(disputed, DAY)
    page, markdown = as_html(found), as_markdown(found)
    assert "<script>" not in page and "<script>" not in markdown
    assert "javascript:" not in page and "javascript:" not in markdown
    assert 'href="https://news.example/?q=%3Cb%3E&amp;x=%22&#x27;"' in page
    assert "(<https://news.example/?q=%3Cb%3E&x=%22'>)" in markdown


def test_the_same_record_gives_the_same_bytes(year: Path) -> None:
    assert as_html(brief(year, DAY)) == as_html(brief(year, DAY))


def test_a_day_that_is_none_is_refused(year: Path) -> None:
    with pytest.raises(BadSetting, match="'today' is no day; write YYYY-MM-DD"):
        brief(year, "today")


def test_the_command_writes_markdown_html_and_json(war: Path, tmp_path: Path) -> None:
    call = ["brief", "--archive", str(war), "--day", "2000-12-13"]
    assert CliRunner().invoke(app, call).stdout.startswith("# Brief of 2000-12-13\n\n## New\n\n- ")
    out = tmp_path / "brief.html"
    assert CliRunner().invoke(app, [*call, "--html", "--out", str(out)]).exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert CliRunner().invoke(app, [*call, "--json"]).stdout.startswith("{\n")


def test_verbs_agree_with_who_acts() -> None:
    one = alone(claim(event="REJECT", recipients=()), DAY)
    two = alone(claim(event="REJECT", actors=(party("SYR"), party("TUR")), recipients=(party("IRN"),)), DAY)
    assert act(one) == "refuses or denies something"
    assert act(two) == "refuse or deny something to Iranian government"


def test_every_type_has_a_phrase() -> None:
    for event in TYPES:
        assert "[" not in act(alone(claim(event=event), DAY))
