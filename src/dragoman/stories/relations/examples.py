"""The examples of the rules, run: each row's own sentence must give the row's sign.

An example marks the {holders} and <those on whom it lies>. It passes when a claim of it, as an event of its own, gives
a sign by this row, of its kind and effect, whose sides are those marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from dragoman.reading import read_text
from dragoman.records import Claim, Party, Report
from dragoman.stories.relations.derivation import alone
from dragoman.stories.relations.sides import named_states, side_key, standing
from dragoman.stories.relations.signs import Sign, signs
from dragoman.stories.relations.tables import Kind, Rule, shipped_kinds

DATE = "2020-06-15"


class Codes(Protocol):
    """What turns reports into claims: the coder, which is a later room."""

    def code(self, reports: Iterable[Report]) -> Iterator[tuple[Report, tuple[Claim, ...]]]: ...


class Outcome(NamedTuple):
    """Whether a row's example gave its sign, and what came instead."""

    rule: Rule
    passed: bool
    found: str


def run(rules: Sequence[Rule], coder: Codes, kinds: Mapping[str, Kind] | None = None) -> Iterator[Outcome]:
    """Code every example as a report of its own, one event a claim, and compare its signs with the row."""
    rows = [one for one in rules if one.example]
    reports = [read_text(re.sub(r"[{}<>]", "", one.example), id=one.row, date=DATE) for one in rows]
    for one, (report, claims) in zip(rows, coder.code(reports), strict=True):
        yield _judge(one, report, claims, rules, kinds or shipped_kinds())


def _judge(
    rule: Rule, report: Report, claims: Sequence[Claim], rules: Sequence[Rule], kinds: Mapping[str, Kind]
) -> Outcome:
    found = [
        sign
        for claim in claims
        for sign in signs(alone(claim, report.published), [claim], lambda _: report, rules, kinds)
        if not sign.derived or sign.row == rule.row
    ]
    own = [sign for sign in found if sign.row == rule.row and sign.kind == rule.kind and sign.effect == rule.effect]
    holders, towards = _marked(rule.example, "{}"), _marked(rule.example, "<>")
    passed = bool(own) and all(
        _names(marked, [party for sign in own for party in getattr(sign, side)], claims, report.text)
        for side, all_marked in (("holders", holders), ("towards", towards))
        for marked in all_marked
    )
    return Outcome(rule, passed, "; ".join(map(describe, found)) or _claims(claims))


def _marked(example: str, signs_: str) -> list[tuple[int, int]]:
    """The marked stretches as offsets of the example without its marks."""
    found, open_at, position = [], 0, 0
    for character in example:
        if character == signs_[0]:
            open_at = position
        elif character == signs_[1]:
            found.append((open_at, position))
        elif character not in "{}<>":
            position += 1
    return found


def _names(marked: tuple[int, int], parties: Sequence[Party], claims: Sequence[Claim], text: str) -> bool:
    """Whether a marked stretch holds a party, or a place, that stands for one of the sides."""
    keys = {side_key(party) for party in parties}
    start, end = marked
    mentioned = [
        party
        for claim in claims
        for party in (*claim.actors, *claim.recipients, *claim.sources)
        if party.start is not None and party.end is not None and party.start < end and party.end > start
    ]
    if any(side_key(standing(party, level)) in keys for party in mentioned for level in ("state", "party")):
        return True
    places = [c.where for c in claims if c.where and c.where.start is not None and c.where.end is not None]
    if any(place.country in keys and (place.start or 0) < end and (place.end or 0) > start for place in places):
        return True
    return any(side_key(party) in keys for party in named_states(text[start:end]))


def describe(sign: Sign) -> str:
    """A sign in one line, for reading by people."""
    some, others = (", ".join(str(party.name) for party in side) for side in (sign.holders, sign.towards))
    return f"{sign.kind} {sign.effect} by {sign.row}: {some}" + (f" -> {others}" if others else "")


def _claims(claims: Sequence[Claim]) -> str:
    told = (
        f"{c.event}/{c.mode or ''}/{c.content or ''} {c.status} on “{c.anchor.text}” "
        f"[{', '.join(str(p.name) for p in c.actors)} -> {', '.join(str(p.name) for p in c.recipients)}]"
        for c in claims
    )
    return "no sign; " + ("; ".join(told) or "no claim")
