"""Between whom a relation stands: the parties of a claim as states, bodies and persons, and the key of their sides.

A minister who signs, a navy that blockades and a capital that acts stand for their state, so that all that is told of
a dyad meets. Rebels, parties, citizens and organisations stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from dragoman.actors.knowledge import COLUMNS
from dragoman.records import Claim, Party
from dragoman.stories.relations.tables import Kind, Rule
from dragoman.tables import cell_list, package_path, rows

OF_THE_STATE = frozenset({None, "GOV", "MIL", "LEG", "JUD", "COP", "SPY", "ELI"})
INSTITUTIONS = frozenset({"JUD", "COP"})
ARMED = frozenset({"GOV", "MIL", "REB", "UAF", "COP", "SPY"})
STATE = "GOV"
APART = frozenset({"abroad", "towards:other"})
TITLES = frozenset({"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Sir"})
RANKS = frozenset({"head_of_state", "head_of_government", "deputy_head", "minister", "envoy", "regional", "spokesman"})
"""Ranks of `knowledge/offices.tsv` that are held by one person at a time and told as a title."""


@cache
def state_names() -> dict[str, str]:
    """The names of states by ISO 3166-1 alpha-3 code, from the tables of knowledge."""
    table = rows(package_path("knowledge", "states.tsv"), COLUMNS["states.tsv"])
    return {row.cells["code"]: row.cells["name"] for row in table}


def state(country: str | None) -> Party | None:
    """A state as a side of a relation, None for codes that are none (IGO, IMG, null)."""
    name = state_names().get(country or "")
    return Party(None, None, None, name, country, STATE) if name else None


def standing(party: Party, level: str) -> Party:
    """The side for which a party stands at a level: its state, or itself without the words of one report.

    A government stands for its state at every level.
    """
    government = party.sector == STATE and not party.office and (party.name or "").endswith(" government")
    if government or (level == "state" and party.sector in OF_THE_STATE):
        own = state(party.country)
        if own is not None:
            return own
    return Party(None, None, None, party.name or party.text, party.country, party.sector, party.id, party.office)


def is_state(party: Party) -> bool:
    """Whether a side is a state as a whole."""
    return party.sector == STATE and party.name == state_names().get(party.country or "")


def side_key(party: Party) -> str:
    """What tells one side from another: a state's code, else country and name, as not every mention has an id."""
    if is_state(party):
        return party.country or ""
    return f"{party.country or ''}/{party.name or ''}".casefold()


def group(kind: str, holders: Iterable[Party], towards: Iterable[Party]) -> str:
    """Kind and sides as one key: what bears it is assembled together."""
    return "|".join((kind, *("+".join(side_key(party) for party in side) for side in (holders, towards))))


def distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Each side once, in the order of their keys."""
    found: dict[str, Party] = {}
    for party in parties:
        if party.name:
            found.setdefault(side_key(party), party)
    return tuple(found[key] for key in sorted(found))


def fill(
    claim: Claim, alternatives: tuple[tuple[str, ...], ...], level: str, words: str
) -> Iterator[tuple[Party, ...]]:
    """The sides of each alternative that has any; `words` is the passage, for states that it only names."""
    for fields in alternatives:
        stand = (standing(party, level) for field in fields for party in _of(claim, field, words))
        found = distinct(one for one in stand if level != "state" or _is_named(one))
        if found:
            yield found


def _is_named(party: Party) -> bool:
    """Whether a side at the level of states is told apart: no "territory", but rebels as they are called."""
    return party.sector in ("REB", "UAF") or any(word[:1].isupper() for word in (party.name or "").split())


def both(claim: Claim, rule: Rule, kind: Kind, words: str) -> tuple[tuple[Party, ...], tuple[Party, ...]] | None:
    """Holders and towards by a rule: the first alternatives that are of the sort that it needs."""
    level = kind.holders if kind.towards == "none" else kind.towards
    for holders in fill(claim, rule.holders, kind.holders, words):
        for towards in list(fill(claim, rule.towards, level, words)) or [()]:
            fitting = sorted_out(rule, holders, towards)
            if fitting is not None and (fitting[1] or kind.sides != "directed"):
                return fitting
    return None


def officials(claim: Claim) -> tuple[Party, ...]:
    """Everybody whom a claim calls by name and who has an office of the state, each once."""
    named = (*claim.actors, *claim.recipients, *claim.sources)
    return tuple({(p.name, p.office): p for p in named if holds_office(p) and _called(p)}.values())


def holds_office(party: Party) -> bool:
    """Whether a party is a person, by name, in an office of the state: no reporter, officer or "ambassador"."""
    office = str(party.office or "")
    words = {word.casefold() for word in (party.name or "").split()}
    if office not in _offices() or party.sector not in OF_THE_STATE:
        return False
    return bool(party.id) or (len(words) > 1 and not words & set(office.casefold().split()))


@cache
def _offices() -> frozenset[str]:
    """The offices of the state that one person holds at a time, from the tables of knowledge."""
    table = rows(package_path("knowledge", "offices.tsv"), COLUMNS["offices.tsv"])
    return frozenset(
        row.cells["office"]
        for row in table
        if row.cells["sector"] != "ELI" and (row.cells["rank"] in RANKS or "chief" in row.cells["office"])
    )


def is_person(party: Party) -> bool:
    """Whether a party of a state is somebody called by title and name: with an office, or "Defence Minister X Y"."""
    name, text = party.name or "", party.text or ""
    titled = text.endswith(name) and len(text) > len(name) and len(name.split()) > 1
    return bool(name) and party.sector in OF_THE_STATE and (bool(party.office) or titled)


def _called(party: Party) -> bool:
    """Whether the mention has a word of the name and one more, of the name or a title: "President Assad"."""
    words = [word for word in re.split(r"[\s-]", party.text or "") if word[:1].isupper() and word not in TITLES]
    names = {word for word in re.split(r"[\s-]", party.name or "") if word[:1].isupper()}
    return len(words) > 1 and bool(names & set(words))


@cache
def _naming() -> tuple[re.Pattern[str], dict[str, str]]:
    """All names of states as one pattern, and the code of each name."""
    codes: dict[str, str] = {}
    for row in rows(package_path("knowledge", "states.tsv"), COLUMNS["states.tsv"]):
        for name in (row.cells["name"], *cell_list(row.cells["aliases"])):
            codes.setdefault(name, row.cells["code"])
    longest = sorted(codes, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b"), codes


def state_code(name: str) -> str | None:
    """The code of a state called by one of its names, None for any other name."""
    return _naming()[1].get(name)


def named_states(words: str) -> tuple[Party, ...]:
    """The states that a passage names, as sides."""
    pattern, codes = _naming()
    found = (state(codes[match.group()]) for match in pattern.finditer(words))
    return distinct(one for one in found if one is not None)


def _of(claim: Claim, field: str, words: str) -> tuple[Party, ...]:
    if field == "named":
        return named_states(words)
    if field == "where":
        country = state(claim.where.country) if claim.where else None
        return (country,) if country else ()
    return claim.actors if field == "actors" else claim.recipients


def is_body(party: Party) -> bool:
    """Whether a side is a state, an organisation that the tables of knowledge know, or people under arms."""
    known = str(party.id or "").partition("-")[0].upper() == (party.country or "-")
    return is_state(party) or known or party.sector in ("REB", "UAF")


def is_known(party: Party) -> bool:
    """Whether it is told who a person is: by name, not "a man", "three" or "the court"."""
    words = (party.name or "").split()
    named = len(words) > 1 and all(word[:1].isupper() for word in words)
    return named and party.sector not in INSTITUTIONS and not is_body(party) and not is_state(party)


def is_armed(party: Party) -> bool:
    """Whether a side bears arms: a state, its forces, rebels."""
    return party.sector in ARMED and (is_state(party) or is_body(party))


SORTS: dict[str, Callable[[Party], bool]] = {"state": is_state, "armed": is_armed}


def sorted_out(
    rule: Rule, holders: tuple[Party, ...], towards: tuple[Party, ...]
) -> tuple[tuple[Party, ...], tuple[Party, ...]] | None:
    """The sides that are of the sort that a rule needs; None where none is left or the two sides are one."""
    needs = rule.needs
    for need, sort in SORTS.items():
        if f"holders:{need}" in needs:
            holders = tuple(filter(sort, holders))
        if f"towards:{need}" in needs:
            towards = tuple(filter(sort, towards))
    if "holders:body" in needs:
        holders = tuple(filter(is_body, holders))
    if "towards:body" in needs:
        towards = tuple(party for party in towards if not is_state(party) and party.sector is None)
    if "towards:known" in needs:
        nations = {party.country for party in holders}
        towards = tuple(party for party in towards if is_known(party) or party.country not in {None, *nations})
    keys = {side_key(party) for party in holders}
    if needs & APART:
        towards = tuple(party for party in towards if side_key(party) not in keys)
    asked = any(need in APART or need.startswith("towards:") for need in needs)
    lacking = not holders or ("two" in needs and len(keys) < 2) or (asked and not towards)
    return None if lacking else (holders, towards)
