"""SQL sees the snapshot and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.archive import Archive
from dragoman.archive.listing import list_claims
from dragoman.archive.snapshot import snapshot, snapshot_tables
from dragoman.archive.sql import ask, sql
from dragoman.errors import BadSetting
from tests.archive.crowd import fill


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sql") / "a.db"
    with Archive(path, write=True) as writing:
        fill(writing, reports=40)
    return path


@pytest.fixture(scope="module")
def folder(path: Path) -> Iterator[Path]:
    with Archive(path) as reading:
        yield snapshot(reading)


def test_a_query_gives_what_the_list_gives(path: Path) -> None:
    by_sql = sql(path, "SELECT id FROM claims WHERE shown AND event = 'AID' ORDER BY id")
    listed = list_claims(path, event="AID")
    assert by_sql["id"].to_list() == sorted(listed["claim"]) != []


def test_codes_stay_text_and_days_are_dates(folder: Path) -> None:
    described = ask(folder, "SELECT column_name, column_type FROM (DESCRIBE claims)").table.to_pylist()
    kinds = {row["column_name"]: row["column_type"] for row in described}
    assert (kinds["cameo"], kinds["day"], kinds["shown"]) == ("VARCHAR", "DATE", "BOOLEAN")


def test_no_text_of_a_report_is_in_the_snapshot(folder: Path) -> None:
    assert not (folder / "texts.parquet").exists()
    for table in snapshot_tables():
        assert "record" not in table.names
        assert "text" not in table.names
    assert b"text r1" not in b"".join(one.read_bytes() for one in folder.iterdir())


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('{secret}')",
        "SELECT * FROM read_text('{secret}')",
        "SELECT * FROM '{secret}'",
        "SELECT * FROM read_json('{secret}')",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM parquet_metadata('{secret}')",
        "SELECT * FROM sniff_csv('{secret}')",
    ],
)
def test_other_files_cannot_be_read(folder: Path, tmp_path: Path, query: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(BadSetting, match="reaches outside the archive"):
        ask(folder, query.format(secret=secret, folder=tmp_path))


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("COPY claims TO '{there}'", "COPY"),
        ("COPY (SELECT 1) TO '{own}' (USE_TMP_FILE false)", "COPY"),
        ("ATTACH '{there}'", "ATTACH"),
        ("INSTALL httpfs", "LOAD"),
        ("LOAD httpfs", "LOAD"),
        ("SET enable_external_access = true", "SET"),
        ("RESET lock_configuration", "VARIABLE_SET|SET"),
        ("PRAGMA enable_profiling", "PRAGMA"),
        ("CREATE TABLE t AS SELECT 1", "CREATE"),
        ("DROP VIEW claims", "DROP"),
        ("EXPLAIN ANALYZE COPY (SELECT 1) TO '{there}'", "EXPLAIN"),
        ("EXPORT DATABASE '{there}'", "EXPORT"),
    ],
)
def test_what_writes_or_loads_is_refused(folder: Path, tmp_path: Path, query: str, kind: str) -> None:
    there, own = tmp_path / "there", folder / "claims.parquet"
    before = own.read_bytes()
    with pytest.raises(BadSetting, match=f"the query is a ({kind}).* write a SELECT"):
        ask(folder, query.format(there=there, own=own))
    assert not there.exists()
    assert own.read_bytes() == before


def test_the_fence_holds_even_without_the_check_of_statements(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.archive.sql._single", lambda connection, query: query)
    for query in (
        f"COPY claims TO '{tmp_path / 'x'}'", f"ATTACH '{tmp_path / 'x.db'}'", "INSTALL httpfs", "LOAD httpfs",
        "SET enable_external_access = true", "RESET lock_configuration", "SET lock_configuration = false",
    ):  # fmt: skip
        with pytest.raises(BadSetting):
            ask(folder, query)
    assert list(tmp_path.iterdir()) == []


def test_several_statements_are_refused(folder: Path) -> None:
    with pytest.raises(BadSetting, match="2 statements; give one SELECT"):
        ask(folder, "SELECT 1; SELECT 2")
    with pytest.raises(BadSetting, match="0 statements"):
        ask(folder, "  ")


def test_rows_are_limited(folder: Path) -> None:
    answer = ask(folder, "SELECT * FROM range(100000)", rows=500)
    assert (answer.table.num_rows, answer.cut) == (500, True)
    assert not ask(folder, "SELECT * FROM range(500)", rows=500).cut


def test_time_is_limited(folder: Path) -> None:
    with pytest.raises(BadSetting, match=r"ran longer than 0\.2 s"):
        ask(
            folder,
            "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range % 7 = b.range % 3",
            seconds=0.2,
        )


def test_a_wrong_query_is_one_sentence(folder: Path) -> None:
    with pytest.raises(BadSetting, match=r"cannot be run: .*docs/tables.md") as raised:
        ask(folder, "SELECT nothing FROM nowhere")
    assert "\n" not in str(raised.value)


def test_a_snapshot_is_kept_until_the_archive_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive(path, write=True) as writing:
        fill(writing, reports=5)
    with Archive(path) as reading:
        first = snapshot(reading)
        assert snapshot(reading) == first
    with Archive(path, write=True) as writing:
        fill(writing, seed=8, reports=9, prefix="later")
    with Archive(path) as reading:
        second = snapshot(reading)
    assert second != first
    assert not first.exists(), "one snapshot is kept"


def test_an_older_archive_gives_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive(path, write=True) as writing:
        fill(writing, reports=5)
        writing.connection.execute("DROP TABLE grades")
        writing.connection.execute("ALTER TABLE runs DROP COLUMN model_sha256")
    with Archive(path) as reading:
        folder = snapshot(reading)
    assert not (folder / "grades.parquet").exists()
    assert "model_sha256" not in ask(folder, "SELECT * FROM runs").table.column_names
