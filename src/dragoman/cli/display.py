"""Claims on a terminal: a heading and a table for each report."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.records import Claim, Party, Report, When, Where

NOBODY = "–"
WORDS_AROUND = 30
"""Code points of the sentence shown on either side of a claim's anchor."""
STATUS_STYLES = {"actual": "", "future": "cyan", "hypothetical": "yellow", "negated": "red", "historical": "dim"}
HEADLINE_LENGTH = 100
WIDE = 110
"""Columns of a terminal from which on every field of a claim has a column of its own."""


def heading(report: Report, count: int) -> Text:
    """A report's line above its claims: headline, date, agencies and place, origin, and how many claims follow."""
    head = report.headline.text if report.headline else report.text.strip().split("\n", 1)[0]
    head = " ".join(head.split())
    line = Text(head if len(head) <= HEADLINE_LENGTH else head[: HEADLINE_LENGTH - 1] + "…", style="bold")
    sources = ", ".join(dict.fromkeys(agency.text for agency in report.agencies)) or report.outlet
    facts = [
        report.published or "undated",
        sources,
        report.place.text if report.place else None,
        report.origin or report.id,
    ]
    claims = f"{count} claim" if count == 1 else f"{count} claims"
    line.append(f"\n{' · '.join(fact for fact in (*facts, claims) if fact)}", style="dim not bold")
    return line


def act(claim: Claim) -> str:
    """The type of a claim with its mode and content: "REQUEST (yield) → RETREAT"."""
    mode = f" ({claim.mode})" if claim.mode else ""
    return f"{claim.event}{mode}" + (f" → {claim.content}" if claim.content else "")


def party(one: Party) -> str:
    """A party as name and codes: "Syrian government (SYR GOV)"."""
    codes = " ".join(code for code in (one.country, one.sector) if code)
    name = one.name or one.text or "unnamed"
    return f"{name} ({codes})" if codes else name


def parties(listed: Sequence[Party]) -> str:
    return "\n".join(party(one) for one in listed) or NOBODY


def chain(sources: Sequence[Party]) -> str:
    """The voices on whose word a claim stands, outermost first; a dash for the report's own voice."""
    return " ← ".join(party(one) for one in sources) or NOBODY


def interval(when: When | None) -> str:
    """When the act lies: one day, an interval with an open end as "…", or a dash."""
    if when is None:
        return NOBODY
    if when.from_ == when.to:
        return when.from_ or "…"
    return f"{when.from_ or '…'} to {when.to or '…'}"


def place(where: Where | None) -> str:
    """The place of the act with its country."""
    if where is None:
        return NOBODY
    name = where.name or where.text or NOBODY
    return f"{name} ({where.country})" if where.country else name


def words(report: Report, claim: Claim) -> Text:
    """A claim's anchor in bold with the words around it, of its own sentence."""
    anchor = claim.anchor
    before = report.text[max(claim.sentence_start, anchor.start - WORDS_AROUND) : anchor.start]
    after = report.text[anchor.end : min(claim.sentence_end, anchor.end + WORDS_AROUND)]
    if anchor.start - WORDS_AROUND > claim.sentence_start:
        before = "…" + before[before.find(" ") + 1 :]
    if anchor.end + WORDS_AROUND < claim.sentence_end:
        after = after[: after.rfind(" ") if " " in after else None] + "…"
    return Text.assemble(_flat(before), (_flat(anchor.text), "bold"), _flat(after))


def _flat(piece: str) -> str:
    return "".join(" " if character.isspace() else character for character in piece)


def claims_table(report: Report, claims: Sequence[Claim], width: int = WIDE) -> Table:
    """The claims of one report, one a row; below WIDE columns status goes under the claim and date under the voice."""
    table = Table(show_edge=False, pad_edge=False, header_style="dim", show_lines=width < WIDE)
    if width < WIDE:
        for column, ratio in (("claim", 4), ("who", 4), ("whom", 4), ("says who, when", 4), ("words", 5)):
            table.add_column(column, ratio=ratio, overflow="fold")
    else:
        for column, ratio in (("claim", 4), ("who", 5), ("whom", 5), ("status", 3), ("says who", 5)):
            table.add_column(column, ratio=ratio, overflow="fold")
        table.add_column("when", min_width=10, ratio=3)
        table.add_column("words", ratio=8, overflow="fold")
    for claim in claims:
        kind = Text(act(claim), style="bold")
        sides = (Text(parties(claim.actors)), Text(parties(claim.recipients)))
        status = Text(claim.status, style=STATUS_STYLES.get(claim.status, ""))
        voice, day = Text(chain(claim.sources)), Text(interval(claim.when))
        if width < WIDE:
            table.add_row(_stacked(kind, status), *sides, _stacked(voice, day), words(report, claim))
        else:
            table.add_row(kind, *sides, status, voice, day, words(report, claim))
    return table


def _stacked(upper: Text, lower: Text) -> Text:
    return Text("\n").join((upper, lower))


def report_view(report: Report, claims: Sequence[Claim], width: int = WIDE) -> RenderableType:
    """A report's heading and, where it has claims, their table, for a terminal of `width` columns."""
    head = heading(report, len(claims))
    return Group(head, Text(), claims_table(report, claims, width), Text()) if claims else Group(head, Text())
