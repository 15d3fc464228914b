"""Files of other projects: bad rows are refused by line with a remedy, and the others are read."""

from __future__ import annotations

import gzip
import io
import os
from pathlib import Path

import pytest

from dragoman.errors import BadSetting
from dragoman.exchange.importing import layout_of, read_foreign
from dragoman.exchange.incoming import LeftOut
from dragoman.exchange.plover_in import read_plover
from dragoman.exchange.telling import Telling
from dragoman.reading import Unreadable

GOLDEN = Path(__file__).parent / "golden"
SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[2].parent / "shared"))
ICEWS = SHARED / "data" / "knowledge" / "icews_events" / "icews_2018_sample.jsonl"


def _changed(tmp_path: Path, name: str, line: int, old: str, new: str) -> Path:
    lines = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new)
    path = tmp_path / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "line", "old", "new", "message"),
    [
        ("polecat.txt", 2, "CONCEDE", "FIGHT", "Event Type is 'FIGHT' and none of PLOVER's sixteen"),
        (
            "polecat.txt",
            2,
            "2021-05-28\tCONCEDE",
            "28.5.2021\tCONCEDE",
            "Event Date is '28.5.2021'; write it as YYYY-MM-DD",
        ),
        ("polecat.txt", 2, "DEU\t255", "GER\t255", "Actor Country is 'GER' and no code of PLOVER's"),
        ("polecat.txt", 2, "52.52", "152.52", "Latitude is 152.52 and not between -90 and 90"),
        ("icews.tab", 2, "\t080\t", "\t80\t", "CAMEO Code is '80' and none of CAMEO's; did 080 lose its zero"),
        ("icews.tab", 2, "\tGermany\tYield", "\tGermania\tYield", "Source Country is 'Germania', which no table knows"),
        ("icews.tab", 2, "7352186107575157", "", "the row has no Event ID"),
        ("plover-strict.jsonl", 2, '"id":"c3",', "", "the line has no 'id', which PLOVER requires"),
        ("plover-strict.jsonl", 2, "{", "[", "the line is no JSON"),
        ("plover-strict.jsonl", 2, '"code":"NAM"', '"code":"NMB"', "the code 'NMB' is none of PLOVER's"),
    ],
)
def test_a_bad_row_is_refused_by_line_and_the_rest_is_read(
    tmp_path: Path, name: str, line: int, old: str, new: str, message: str
) -> None:
    if name == "icews.tab" and new == "\t80\t":
        old, new = "Yield\t080", "Give way\t80"
    path = _changed(tmp_path, name, line, old, new)
    found = list(read_foreign(path))
    (refused,) = [one for one in found if isinstance(one, Unreadable)]
    assert str(refused).startswith(f"{path}:{line}: {message}")
    assert sum(isinstance(one, Telling) for one in found) == len(found) - 1 > 3


def test_a_row_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    lines = (GOLDEN / "polecat.txt").read_bytes().splitlines()
    lines[3] = lines[3].replace(b"Sanaa", b"San\xe1a")
    path.write_bytes(b"\n".join(lines))
    refused = [str(one) for one in read_foreign(path) if isinstance(one, Unreadable)]
    assert refused == [f"{path}:4: the line is not UTF-8; save the file as UTF-8, the other lines are read"]


def test_a_header_without_its_columns_is_refused(tmp_path: Path) -> None:
    path = _changed(tmp_path, "icews.tab", 1, "Target Country", "Target")
    assert [str(one) for one in read_foreign(path)] == [
        f"{path}:1: the header lacks Target Country; a icews file has 20 columns"
    ]


def test_layouts_are_told_apart_and_gzip_is_read(tmp_path: Path) -> None:
    assert layout_of(GOLDEN / "polecat.txt") == "polecat"
    assert layout_of(GOLDEN / "icews.tab") == "icews"
    assert layout_of(GOLDEN / "plover.jsonl") == "plover"
    with pytest.raises(BadSetting, match="first line is that of no layout"):
        layout_of(GOLDEN / "gdelt.CSV")
    packed = tmp_path / "icews.tab.gz"
    packed.write_bytes(gzip.compress((GOLDEN / "icews.tab").read_bytes()))
    assert len(list(read_foreign(packed))) == 6


def test_a_packed_file_that_breaks_off_gives_what_comes_before(tmp_path: Path) -> None:
    packed = tmp_path / "polecat.txt.gz"
    data = gzip.compress((GOLDEN / "polecat.txt").read_bytes())
    packed.write_bytes(data[: len(data) - 20])
    found = list(read_foreign(packed, "polecat"))
    assert isinstance(found[-1], Unreadable)
    assert "the file breaks off here" in str(found[-1])


def test_a_mere_statement_of_cameo_is_left_out_and_not_refused(tmp_path: Path) -> None:
    path = _changed(tmp_path, "icews.tab", 2, "Yield\t080", "Make statement\t010")
    first = next(iter(read_foreign(path)))
    assert first == LeftOut(2, "a mere statement, which PLOVER does not code")


def test_plover_of_another_coder_is_placed_in_its_text() -> None:
    line = (
        b'{"id": "7", "date": "2020-07-08", "event": "ASSAULT", "mode": "aerial", "event_text": "bombed",'
        b' "actor": {"code": "SAU", "sector": "MIL", "entity_text": "Jets"},'
        b' "recipient": [{"code": "YEM", "entity_text": "a port"}], "size": {"dead": 3},'
        b' "text": "Jets bombed a port.", "coder": "Ann"}\n'
    )
    (telling,) = read_plover("f", io.BytesIO(line))
    assert isinstance(telling, Telling)
    claim = telling.claim
    assert (claim.anchor.start, claim.actors[0].start, claim.recipients[0].start) == (5, 0, 12)
    assert claim.counts == {"dead": (3, 3)}
    assert telling.report.text == "Jets bombed a port."
    assert claim.run == "Ann"


@pytest.mark.data
@pytest.mark.skipif(not ICEWS.exists(), reason="needs the ICEWS sample of the shared data folder")
def test_a_released_icews_file_is_read_without_refusals() -> None:
    import msgspec

    from dragoman.exchange.icews import read_icews
    from dragoman.exchange.layout import columns

    names = [name for name, _ in columns("icews")]
    lines = ["\t".join(names)]
    for raw in ICEWS.read_bytes().splitlines():
        cells = msgspec.json.decode(raw)
        lines.append("\t".join(cells[name.lower().replace(" ", "_")] or "" for name in names))
    found = list(read_icews("icews", io.BytesIO("\n".join(lines).encode())))
    assert sum(isinstance(one, Unreadable) for one in found) == 0
    assert sum(isinstance(one, LeftOut) for one in found) == 596
    assert len({one.claim.id for one in found if isinstance(one, Telling)}) == len(found) - 596
