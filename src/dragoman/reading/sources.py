"""What a user names, files, folders, globs and "-", to the files to be read."""

from __future__ import annotations

import glob
import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from dragoman.errors import UnreadableReport
from dragoman.reading.formats import FORMATS, WRITTEN, suffix
from dragoman.reading.limits import Limits
from dragoman.reading.outlets import outlet_at
from dragoman.reading.unreadable import Unreadable

STANDARD_INPUT = "-"


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
        if (suffix(file.name) in FORMATS or suffix(file.name) in WRITTEN) and file.is_file() and not _beside(file, path)
    )
    yield from files
    if not files:
        yield Unreadable(str(path), None, f"the folder holds no reports; reports end in {', '.join(FORMATS)}")


def mirrored_address(path: Path) -> str | None:
    """The address of a file of a mirrored site, in a folder named by its host: `www.daily.example/a/b.html`."""
    parts = path.parts
    for depth, part in enumerate(parts[:-1]):
        if (part.startswith("www.") and part.count(".") > 1) or outlet_at(part):
            rest = "/".join(parts[depth + 1 :])
            return f"https://{part}/{rest.removesuffix('index.html')}"
    return None


def _beside(file: Path, folder: Path) -> bool:
    """Whether a file is hidden, or lies in the `NAME_files` folder that a browser saves beside the page `NAME`."""
    parts = file.relative_to(folder).parts
    if any(part.startswith(".") for part in parts):
        return True
    for depth, part in enumerate(parts[:-1]):
        name = part.removesuffix("_files")
        place = folder.joinpath(*parts[:depth])
        if name != part and any((place / f"{name}{ending}").exists() for ending in (".html", ".htm")):
            return True
    return False
