"""Archives out to files and files into archives."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import polars
import pytest
from typer.testing import CliRunner

from dragoman.archive import Archive, Coded, Run
from dragoman.archive.listing import list_claims
from dragoman.cli import app
from dragoman.errors import BadSetting
from dragoman.exchange.exporting import LAYOUTS, export
from dragoman.exchange.importing import import_file
from dragoman.exchange.spreadsheet import guarded
from tests.exchange.made import CLAIMS, EVENTS, REPORTS, fill

GOLDEN = Path(__file__).parent / "golden"
GOLDEN_NAMES = {
    "plover": "plover.jsonl", "plover-strict": "plover-strict.jsonl", "polecat": "polecat.txt", "icews": "icews.tab",
    "gdelt": "gdelt.CSV", "gdelt-mentions": "gdelt-mentions.CSV", "phoenix": "phoenix.txt", "csv": "claims.csv",
    "csv-spreadsheet": "claims-spreadsheet.csv",
}  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exporting") / "a.db"
    with Archive(path, write=True) as writing:
        fill(writing)
    return path


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same content, stored in another order."""
    path = tmp_path_factory.mktemp("exporting") / "b.db"
    with Archive(path, write=True) as writing, writing.transaction():
        run = writing.add_run(Run("made", "coded", "dragoman", "0.1.0"))
        for report in reversed(REPORTS.values()):
            writing.store(run, [Coded(report, tuple(one for one in CLAIMS if one.report == report.id))])
        merged = writing.add_run(Run("made-merged", "merged", "dragoman", "0.1.0"))
        writing.store_events(merged, list(reversed(EVENTS)))
    return path


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_the_order_of_storing_does_not_change_an_export(
    archive: Path, shuffled: Path, tmp_path: Path, layout: str
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    export(archive, layout, one)
    export(shuffled, layout, other)
    assert one.read_bytes() == other.read_bytes() != b""


@pytest.mark.parametrize("layout", sorted(GOLDEN_NAMES))
def test_an_export_has_the_lines_of_the_golden_file(archive: Path, tmp_path: Path, layout: str) -> None:
    export(archive, layout, tmp_path / "out")
    golden = GOLDEN / GOLDEN_NAMES[layout]
    assert sorted((tmp_path / "out").read_bytes().splitlines()) == sorted(golden.read_bytes().splitlines())


def test_parquet_says_the_same_as_csv(archive: Path, tmp_path: Path) -> None:
    export(archive, "parquet", tmp_path / "c.parquet")
    export(archive, "csv", tmp_path / "c.csv")
    frame = polars.read_parquet(tmp_path / "c.parquet")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "c.csv").read_text())))
    assert frame["claim"].to_list() == [row["claim"] for row in rows]
    assert [code or "" for code in frame["cameo"]] == [row["cameo"] for row in rows]


def test_a_filter_narrows_an_export(archive: Path, tmp_path: Path) -> None:
    assert export(archive, "csv", tmp_path / "c", event="ASSAULT", status="actual").rows == 2
    written = export(archive, "gdelt", tmp_path / "g", place="YEM")
    assert written.rows == 1, "two claims of one event"


def test_claims_outside_events_are_told_too(archive: Path, tmp_path: Path) -> None:
    with Archive(archive) as reading:
        assert len(list(reading.events())) == 10
    lines = (tmp_path / "p", tmp_path / "q")
    export(archive, "phoenix", lines[0])
    assert len(lines[0].read_text().splitlines()) == 5


@pytest.mark.parametrize(
    ("kind", "cell", "shown"),
    [
        ("text", "=HIDING()", "'=HIDING()"),
        ("text", "+1 555", "'+1 555"),
        ("text", "-9", "'-9"),
        ("text", "@home", "'@home"),
        ("text", "\tx", "'\tx"),
        ("text", "010", "'010"),
        ("text", "12e45", "'12e45"),
        ("text", "685e047e14b42046", "685e047e14b42046"),
        ("text", "Boria", "Boria"),
        ("real", -9.5, -9.5),
        ("date", "2020-07-08", "2020-07-08"),
        ("integer", None, ""),
    ],
)
def test_a_spreadsheet_neither_runs_nor_changes_a_cell(kind: str, cell: object, shown: object) -> None:
    assert guarded(kind, cell) == shown


