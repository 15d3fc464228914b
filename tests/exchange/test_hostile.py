"""Whatever a file holds, reading it gives claims that can be stored, or refusals, and never anything else."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dragoman.archive import Archive, imported_run
from dragoman.exchange.importing import READERS
from dragoman.exchange.incoming import LeftOut
from dragoman.exchange.telling import Telling
from dragoman.reading import Unreadable

GOLDEN = Path(__file__).parent / "golden"
FILES = {"plover": "plover-strict.jsonl", "polecat": "polecat.txt", "icews": "icews.tab"}

values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = (
    "id", "date", "enddate", "actor", "recipient", "event", "mode", "context", "size", "event_loc", "event_text",
    "text", "text_info", "cite_info", "coder", "has_event", "dragoman",
)  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("hostile") / "a.db", write=True) as found:
        found.connection.execute("PRAGMA synchronous = OFF")
        yield found


def check(layout: str, data: bytes, archive: Archive) -> None:
    found = list(READERS[layout]("f", io.BytesIO(data)))
    assert all(isinstance(one, (Telling, LeftOut, Unreadable)) for one in found)
    tellings = [one for one in found if isinstance(one, Telling)]
    for one in tellings:
        assert msgspec.convert(msgspec.to_builtins(one.claim), type(one.claim)) == one.claim
    with archive.transaction():
        run = archive.add_run(imported_run(layout, "", str(len(data))))
        archive.store_imported(run, [(one.claim, one.report.outlet, one.report.published) for one in tellings])


def edited(text: str, cuts: list[tuple[int, str]]) -> bytes:
    for place, put in cuts:
        at = place % (len(text) + 1)
        text = text[:at] + put + text[at + len(put) :]
    return text.encode("utf-8", "surrogatepass")


mangling = st.lists(st.tuples(st.integers(0, 100_000), st.text(min_size=1, max_size=4)), max_size=12)
once = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(layout=st.sampled_from(sorted(FILES)), cuts=mangling)
@once
def test_mangled_files(archive: Archive, layout: str, cuts: list[tuple[int, str]]) -> None:
    check(layout, edited((GOLDEN / FILES[layout]).read_text(encoding="utf-8"), cuts), archive)


@given(layout=st.sampled_from(sorted(FILES)), data=st.binary(max_size=200))
@once
def test_arbitrary_bytes(archive: Archive, layout: str, data: bytes) -> None:
    check(layout, data, archive)


@given(fields=st.dictionaries(st.sampled_from(KEYS), values, max_size=4))
@example({"size": {"dead": 2**70, "injured": True}})
@example({"event_loc": {"lat": 1e300, "lon": "x", "geonameid": 2**80, "country_code": 5}})
@example({"cite_info": {"url": 7, "citation": [], "date": 3}})
@example({"actor": [{"code": ["A"], "entity_text": {}, "identifier_id": 3.5, "office": [1]}]})
@example({"context": True})
@example({"dragoman": {"claim": {"report": "r"}, "report": {}}})
@once
def test_plover_with_any_json_in_any_field(archive: Archive, fields: dict[str, Any]) -> None:
    line = {"id": "1", "date": "2020-07-08", "event": "AID", "actor": [{"code": "NAM"}], "text": "Namibia helped."}
    check("plover", msgspec.json.encode(line | fields) + b"\n", archive)
