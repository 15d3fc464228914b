"""The identity of a run: a hash of the code, the tables and the model that made its claims."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from dragoman.settings import Language, current
from dragoman.tables import package_path

CODER_ROOMS = (
    "records.py",
    "tables.py",
    "coder.py",
    "ontology",
    "reading",
    "language",
    "actors",
    "times",
    "places",
    "voices",
    "claims",
)
"""The rooms whose code decides what claims come out of a report."""
MERGING_ROOMS = (*CODER_ROOMS, "stories", "archive")
"""Those whose code decides what events and relations come out of claims."""
TABLES = ("lexicon", "knowledge")
MODELS = ("models",)
ID_LENGTH = 12


class Run(msgspec.Struct, frozen=True):
    """What made claims (kind `coded`), events and relations (`merged`), or brought them in (`imported`).

    `id` is the same wherever the same code, tables and model, or the same imported data, are used.
    """

    id: str
    kind: str
    origin: str
    version: str
    code_sha256: str | None = None
    tables_sha256: str | None = None
    model_sha256: str | None = None


@cache
def coder_run() -> Run:
    """The run of the installed coder."""
    return _run("coded", CODER_ROOMS)


@cache
def merging_run() -> Run:
    """The run of the installed coder and merging, to which events and relations belong."""
    return _run("merged", MERGING_ROOMS)


def imported_run(origin: str, version: str, sha256: str) -> Run:
    """The run of an import: the layout, the version of the data as its maker names it, and the hash of the file."""
    return Run(_short(("imported", origin, version, sha256)), "imported", origin, version)


def _run(kind: str, rooms: Iterable[str]) -> Run:
    code, tables, model = _hash(rooms, ".py", ".tsv"), _hash(TABLES), _hash(MODELS)
    version = _version()
    return Run(_short((kind, version, code, tables, model)), kind, "dragoman", version, code, tables, model)


def _version() -> str:
    """The version, with each setting of the language stage that is not the default: they change what is found."""
    from dragoman import __version__

    own, usual = current().language, Language()
    names = (field.name for field in msgspec.structs.fields(Language))
    changed = (f"language.{name}={getattr(own, name)}" for name in names if getattr(own, name) != getattr(usual, name))
    return ", ".join((__version__, *changed))


def _short(parts: tuple[str, ...]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:ID_LENGTH]


def _hash(names: Iterable[str], *suffixes: str) -> str:
    """The hash of files, and of the files in folders, by their path inside the package and their content."""
    found = hashlib.sha256()
    for name in names:
        root = package_path(name)
        files = [root] if root.is_file() else sorted(path for path in root.rglob("*") if path.is_file())
        for path in files:
            if "__pycache__" in path.parts or (suffixes and path.suffix not in suffixes):
                continue
            found.update(f"{_inside(path)}\x1f".encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _inside(path: Path) -> str:
    return path.relative_to(package_path()).as_posix()
