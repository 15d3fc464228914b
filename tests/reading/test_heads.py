"""Heads of reports: headline, decks, bylines, date lines, datelines, and where the story begins."""

from __future__ import annotations

from dragoman.reading.heads import Head, read_head


def words(text: str, stretch: tuple[int, ...] | None) -> str | None:
    return None if stretch is None else text[stretch[0] : stretch[1]]


def head(text: str) -> Head:
    return read_head(text)


def test_headline_leading_date_and_dateline() -> None:
    text = " date 2020-07-08 Arland and Boria sign pact\n\nCAIRO (Reuters) - Arland signed a pact."
    read = head(text)
    assert words(text, read.headline) == "Arland and Boria sign pact"
    assert read.leading and read.leading.day.iso == "2020-07-08"
    assert text[read.body :] == " Arland signed a pact."


def test_date_line_under_the_headline() -> None:
    text = "Arland bans veils\n\nMonday, July 8, 2019\xa0\n\nArland banned veils on Friday."
    read = head(text)
    assert words(text, read.headline) == "Arland bans veils"
    assert [line.day.iso for line in read.date_lines] == ["2019-07-08"]
    assert text[read.body :].startswith("Arland banned")


def test_byline_house_and_published_line() -> None:
    text = (
        "Envoys meet in Boria\nBy Jane Doe and John Roe | Associated Press\n"
        "Updated: 9 July 2020 10:05 GMT\nPublished: July 8, 2020 at 14:11 GMT\n\nENVOYS met."
    )
    read = head(text)
    assert read.byline and words(text, read.byline.names) == "Jane Doe and John Roe"
    assert [words(text, name) for name in read.byline.agencies] == ["Associated Press"]
    assert [(line.day.iso, line.revised) for line in read.date_lines] == [("2020-07-09", True), ("2020-07-08", False)]


def test_agency_alone_on_its_line() -> None:
    text = "Envoys meet in Boria\n\nReuters Staff\n\nEnvoys met on Monday, officials said."
    read = head(text)
    assert read.byline and [words(text, name) for name in read.byline.agencies] == ["Reuters"]


def test_headline_that_ends_in_a_full_stop_before_a_dateline() -> None:
    text = "Envoys meet in Boria.\n\nBORA CITY (AP) — Envoys met on Monday."
    assert words(text, head(text).headline) == "Envoys meet in Boria."


def test_headline_with_a_label_like_a_dateline() -> None:
    text = "BORIA: Two held after raid\n\nBORA CITY (AP) — Police held two men."
    read = head(text)
    assert words(text, read.headline) == "BORIA: Two held after raid"
    assert read.dateline and words(text, read.dateline.place) == "BORA CITY"


def test_deck_between_headline_and_dateline() -> None:
    text = "Envoys meet in Boria\n\nTalks are the first in a year\n\nBORA CITY (AP) — Envoys met."
    read = head(text)
    assert words(text, read.headline) == "Envoys meet in Boria"
    assert read.dateline is not None


def test_a_story_without_a_head() -> None:
    for text in (
        "Police arrested two men on Monday.\n\nThey were freed.",
        "One line only",
        "wrapped line\nof a story.",
    ):
        read = head(text)
        assert (read.headline, read.dateline, read.body) == (None, None, 0)


def test_carriage_returns() -> None:
    text = "Envoys meet in Boria\r\n\r\nBORA CITY, July 8, 2020 (AP) - Envoys met.\r\n"
    read = head(text)
    assert words(text, read.headline) == "Envoys meet in Boria"
    assert read.dateline and read.dateline.day and read.dateline.day.iso == "2020-07-08"
