"""Conditions on the words around a pattern that a row asks for by `guard=NAME`: "a day" is a rate in "twice a day"."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from dragoman.tables import cell_list, package_path, rows
from dragoman.times.lattice import Line
from dragoman.times.patterns import Match

Guard = Callable[[Line, Match], bool]

DATES = frozenset(("weekday", "month", "feast", "iso"))
"""Classes that carry on a time which an adverb begins ("earlier Monday")."""


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    table = package_path("lexicon", "times", "neighbours.tsv")
    return {row.cells["use"]: frozenset(cell_list(row.cells["words"])) for row in rows(table, ("use", "words"))}


def _before(line: Line, match: Match) -> str:
    return line.words[match.first - 1] if match.first else ""


def _after(line: Line, match: Match) -> str:
    return line.words[match.last] if match.last < len(line.words) else ""


def is_year(line: Line, match: Match) -> bool:
    """A bare number is a year where a preposition or a clause's edge stands before it and no noun is counted by it."""
    before, after = _before(line, match), _after(line, match)
    if before in _lists()["money"] or before == "." or after in ("%", "percent", "per"):
        return False
    after_tag = line.tag(match.last) if after else ""
    year = match.slots["year"]
    counted = after_tag in ("NNS", "NNPS") and line.tokens[match.last - 1] == line.tokens[match.first]
    if not before:
        return not counted
    if before in _lists()["before_year"] or before in line.vocabulary.classes:
        return not counted or (1900 <= year <= 2030 and before == "the")
    is_name = line.tag(match.first - 1).startswith("NN")
    return 1900 <= year <= 2030 and not counted and not is_name and not before[0].isdecimal()


def is_between(line: Line, match: Match) -> bool:
    """ "2011 and 2014" is a run of years only after "between"."""
    return _before(line, match) == "between"


def is_season(line: Line, match: Match) -> bool:
    """The seasons' names as nouns: not "to spring", "the fall of the city"."""
    last = match.last - 1
    if line.words[last] in ("fall", "spring") and _after(line, match) in ("of", "in", "from"):
        return False
    return line.tag(last) in ("NN", "NNP") and _after(line, match) not in _lists()["after_no_season"]


def is_rate(line: Line, match: Match) -> bool:
    """ "A day" in "three times a day"."""
    return line.words[match.first] != "per" and _before(line, match) in _lists()["before_rate"]


def is_price(line: Line, match: Match) -> bool:
    """ "A month" in "$ 500 a month", "four flights a week", which are no times."""
    if line.words[match.first] == "per":
        return True
    if match.first < 2:
        return False
    before, earlier = line.words[match.first - 1], line.words[match.first - 2]
    is_number = before[0].isdecimal() or before in _lists()["scale"]
    counts = line.tag(match.first - 1) == "NNS" and (line.tag(match.first - 2) == "CD" or earlier[0].isdecimal())
    return is_number or counts or earlier in _lists()["money"]


def is_soon(line: Line, match: Match) -> bool:
    """ "Soon" by itself: not "as soon as", "soon after"."""
    return _before(line, match) not in _lists()["before_no_soon"] and _after(line, match) not in (
        "as",
        "after",
        "before",
        "enough",
    )


def is_adverb(line: Line, match: Match) -> bool:
    """An adverb that stands by itself: not "earlier than", "earlier talks"."""
    dates = match.last < len(line.words) and any(edge.name in DATES for edge in line.edges(match.last))
    return (
        line.tag(match.first).startswith("RB") and not dates and _after(line, match) not in _lists()["after_no_adverb"]
    )


def is_adjective(line: Line, match: Match) -> bool:
    """An adjective of time before its noun."""
    return line.tag(match.first) == "JJ" and _before(line, match) not in ("more", "most")


def is_units(line: Line, match: Match) -> bool:
    """A plural unit without a number as a length of time: "for weeks", "months of talks"."""
    if match.slots["unit"] not in _lists()["long_unit"]:
        return False
    before, after = _before(line, match), _after(line, match)
    return before in _lists()["before_length"] or (
        after in ("of", "after", "before") and line.tag(match.first) == "NNS"
    )


def is_length(line: Line, match: Match) -> bool:
    """A count of units that measures time: not "a second round", "a quarter of", "a day" in a rate."""
    unit, number = match.slots["unit"], match.slots["n"].number
    if number is not None and 1900 <= number <= 2100 and match.last - match.first == 2:
        return False
    if number == 1 and line.words[match.last - 1].endswith("s"):
        return False
    if number == 1 and unit in ("second", "quarter"):
        return False
    if number == 1 and _after(line, match) in ("when", "of") and unit == "day":
        return False
    single = line.words[match.first] in ("a", "an")
    return not (single and (is_rate(line, match) or is_price(line, match)))


def is_clock(line: Line, match: Match) -> bool:
    """A time of day: marked as one, or after a preposition."""
    return (
        match.last - match.first > 1
        or ":" not in line.words[match.first]
        or _before(line, match) in _lists()["before_clock"]
    )


def is_hours(line: Line, match: Match) -> bool:
    """ "0400 hours"; "2000 hours" is a length of time unless "at" stands before it."""
    return line.words[match.first].startswith("0") or _before(line, match) == "at"


def is_month(line: Line, match: Match) -> bool:
    """A month that is not part of a longer name ("April Jones")."""
    before = _before(line, match)
    token = line.tokens[match.first]
    named = next((span for span in line.sentence.spans if span.first <= token < span.last), None)
    return named is None or named.label != "Person" or before in _lists()["before_year"]


def is_part(line: Line, match: Match) -> bool:
    """A part of the day by itself: not "the night of the coup"."""
    return _after(line, match) != "of"


GUARDS: dict[str, Guard] = {
    "year": is_year,
    "between": is_between,
    "season": is_season,
    "rate": is_rate,
    "price": is_price,
    "soon": is_soon,
    "adverb": is_adverb,
    "adjective": is_adjective,
    "units": is_units,
    "length": is_length,
    "clock": is_clock,
    "hours": is_hours,
    "month": is_month,
    "part": is_part,
}