def test_an_unknown_layout_or_folder_is_refused_and_nothing_half_is_left(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="'gtd' is no layout; they are plover"):
        export(archive, "gtd", tmp_path / "x")
    with pytest.raises(BadSetting, match="there is no folder"):
        export(archive, "csv", tmp_path / "none" / "x")
    with pytest.raises(BadSetting, match="no amount of text"):
        export(archive, "plover", tmp_path / "x", texts="all")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def mixed(tmp_path: Path) -> Iterator[Archive]:
    """Our own claims with a POLECAT and an ICEWS file beside them."""
    with Archive(tmp_path / "mixed.db", write=True) as writing:
        fill(writing)
        for name in ("polecat.txt", "icews.tab"):
            done = import_file(writing, GOLDEN / name)
            assert (done.refused, done.known) == ([], 0)
        yield writing


def test_imported_events_sit_beside_our_own_in_the_same_query(mixed: Archive) -> None:
    found = list_claims(mixed, event="ASSAULT", status="actual", country="SAU")
    assert sorted(found["origin"]) == ["dragoman", "dragoman", "icews", "icews", "polecat", "polecat"]
    assert set(list_claims(mixed, origin="icews")["origin"]) == {"icews"}
    assert list_claims(mixed, origin="polecat", outlet="Quay Post").height == 3


def test_an_import_is_safe_to_repeat(mixed: Archive) -> None:
    again = import_file(mixed, GOLDEN / "polecat.txt")
    assert (again.claims, again.known) == (0, 7)


def test_a_row_in_two_files_is_one_claim(mixed: Archive, tmp_path: Path) -> None:
    lines = (GOLDEN / "icews.tab").read_text().splitlines()
    other = tmp_path / "later.tab"
    other.write_text("\n".join([lines[0], *reversed(lines[1:])]))
    assert (import_file(mixed, other).claims, list_claims(mixed, origin="icews").height) == (0, 6)


def test_an_archive_goes_through_plover_and_back(archive: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    export(archive, "plover", first, texts="story")
    done = import_file(tmp_path / "copy.db", first)
    assert (done.claims, done.refused) == (len(CLAIMS), [])
    export(tmp_path / "copy.db", "plover", second, texts="story")
    assert second.read_bytes() == first.read_bytes()
    with Archive(tmp_path / "copy.db") as copy:
        assert {one.id: one for one in copy.reports()} == REPORTS
        assert sorted(copy.claims(), key=lambda one: str(one.id)) == sorted(CLAIMS, key=lambda one: str(one.id))


def test_plover_without_texts_brings_the_claims(archive: Path, tmp_path: Path) -> None:
    export(archive, "plover", tmp_path / "p.jsonl", texts="none")
    import_file(tmp_path / "copy.db", tmp_path / "p.jsonl")
    with Archive(tmp_path / "copy.db") as copy:
        assert sorted(copy.claims(), key=lambda one: str(one.id)) == sorted(CLAIMS, key=lambda one: str(one.id))
    assert set(list_claims(tmp_path / "copy.db")["outlet"]) >= {"Quay Post", "lantern.example"}


def test_the_verbs(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "p.txt"
    command = ["export", "--archive", str(archive), "--layout", "polecat", "--out", str(out), "--type", "ASSAULT"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    assert f"{out}: 2 rows" in result.stderr
    assert "left out 1: status negated, for which the layout has no place" in result.stderr
    lines = out.read_text().splitlines()
    out.write_text("\n".join([*lines, lines[-1].replace("ASSAULT", "FIGHT")]))
    result = CliRunner().invoke(app, ["import", str(out), "--archive", str(tmp_path / "new.db")])
    assert result.exit_code == 1
    assert "2 claims of polecat stored" in result.stdout
    assert f"{out}:4: Event Type is 'FIGHT'" in result.stderr


def test_the_help_of_export_names_every_layout() -> None:
    from dragoman.cli.export import NAMES

    assert ", ".join(LAYOUTS) == NAMES
