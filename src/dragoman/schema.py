"""The JSON Schema of the records, for those who read Dragoman's output without Python.

`python -m dragoman.schema docs/schema` writes one file a record; a test holds the files equal to the code.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from dragoman.records import Claim, Event, Relation, Report, Sentence

WRITTEN = {"claim": Claim, "event": Event, "relation": Relation, "report": Report, "sentence": Sentence}


def schema(record: Any) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one record class."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(record)}


def write(folder: Path) -> list[Path]:
    """Write the schemas of the public records into a folder, one file each."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, record in WRITTEN.items():
        path = folder / f"{name}.schema.json"
        path.write_text(json.dumps(schema(record), indent=2, sort_keys=True) + "\n", encoding="utf-8")
        written.append(path)
    return written


if __name__ == "__main__":
    for path in write(Path(sys.argv[1])):
        print(path)
