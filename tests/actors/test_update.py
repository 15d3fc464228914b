"""Office-holders from files and from an endpoint, into a user's own table."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from dragoman.actors.knowledge import Knowledge
from dragoman.actors.own import read_own
from dragoman.actors.update import update
from dragoman.errors import DragomanError

CSV = """person,personLabel,positionLabel,iso3,start,end
http://www.wikidata.org/entity/Q1,Ada Karimi,President of Iran,IRN,2021-08-03T00:00:00Z,
http://www.wikidata.org/entity/Q2,Bo Demir,Minister of Foreign Affairs of Turkey,TUR,2014-08-29,2023-06-03T00:00:00Z
"""


@pytest.fixture(scope="module")
def tables() -> Knowledge:
    return Knowledge(Path(__file__).parent / "knowledge")


def test_a_query_answer_becomes_rows_and_repeats_change_nothing(tmp_path: Path, tables: Knowledge) -> None:
    answer, own = tmp_path / "holders.csv", tmp_path / "actors.tsv"
    answer.write_text(CSV, encoding="utf-8")
    assert list(update(own, str(answer), tables).lines()) == [
        "+ Ada Karimi (IRN), president, 2021-08-03 to now",
        "+ Bo Demir (TUR), foreign minister, 2014-08-29 to 2023-06-03",
        "2 new, 0 changed, 0 as they are",
    ]
    assert [(row.id, row.sector, row.source) for row in read_own(own)] == [
        ("Q1", "GOV", "holders.csv"),
        ("Q2", "GOV", "holders.csv"),
    ]
    assert list(update(own, str(answer), tables).lines()) == ["0 new, 0 changed, 2 as they are"]


def test_an_end_that_came_since_is_a_change(tmp_path: Path, tables: Knowledge) -> None:
    answer, own = tmp_path / "holders.csv", tmp_path / "actors.tsv"
    answer.write_text(CSV, encoding="utf-8")
    update(own, str(answer), tables)
    answer.write_text(
        CSV.replace("2021-08-03T00:00:00Z,", "2021-08-03T00:00:00Z,2024-05-19T00:00:00Z"), encoding="utf-8"
    )
    found = update(own, str(answer), tables, write=False)
    assert [after.end for _, after in found.changed] == ["2024-05-19"]
    assert read_own(own)[0].end == ""
    update(own, str(answer), tables)
    assert read_own(own)[0].end == "2024-05-19"


def test_entity_json_is_read(tmp_path: Path, tables: Knowledge) -> None:
    entities = {
        "Q1": {
            "labels": {"en": {"value": "Ada Karimi"}},
            "aliases": {"en": [{"value": "A. Karimi"}]},
            "claims": {
                "P39": [
                    {
                        "mainsnak": {"datavalue": {"value": {"id": "Q9"}}},
                        "qualifiers": {"P580": [{"datavalue": {"value": {"time": "+2021-08-00T00:00:00Z"}}}]},
                    }
                ]
            },
        },
        "Q9": {"labels": {"en": {"value": "President of Iran"}}},
    }
    answer, own = tmp_path / "Q1.json", tmp_path / "actors.tsv"
    answer.write_text(json.dumps({"entities": entities}), encoding="utf-8")
    update(own, str(answer), tables)
    (row,) = read_own(own)
    assert (row.name, row.aliases, row.country, row.office, row.start) == (
        "Ada Karimi",
        ("A. Karimi",),
        "IRN",
        "president",
        "2021-08",
    )


@pytest.fixture
def endpoint() -> Iterator[str]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = CSV.encode() if "query=" in self.path else b""
            self.send_response(200 if body else 400)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    server.server_close()


def test_an_endpoint_that_the_user_names_is_asked(tmp_path: Path, tables: Knowledge, endpoint: str) -> None:
    found = update(tmp_path / "actors.tsv", endpoint, tables)
    assert [row.name for row in found.new] == ["Ada Karimi", "Bo Demir"]


@pytest.mark.parametrize(
    ("content", "message"),
    [("a,b\n1,2\n", "no office-holder in it"), ("{broken", "broken JSON"), ("", "no office-holder in it")],
)
def test_an_answer_without_holders_is_refused(tmp_path: Path, tables: Knowledge, content: str, message: str) -> None:
    answer = tmp_path / "answer.csv"
    answer.write_text(content, encoding="utf-8")
    with pytest.raises(DragomanError, match=message):
        update(tmp_path / "actors.tsv", str(answer), tables)
    assert not (tmp_path / "actors.tsv").exists()


def test_a_source_that_does_not_answer_is_told(tmp_path: Path, tables: Knowledge) -> None:
    with pytest.raises(DragomanError, match="there is no such file"):
        update(tmp_path / "actors.tsv", str(tmp_path / "none.csv"), tables)
    with pytest.raises(DragomanError, match="no answer"):
        update(tmp_path / "actors.tsv", "http://127.0.0.1:9/sparql", tables)
