"""The schemas in `docs/schema` are those of the records, and claims as printed satisfy their keys."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from dragoman.records import Claim, Span
from dragoman.schema import WRITTEN, schema

DOCS = Path(__file__).parents[1] / "docs" / "schema"


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_the_written_schema_is_that_of_the_record(name: str) -> None:
    written = json.loads((DOCS / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert written == json.loads(json.dumps(schema(WRITTEN[name]))), "run: python -m dragoman.schema docs/schema"


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
