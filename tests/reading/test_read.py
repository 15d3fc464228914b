"""Files, folders, globs and standard input to reports; bad input is a value with file, line and remedy."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import json
import sys
from pathlib import Path

import pytest

from dragoman.errors import BadSetting
from dragoman.reading import DUPLICATE_ID, Limits, Unreadable, read
from dragoman.records import Report

STORY = "BORA CITY, July 8, 2020 (AP) — Arland’s envoy met officials in Boria.\n"


def reports(*sources: str | Path, **options: object) -> list[Report]:
    found = list(read(sources, **options))  # type: ignore[arg-type]
    assert all(isinstance(one, Report) for one in found), found
    return [one for one in found if isinstance(one, Report)]


def refusal(*sources: str | Path, **options: object) -> Unreadable:
    (found,) = read(sources, **options)  # type: ignore[arg-type]
    assert isinstance(found, Unreadable)
    return found


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (STORY.encode(), "utf-8"),
        (codecs.BOM_UTF8 + STORY.encode(), "utf-8-sig"),
        (STORY.encode("utf-16"), "utf-16"),
        ((STORY * 5).encode("cp1252"), "cp1252"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, encoding: str) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(data)
    (report,) = reports(path)
    assert report.text.startswith(STORY)
    assert (report.encoding, report.origin) == (encoding, str(path))
    assert report.original_sha256 == hashlib.sha256(data).hexdigest()


def test_text_is_kept_to_the_last_blank(tmp_path: Path) -> None:
    path = tmp_path / "story"
    path.write_bytes(b"  \r\nArland signed.  \r\n\r\n ")
    (report,) = reports(path, date="2020-01-01")
    assert report.text == "  \r\nArland signed.  \r\n\r\n "


def test_folders_and_globs(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "notes.md", ".hidden.txt"):
        (tmp_path / name).write_text(f"{name} tells of talks.", encoding="utf-8")
    (tmp_path / "more").mkdir()
    with gzip.open(tmp_path / "more" / "c.txt.gz", "wt") as packed:
        packed.write("Envoys met.")
    names = [Path(report.origin or "").name for report in reports(tmp_path, date="2020-01-01")]
    assert names == ["a.txt", "b.txt", "c.txt.gz"]
    assert len(reports(str(tmp_path / "*.txt"), date="2020-01-01")) == 2
    assert len(reports(tmp_path / "notes.md", date="2020-01-01")) == 1


def test_jsonl_goes_on_past_bad_lines(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    lines = [
        json.dumps({"id": "r1", "date": "2020-07-08", "text": "Envoys met."}),
        '{"id": "r2", "text": ',
        "",
        "[1]",
        json.dumps({"id": 3, "published": "2020-07-08T10:00:00Z", "body": "Envoys left.", "title": "Envoys leave"}),
        json.dumps({"id": "r4", "date": "2020-07-08"}),
        json.dumps({"id": "r5", "date": "07/08/2020", "text": "Envoys met."}),
        json.dumps({"id": "r6", "date": "2020-07-08", "text": ["Envoys"]}),
        json.dumps({"id": "r1", "date": "2020-07-08", "text": "Envoys met again."}),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = list(read([path]))
    good = [one for one in found if isinstance(one, Report)]
    bad = {one.line: one.reason for one in found if isinstance(one, Unreadable)}
    assert [report.id for report in good] == ["r1", "3", "r1"]
    assert good[1].text == "Envoys leave\n\nEnvoys left." and good[1].published_time == "10:00:00+00:00"
    assert good[2].marks[0].kind == DUPLICATE_ID and good[2].marks[0].value == f"{path}:1"
    assert sorted(filter(None, bad)) == [2, 4, 6, 7, 8]
    assert "no JSON" in bad[2] and "no object" in bad[4] and "--columns text=NAME" in bad[6]
    assert "could be two dates" in bad[7] and "no text but list" in bad[8]
    assert str(found[1]).startswith(f"{path}:2: ")


def test_json_list_and_single_object(tmp_path: Path) -> None:
    path = tmp_path / "reports.json"
    path.write_text(json.dumps([{"text": "Envoys met.", "date": "2020-07-08"}] * 2), encoding="utf-8")
    assert [report.origin for report in reports(path)] == [f"{path}:1", f"{path}:2"]
    path.write_text(json.dumps({"text": "Envoys met.", "date": "2020-07-08"}, indent=1), encoding="utf-8")
    assert [report.origin for report in reports(path)] == [str(path)]
    path.write_text("{broken", encoding="utf-8")
    assert "no JSON" in refusal(path).reason


def test_csv_with_named_columns(tmp_path: Path) -> None:
    path = tmp_path / "wire.csv"
    path.write_text(
        'key;day;words;link\nk1;8 July 2020;"Envoys met;\n\nthen left.";http://x.org/1\nk2;8 July 2020;torn\n'
        "k3;8 July 2020;Envoys met.;\n",
        encoding="utf-8",
    )
    found = list(read([path], columns={"id": "key", "date": "day", "text": "words", "url": "link"}))
    first, torn, last = found
    assert isinstance(first, Report) and isinstance(last, Report) and isinstance(torn, Unreadable)
    assert (first.id, first.text, first.published) == ("k1", "Envoys met;\n\nthen left.", "2020-07-08")
    assert (torn.line, "3 cells where the header has 4" in torn.reason) == (5, True)
    assert (last.id, last.url) == ("k3", None)


def test_missing_column_is_named_with_those_there_are(tmp_path: Path) -> None:
    path = tmp_path / "wire.csv"
    path.write_text("key,words\nk1,Envoys met.\n", encoding="utf-8")
    assert "no column 'body'; the columns are key, words" in refusal(path, columns={"text": "body"}).reason
    assert "--columns text=NAME" in refusal(path).reason


def test_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "wire.parquet"
    table = pyarrow.table({"id": ["p1", "p2"], "content": ["Envoys met.", None], "date": ["2020-07-08", None]})
    parquet.write_table(table, path)
    first, second = read([path])
    assert isinstance(first, Report) and (first.id, first.published) == ("p1", "2020-07-08")
    assert isinstance(second, Unreadable) and second.line == 2 and "'content' is empty" in second.reason
    path.write_bytes(b"no parquet")
    assert "no Parquet" in refusal(path).reason


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\n", "is empty"),
        ("photo.txt", b"\x89PNG\0\0\0", "is binary"),
        ("page.txt", b"<!DOCTYPE html><html>", "no article"),
        ("page.html", b"<html>", "no article"),
        ("story.docx", b"PK", "a word processor's file"),
        ("broken.txt", b"\xff\xfea", "breaks it"),
        ("table.csv", b"", "is empty"),
        ("packed.txt.gz", b"no gzip", "cannot be read"),
        ("undated.txt", b"Envoys met.", "--date YYYY-MM-DD"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = refusal(path)
    assert found.source == str(path) and reason in found.reason


def test_what_is_not_there(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "absent.txt").reason
    assert "no file matches" in refusal(str(tmp_path / "*.txt")).reason
    assert "holds no reports" in refusal(tmp_path).reason


def test_limits(tmp_path: Path) -> None:
    small = Limits(document_bytes=40)
    path = tmp_path / "long.txt"
    path.write_text("x " * 100, encoding="utf-8")
    assert "larger than 40 bytes" in refusal(path, limits=small).reason
    lines = tmp_path / "long.jsonl"
    lines.write_text('{"text": "' + "x " * 100 + '"}\n{"text": "Met.", "date": "2020-07-08"}\n', encoding="utf-8")
    long, short = read([lines], limits=small)
    assert isinstance(long, Unreadable) and long.line == 1 and isinstance(short, Report)


def standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> list[Report]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
    return reports("-")


def test_standard_input_is_text_or_jsonl(monkeypatch: pytest.MonkeyPatch) -> None:
    (story,) = standard_input(monkeypatch, STORY.encode())
    assert (story.text, story.origin) == (STORY, "standard input")
    line = json.dumps({"text": "Envoys met.", "date": "2020-07-08"}).encode() + b"\n"
    assert [one.origin for one in standard_input(monkeypatch, line * 2)] == ["standard input:1", "standard input:2"]


def test_settings_are_checked_before_anything_is_read() -> None:
    with pytest.raises(BadSetting, match="--date: '07/08/2020' could be two dates"):
        read(["absent.txt"], date="07/08/2020")
    with pytest.raises(BadSetting, match="no part 'body'; the parts are text, title"):
        read(["absent.txt"], columns={"body": "text"})


def test_order_is_kept_while_pages_are_parsed_ahead(tmp_path: Path) -> None:
    from tests.reading.made import page

    for place in range(9):
        if place % 4 == 3:
            (tmp_path / f"{place}.txt").write_text(f"Envoys met {place} times.", encoding="utf-8")
        else:
            (tmp_path / f"{place}.html").write_text(page() if place != 4 else "", encoding="utf-8")
    found = list(read([tmp_path, tmp_path / "absent.html"], date="2020-07-08"))
    names = [Path(one.origin or "").stem if isinstance(one, Report) else Path(one.source).stem for one in found]
    assert names == [*map(str, range(9)), "absent"]
    assert [type(one) for one in found].count(Unreadable) == 2


def test_reading_that_stops_early(tmp_path: Path) -> None:
    from tests.reading.made import page

    for place in range(20):
        (tmp_path / f"{place:02}.html").write_text(page(), encoding="utf-8")
    reading = read([tmp_path], date="2020-07-08")
    assert isinstance(next(reading), Report)
    reading.close()  # type: ignore[attr-defined]


def test_name_that_is_no_text(tmp_path: Path) -> None:
    import os

    from tests.reading.made import page

    path = Path(os.fsdecode(os.fsencode(tmp_path / "caf") + b"\xe9.html"))
    path.write_text(page(), encoding="utf-8")
    (report,) = reports(path, date="2020-07-08")
    assert report.origin == str(tmp_path / "caf\ufffd.html")
