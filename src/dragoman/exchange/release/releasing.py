"""`release`: write the folder, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.archive import Archive
from dragoman.archive.filters import Filter, checked
from dragoman.archive.flat import Cells
from dragoman.archive.frames import write_csv, write_parquet
from dragoman.archive.listing import Source, opened
from dragoman.errors import BadSetting
from dragoman.exchange.release import describing, provenance
from dragoman.exchange.release.changes import COLUMNS, Change, changes
from dragoman.exchange.release.contents import contents, released
from dragoman.exchange.release.describing import About

MANIFEST = "manifest.json"
WITH_AN_ID = ("reports", "claims", "events", "relations")
"""Tables whose rows have an id of their own, by which changes are told."""


class Released(NamedTuple):
    """What a release holds: its folder, version, rows by table, and changes by kind."""

    folder: Path
    version: str
    counts: dict[str, int]
    changes: dict[str, int]


def release(
    archive: Source,
    folder: str | Path,
    title: str,
    creators: str | Iterable[str],
    version: str | None = None,
    previous: str | Path | None = None,
    description: str = "",
    licence: str | None = None,
    date: str | None = None,
    **filter: Any,
) -> Released:
    """Write a release of an archive into a new folder.

    Without a `version` it is named after its content. `previous` is the folder of the release before, against which
    changes are told. `filter` takes the fields of `dragoman.Filter`; by default a release holds what this coder coded
    and no person rejected. Raises BadSetting where the folder holds something already.
    """
    names = (creators,) if isinstance(creators, str) else tuple(creators)
    about = About(title, names, version or "", description, licence, date)
    with opened(archive) as source:
        return write_release(source, Path(folder), about, Path(previous) if previous else None, checked(**filter))


def write_release(archive: Archive, folder: Path, about: About, previous: Path | None, filter: Filter) -> Released:
    """`release` of an open archive by a filter that is checked."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadSetting(f"{folder}: there is something already; release into a new folder")
    if not about.creators or not about.title.strip():
        raise BadSetting("a release is cited by its title and makers; give --title and --creator")
    before = _previous(previous) if previous else None
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        found = _write(archive, made, about, previous, before, released(filter))
        made.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return found._replace(folder=folder)


def _write(
    archive: Archive, folder: Path, about: About, previous: Path | None, before: dict[str, str] | None, filter: Filter
) -> Released:
    (folder / "data").mkdir()
    counts = _data(archive, folder / "data", filter)
    if not about.version:
        about = about._replace(version=_named_by(folder))
    told = _changes(folder, previous)
    files = dict(_facts(folder))
    _put(folder / "datapackage.json", describing.datapackage(about, files))
    _put(folder / "codebook.md", describing.codebook())
    _put(folder / "CITATION.cff", describing.citation(about))
    _put(folder / "README.md", describing.readme(about, counts, before["version"] if before else None))
    found = provenance.manifest(archive, about, filter, dict(_facts(folder)), counts, before)
    _put(folder / "provenance.jsonld", provenance.prov(found))
    found["files"] = dict(sorted(_facts(folder)))
    _put(folder / MANIFEST, json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    return Released(folder, about.version, counts, told)


def _data(archive: Archive, folder: Path, filter: Filter) -> dict[str, int]:
    # One transaction of reading, so that the tables fit together while somebody writes.
    archive.connection.execute("BEGIN")
    try:
        counts = {}
        for content in contents():
            table = content.table
            counts[table.name] = write_parquet(table, content.rows(archive, filter), folder / f"{table.name}.parquet")
            with (folder / f"{table.name}.tsv").open("w", encoding="utf-8", newline="") as out:
                write_csv(table, map(_flat, content.rows(archive, filter)), out, delimiter="\t")
        return counts
    finally:
        archive.connection.execute("COMMIT")


def _flat(row: Cells) -> Cells:
    """Cells without tabs and line breaks, for readers that split lines by hand."""
    return tuple(" ".join(cell.split()) if isinstance(cell, str) else cell for cell in row)


def _named_by(folder: Path) -> str:
    """A version that is the content's."""
    digest = hashlib.sha256()
    for path, facts in sorted(_facts(folder)):
        digest.update(f"{path}\x1f{facts['sha256']}\n".encode())
    return digest.hexdigest()[:12]


def _changes(folder: Path, previous: Path | None) -> dict[str, int]:
    found: list[Change] = []
    if previous:
        for content in contents():
            if content.table.name in WITH_AN_ID:
                name = f"data/{content.table.name}.parquet"
                found += changes(content.table, previous / name, folder / name)
    rows = ["\t".join(COLUMNS), *("\t".join(one) for one in found)]
    _put(folder / "changes.tsv", "\n".join(rows) + "\n")
    return {kind: sum(one.change == kind for one in found) for kind in ("added", "changed", "withdrawn")}


def _previous(folder: Path) -> dict[str, str]:
    """Version and manifest's hash of an earlier release."""
    path = folder / MANIFEST
    try:
        content = path.read_bytes()
        return {"version": str(json.loads(content)["version"]), "manifest_sha256": hashlib.sha256(content).hexdigest()}
    except (OSError, ValueError, KeyError, TypeError):
        raise BadSetting(f"{path}: there is no manifest of a release; name the folder of the last one") from None


def _facts(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Bytes and hash of every file, by its path in the release."""
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        yield path.relative_to(folder).as_posix(), {"bytes": path.stat().st_size, "sha256": digest}


def _put(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8", newline="")
