"""A filter as conditions in SQL, over claims, events or relations.

A condition on a column stands in the table itself. One on parties, contexts or dyads lies in a table of its own, whose
index is led by what is asked for and ended by the day: it can be walked in order of days, newest first (`Walk`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from dragoman.archive.filters import Filter, is_country

Values = tuple[Any, ...]
PATTERN = "*"


class Condition(NamedTuple):
    """A condition on a row of the subject, whose alias is `s`."""

    sql: str
    values: Values


class Walk(NamedTuple):
    """Rows of a side table that name subjects: `table`, `key` (the column with the subject's number), and which rows.

    `ordered` tells whether an index gives them by day: it does for one value, not for several.
    """

    table: str
    key: str
    where: str
    values: Values
    ordered: bool


def any_of(column: str, values: Sequence[Any]) -> Condition:
    """That a column holds one of the values; a text with `*` is a pattern."""
    plain = [value for value in values if not _is_pattern(value)]
    patterns = [value for value in values if _is_pattern(value)]
    parts = [f"{column} GLOB ?"] * len(patterns)
    if len(plain) == 1:
        parts.append(f"{column} = ?")
    elif plain:
        parts.append(f"{column} IN ({', '.join('?' * len(plain))})")
    return Condition(f"({' OR '.join(parts)})" if len(parts) > 1 else parts[0], (*patterns, *plain))


def _is_pattern(value: Any) -> bool:
    return isinstance(value, str) and PATTERN in value


def who(values: Sequence[str], alias: str = "") -> Condition:
    """That a party's country, name or id is one of the values; `alias` is that of its table, such as `p.`."""
    countries = [value for value in values if is_country(value)]
    names = [value for value in values if not is_country(value)]
    parts: list[str] = []
    bound: list[Any] = []
    for column, of in (("country", countries), ("name", names), ("actor", names)):
        if of:
            condition = any_of(alias + column, of)
            parts.append(condition.sql)
            bound.extend(condition.values)
    return Condition(f"({' OR '.join(parts)})" if len(parts) > 1 else parts[0], tuple(bound))


def claim_conditions(filter: Filter, day: str = "s.day") -> list[Condition]:
    """The conditions on columns of `claims`."""
    found = [
        any_of(f"s.{column}", values)
        for column, values in (
            ("event", filter.event), ("mode", filter.mode), ("content", filter.content), ("quad", filter.quad),
            ("status", filter.status), ("outlet", filter.outlet), ("origin", filter.origin),
        )
        if values
    ]  # fmt: skip
    found += place_conditions(filter) + review_conditions(filter)
    if filter.confidence is not None:
        found.append(Condition("s.confidence >= ?", (filter.confidence,)))
    if filter.report:
        reports = any_of("id", filter.report)
        found.append(Condition(f"s.report IN (SELECT no FROM reports WHERE {reports.sql})", reports.values))
    return found


def place_conditions(filter: Filter) -> list[Condition]:
    """Conditions on the place of a claim or event: its country's code or its name."""
    if not filter.place:
        return []
    countries = [value for value in filter.place if is_country(value)]
    names = [value for value in filter.place if not is_country(value)]
    parts = [any_of(f"s.{c}", v) for c, v in (("place_country", countries), ("place", names)) if v]
    joined = " OR ".join(part.sql for part in parts)
    return [Condition(f"({joined})" if len(parts) > 1 else joined, tuple(v for part in parts for v in part.values))]


def review_conditions(filter: Filter) -> list[Condition]:
    """Conditions on the last verdict of a person; `none` is no verdict."""
    if not filter.review:
        return []
    verdicts = [value for value in filter.review if value != "none"]
    parts = ["s.review IS NULL"] if "none" in filter.review else []
    parts += [any_of("s.review", verdicts).sql] if verdicts else []
    return [Condition(f"({' OR '.join(parts)})", tuple(verdicts))]


def day_conditions(filter: Filter, column: str) -> list[Condition]:
    """Conditions on the day."""
    bounds = ((">=", filter.since), ("<=", filter.until))
    return [Condition(f"{column} {sign} ?", (bound,)) for sign, bound in bounds if bound]


def claim_walks(filter: Filter) -> list[Walk]:
    """What lies in side tables of claims: parties, dyads, contexts."""
    walks = _party_walks(filter, "parties", "claim")
    if filter.source:
        walks.append(_walk("parties", "claim", who(filter.source), filter.source, "role = 'source'"))
    if filter.dyad:
        first, second = filter.dyad
        # Both ways round are two ranges of the index: SQLite merges them by number, not by day.
        where = "((actor = ? AND recipient = ?) OR (actor = ? AND recipient = ?))"
        walks.append(Walk("dyads", "claim", where, (first, second, second, first), False))
    if filter.context:
        walks.append(_walk("claim_contexts", "claim", any_of("context", filter.context), filter.context))
    return walks


def event_walks(filter: Filter) -> list[Walk]:
    """What lies in side tables of events: parties."""
    walks = _party_walks(filter, "event_parties", "event")
    for country in filter.dyad:
        walks.append(_walk("event_parties", "event", any_of("country", (country,)), (country,)))
    return walks


def _party_walks(filter: Filter, table: str, key: str) -> list[Walk]:
    either = "role IN ('actor', 'recipient')"
    walks = [
        _walk(table, key, condition(values), values, role)
        for values, condition, role in (
            (filter.actor, who, "role = 'actor'"),
            (filter.recipient, who, "role = 'recipient'"),
            (filter.party, who, either),
            (filter.country, _column("country"), either),
            (filter.sector, _column("sector"), either),
        )
        if values
    ]
    return walks


def _column(name: str) -> Callable[[Sequence[str]], Condition]:
    return lambda values: any_of(name, values)


def _walk(table: str, key: str, condition: Condition, values: Sequence[str], more: str = "") -> Walk:
    single = len(values) == 1 and not _is_pattern(values[0]) and " OR " not in condition.sql
    where = f"{condition.sql} AND {more}" if more else condition.sql
    return Walk(table, key, where, condition.values, single)


def membership(walk: Walk, number: str, shown: bool = True) -> Condition:
    """That a subject stands in a side table."""
    visible = "shown = 1 AND " if shown else ""
    sql = f"EXISTS (SELECT 1 FROM {walk.table} WHERE {visible}{walk.key} = {number} AND {walk.where})"
    return Condition(sql, walk.values)
