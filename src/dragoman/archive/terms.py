"""A filter as terms in SQL over claims or events.

Each term lies in an index that is led by what is asked for and ended by the day: its rows can be counted cheaply, and
walked in order of days, newest first. A term has a branch for each value, since SQLite walks a partial index for one
value and not for a disjunction.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from dragoman.archive.filters import Filter, is_country
from dragoman.ontology import MODES
from dragoman.schema.claim_tables import SHOWN
from dragoman.schema.ddl import index_name
from dragoman.schema.tables import table as schema_table

Values = tuple[Any, ...]
PATTERN = "*"
MOST_BRANCHES = 40
"""Values of one term that are walked side by side; more of them are looked up together."""
PARTIES_OF_ACTS = "{a}role IN ('actor', 'recipient')"


class Condition(NamedTuple):
    """A condition in SQL; `{a}` stands for the alias of its table with a point, or for nothing.

    `columns` are those that it asks to be equal to a value: an index that they lead can be walked.
    """

    sql: str
    values: Values = ()
    columns: tuple[str, ...] = ()

    def at(self, alias: str) -> Condition:
        """The condition under an alias, such as `s.`."""
        return Condition(self.sql.replace("{a}", alias), self.values)


class Term(NamedTuple):
    """Rows of a table that name subjects: `key` is the column with the subject's number.

    A row counts where one of the branches and `more` hold.
    """

    table: str
    key: str
    branches: tuple[Condition, ...]
    more: str = ""

    @property
    def ordered(self) -> bool:
        """Whether every branch is a range of an index by day."""
        return len(self.branches) <= MOST_BRANCHES and all(self.range_of(branch) for branch in self.branches)

    def range_of(self, branch: Condition) -> str | None:
        """The index in which the rows of a branch lie by day and number; None where there is none."""
        return day_index(self.table, self.key, branch.columns) if branch.columns else None

    def where(self, branch: Condition) -> Condition:
        """A branch with what holds for all of them."""
        return Condition(f"{branch.sql} AND {self.more}" if self.more else branch.sql, branch.values)

    def of(self, subject: str) -> Condition:
        """That the subject's row, under the alias `s`, has such a row, whether queries show it or not."""
        either = either_of(self.branches)
        if self.table == subject:
            return either.at("s.")
        more = f" AND {self.more}" if self.more else ""
        sql = f"EXISTS (SELECT 1 FROM {self.table} WHERE {self.key} = s.no AND {either.sql}{more})"
        return Condition(sql, either.values).at("")

    def beside(self, day: str, number: str) -> Condition:
        """That a subject has such a row which queries show, told by its day and number.

        The row is sought in the term's own index, where those of days nearby lie nearby: walking by day, the pages
        that are needed are at hand, which single rows of a large table are not. SQLite would take the table's key.
        """
        parts = []
        for branch in self.branches:
            where, index = self.where(branch).at("t.").sql, self.range_of(branch)
            table, same = f"{self.table} t", f"t.{self.key} = {number}"
            if index:
                table, same = f"{table} INDEXED BY {index}", f"t.day IS {day} AND {same}"
            parts.append(f"EXISTS (SELECT 1 FROM {table} WHERE t.shown = 1 AND {where} AND {same})")
        values = tuple(value for branch in self.branches for value in branch.values)
        return Condition(f"({' OR '.join(parts)})" if len(parts) > 1 else parts[0], values)


@cache
def day_index(table: str, key: str, columns: tuple[str, ...]) -> str | None:
    """The declared index of what is shown that is led by these columns, then by day and number."""
    declared = schema_table(table)
    for index in declared.indexes:
        led = index.columns[: len(columns) + 2] == (*columns, "day", key)
        if led and index.where == SHOWN:
            return index_name(declared, index)
    return None


def either_of(branches: Sequence[Condition]) -> Condition:
    """That one of several conditions holds."""
    sql = " OR ".join(one.sql for one in branches)
    values = tuple(value for one in branches for value in one.values)
    return Condition(f"({sql})" if len(branches) > 1 else sql, values)


def each(column: str, values: Sequence[Any]) -> list[Condition]:
    """A branch for each value of a column; a text with `*` is a pattern."""
    signs = ["GLOB" if isinstance(value, str) and PATTERN in value else "=" for value in values]
    return [
        Condition(f"{{a}}{column} {sign} ?", (value,), (column,) if sign == "=" else ())
        for sign, value in zip(signs, values, strict=True)
    ]


def who(values: Sequence[str]) -> list[Condition]:
    """Branches for parties: a country's code, a name, or an actor's id."""
    countries = [value for value in values if is_country(value)]
    names = [value for value in values if not is_country(value)]
    return [*each("country", countries), *each("name", names), *each("actor", names)]


