"""Reports and their claims as one page of HTML that needs nothing else: no script, no font, no network.

Everything that comes from a report or a table passes through `escaped`, and the page's own policy
forbids all but its style.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from msgspec import UnsetType

from dragoman.cli.display import NOBODY, act, heading, interval, party, place
from dragoman.cli.explain import nested_voices, sentence_order
from dragoman.cli.explaining import UNPRINTABLE, lines, reason, roles
from dragoman.records import Claim, Party, Report

KINDS = {
    "who": ("actor", "who acts"),
    "whom": ("recipient", "on whom"),
    "act": ("anchor", "the act"),
    "says": ("source", "on whose word"),
    "when": ("when", "when"),
    "where": ("where", "where"),
}
"""The class of each role's mark and its words in the legend; a span with several roles takes the colour of the last."""

LINES = {"event": "act", "actors": "who", "recipients": "whom", "sources": "says who"}
"""The names that the fields of a claim have in front of a reader, where those differ."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
body { font: 16px/1.55 Georgia, serif; max-width: 54em; margin: 2em auto; padding: 0 1em; color: #222; }
h1 { font-size: 1.25em; margin-bottom: 0; } h2 { font-size: 1em; margin: 0 0 .4em; }
.facts, .legend, .claim, table { font-family: system-ui, sans-serif; font-size: .85em; }
.facts { color: #666; margin-top: 0; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { color: inherit; border-radius: .2em; padding: 0 .1em; }
.actor { background: #c9ebc9; } .recipient { background: #f3cdee; } .source { background: #cfdffa; }
.when { background: #c6eeee; } .where { background: #f8ecb0; }
.anchor { background: #333; color: #fff; font-weight: bold; }
.legend mark { margin-right: .8em; padding: .1em .4em; }
.claim { border-top: 1px solid #ccc; padding: .8em 0; overflow-wrap: anywhere; }
.voice { border: 2px solid #7c9fdc; border-radius: .4em; padding: .4em .6em; margin: .3em 0; background: #f6f9ff; }
.act { border: 2px solid #333; border-radius: .4em; padding: .4em .6em; margin: .3em 0; background: #fff; }
td, th { vertical-align: top; text-align: left; padding: .1em .8em .1em 0; } th { font-weight: normal; color: #666; }
td.why { color: #666; }
"""


def escaped(text: str) -> str:
    """Text as it may stand in an element or a quoted attribute; control characters become U+FFFD."""
    return escape(text.translate(UNPRINTABLE), quote=True)


def page(coded: Iterable[tuple[Report, Sequence[Claim]]]) -> str:
    """The whole page: a legend, and for each report its marked text and its claims."""
    sections = "\n".join(_section(report, sentence_order(claims)) for report, claims in coded)
    legend = "".join(f'<mark class="{kind}">{meaning}</mark>' for kind, meaning in KINDS.values())
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>Reports and their claims</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f'<p class="legend">{legend}</p>\n{sections}\n</body>\n</html>\n'
    )


def _section(report: Report, claims: Sequence[Claim]) -> str:
    head, facts = heading(report, len(claims)).plain.rsplit("\n", 1)
    blocks = "\n".join(claim_block(report, claim, number) for number, claim in enumerate(claims, 1))
    return (
        f'<article>\n<h1>{escaped(head)}</h1>\n<p class="facts">{escaped(facts)}</p>\n'
        f'<div class="text">{marked_text(report, claims)}</div>\n{blocks}\n</article>'
    )


def marked_text(report: Report, claims: Sequence[Claim]) -> str:
    """The report's text, whole, with each span of a claim as `<mark>`.

    Spans may nest or cross, elements may not: the text is split at every border of a span, and each piece carries
    the classes of all spans over it and, as its title, which claims they belong to.
    """
    spans = [
        (role.start, role.end, KINDS[role.name][0], number)
        for number, claim in enumerate(claims, 1)
        for role in roles(claim)
        if role.name in KINDS
    ]
    edges = sorted({0, len(report.text), *(edge for start, end, *_ in spans for edge in (start, end))})
    pieces = []
    for start, end in pairwise(edges):
        words = escaped(report.text[start:end])
        over = [(kind, number) for first, last, kind, number in spans if first <= start and end <= last]
        if over:
            kinds = " ".join(dict.fromkeys(kind for kind, _ in over))
            title = ", ".join(dict.fromkeys(f"{kind} of claim {number}" for kind, number in over))
            words = f'<mark class="{kinds}" title="{title}">{words}</mark>'
        pieces.append(words)
    return "".join(pieces)


def claim_block(report: Report, claim: Claim, number: int) -> str:
    """One claim: its act, its voices as boxes in boxes, and each field with what decided it or left it empty."""
    rows = "\n".join(
        f'<tr><th>{escaped(field)}</th><td>{escaped(value)}</td><td class="why">{escaped(why)}</td></tr>'
        for field, value, why in _fields(report, claim)
    )
    return (
        f'<section class="claim">\n<h2 title="{escaped(nested_voices(claim))}">{number} '
        f"{escaped(act(claim))}, {escaped(claim.status)}</h2>\n{voice_boxes(claim)}\n"
        f"<table>\n{rows}\n</table>\n</section>"
    )


def voice_boxes(claim: Claim) -> str:
    """The chain of voices as nested boxes, the outermost voice outermost, the act in the middle."""
    sides = [", ".join(map(party, listed)) or NOBODY for listed in (claim.actors, claim.recipients)]
    about = " · ".join((interval(claim.when), place(claim.where)))
    box = (
        f'<div class="act"><b>{escaped(act(claim))}</b> {escaped(claim.status)}<br>'
        f"{escaped(' → '.join(sides))}<br>{escaped(about)}</div>"
    )
    for voice in reversed(claim.sources):
        box = f'<div class="voice">{escaped(_saying(voice))}{box}</div>'
    return box


def _saying(voice: Party) -> str:
    strength = "" if isinstance(voice.strength, UnsetType) else voice.strength
    cue = "" if isinstance(voice.cue, UnsetType) else f"“{voice.cue.text}”"
    return " · ".join(filter(None, (party(voice), strength, cue)))


def _fields(report: Report, claim: Claim) -> Iterator[tuple[str, str, str]]:
    """The fields as `--explain` gives them, then any reason of a field that has no line there."""
    told: dict[str, str] = {}
    for line in lines(report, claim):
        told.setdefault(line.field, line.why)
        yield line
    because = {} if isinstance(claim.because, UnsetType) else claim.because
    nulls = {} if isinstance(claim.nulls, UnsetType) else claim.nulls
    for field, why in (*((field, reason(one)) for field, one in because.items()), *nulls.items()):
        named = LINES.get(field, field)
        if why not in told.get(named, ""):
            yield named, NOBODY, why
            told[named] = why
