"""A brief as one HTML page without scripts. Every word is escaped; `page.html` is the frame."""

from __future__ import annotations

from html import escape
from string import Template

from dragoman.archive.sourcing import Source
from dragoman.briefing.gathering import Brief, Line, Section
from dragoman.briefing.links import link
from dragoman.tables import package_path


def as_html(brief: Brief) -> str:
    """The whole page."""
    frame = Template(package_path("briefing", "page.html").read_text(encoding="utf-8"))
    return frame.substitute(
        title=escape(brief.title),
        sections="\n".join(map(_section, brief.sections)),
        runs=", ".join(f"<code>{escape(run)}</code>" for run in brief.runs),
    )


def _section(section: Section) -> str:
    lines = "\n".join(map(_line, section.lines))
    note = f"\n<p class=note>{escape(section.note)}</p>" if section.note else ""
    listed = f"\n<ul>\n{lines}\n</ul>" if lines else ""
    return f'<section id="{escape(section.key)}">\n<h2>{escape(section.title)}</h2>{listed}{note}\n</section>'


def _line(line: Line) -> str:
    sources = "\n".join(f"<li>{_source(source)}</li>" for source in line.sources)
    return f"<li>{escape(line.text)}\n<ul class=sources>\n{sources}\n</ul></li>"


def _source(source: Source) -> str:
    voices = f", says {escape(', '.join(source.voices))}" if source.voices else ""
    cited, address = escape(source.cited), link(source.url)
    place = f'<a href="{escape(address)}" rel="noreferrer">{cited}</a>' if address else cited
    return f"<q>{escape(' '.join(source.words.split()))}</q>{voices} ({place})"
