"""Opening PETRARCH's dictionaries: a folder, or the files themselves, told apart by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.claims.petrarch.names import Names
from dragoman.claims.petrarch.verbs import VerbDictionary, read_verbs
from dragoman.errors import BadTable

BLOCK = re.compile(r"^-{3,}.*-{3,}\s*(?:#.*)?$", re.MULTILINE)
PATTERN = re.compile(r"^-\s.*\*.*\[", re.MULTILINE)
ENTRY = re.compile(r"^[^#\n<&-][^\n]*\[[^\]\n]*\]", re.MULTILINE)
ENDINGS = (".txt", ".dict", ".actors", ".agents", ".verbs")


class Dictionaries(NamedTuple):
    """Verbs, names, phrases that rule a sentence or a whole story out, and what could not be read, by file and line."""

    verbs: VerbDictionary
    names: Names
    discards: tuple[tuple[str, ...], ...]
    story_discards: tuple[tuple[str, ...], ...]
    faults: tuple[str, ...]


def kind(path: Path) -> str:
    """What a dictionary file holds: verbs, names or discards."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if BLOCK.search(text) or PATTERN.search(text):
        return "verbs"
    return "names" if ENTRY.search(text) else "discards"


def open_dictionaries(paths: Sequence[Path]) -> Dictionaries:
    """The dictionaries in files, or in the files of folders.

    Raises BadTable where there is no verb dictionary among them, or more than one, or no dictionary of names.
    """
    files = [file for path in paths for file in (_files(path) if path.is_dir() else [path])]
    for file in files:
        if not file.exists():
            raise BadTable(f"{file}: there is no such dictionary")
    kinds = {file: kind(file) for file in files}
    verbs = [file for file in files if kinds[file] == "verbs"]
    if len(verbs) != 1:
        told = ", ".join(file.name for file in verbs) or "none"
        raise BadTable(
            f"one verb dictionary is needed, but these are given: {told}; name its file, not only the folder"
        )
    if "names" not in kinds.values():
        raise BadTable("no actor dictionary is given, so no sentence has anybody who acts; add its file")
    faults: list[str] = []
    read = read_verbs(verbs[0], faults)
    names = Names([file for file in files if kinds[file] == "names"], faults)
    sentence, story = _discards([file for file in files if kinds[file] == "discards"])
    return Dictionaries(read, names, sentence, story, tuple(faults))


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.suffix.lower() in ENDINGS)


def _discards(paths: Sequence[Path]) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    """Phrases that rule out their sentence, and those (with a plus) that rule out the story."""
    sentence: list[tuple[str, ...]] = []
    story: list[tuple[str, ...]] = []
    for path in paths:
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            words = tuple(line.split("#", 1)[0].split("[", 1)[0].replace("_", " ").upper().split())
            if not words or words[0].startswith("<"):
                continue
            if words[0].startswith("+"):
                story.append((words[0][1:], *words[1:]))
            else:
                sentence.append(words)
    return tuple(sentence), tuple(story)
