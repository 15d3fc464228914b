"""What a user names, files, folders, globs and "-", to the files to be read."""

from __future__ import annotations

import glob
import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from dragoman.errors import UnreadableReport
from dragoman.reading.limits import Limits
from dragoman.reading.unreadable import Unreadable

STANDARD_INPUT = "-"
FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
}
"""The formats by suffix; a folder gives its files with these suffixes. `.gz` after one of them is unpacked."""
FOREIGN = {
    ".html": "a web page",
    ".htm": "a web page",
    ".xml": "XML",
    ".rss": "a feed",
    ".pdf": "PDF",
    ".doc": "a word processor's file",
    ".docx": "a word processor's file",
    ".odt": "a word processor's file",
    ".rtf": "a word processor's file",
    ".epub": "an electronic book",
    ".xls": "a spreadsheet",
    ".xlsx": "a spreadsheet",
    ".warc": "a web archive",
    ".zip": "an archive",
    ".tar": "an archive",
    ".db": "a database",
    ".sqlite": "a database",
}


def kind(path: Path) -> str:
    """The format of a file by its suffix; an unknown suffix is plain text. Raises UnreadableReport for foreign ones."""
    suffix = _suffix(path)
    if suffix in FOREIGN:
        raise UnreadableReport(
            f"the file is {FOREIGN[suffix]}, which is not read; save the report as plain text or JSONL"
        )
    return FORMATS.get(suffix, "text")


def _suffix(path: Path) -> str:
    name = path.name.lower()
    return Path(name.removesuffix(".gz")).suffix


def open_bytes(path: Path) -> BinaryIO:
    """Open a file for reading bytes, unpacking `.gz`."""
    return cast(BinaryIO, gzip.open(path, "rb")) if path.name.lower().endswith(".gz") else path.open("rb")


def read_document(stream: BinaryIO, limits: Limits, packed: bool = False) -> bytes:
    """All bytes of one document. Raises UnreadableReport where it exceeds its limit."""
    limit = limits.inflated_bytes if packed else limits.document_bytes
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableReport(
            f"the document is larger than {limit:,} bytes; split it into reports, one a line as JSONL"
        )
    return data


def expand(sources: Iterable[str | Path]) -> Iterator[Path | str | Unreadable]:
    """The files that the sources name, folders and globs in sorted order; "-" stays itself."""
    for source in sources:
        if source == STANDARD_INPUT:
            yield STANDARD_INPUT
            continue
        path = Path(source)
        if path.is_dir():
            yield from _folder(path)
        elif path.exists():
            yield path
        elif glob.has_magic(str(source)):
            found = sorted(Path(name) for name in glob.glob(str(source), recursive=True))  # noqa: PTH207
            files = [file for file in found if file.is_file()]
            yield from files
            if not files:
                yield Unreadable(str(source), None, "no file matches the pattern; check it and the folder")
        else:
            yield Unreadable(str(source), None, "there is no such file; check the name and the folder")


def _folder(path: Path) -> Iterator[Path | Unreadable]:
    files = sorted(
        file
        for file in path.rglob("*")
        if _suffix(file) in FORMATS
        and file.is_file()
        and not any(part.startswith(".") for part in file.relative_to(path).parts)
    )
    yield from files
    if not files:
        yield Unreadable(str(path), None, f"the folder holds no reports; reports end in {', '.join(FORMATS)}")
