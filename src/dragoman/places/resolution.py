"""Which of the places of a name is meant: one sense a report, by what stands beside it and what else is named.

In order: a parent named beside it ("Paris, Texas"), size and rank, and the company of the report's other places: the
same country, the same division, a short way. Every name starts with a belief over its readings by size and rank; in
each round the beliefs are weighed anew in the company of the other names' beliefs. Where the best reading stays weak
and nothing supports it, the resolver abstains.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dragoman.places.candidates import Candidates
from dragoman.places.company import WIDE, Belief, Company
from dragoman.places.gazetteer import Entry
from dragoman.places.mention import Resolution
from dragoman.places.naming import key

RANK = {
    "country": 9.0,
    "continent": 9.0,
    "ocean": 9.5,
    "sea": 9.5,
    "region": 9.5,
    "capital": 1.4,
    "city": 0.0,
    "admin1": 0.2,
    "admin2": -1.2,
    "airport": 4.0,
}
"""What a kind adds to the decimal logarithm of the population."""
FEATURE_RANK = 7.0
ALIAS_COST = 1.0
DIVISION_BESIDE_CITY = -1.2
"""A division that shares its name with a settlement inside it is meant only if something says so."""
ROUNDS = 3
SHARPNESS = 1.6
"""How strongly a better score draws belief."""
ABSTAIN_BELOW = 3.4
"""A settlement this small by score is no reading of a name that the rest of the report does not support."""
FAR_BEHIND = 5.0
"""A reading inside a parent named beside it that is so much smaller than the best is an accident of a list."""
CLOSE_BEHIND = 1.5
"""The same, for a reading by another name."""
MANY = 16
"""Readings of a name that are weighed, largest first."""
ONE_COUNTRY = 0.6
"""The share of a report's places from which on an unlisted one is held to lie in their country."""
UNLISTED = "unlisted"
SURE_KINDS = frozenset({"country", "continent"})
DIVISION_WORDS = frozenset("province governorate oblast county parish district region prefecture state".split())
NEAR_KM = 120.0


class Name(NamedTuple):
    """A name as it stands in a report: its words, the named places beside it that may hold it, how often it stands,
    and the generic word after it ("province")."""

    text: str
    parents: tuple[str, ...] = ()
    mentions: int = 1
    generic: str = ""


class Readings(NamedTuple):
    """The entries that a name may mean, best by size and rank first, and the rule that narrowed them down."""

    entries: tuple[Entry, ...]
    priors: tuple[float, ...]
    rule: str


class Resolver:
    """Settles the names of one report together; holds no state of a report."""

    def __init__(self, candidates: Candidates) -> None:
        self.candidates = candidates

    def resolve(self, names: Sequence[Name], hints: Mapping[str, float] | None = None) -> list[Resolution]:
        """A resolution for each name. `hints` are countries that the report speaks of otherwise, with a weight."""
        readings = [self._readings(name) for name in names]
        weights = [min(name.mentions, 3) ** 0.5 for name in names]
        company = Company(hints or {})
        beliefs: list[Belief] = []
        for read, weight in zip(readings, weights, strict=True):
            beliefs.append(_belief(read.entries, read.priors))
            company.add(beliefs[-1], weight)
        scores = [list(read.priors) for read in readings]
        for _ in range(ROUNDS):
            for k, read in enumerate(readings):
                if len(read.entries) < 2:
                    continue
                company.add(beliefs[k], -weights[k])
                scores[k] = [p + company.support(e) for p, e in zip(read.priors, read.entries, strict=True)]
                beliefs[k] = _belief(read.entries, scores[k])
                company.add(beliefs[k], weights[k])
        chosen = [_chosen(name, read, score) for name, read, score in zip(names, readings, scores, strict=True)]
        return [self._unlisted(name, one, chosen, company) for name, one in zip(names, chosen, strict=True)]

    def _unlisted(
        self, name: Name, resolution: Resolution, chosen: Sequence[Resolution], company: Company
    ) -> Resolution:
        """A place that the gazetteer does not hold lies in the country of nearly all others, near the chief of them."""
        if resolution.entry is not None or resolution.rule != "gazetteer":
            return resolution
        parents = [entry for parent in name.parents for entry in self.candidates.parents(parent)]
        inner = self.candidates.inside(name.text)
        code, share = company.leading_country()
        country = self.candidates.geography.countries.get(code or "")
        if parents and parents[0].country:
            near, rule = parents[0], f"not in the gazetteer; named with {name.parents[0]}"
        elif inner is not None:
            near, rule = inner, f"not in the gazetteer; its name holds {inner.name}"
        elif country is not None and share >= ONE_COUNTRY:
            near = max(
                (one.entry for one in chosen if one.entry is not None and one.entry.country == code),
                key=lambda entry: (company.support(entry), entry.kind not in SURE_KINDS, entry.name),
                default=country.entry(),
            )
            rule = f"not in the gazetteer; the report's places lie in {country.name}"
        else:
            return resolution
        entry = Entry(None, name.text, UNLISTED, near.country, near.admin1, near.lat, near.lon, 0)
        return Resolution(entry, rule)

    def _readings(self, name: Name) -> Readings:
        entries = self.candidates.under(name.text)
        if not entries:
            return Readings((), (), "gazetteer")
        ranked = _ranked(entries, name)[:MANY]
        rule = "name"
        for parent in name.parents:
            inside = _inside(
                ranked if len(entries) <= MANY else _ranked(entries, name), self.candidates.parents(parent)
            )
            if inside and ranked[0][0] - inside[0][0] < (FAR_BEHIND if not inside[0][1].alias else CLOSE_BEHIND):
                ranked, rule = inside[:MANY], f"named with {parent}"
                break
        ranked = _rivals(ranked)
        return Readings(tuple(e for _, e in ranked), tuple(p for p, _ in ranked), rule)


