"""The JSON Schema of the records, for those who read Dragoman's output without Python."""

from __future__ import annotations

from typing import Any

import msgspec

from dragoman.records import Claim, Event, Relation, Report, Sentence

WRITTEN = {"claim": Claim, "event": Event, "relation": Relation, "report": Report, "sentence": Sentence}


def schema(record: Any) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one record class."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(record)}
