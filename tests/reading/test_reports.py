"""One text to one Report."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UnreadableReport
from dragoman.reading import Details, read_text
from dragoman.reading.identity import canonical_url
from dragoman.records import Report, Span

PACT = """ date 2021-03-04 Arland and Boria sign border pact, Boria's Channel Six said

ARLAND CITY (UrduPoint News / Sputnik - 04th March, 2021) Arland and Boria sign border pact, Boria's Channel Six said.

The pact ends "a dispute of ten years.

"

It was signed on Wednesday.
"""


def spans(report: Report) -> list[Span]:
    found = [report.headline, report.dateline, report.place, *report.agencies]
    return [span for span in found if span is not None]


def test_everything_beside_the_text() -> None:
    report = read_text(PACT)
    assert report.text == PACT
    assert (report.published, report.published_basis) == ("2021-03-04", "leading")
    assert report.headline and report.headline.text.startswith("Arland and Boria sign border pact, Boria's")
    assert report.place and report.place.text == "ARLAND CITY"
    assert [span.text for span in report.agencies] == ["UrduPoint News", "Sputnik"]
    kinds = [mark.kind for mark in report.marks]
    assert kinds == ["leading_date", "repeated_headline", "broken_paragraph", "stray_quote"]


def test_a_callers_id_is_kept() -> None:
    assert read_text("Envoys met.", "17", "2020-01-01").id == "17"


def test_a_report_without_id_is_known_by_url_or_text() -> None:
    one = read_text("Envoys met.", date="2020-01-01")
    assert one.id == read_text("Envoys met.", date="2021-01-01").id and len(one.id) == 16
    linked = [
        read_text(text, date="2020-01-01", details=Details(url=url)).id
        for text, url in (("A b.", "http://www.x.org/a/?utm_source=q#top"), ("C d.", "https://X.org/a"))
    ]
    assert linked[0] == linked[1] != one.id


def test_canonical_url() -> None:
    assert canonical_url("HTTP://Example.org:80/News/?b=2&a=1&fbclid=z#c") == "https://example.org/News?a=1&b=2"
    assert canonical_url("no url") == "no url"


@pytest.mark.parametrize(
    ("text", "details", "given", "expected"),
    [
        ("PARIS, June 3, 2019 (AFP) - Envoys met.", Details(), None, ("2019-06-03", "dateline")),
        ("Envoys meet\n\nMonday, June 3, 2019\n\nEnvoys met.", Details(), None, ("2019-06-03", "dateline")),
        ("PARIS, June 3 (AFP) - Envoys met.", Details(date="2019-06-04"), None, ("2019-06-04", "column")),
        (
            "date 2019-06-02 Envoys meet\n\nEnvoys met.",
            Details(date="2019-06-04"),
            "2019-06-05",
            ("2019-06-05", "given"),
        ),
        ("date 2019-06-02 Envoys meet\n\nEnvoys met.", Details(), None, ("2019-06-02", "leading")),
        (
            "Envoys meet\nUpdated: June 5, 2019\nPublished: June 3, 2019\n\nEnvoys met.",
            Details(),
            None,
            ("2019-06-03", "dateline"),
        ),
    ],
)
def test_publication_date(text: str, details: Details, given: str | None, expected: tuple[str, str]) -> None:
    report = read_text(text, date=given, details=details)
    assert (report.published, report.published_basis) == expected


def test_an_undated_report_says_how_to_date_it() -> None:
    with pytest.raises(UnreadableReport, match=r"no publication date.*--date YYYY-MM-DD.*--undated"):
        read_text("Envoys met.")
    with pytest.raises(UnreadableReport, match=r"without its year.*--date YYYY-06-03"):
        read_text("PARIS, June 3 (AFP) - Envoys met.")
    report = read_text("Envoys met.", undated=True)
    assert (report.published, report.published_basis) == (None, None)


def test_title_becomes_the_head_of_the_text_once() -> None:
    apart = read_text("Envoys met.", date="2020-01-01", details=Details(title="Envoys meet"))
    assert apart.text == "Envoys meet\n\nEnvoys met."
    inside = read_text("Envoys meet\n\nEnvoys met.", date="2020-01-01", details=Details(title="Envoys meet"))
    assert inside.text == apart.text and inside.headline == apart.headline == Span("Envoys meet", 0, 11)


def test_empty_and_half_characters_are_refused() -> None:
    for text, reason in (("  \n", "is empty"), ("Envoys \ud800 met.", "surrogate")):
        with pytest.raises(UnreadableReport, match=reason):
            read_text(text, date="2020-01-01")


def test_text_is_nfc_and_offsets_stand_on_it() -> None:
    report = read_text("Cafe\u0301 owners meet\n\nTUNIS (TAP) - Cafe\u0301 owners met.", date="2020-01-01")
    assert report.headline == Span("Café owners meet", 0, 16)
    assert report.text[report.headline.start : report.headline.end] == report.headline.text


PIECES = (
    *(
        "CAIRO (AP) — ",
        "date 2020-01-02 ",
        "By Jane Doe",
        "Envoys met",
        "July 8, 2020",
        "(Reuters) - ",
        "PARIS, ",
        "July 8 ",
    ),
    *("\n\n", "\n", "\r\n", '"', ". ", ", ", " / ", "\xa0", "Monday", "[TEXT]", "Zoe\u0308", "Ã©", "\ufffd"),
)
WIRE = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)


@given(st.one_of(st.text(max_size=200), WIRE), st.one_of(st.none(), st.text(max_size=20)))
def test_any_text_is_read_or_refused(text: str, title: str | None) -> None:
    try:
        report = read_text(text, undated=True, details=Details(title=title))
    except UnreadableReport:
        assert not text.strip() or any("\ud800" <= character <= "\udfff" for character in text)
        return
    assert unicodedata.is_normalized("NFC", report.text)
    assert report.text.endswith(unicodedata.normalize("NFC", text))
    for span in spans(report):
        assert report.text[span.start : span.end] == span.text
    for mark in report.marks:
        assert 0 <= mark.start < mark.end <= len(report.text)


HOSTILE = {
    "blanks": " " * 200_000 + "x",
    "blank lines": " \n" * 100_000 + "x",
    "quotes": '" ' * 50_000,
    "capitals": "A-" * 3_000,
    "names": "By " + "Aa Bb and " * 500,
    "mojibake": "Ã©" * 20_000,
    "headlines": "ab cd ef gh\n\n" * 10_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_take_no_quadratic_time(text: str) -> None:
    started = time.process_time()
    read_text(text, undated=True)
    assert time.process_time() - started < 2
