"""Between whom a relation stands: the parties of a claim as states, bodies and persons, and the key of their sides.

A minister who signs, a navy that blockades and a capital that acts stand for their state, so that all that is told of
a dyad meets. Rebels, parties, citizens and organisations stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dragoman.actors.knowledge import COLUMNS
from dragoman.records import Claim, Party
from dragoman.stories.relations.tables import Kind, Rule
from dragoman.tables import cell_list, package_path, rows

OF_THE_STATE = frozenset({None, "GOV", "MIL", "LEG", "JUD", "COP", "SPY", "ELI"})
ARMED = frozenset({"GOV", "MIL", "REB", "UAF", "COP", "SPY"})
STATE = "GOV"
APART = frozenset({"abroad", "towards:other"})
RANKS = frozenset({"head_of_state", "head_of_government", "deputy_head", "minister", "envoy", "regional", "spokesman"})
"""Ranks of `knowledge/offices.tsv` that are held by one person at a time and told as a title."""
TOWARDS = APART | {"towards:state", "towards:body"}


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
    """What tells one side from another: a state's code, else country and id or name."""
    if is_state(party):
        return party.country or ""
    return f"{party.country or ''}/{party.id or party.name or ''}".casefold()


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
        found = distinct(standing(party, level) for field in fields for party in _of(claim, field, words))
        if found:
            yield found


def both(claim: Claim, rule: Rule, kind: Kind, words: str) -> tuple[tuple[Party, ...], tuple[Party, ...]] | None:
    """Holders and towards by a rule: the first alternatives that are of the sort that it needs."""
    level = kind.holders if kind.towards == "none" else kind.towards
    for holders in fill(claim, rule.holders, kind.holders, words):
        for towards in list(fill(claim, rule.towards, level, words)) or [()]:
            fitting = sorted_out(rule.needs, holders, towards)
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
    return office in _offices() and not words & set(office.casefold().split())


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
    """Whether the mention has a word of the name: "President Assad", not "the official"."""
    words = {word for word in re.split(r"[\s-]", party.name or "") if word[:1].isupper()}
    return bool(words & set(re.split(r"[\s-]", party.text or "")))


@cache
def _naming() -> tuple[re.Pattern[str], dict[str, str]]:
    """All names of states as one pattern, and the code of each name."""
    codes: dict[str, str] = {}
    for row in rows(package_path("knowledge", "states.tsv"), COLUMNS["states.tsv"]):
        for name in (row.cells["name"], *cell_list(row.cells["aliases"])):
            codes.setdefault(name, row.cells["code"])
    longest = sorted(codes, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b"), codes


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


def sorted_out(
    needs: frozenset[str], holders: tuple[Party, ...], towards: tuple[Party, ...]
) -> tuple[tuple[Party, ...], tuple[Party, ...]] | None:
    """The sides that are of the sort that a rule needs; None where none is left or the two sides are one."""
    if "holders:state" in needs:
        holders = tuple(party for party in holders if is_state(party))
    if "holders:armed" in needs:
        holders = tuple(party for party in holders if party.sector in ARMED)
    if "towards:state" in needs:
        towards = tuple(party for party in towards if is_state(party))
    if "towards:body" in needs:
        towards = tuple(party for party in towards if not is_state(party) and party.sector is None)
    keys = {side_key(party) for party in holders}
    if needs & APART:
        towards = tuple(party for party in towards if side_key(party) not in keys)
    lacking = not holders or ("two" in needs and len(keys) < 2) or (bool(needs & TOWARDS) and not towards)
    return None if lacking else (holders, towards)
