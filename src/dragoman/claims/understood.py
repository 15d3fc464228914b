"""Sides that a sentence leaves out and every reader supplies: rows of `lexicon/understood.tsv`.

A demand of citizens without an addressee goes to their government; an arrest without an arrester is made by the
authorities. What is supplied has null text and offsets and names its row.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import msgspec

from dragoman.records import Because, Claim, Party
from dragoman.tables import cell_list, package_path, rows

COLUMNS = ("event", "mode", "missing", "sectors", "who", "note")
ANY = "*"
Government = Callable[[str], str | None]


class Rule(NamedTuple):
    """One row: for which claims, which side is missing, and of whom the other side must be."""

    event: str
    mode: str
    missing: str
    sectors: frozenset[str]
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
            row.cells["note"],
            row.where,
        )
        for row in rows(package_path("lexicon", "understood.tsv"), COLUMNS)
    )


def supply(claim: Claim, government: Government) -> Claim:
    """The claim with the side that its row supplies; `government` names the government of a country.

    Left as it is where the other side has no country or stands for several.
    """
    for rule in rules():
        if rule.event != claim.event or rule.mode not in (ANY, claim.mode):
            continue
        missing = claim.recipients if rule.missing == "recipients" else claim.actors
        named = claim.actors if rule.missing == "recipients" else claim.recipients
        countries = {party.country for party in named}
        if missing or len(countries) != 1 or None in countries:
            continue
        if ANY not in rule.sectors and not all(party.sector in rule.sectors for party in named):
            continue
        country = countries.pop() or ""
        name = government(country)
        if name is None:
            continue
        party = Party(None, None, None, name, country, "GOV")
        because = dict(claim.because) if isinstance(claim.because, dict) else {}
        because[rule.missing] = Because(rule=rule.note, row=rule.row)
        if rule.missing == "recipients":
            return msgspec.structs.replace(claim, recipients=(party,), because=because)
        return msgspec.structs.replace(claim, actors=(party,), because=because)
    return claim
