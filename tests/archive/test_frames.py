"""Lists as frames: the declared columns whatever is in them, codes as text, the same bytes twice."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import polars
import pytest

from dragoman.archive import Archive
from dragoman.archive.flat import CLAIMS, EVENTS, RELATIONS, claim_cells, event_cells, joined
from dragoman.archive.frames import frame, write_csv, write_parquet
from dragoman.archive.listing import dyads, list_claims, list_events, list_relations
from dragoman.archive.queries import Found
from dragoman.errors import BadSetting
from dragoman.schema.arrow import arrow_schema
from tests.archive.crowd import fill
from tests.exchange.made import BY_ID
from tests.exchange.made import EVENTS as MADE_EVENTS


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("frames") / "a.db"
    with Archive(path, write=True) as writing:
        fill(writing, reports=30)
    yield path


def found(id: str) -> Found:
    report, claim = BY_ID[id]
    return Found(claim, report.published, report.outlet, report.url, None, "dragoman", None)


def row(id: str) -> dict[str, object]:
    return dict(zip(CLAIMS.table.names, claim_cells(found(id)), strict=True))


def test_a_claim_is_one_row_with_its_parties_in_cells() -> None:
    cells = row("c8")
    assert cells["actors"] == "Serbian government; Kosovo government"
    assert cells["actor_countries"] == "SRB; KOS"
    assert cells["cameo"] == "057"
    assert (cells["when_from"], cells["published"]) == ("2013-04-19", "2013-04-20")


def test_an_undated_act_has_no_date_of_publication_for_its_own() -> None:
    cells = row("c6")
    assert (cells["when_from"], cells["when_to"], cells["published"]) == (None, None, "2015-03-26")


def test_a_missing_country_keeps_its_place_in_the_cell() -> None:
    assert joined(["DEU", None, "NAM"]) == "DEU; ; NAM"
    assert joined(["Smith; Sons", "x"]) == "Smith, Sons; x"


def test_an_event_is_one_row() -> None:
    cells = dict(zip(EVENTS.table.names, event_cells(MADE_EVENTS[1]), strict=True))
    assert (cells["dead_low"], cells["dead_high"], cells["disputed"]) == (18, 21, "dead")
    assert (cells["claims"], cells["reports"], cells["outlets"]) == (2, 2, 2)


@pytest.mark.parametrize("flat", [CLAIMS, EVENTS, RELATIONS])
def test_a_frame_without_rows_has_all_columns_and_kinds(flat: object) -> None:
    made = frame(flat.table, [], "arrow")  # type: ignore[attr-defined]
    assert made.schema.equals(arrow_schema(flat.table))  # type: ignore[attr-defined]


def test_frames_of_polars_have_dates_and_text_codes(archive: Path) -> None:
    made = list_claims(archive)
    assert made.schema["when_from"] == polars.Date
    assert made.schema["cameo"] == polars.String
    assert made.height == list_claims(archive, frame="arrow").num_rows == len(list_claims(archive, frame="records")) > 0


def test_filters_work_from_python(archive: Path) -> None:
    made = list_claims(archive, event="AID", status=["actual", "negated"], limit=5)
    assert set(made["event"]) == {"AID"}
    assert set(made["status"]) <= {"actual", "negated"}
    assert made.height == 5
    assert list_events(archive).height == list_relations(archive).height == 0


def test_an_unknown_kind_of_frame_is_refused(archive: Path) -> None:
    with pytest.raises(BadSetting, match="'excel' is no kind of frame"):
        list_claims(archive, frame="excel")


def test_csv_gives_back_what_was_written() -> None:
    out = io.StringIO()
    write_csv(CLAIMS.table, [claim_cells(found(id)) for id in ("c4", "c10")], out)
    strike, accusation = csv.DictReader(io.StringIO(out.getvalue()))
    assert strike["dead_low"] == "18"
    assert strike["sources"] == "Houthis"
    assert accusation["actors"] == "=Boria", "for analysis a cell is what it is"


def test_parquet_is_the_same_twice(tmp_path: Path, archive: Path) -> None:
    rows = [claim_cells(found(id)) for id in BY_ID if isinstance(id, str)]
    for name in ("a", "b"):
        assert write_parquet(CLAIMS.table, rows, tmp_path / name) == len(rows)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    read = polars.read_parquet(tmp_path / "a")
    assert read["cameo"].to_list()[0] == "080"
    assert read["recipient_countries"].to_list()[0] == "NAM"


def test_dyads_as_a_frame(archive: Path) -> None:
    made = dyads(archive, "ARL", "BOR", by="week")
    assert made.schema["period"] == polars.Date
    assert made.height == len(dyads(archive, "ARL", "BOR", by="week", frame="records")) > 0
    assert set(made["actor"]) == {"ARL", "BOR"}
    with pytest.raises(BadSetting, match="3 countries are no dyad"):
        dyads(archive, "ARL", "BOR", "CAD")
