"""Sides that a sentence leaves out and every reader supplies: rows of `lexicon/understood.tsv`.

A demand of citizens without an addressee goes to their government; an arrest without an arrester is made by the
authorities; whoever criticises a decision told before criticises its author; who gives way gives way to those who
demanded it. What is supplied has null text and offsets and names its row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from dragoman.claims.threads import understood
from dragoman.records import Because, Claim, Party
from dragoman.tables import cell_list, package_path, rows

COLUMNS = ("event", "mode", "missing", "sectors", "who", "note")
ANY = "*"
PRESSING = frozenset({"REQUEST", "PROTEST", "ACCUSE", "THREATEN"})
SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONSULT"})
Naming = Callable[[str, str], str | None]
"""Names a group of a country by its words: ("government", "SYR") is "Syrian government"."""

GROUPS = {"government": "GOV", "protesters": "CVL"}
"""The groups that a row may name, with their sector."""


class Rule(NamedTuple):
    """One row: for which claims, which side is missing, of whom the other side must be, and who is supplied."""

    event: str
    mode: str
    missing: str
    sectors: frozenset[str]
    who: str
    note: str
    row: str


@cache
def rules() -> tuple[Rule, ...]:
    """The rows in the table's order."""
    return tuple(
        Rule(
            row.cells["event"],
            row.cells["mode"],
            row.cells["missing"],
            frozenset(cell_list(row.cells["sectors"])),
            row.cells["who"],
            row.cells["note"],
            row.where,
        )
        for row in rows(package_path("lexicon", "understood.tsv"), COLUMNS)
    )


def supply(claim: Claim, earlier: Sequence[Claim], named: Naming, focus: str | None = None) -> Claim:
    """The claim with the sides that rows supply, each from the first row that has somebody to offer.

    `earlier` are the claims before this one, `named` names groups of a country, `focus` is the country that the
    report is about.
    """
    for rule in rules():
        if rule.event != claim.event or rule.mode not in (ANY, claim.mode):
            continue
        missing, named_side = _sides(claim, rule.missing)
        if missing or (ANY not in rule.sectors and not _fits(named_side, rule.sectors)):
            continue
        parties = _offered(rule.who, claim, named_side, earlier, named, focus)
        if not parties:
            continue
        because = dict(claim.because) if isinstance(claim.because, dict) else {}
        because[rule.missing] = Because(rule=rule.note, row=rule.row)
        if rule.who == "author" and claim.content is None:
            claim = _about(claim, _told_act(claim, earlier))
            because["content"] = because[rule.missing]
        if rule.missing == "recipients":
            claim = msgspec.structs.replace(claim, recipients=parties, because=because)
        else:
            claim = msgspec.structs.replace(claim, actors=parties, because=because)
    return claim


def answer(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a report with sides that only the whole of it tells: a headline gives way to demands told below."""
    return [supply(claim, claims, lambda words, country: None) for claim in claims]


def _sides(claim: Claim, missing: str) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    return (claim.recipients, claim.actors) if missing == "recipients" else (claim.actors, claim.recipients)


def _fits(parties: Sequence[Party], sectors: frozenset[str]) -> bool:
    return bool(parties) and all(party.sector in sectors for party in parties)


def _offered(
    who: str, claim: Claim, side: Sequence[Party], earlier: Sequence[Claim], named: Naming, focus: str | None
) -> tuple[Party, ...]:
    if who == "author":
        told = _told_act(claim, earlier)
        return tuple(understood(party) for party in told.actors) if told else ()
    if who == "answered":
        return _answered(claim, earlier)
    return _group(who, claim, side, named, focus)


def _group(words: str, claim: Claim, side: Sequence[Party], named: Naming, focus: str | None) -> tuple[Party, ...]:
    """A group of the other side's country; of the place's or the report's where there is no other side."""
    countries = {party.country for party in side}
    if not side:
        countries = {(claim.where.country if claim.where else None) or focus}
    if len(countries) != 1 or None in countries:
        return ()
    country = countries.pop() or ""
    name = named(words, country)
    return (Party(None, None, None, name, country, GROUPS[words]),) if name else ()


def _told_act(claim: Claim, earlier: Sequence[Claim]) -> Claim | None:
    """The last act that was told before and is not the claimant's own."""
    own = _keys(claim.actors)
    for other in reversed(earlier):
        before = other.anchor.start < claim.anchor.start
        if before and other.event not in SPOKEN and other.actors and not own & _keys(other.actors):
            return other
    return None


def _about(claim: Claim, told: Claim | None) -> Claim:
    """The claim with the act told before as its content: of a promise or concession, what is promised or conceded."""
    if told is None:
        return claim
    nulls = {field: why for field, why in claim.nulls.items() if field != "content"} if claim.nulls else {}
    return msgspec.structs.replace(claim, content=told.content or told.event, nulls=nulls)


def _answered(claim: Claim, earlier: Sequence[Claim]) -> tuple[Party, ...]:
    """Who last demanded something of the actors, or protested against them."""
    if claim.content == "RETREAT":  # a withdrawal gains nobody its place (hard case 15)
        return ()
    own = _keys(claim.actors)
    countries = {party.country for party in claim.actors if party.country}
    for other in reversed(earlier):
        if other.event not in PRESSING or not other.actors or own & _keys(other.actors):
            continue
        pressed = {party.country for party in other.recipients if party.country}
        if own & _keys(other.recipients) or countries & pressed:
            return tuple(understood(party) for party in other.actors)
    return ()


def _keys(parties: Sequence[Party]) -> set[tuple[str | None, str | None]]:
    return {(party.name, party.country) for party in parties}
