"""Why a claim reads as it does: its sentence with the spans marked, and each field with what decided it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from msgspec import UnsetType
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.cli.display import NOBODY, WIDE, act, heading, interval, party, place
from dragoman.records import Because, Claim, Party, Report

STYLES = {
    "act": "bold reverse",
    "who": "green",
    "whom": "magenta",
    "says": "blue",
    "cue": "blue italic",
    "when": "cyan",
    "where": "yellow",
    "status": "red",
}
"""The roles of spans in an explained sentence, as they are labelled, with their colours on a terminal."""

UNPRINTABLE = dict.fromkeys(
    (*(code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r"), *range(0xD800, 0xE000)),
    "\N{REPLACEMENT CHARACTER}",
)
"""For `str.translate`: control characters and lone surrogates, each to one sign that shows; offsets stay."""

Value = TypeVar("Value")


class Role(NamedTuple):
    """A span of the report with the role that it plays in a claim."""

    start: int
    end: int
    name: str


class Line(NamedTuple):
    """One field of a claim: its name, its value, and why."""

    field: str
    value: str
    why: str


def _given(value: Value | UnsetType) -> Value | None:
    return None if isinstance(value, UnsetType) else value


def roles(claim: Claim) -> tuple[Role, ...]:
    """Every span of a claim that stands in its own sentence, in the text's order, the longer first."""
    found = [Role(claim.anchor.start, claim.anchor.end, "act")]
    for name, listed in (("who", claim.actors), ("whom", claim.recipients), ("says", claim.sources)):
        found += [Role(one.start, one.end, name) for one in listed if one.start is not None and one.end is not None]
    cues = [("cue", _given(source.cue)) for source in claim.sources] + [("status", _given(claim.status_cue))]
    found += [Role(cue.start, cue.end, name) for name, cue in cues if cue is not None]
    for name, expression in (("when", claim.when), ("where", claim.where)):
        if expression is not None and expression.start is not None and expression.end is not None:
            found.append(Role(expression.start, expression.end, name))
    inside = (role for role in found if claim.sentence_start <= role.start < role.end <= claim.sentence_end)
    return tuple(dict.fromkeys(sorted(inside, key=lambda role: (role.start, -role.end))))


def marked_sentence(report: Report, claim: Claim) -> Text:
    """The claim's sentence with every span in brackets with its role: "[who: Arland] [act: urged] [whom: Boria]"."""
    return marked(report, claim.sentence_start, claim.sentence_end, roles(claim))


def marked(report: Report, first: int, last: int, found: Iterable[Role]) -> Text:
    """The report's text from `first` to `last` on one line, with the spans of `found` in brackets with their roles."""
    spans: dict[tuple[int, int], list[str]] = {}
    for role in found:
        spans.setdefault((role.start, role.end), []).append(role.name)
    edges = sorted({first, last, *(edge for span in spans for edge in span)})
    line = Text()
    for at, following in zip(edges, [*edges[1:], None], strict=True):
        for start, end in spans:
            if end == at:
                line.append("]", style=STYLES[spans[start, end][0]])
        for start, end in spans:
            if start == at:
                names = spans[start, end]
                line.append(f"[{', '.join(names)}: ", style=STYLES[names[0]])
        if following is not None:
            inner = [names[0] for (start, end), names in spans.items() if start <= at and following <= end]
            words = " ".join(report.text[at:following].split("\n"))
            line.append(words, style=STYLES[inner[-1]] if inner else "")
    return line


def reason(because: Because | UnsetType | None) -> str:
    """Why a field holds its value, in words: the rule, the row of a table, the model and how sure it was, the words."""
    if because is None or isinstance(because, UnsetType):
        return ""
    parts = [because.rule]
    if because.row:
        parts.append(f"row {because.row}")
    if because.model:
        sure = f", {because.probability:.0%} sure" if because.probability is not None else ""
        parts.append(f"model {because.model}{sure}")
    if because.span:
        parts.append(f"from “{because.span.text}”")
    return "; ".join(part for part in parts if part)


