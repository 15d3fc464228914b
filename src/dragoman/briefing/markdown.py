"""A brief as Markdown. What comes from reports is escaped, so that no word of theirs becomes markup."""

from __future__ import annotations

import re

from dragoman.archive.sourcing import Source
from dragoman.briefing.gathering import Brief, Line
from dragoman.briefing.links import link

_SPECIAL = re.compile(r"([\\`*_\[\]#|~!])")


def as_markdown(brief: Brief) -> str:
    """The whole brief, ending in a line feed."""
    parts = [f"# {_plain(brief.title)}"]
    for section in brief.sections:
        parts.append(f"## {_plain(section.title)}")
        if section.lines:
            parts.append("\n".join(map(_line, section.lines)))
        if section.note:
            parts.append(f"*{_plain(section.note)}*")
    runs = ", ".join(f"`{run}`" for run in brief.runs)
    return "\n\n".join([*parts, f"Runs: {runs}"]) + "\n"


def _line(line: Line) -> str:
    return "\n".join([f"- {_plain(line.text)}", *(f"  - {_source(source)}" for source in line.sources)])


def _source(source: Source) -> str:
    voices = f", says {_plain(', '.join(source.voices))}" if source.voices else ""
    cited = _plain(source.cited)
    address = link(source.url)
    return f"“{_plain(source.words)}”{voices} (" + (f"[{cited}](<{address}>)" if address else cited) + ")"


def _plain(text: str) -> str:
    flat = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", flat)
