"""Reading stories with gold events: compact text files, several reports a story (tests/stories/data/README.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from dragoman.errors import DragomanError
from dragoman.reading import read_text
from dragoman.records import Report

_MARK = re.compile(r"\{(\w+):([^{}]+)\}")
_FACT = re.compile(r"\? (\w+) (voices|disputed) (\w+)")
_COPY = re.compile(r"copy (\d+)")


class Anchor(NamedTuple):
    """A word that tells of a gold event: report, offsets, and the event (story and number)."""

    report: str
    start: int
    end: int
    event: str


class Fact(NamedTuple):
    """What must be found of an event: `voices` and a number, or `disputed` and a field."""

    event: str
    what: str
    value: str


class Stories(NamedTuple):
    """All stories of some files: their reports, gold anchors and facts, and which report copies which."""

    reports: tuple[Report, ...]
    anchors: tuple[Anchor, ...]
    facts: tuple[Fact, ...]
    copies: tuple[tuple[str, str], ...]
    number: int


class _Draft(NamedTuple):
    outlet: str
    date: str
    note: str
    lines: list[str]
    where: str


def read_stories(path: Path) -> Stories:
    """The stories of a file, or of all `.txt` files of a folder. Raises DragomanError that names file and line."""
    files = [path] if path.is_file() else sorted(path.glob("*.txt"))
    if not files:
        raise DragomanError(f"{path}: holds no .txt files; give a file of stories or the folder that holds some")
    reports: list[Report] = []
    anchors: list[Anchor] = []
    facts: list[Fact] = []
    copies: list[tuple[str, str]] = []
    count = 0
    for file in files:
        for drafts, own_facts in _stories(file):
            count += 1
            story = f"{file.stem}-{count}"
            made = [_report(story, place, drafts) for place in range(len(drafts))]
            reports += [report for report, _ in made]
            anchors += [anchor for _, own in made for anchor in own]
            copies += [
                (f"{story}-{place}", f"{story}-{n}") for place, one in enumerate(drafts, 1) for n in _copied(one)
            ]
            facts += [Fact(f"{story}:{event}", what, value) for event, what, value in own_facts]
    return Stories(tuple(reports), tuple(anchors), tuple(facts), tuple(copies), count)


def _stories(path: Path) -> Iterator[tuple[list[_Draft], list[tuple[str, str, str]]]]:
    drafts: list[_Draft] = []
    facts: list[tuple[str, str, str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("=== "):
            if drafts:
                yield drafts, facts
            drafts, facts = [], []
        elif line.startswith("== "):
            parts = [part.strip() for part in line[3:].split("|")]
            if len(parts) < 2:
                raise DragomanError(f"{path}:{number}: a report's line is `== outlet | date | note`")
            drafts.append(_Draft(parts[0], parts[1], parts[2] if len(parts) > 2 else "", [], f"{path}:{number}"))
        elif line.startswith("? "):
            match = _FACT.fullmatch(line.strip())
            if not match:
                raise DragomanError(f"{path}:{number}: write `? EVENT voices N` or `? EVENT disputed FIELD`")
            facts.append((match.group(1), match.group(2), match.group(3)))
        elif line.strip():
            if not drafts:
                raise DragomanError(f"{path}:{number}: text before any report; begin with `== outlet | date`")
            drafts[-1].lines.append(line)
    if drafts:
        yield drafts, facts


def _copied(draft: _Draft) -> list[int]:
    return [int(number) for number in _COPY.findall(draft.note)]


def _report(story: str, place: int, drafts: Sequence[_Draft]) -> tuple[Report, list[Anchor]]:
    draft = drafts[place]
    lines = draft.lines or [line for number in _copied(draft) for line in drafts[number - 1].lines]
    marked = "\n".join(lines)
    credit = _COPY.sub("", draft.note).strip()
    if credit:
        marked += f"\n\n({credit})"
    name = f"{story}-{place + 1}"
    text, anchors = "", []
    at = 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        event = f"{story}:{match.group(1)}"
        anchors.append(Anchor(name, len(text), len(text) + len(match.group(2)), event))
        text += match.group(2)
        at = match.end()
    text += marked[at:]
    report = read_text(text, id=name, date=draft.date)
    return msgspec.structs.replace(report, outlet=draft.outlet), anchors