def _term(table: str, key: str, branches: Sequence[Condition], more: str = "") -> Term:
    return Term(table, key, tuple(branches), more)


def claim_terms(filter: Filter) -> list[Term]:
    """The terms of a filter over claims, those first that are likely to be rare."""
    terms = []
    if filter.report:
        inner = either_of(each("id", filter.report)).at("")
        reports = Condition(f"{{a}}report IN (SELECT no FROM reports WHERE {inner.sql})", inner.values)
        terms.append(_term("claims", "no", [reports]))
    if filter.dyad:
        first, second = filter.dyad
        pairs = dict.fromkeys(((first, second), (second, first)))
        both = [Condition("{a}actor = ? AND {a}recipient = ?", pair, ("actor", "recipient")) for pair in pairs]
        terms.append(_term("dyads", "claim", both))
    terms += _party_terms(filter, "parties", "claim")
    if filter.source:
        terms.append(_term("parties", "claim", who(filter.source), "{a}role = 'source'"))
    if filter.context:
        terms.append(_term("claim_contexts", "claim", each("context", filter.context)))
    terms += _place_terms(filter, "claims")
    for column, values in (("outlet", filter.outlet), ("content", filter.content)):
        if values:
            terms.append(_term("claims", "no", each(column, values)))
    terms += _kind_terms(filter, "claims")
    for column, numbers in (("quad", filter.quad), ("status", filter.status)):
        if numbers:
            terms.append(_term("claims", "no", each(column, numbers)))
    if filter.review:
        verdicts = each("review", [value for value in filter.review if value != "none"])
        none = [Condition("{a}review IS NULL", (), ("review",))] if "none" in filter.review else []
        terms.append(_term("claims", "no", [*verdicts, *none]))
    if filter.origin:
        terms.append(_term("claims", "no", each("origin", filter.origin)))
    return terms


def event_terms(filter: Filter) -> list[Term]:
    """The terms of a filter over events, of those fields that events have themselves."""
    terms = [
        _term("event_parties", "event", each("country", [country]), PARTIES_OF_ACTS)
        for country in dict.fromkeys(filter.dyad)
    ]
    return [*terms, *_party_terms(filter, "event_parties", "event"), *_kind_terms(filter, "events")]


def event_conditions(filter: Filter) -> list[Condition]:
    """Conditions on columns of events that have no index: few enough events are asked for by them alone."""
    places = [one.of("events") for one in _place_terms(filter, "events")]
    columns = (("content", filter.content), ("quad", filter.quad), ("status", filter.status))
    return [*places, *(either_of(each(column, values)) for column, values in columns if values)]


def _party_terms(filter: Filter, table: str, key: str) -> list[Term]:
    return [
        _term(table, key, branches, more)
        for branches, more in (
            (who(filter.actor), "{a}role = 'actor'"),
            (who(filter.recipient), "{a}role = 'recipient'"),
            (who(filter.party), PARTIES_OF_ACTS),
            (each("country", filter.country), PARTIES_OF_ACTS),
            (each("sector", filter.sector), PARTIES_OF_ACTS),
        )
        if branches
    ]


def _place_terms(filter: Filter, table: str) -> list[Term]:
    countries = [value for value in filter.place if is_country(value)]
    names = [value for value in filter.place if not is_country(value)]
    branches = [*each("place_country", countries), *each("place", names)]
    return [_term(table, "no", branches)] if branches else []


def _kind_terms(filter: Filter, table: str) -> list[Term]:
    """Type and mode. A mode is walked under each type that has it: the index is led by the type."""
    terms = []
    if filter.mode:
        pairs = [(event, mode) for event, modes in MODES.items() for mode in filter.mode if mode in modes]
        led = ("event", "mode") if table == "claims" else ("event",)
        terms.append(_term(table, "no", [Condition("{a}event = ? AND {a}mode = ?", pair, led) for pair in pairs]))
    if filter.event:
        terms.append(_term(table, "no", each("event", filter.event)))
    return terms


def claim_conditions(filter: Filter) -> list[Condition]:
    """What no index helps with."""
    return [] if filter.confidence is None else [Condition("{a}confidence >= ?", (filter.confidence,))]


def day_conditions(filter: Filter) -> list[Condition]:
    """Conditions on the day, which every table of terms has."""
    bounds = ((">=", filter.since), ("<=", filter.until))
    return [Condition(f"{{a}}day {sign} ?", (bound,)) for sign, bound in bounds if bound]


def joined(conditions: Sequence[Condition], alias: str) -> Condition:
    """All conditions under an alias, each led by AND."""
    held = [one.at(alias) for one in conditions]
    return Condition("".join(f" AND {one.sql}" for one in held), tuple(v for one in held for v in one.values))
