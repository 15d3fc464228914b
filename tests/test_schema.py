"""What is derived from the one schema is equal everywhere: records, tables, DDL, Arrow, JSON Schema, pages."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import msgspec
import pytest

from dragoman.records import Claim, Span
from dragoman.schema import ARCHIVE, Table
from dragoman.schema.__main__ import derived
from dragoman.schema.arrow import arrow_schema
from dragoman.schema.columns import KINDS
from dragoman.schema.datapackage import resource
from dragoman.schema.ddl import FULL_TEXT, TYPES, statements
from dragoman.schema.json_schema import row_schema

DOCS = Path(__file__).parents[1] / "docs" / "schema"
EACH = pytest.mark.parametrize("table", ARCHIVE, ids=lambda table: table.name)


@pytest.mark.parametrize("name", sorted(derived()))
def test_the_written_file_is_what_the_schema_yields(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == derived()[name], "run: python -m dragoman.schema docs/schema"


@pytest.fixture(scope="module")
def database() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for statement in (*statements(ARCHIVE), *FULL_TEXT):
        connection.execute(statement)
    return connection


@EACH
def test_columns_are_the_same_in_every_derivation(table: Table, database: sqlite3.Connection) -> None:
    declared = [(column.name, column.nullable) for column in table.columns]
    info = database.execute(f"PRAGMA table_info({table.name})").fetchall()
    assert [(name, kind) for _, name, kind, *_ in info] == [(c.name, TYPES[c.kind]) for c in table.columns]
    # The rowid is never null though SQLite has no NOT NULL on it.
    assert [(name, not (required or key)) for _, name, _, required, _, key in info] == declared
    assert [(field.name, field.nullable) for field in arrow_schema(table)] == declared
    rows = row_schema(table)
    assert [(name, "null" in one["type"]) for name, one in rows["properties"].items()] == declared
    fields = resource(table, "x.csv")["schema"]["fields"]
    assert [(one["name"], not one.get("constraints", {}).get("required")) for one in fields] == declared


@EACH
def test_the_page_of_tables_tells_every_column(table: Table) -> None:
    section = derived()["../tables.md"].split(f"\n## {table.name}\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \| (\w+)", section, re.M) == [(c.name, c.kind) for c in table.columns]


@EACH
def test_a_table_is_strict_and_its_references_exist(table: Table, database: sqlite3.Connection) -> None:
    strict = database.execute("SELECT strict FROM pragma_table_list WHERE name = ?", (table.name,)).fetchone()
    assert strict == (1,)
    for column in table.columns:
        assert column.kind in KINDS and column.meaning
        if column.references:
            other, key = column.references.split(".")
            assert any(one.name == other and key in one.key for one in ARCHIVE)
    assert set(table.key) <= set(table.names)


def test_checks_refuse_what_is_not_listed(database: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO runs VALUES (1, 'r', 'guessed', 'x', '1', NULL, NULL, NULL, '2020-01-01')")


def test_the_required_keys_of_a_claim_are_those_of_the_codebook() -> None:
    claim = Claim("r1", 0, 9, Span("urged", 2, 7), "REQUEST", None, None, "actual", (), (), (), None, None)
    printed = json.loads(msgspec.json.encode(claim))
    assert list(printed) == [
        "report",
        "sentence_start",
        "sentence_end",
        "anchor",
        "event",
        "mode",
        "content",
        "status",
        "actors",
        "recipients",
        "sources",
        "when",
        "where",
        "counts",
        "contexts",
    ]


def test_an_interval_is_printed_with_from_and_to() -> None:
    from dragoman.records import When

    printed = json.loads(msgspec.json.encode(When(None, None, None, "2020-07-01", None, "report")))
    assert printed == {"text": None, "start": None, "end": None, "from": "2020-07-01", "to": None, "basis": "report"}
