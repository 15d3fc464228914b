"""Feeds, web archives, PDF, mail and zipped folders through `read`, with the places of what is found."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest
from tests.reading.made import (
    ATOM,
    BODY,
    HEADLINE,
    RSS,
    letter,
    mailbox,
    packed_warc,
    page,
    pdf,
    warc_record,
    zipped,
)

from dragoman.reading import Limits, Unreadable, read
from dragoman.records import Report

DATED = page('<meta name="date" content="2020-07-08">')


def found(path: Path, data: bytes, **options: object) -> tuple[list[Report], list[Unreadable]]:
    path.write_bytes(data)
    every = list(read([path], **options))  # type: ignore[arg-type]
    return [one for one in every if isinstance(one, Report)], [one for one in every if isinstance(one, Unreadable)]


def test_rss(tmp_path: Path) -> None:
    path = tmp_path / "world.rss"
    (met, left), (script, empty) = found(path, RSS.encode())
    assert met.text == "Arland & Boria meet\n\nEnvoys of Arland and Boria met.\n\nThey parted."
    assert (met.published, met.published_time, met.published_basis) == ("2020-07-08", "23:30:00-05:00", "feed")
    assert (met.url, met.origin) == ("https://daily.example/2020/07/08/meet", f"{path}:1")
    assert (met.outlet, left.outlet) == ("daily.example", "Daily Arland - World")
    assert (left.url, left.text) == (None, "Envoys leave\n\nEnvoys left.")
    assert script.line == 2 and "'javascript:alert(1)' is no web address" in script.reason
    assert empty.line == 3 and "neither title nor text" in empty.reason


def test_atom_takes_the_fullest_text(tmp_path: Path) -> None:
    (report,), _ = found(tmp_path / "wire.xml", ATOM.encode())
    assert report.text == "Talks open\n\nTalks between Arland and Boria opened in Cadria."
    assert (report.byline, report.published_basis) == ("Ann Bell", "feed_updated")


def test_xml_that_is_no_feed(tmp_path: Path) -> None:
    _, (refused,) = found(tmp_path / "map.xml", b"<urlset><url/></urlset>")
    assert "no RSS or Atom feed" in refused.reason


def test_entity_bomb_ends_soon(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "aaaaaaaaaa">{entities}]><rss version="2.0"><channel>'
    bomb += "<title>&e11;</title><item><title>&e11;</title><description>&e11;</description></item></channel></rss>"
    reports, refused = found(tmp_path / "bomb.rss", bomb.encode(), undated=True)
    assert all(len(report.text) < 10_000 for report in reports)
    assert reports or refused


def test_external_entities_stay_outside(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the password", encoding="utf-8")
    feed = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>'
    feed += '<rss version="2.0"><channel><title>t</title><item><title>Envoys &x; met</title></item></channel></rss>'
    reports, _ = found(tmp_path / "out.rss", feed.encode(), undated=True)
    assert all("password" not in report.text for report in reports)


def test_web_archive(tmp_path: Path) -> None:
    records = (
        warc_record("https://daily.example/a", DATED.encode()),
        warc_record("https://daily.example/logo", b"\x89PNG", "image/png"),
        warc_record("https://daily.example/gone", DATED.encode(), status="404 Not Found"),
        warc_record("https://daily.example/thin", b"<html></html>"),
        warc_record(
            "https://daily.example/b.pdf", pdf("BORA CITY, July 9, 2020 (AP) - Envoys met."), "application/pdf"
        ),
    )
    for name, data in (("crawl.warc", b"".join(records)), ("crawl.warc.gz", packed_warc(*records))):
        path = tmp_path / name
        (story, paper), (thin,) = found(path, data)
        assert story.text.startswith(HEADLINE) and story.url == "https://daily.example/a"
        assert (story.origin, story.original_sha256) == (f"{path}:1", hashlib.sha256(DATED.encode()).hexdigest())
        assert (paper.published, paper.published_basis, paper.url) == (
            "2020-07-09",
            "dateline",
            "https://daily.example/b.pdf",
        )
        assert thin.line == 4 and "no article" in thin.reason


def test_packed_answers_in_a_web_archive(tmp_path: Path) -> None:
    packed = gzip.compress(DATED.encode())
    bomb = gzip.compress(b"a" * 5_000_000)
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (packed[:50], packed[50:])) + b"0\r\n\r\n"
    records = (
        warc_record("https://daily.example/a", packed, headers="Content-Encoding: gzip\r\n"),
        warc_record("https://daily.example/b", bomb, headers="Content-Encoding: gzip\r\n"),
        warc_record("https://daily.example/c", b"a" * 300_000),
        warc_record(
            "https://daily.example/d", chunked, headers="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
        ),
    )
    small = Limits(document_bytes=200_000, inflated_bytes=1_000_000)
    reports, refused = found(tmp_path / "crawl.warc.gz", packed_warc(*records), limits=small)
    assert [report.url for report in reports] == ["https://daily.example/a", "https://daily.example/d"]
    assert ["unpacks to more than 1,000,000" in refused[0].reason, "larger than 200,000" in refused[1].reason] == [
        True
    ] * 2


def test_locked_members(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"Envoys met.", "b.txt": b"Envoys left."}))
    central = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[central + 8] |= 1
    reports, (locked,) = found(tmp_path / "locked.zip", bytes(data), date="2020-07-08")
    assert "locked by a password" in locked.reason and len(reports) == 1


def test_word_files_in_a_folder_are_named(tmp_path: Path) -> None:
    (tmp_path / "minutes.docx").write_bytes(b"PK")
    (tmp_path / "a.db").write_bytes(b"SQLite")
    (refused,) = read([tmp_path])
    assert isinstance(refused, Unreadable) and "a word processor's file" in refused.reason


def test_web_archive_that_breaks(tmp_path: Path) -> None:
    data = packed_warc(
        warc_record("https://daily.example/a", DATED.encode()), warc_record("https://d.example", b"x" * 999)
    )
    (story,), _ = found(tmp_path / "crawl.warc.gz", data[:-20])
    assert story.url == "https://daily.example/a"
    _, (refused,) = found(tmp_path / "none.warc", b"nothing of the kind")
    assert "breaks at its start" in refused.reason


def test_pdf_is_dated_by_its_text_before_its_making(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    (report,), _ = found(path, pdf("Envoys met in Hallum.", "They parted."))
    assert "Envoys met in Hallum." in report.text
    assert (report.published, report.published_basis) == ("2020-07-08", "pdf")
    (dated,), _ = found(path, pdf("BORA CITY, July 6, 2020 (AP) - Envoys met."))
    assert (dated.published, dated.published_basis) == ("2020-07-06", "dateline")


def test_pdf_without_text(tmp_path: Path) -> None:
    _, (empty,) = found(tmp_path / "scan.pdf", pdf())
    assert "text recognition" in empty.reason
    _, (broken,) = found(tmp_path / "broken.pdf", b"%PDF-1.4 nothing")
    assert "no PDF that can be read" in broken.reason


def test_mail(tmp_path: Path) -> None:
    message = letter(html="<p>Envoys met.</p>")
    message.add_attachment(pdf("Envoys parted."), maintype="application", subtype="pdf", filename="more.pdf")
    path = tmp_path / "news.eml"
    (text, attached), _ = found(path, bytes(message))
    assert text.text == "Envoys meet\n\nEnvoys met in Hallum.\n"
    assert (text.published, text.published_time, text.published_basis) == ("2020-07-08", "10:00:00+02:00", "email")
    assert text.outlet == "Daily Arland"
    assert (attached.text, attached.origin) == ("Envoys parted.", f"{path}!more.pdf")


def test_mailbox(tmp_path: Path) -> None:
    path = tmp_path / "news.mbox"
    only_html = letter(subject="Talks open")
    only_html.set_content("<p>Talks <b>opened</b>.</p><script>x()</script>", subtype="html")
    (first, second), (bad,) = found(path, mailbox(letter(">From Hallum.\n"), only_html, letter("\n", subject="")))
    assert second.text == "Talks open\n\nTalks opened." and (first.origin, second.origin) == (f"{path}:1", f"{path}:2")
    assert bad.line == 3 and "no text" in bad.reason
    _, (refused,) = found(path, b"Envoys met.\n")
    assert "no mailbox" in refused.reason


def test_page_saved_as_mhtml(tmp_path: Path) -> None:
    body = page('<meta name="date" content="2020-07-08">').encode()
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://daily.example/urges\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\n'
        "Content-Type: text/html\r\nContent-Location: https://daily.example/urges\r\n\r\n"
    )
    (report,), _ = found(tmp_path / "urges.mhtml", head.encode() + body + b"\r\n--x--\r\n")
    assert report.text.endswith(BODY[-1]) and report.url == "https://daily.example/urges"


def test_zipped_folder(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    inner = zipped({"deep/story.txt": b"BORA CITY, July 8, 2020 (AP) - Envoys met."})
    members = {
        "b/urges.html": DATED.encode(),
        "a.jsonl": json.dumps({"text": "Envoys met.", "date": "2020-07-08", "id": "j"}).encode() + b"\n{torn\n",
        "c.txt.gz": gzip.compress(b"BORA CITY, July 8, 2020 (AP) - Envoys left."),
        "inner.zip": inner,
        "logo.png": b"\x89PNG",
        "minutes.docx": b"PK",
        "news.mbox": mailbox(letter()),
        "__MACOSX/x.txt": b"junk",
    }
    reports, refused = found(path, zipped(members))
    assert [report.origin for report in reports] == [
        f"{path}!a.jsonl:1",
        f"{path}!b/urges.html",
        f"{path}!c.txt.gz",
        f"{path}!inner.zip!deep/story.txt",
        f"{path}!news.mbox:1",
    ]
    assert [(one.source, one.line) for one in refused] == [(f"{path}!a.jsonl", 2), (f"{path}!minutes.docx", None)]


def test_zip_bombs(tmp_path: Path) -> None:
    small = Limits(inflated_bytes=100_000, folder_bytes=150_000)
    bomb = zipped({"a.txt": b"a" * 1_000_000, "b.txt": b"July 8, 2020 " * 5_000, "c.txt": b"July 8, 2020 " * 7_000})
    reports, (large, many) = found(tmp_path / "bomb.zip", bomb, limits=small, date="2020-07-08")
    assert len(reports) == 1
    assert "unpacks to more than 100,000 bytes" in large.reason and large.source.endswith("!a.txt")
    assert "unpacks to more than 150,000 bytes" in many.reason
    _, (packed,) = found(tmp_path / "bomb.html.gz", gzip.compress(b"<p>" * 100_000), limits=small)
    assert "unpacks to more than 100,000 bytes" in packed.reason


def test_zips_in_zips_end(tmp_path: Path) -> None:
    data = zipped({"a.txt": b"Envoys met."})
    for _ in range(4):
        data = zipped({"a.zip": data})
    _, (refused,) = found(tmp_path / "nest.zip", data)
    assert "inside one another" in refused.reason


def test_suffix_that_lies(tmp_path: Path) -> None:
    (report,), _ = found(tmp_path / "urges.txt", DATED.encode())
    assert report.published_basis == "meta"
    _, (refused,) = found(tmp_path / "urges.zip", DATED.encode())
    assert "no zipped folder" in refused.reason


@pytest.mark.parametrize("name", ["a.html", "a.rss", "a.warc", "a.pdf", "a.eml", "a.mbox", "a.zip", "a.parquet"])
def test_empty_files(tmp_path: Path, name: str) -> None:
    reports, (refused,) = found(tmp_path / name, b"")
    assert reports == [] and refused.source == str(tmp_path / name) and ";" in refused.reason


def test_header_that_is_no_text(tmp_path: Path) -> None:
    data = bytes(letter()).replace(b"Subject: Envoys meet", b"Subject: Envoys m\xff\xfeet")
    (report,), _ = found(tmp_path / "a.eml", data)
    assert report.text.startswith("Envoys m") and "Envoys met in Hallum." in report.text
