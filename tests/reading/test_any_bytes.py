"""Any bytes at all: every parser answers with documents or faults that name a remedy, and never raises."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading.made import ATOM, RSS, letter, mailbox, packed_warc, page, pdf, warc_record, zipped

from dragoman.errors import UnreadableReport
from dragoman.reading import Limits, Unreadable
from dragoman.reading.documents import Document, Fault
from dragoman.reading.inflating import inflate
from dragoman.reading.markup import fragment_text
from dragoman.reading.page_dates import moment_text, url_date
from dragoman.reading.reader import report_of
from dragoman.reading.unpacking import documents, units
from dragoman.records import Report

LIMITS = Limits(document_bytes=200_000, inflated_bytes=400_000)
SEEDS = {
    "html": page('<script type="application/ld+json">{"datePublished": "2020-07-08"}</script>').encode(),
    "feed": RSS.encode() + ATOM.encode(),
    "warc": packed_warc(
        warc_record("https://daily.example/a", page().encode()), warc_record("https://d.example", b"x")
    ),
    "pdf": pdf("Envoys met.", "They parted."),
    "mail": bytes(letter(html="<p>Envoys met.</p>")),
    "mailbox": mailbox(letter(), letter()),
    "zip": zipped(
        {"a.html": page().encode(), "b.txt": b"Envoys met.", "c.jsonl": b'{"text": "Met."}\n', "d.csv": b"text\n1"}
    ),
    "jsonl": b'{"text": "Envoys met.", "date": "2020-07-08"}\n[1]\n{"text": 1}',
}


@st.composite
def damaged(draw: st.DrawFn, seed: bytes) -> bytes:
    """A good file with some stretches cut, doubled or overwritten; every tenth is noise from the start."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=300))
    data = bytearray(seed)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 40))
        data[at : at + length] = draw(st.one_of(st.binary(max_size=20), st.just(bytes(data[at : at + length]) * 2)))
    return bytes(data)


def read_through(form: str, data: bytes) -> None:
    try:
        found = [
            one for unit in units(io.BytesIO(data), form, False, LIMITS, {}) for one in documents(unit, LIMITS, {})
        ]
    except UnreadableReport as error:
        assert ";" in str(error) and "\n" not in str(error)
        return
    for one in found:
        if isinstance(one, Fault):
            assert one.reason and "\n" not in one.reason
        assert isinstance(one, (Fault, Document))
        report = report_of("file", one, None, True, LIMITS)
        assert isinstance(report, (Report, Unreadable))
        if isinstance(report, Report) and report.headline:
            assert report.text[report.headline.start : report.headline.end] == report.headline.text


@pytest.mark.parametrize("form", sorted(SEEDS))
def test_damaged_files(form: str) -> None:
    if form == "jsonl":
        pytest.skip("read by the reader itself; see test_damaged_tables")

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(damaged(SEEDS[form]))
    def run(data: bytes) -> None:
        read_through(form, data)

    run()


@settings(max_examples=100, deadline=None)
@given(damaged(SEEDS["jsonl"]))
def test_damaged_tables(data: bytes) -> None:
    read_through("zip", zipped({"a.jsonl": data, "b.csv": data, "c.json": data, "d.txt": data, "e.parquet": data}))


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_markup_and_dates_of_any_text(text: str) -> None:
    assert isinstance(fragment_text(text), str) and isinstance(fragment_text(f"<p>{text}"), str)
    answers: tuple[Callable[[str], str | None], ...] = (moment_text, url_date)
    assert all(answer(text) is None or isinstance(answer(text), str) for answer in answers)


@given(st.binary(max_size=5_000), st.integers(0, 40))
def test_inflate_gives_all_or_nothing(data: bytes, cut: int) -> None:
    packed = gzip.compress(data)
    assert inflate(packed + gzip.compress(data) + b"\0\0", 10_000) == data * 2
    if 0 < cut < len(packed):
        with pytest.raises(UnreadableReport):
            inflate(packed[:-cut], 10_000)
    if len(data) > 100:
        with pytest.raises(UnreadableReport, match="unpacks to more than 100 bytes"):
            inflate(packed, 100)
