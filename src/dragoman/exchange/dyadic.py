"""POLECAT, ICEWS, GDELT and Phoenix: one row for two sides of an act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO

from dragoman.exchange.fields import Row, moment, row, sentence_number
from dragoman.exchange.identity import RowIds
from dragoman.exchange.layout import write_rows
from dragoman.exchange.policy import Written, pairs, policy, refusal
from dragoman.exchange.telling import Told, publisher
from dragoman.records import Party


def write_polecat(told: Iterable[Told], out: TextIO) -> Written:
    """POLECAT: 40 columns, tab separated, with a header."""
    return _write("polecat", "polecat", told, out, header=True)


def write_icews(told: Iterable[Told], out: TextIO) -> Written:
    """ICEWS: 20 columns, tab separated, with a header."""
    return _write("icews", "icews", told, out, header=True)


def write_gdelt(told: Iterable[Told], out: TextIO) -> Written:
    """GDELT 2.0 events: 61 columns, tab separated, without a header, though GDELT names such files `.CSV`."""
    return _write("gdelt", "gdelt", told, out, header=False)


def write_phoenix(told: Iterable[Told], out: TextIO) -> Written:
    """Phoenix: 26 columns, tab separated, without a header."""
    return _write("phoenix", "phoenix", told, out, header=False)


def write_mentions(told: Iterable[Told], out: TextIO) -> Written:
    """GDELT 2.0 mentions: 16 columns, a row a claim; ids are those of `write_gdelt` of the same acts."""
    left_out: Counter[str] = Counter()
    return Written(write_rows("gdelt-mentions", _mentions(told, left_out), out, header=False), left_out)


def _write(project: str, layout: str, told: Iterable[Told], out: TextIO, header: bool) -> Written:
    left_out: Counter[str] = Counter()
    return Written(write_rows(layout, _rows(project, told, left_out), out, header), left_out)


def _rows(project: str, told: Iterable[Told], left_out: Counter[str]) -> Iterator[Row]:
    rules, ids = policy(project), RowIds()
    for one in told:
        why = refusal(one, rules)
        if why:
            left_out[why] += 1
            continue
        for pair in pairs(one.act, rules.both_directions):
            yield row(one, pair, project, ids)


def _mentions(told: Iterable[Told], left_out: Counter[str]) -> Iterator[Row]:
    rules, ids = policy("gdelt"), RowIds()
    for one in told:
        why = refusal(one, rules)
        if why:
            left_out[why] += 1
            continue
        for pair in pairs(one.act, rules.both_directions):
            shared = row(one, pair, "gdelt", ids)
            for telling in one.tellings:
                report, claim = telling
                yield {
                    **shared,
                    "mention_time": moment(report),
                    "mention_type": 1 if report.url else 2,
                    "publisher": publisher(report),
                    "url_or_citation": report.url or report.id,
                    "sentence": sentence_number(telling),
                    "actor_offset": _offset(claim.actors, pair.actor),
                    "recipient_offset": _offset(claim.recipients or claim.actors, pair.recipient),
                    "action_offset": claim.anchor.start,
                    "in_raw_text": 1,
                    "document_length": len(report.text) or None,
                }


def _offset(told: tuple[Party, ...], sought: Party | None) -> int:
    """Where a claim names a side of its event; -1 where it does not."""
    if sought is None:
        return -1
    for party in told:
        if (party.name, party.country) == (sought.name, sought.country) and party.start is not None:
            return party.start
    return -1