def _party_lines(
    field: str, listed: Sequence[Party], report: Report, claim: Claim, why: Mapping[str, Because], key: str
) -> Iterator[Line]:
    if not listed:
        alone = {"who": "nobody named", "whom": "nobody", "says who": "the report itself"}[field]
        yield Line(field, alone, reason(why.get(key)))
    for one in listed:
        value = party(one)
        office = _given(one.office)
        notes = [f"as {office}" if office else ""]
        if one.text is None:
            notes.append("understood from elsewhere in the report")
        elif one.start is not None and not claim.sentence_start <= one.start < claim.sentence_end:
            notes.append(f"named “{one.text}” at {one.start}")
        elif one.text != one.name:
            notes.append(f"“{one.text}”")
        strength, cue = _given(one.strength), _given(one.cue)
        if strength or cue:
            notes.append(" ".join(filter(None, [strength, f"by “{cue.text}”" if cue else ""])))
        notes.append(reason(one.because))
        notes += [
            f"or else {choice.name}" + (f" ({choice.reason})" if choice.reason else "")
            for choice in _given(one.alternatives) or ()
        ]
        notes.append(reason(why.get(key)) if one is listed[0] else "")
        yield Line(field, value, "; ".join(dict.fromkeys(note for note in notes if note)))
        field = ""


def lines(report: Report, claim: Claim) -> Iterator[Line]:
    """Every field of a claim with its value and its reason, empty fields with the reason of their emptiness."""
    why = _given(claim.because) or {}
    empty = _given(claim.nulls) or {}
    cameo = _given(claim.cameo)
    yield Line("act", act(claim) + (f", CAMEO {cameo}" if cameo else ""), reason(why.get("event")))
    for field, value in (("mode", claim.mode), ("content", claim.content)):
        if value or field in empty:
            yield Line(field, value or NOBODY, reason(why.get(field)) if value else empty[field])
    yield Line("status", claim.status, reason(why.get("status")))
    yield from _party_lines("who", claim.actors, report, claim, why, "actors")
    yield from _party_lines("whom", claim.recipients, report, claim, why, "recipients")
    yield from _party_lines("says who", claim.sources, report, claim, why, "sources")
    written = f"“{claim.when.text}”, {claim.when.basis}" if claim.when and claim.when.text else ""
    yield Line(
        "when",
        interval(claim.when),
        _joined(written, empty.get("when") if claim.when is None else None, why.get("when")),
    )
    yield Line(
        "where", place(claim.where), _joined("", empty.get("where") if claim.where is None else None, why.get("where"))
    )
    if claim.counts:
        counted = (f"{_range(*bounds)} {what}" for what, bounds in claim.counts.items())
        told = [reason(why.get(f"counts.{what}")) for what in claim.counts]
        yield Line("counts", ", ".join(counted), "; ".join(one for one in told if one))
    if claim.contexts:
        yield Line("contexts", ", ".join(claim.contexts), reason(why.get("contexts")))
    sure = _given(claim.confidence)
    if sure:
        yield Line("confidence", ", ".join(f"{field} {value:.2f}" for field, value in sure.items()), "")


def _range(low: int | None, high: int | None) -> str:
    if low == high:
        return str(low)
    return f"at least {low}" if high is None else f"up to {high}" if low is None else f"{low} to {high}"


def _joined(written: str, absent: str | None, because: Because | None) -> str:
    return "; ".join(dict.fromkeys(part for part in (written, absent, reason(because)) if part))


def explanation(report: Report, claim: Claim, number: int) -> RenderableType:
    """One claim explained: its number and act, its marked sentence, and a table of fields."""
    table = Table(show_edge=False, show_header=False, box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold", ratio=2)
    table.add_column(style="dim", overflow="fold", ratio=3)
    for line in lines(report, claim):
        table.add_row(Text(line.field), Text(line.value), Text(line.why))
    title = Text(f"{number}  {act(claim)}, {claim.status}", style="bold")
    return Group(title, Padding(marked_sentence(report, claim), (0, 0, 1, 3)), Padding(table, (0, 0, 1, 3)))


def explained_view(report: Report, claims: Sequence[Claim], width: int = WIDE) -> RenderableType:
    """A report's heading and each of its claims explained; the fields wrap by themselves at any `width`."""
    parts = [explanation(report, claim, number) for number, claim in enumerate(claims, 1)]
    return Group(heading(report, len(claims)), Text(), *parts)