def _belief(entries: Sequence[Entry], scores: Sequence[float]) -> Belief:
    if len(entries) == 1:
        return ((entries[0], 1.0),)
    best = max(scores, default=0.0)
    weights = [math.exp(SHARPNESS * (score - best)) for score in scores]
    total = sum(weights)
    return [(entry, weight / total) for entry, weight in zip(entries, weights, strict=True) if weight > 0.02 * total]


def _chosen(name: Name, read: Readings, scores: Sequence[float]) -> Resolution:
    if not read.entries:
        return Resolution(None, "gazetteer", f"the gazetteer holds no “{name.text}”")
    order = sorted(range(len(scores)), key=lambda k: (-scores[k], k))
    best = read.entries[order[0]]
    others = tuple(read.entries[k] for k in order[1:4])
    if len(scores) > 1 and read.rule == "name" and scores[order[0]] < ABSTAIN_BELOW:
        reason = f"{len(scores)} small places are called “{name.text}” and nothing tells which"
        return Resolution(None, "ranking", reason, (best, *others))
    rule = read.rule
    if rule == "name" and others:
        rule = "size and rank" if order[0] == 0 else "the company of the report's other places"
    return Resolution(best, rule, None, others)


def _ranked(entries: Iterable[Entry], name: Name) -> list[tuple[float, Entry]]:
    """Readings with their rank, best first; a division beside its own city comes after it unless named as such."""
    found = [(prior(entry), entry) for entry in entries]
    cities = {e.admin1 for _, e in found if e.kind in ("city", "capital") and e.population > 20_000 and e.admin1}
    if cities and name.generic not in DIVISION_WORDS and key(name.text).rpartition(" ")[2] not in DIVISION_WORDS:
        found = [(p + (DIVISION_BESIDE_CITY if _doubles(e, cities) else 0.0), e) for p, e in found]
    return sorted(found, key=lambda one: (-one[0], one[1].name, one[1].geonames or 0))


def _doubles(entry: Entry, cities: set[str]) -> bool:
    return entry.kind in ("admin1", "admin2") and entry.admin1 in cities


def _rivals(ranked: list[tuple[float, Entry]]) -> list[tuple[float, Entry]]:
    """The readings to weigh: beside a country none of its own places, and of others' only divisions and towns."""
    best = ranked[0][1]
    if best.kind not in SURE_KINDS:
        return ranked
    return [one for k, one in enumerate(ranked) if k == 0 or one[1].country != best.country]


def _inside(ranked: Sequence[tuple[float, Entry]], parents: Sequence[Entry]) -> list[tuple[float, Entry]]:
    """The readings that lie in a parent: its country, its division, or within a county's reach."""
    for parent in parents:
        found = [one for one in ranked if _lies_in(one[1], parent)]
        if found:
            return found
    return []


def _lies_in(entry: Entry, parent: Entry) -> bool:
    if entry.geonames == parent.geonames and entry.geonames is not None:
        return False
    if parent.kind == "country":
        return entry.country == parent.country and entry.kind != "country"
    if parent.kind == "admin1":
        return entry.admin1 == parent.admin1 and entry.kind != "admin1"
    if parent.kind == "admin2":
        return entry.admin1 == parent.admin1 and kilometres(entry.lat, entry.lon, parent.lat, parent.lon) < NEAR_KM
    return entry.country is not None and entry.country in (parent.country, *parent.area)


def prior(entry: Entry) -> float:
    """How prominent an entry is by its kind, its population and whether the name is its own."""
    cost = ALIAS_COST if entry.alias else 0.0
    if entry.kind in WIDE:
        return RANK[entry.kind]
    if entry.kind not in RANK:
        return FEATURE_RANK - cost
    return math.log10(entry.population + 10) + RANK[entry.kind] - cost


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres."""
    to_radians = math.pi / 180
    a = (
        math.sin((other_lat - lat) * to_radians / 2) ** 2
        + math.cos(lat * to_radians)
        * math.cos(other_lat * to_radians)
        * math.sin((other_lon - lon) * to_radians / 2) ** 2
    )
    return 12742 * math.asin(min(1.0, math.sqrt(a)))
