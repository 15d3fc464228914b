"""`python -m dragoman.schema docs/schema` writes everything that is derived from the schema and kept in files."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from dragoman.schema import ARCHIVE, VERSION, WRITTEN, schema
from dragoman.schema.codebook import page
from dragoman.schema.datapackage import descriptor
from dragoman.schema.json_schema import tables_schema


def derived() -> dict[str, str]:
    """Every derived file's content, by its path relative to the folder of schemas."""
    files = {f"{name}.schema.json": _json(schema(record)) for name, record in WRITTEN.items()}
    files["archive.schema.json"] = _json(tables_schema(ARCHIVE))
    files["datapackage.json"] = _json(descriptor(ARCHIVE))
    files["../tables.md"] = page(ARCHIVE, VERSION)
    return files


def _json(value: object) -> str:
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def write(folder: Path) -> list[Path]:
    """Write all derived files, relative to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in derived().items():
        path = folder / name
        path.write_text(content, encoding="utf-8")
        written.append(path)
    return written


if __name__ == "__main__":
    for path in write(Path(sys.argv[1])):
        print(path)
