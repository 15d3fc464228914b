"""Reading gold data: JSON lines, plain or gzipped, from a file or a folder."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.errors import DragomanError


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file, `.gz` or not. Raises DragomanError that names file and line."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    try:
                        yield json.loads(line)
                    except json.JSONDecodeError as error:
                        raise DragomanError(
                            f"{path}:{number}: not a JSON object ({error.msg}); give JSON lines"
                        ) from error
    except OSError as error:
        reason = f"{path}: cannot be read ({error.strerror or error}); give a readable gold file"
        raise DragomanError(reason) from error


def find(path: Path, *names: str) -> Path:
    """The gold file: the path itself, or the first of `names` (also with `.gz`) in the folder."""
    if path.is_file():
        return path
    for name in names:
        for candidate in (path / name, path / f"{name}.gz"):
            if candidate.exists():
                return candidate
    raise DragomanError(f"{path}: holds none of {', '.join(names)}; give the gold file or the folder that holds it")
