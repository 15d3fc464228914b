"""Whether an act is political: acts of political actors count, and of others only on the other side of one.

Sectors are rows of `lexicon/relevance.tsv`; acts that only the state or armed groups do, whoever is named beside them,
are rows of `lexicon/political_acts.tsv`; acts by which people of no political sector act together (a union threatens, a
mob lynches) are rows of `lexicon/political_groups.tsv`. A name that no table knows counts when the encoder takes it for
a state or nation; an unknown person or company does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from dragoman.ontology.plover import COUNTRY_CODES
from dragoman.records import Claim, Party, Sentence
from dragoman.tables import cell_list, package_path, rows

BODIES = frozenset(COUNTRY_CODES) - {"MNC", "NGO"}
NATIONS = frozenset({"GPE", "NORP"})
POLITICAL_BY_NATURE = frozenset({"PROTEST", "MOBILIZE"})
UNPEOPLED = frozenset({"seize", "explosives", "suicide-attack", "aerial", "heavy-weapons", "drone", "crowd-control"})
PRONOUNS = frozenset({"it", "its", "they", "their", "them", "he", "his", "him", "she", "her"})
PRIVATE = frozenset({"BUS", "CVL", "UNK", "EDU", "MED", "LAB", "AGR"})
NOBODY = "-"
"""In the table of groups: a word that also names rivals and organisers of private life, political by others alone."""
VIOLENT = frozenset({"ASSAULT", "COERCE"})
ONE_OF_NATION = re.compile(
    r"(?:[Tt]he|[Aa]n?) [A-Z][a-z]*(?:an|ard|i|Turk|Serb|Croat|Czech|Dane|Swede|Finn|Pole|Scot|Greek|Kurd)"
)
BEHIND_HEAD = re.compile(r",| (?:of|in|at|from|on|near|with|who|which|that|whose|believed|armed|calling) ")


@cache
def political_sectors() -> frozenset[str]:
    """The sectors that make an act political by taking part in it."""
    table = rows(package_path("lexicon", "relevance.tsv"), ("sector", "weight", "note"))
    return frozenset(row.cells["sector"] for row in table if row.cells["weight"] == "political")


class PoliticalAct(NamedTuple):
    """An act that is political by what it is: its mode, CAMEO code, words, and words of its sentence, where told."""

    mode: str
    code: str
    words: frozenset[str]
    told: frozenset[str]


@cache
def political_acts() -> dict[str, tuple[PoliticalAct, ...]]:
    """Acts that are political by what they are (nobody but the state pardons), by type."""
    found: dict[str, list[PoliticalAct]] = {}
    for row in rows(package_path("lexicon", "political_acts.tsv"), ("event", "mode", "code", "words", "told", "note")):
        cells = row.cells
        words, told = (frozenset(cell_list(cells[name])) for name in ("words", "told"))
        found.setdefault(cells["event"], []).append(PoliticalAct(cells["mode"], cells["code"], words, told))
    return {event: tuple(acts) for event, acts in found.items()}


@cache
def political_groups() -> dict[str, frozenset[str]]:
    """The types by which those who bear a word ("union", "mob") act politically, though their sector is civil."""
    found: dict[str, frozenset[str]] = {}
    for row in rows(package_path("lexicon", "political_groups.tsv"), ("events", "words", "note")):
        for word in cell_list(row.cells["words"]):
            found[word] = found.get(word, frozenset()) | frozenset(cell_list(row.cells["events"]))
    return found


def nations(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The words that the encoder takes for a state or nation anywhere in a report."""
    return frozenset(
        " ".join(sentence.words[span.first : span.last])
        for sentence in sentences
        for span in sentence.spans
        if span.label in NATIONS
    )


def is_political(claim: Claim, known_nations: frozenset[str], told: frozenset[str] = frozenset()) -> bool:
    """Whether one of the sides, or what is done, makes the act political; `told` are the lemmas of its sentence."""
    sides = (*claim.actors, *claim.recipients)
    if any(_makes_political(party, known_nations) and not _is_own(party, sides) for party in sides):
        return True
    if any(_is_by_nature(act, claim, told) for act in political_acts().get(claim.event, ())):
        return True
    if any(claim.event in political_groups().get(word, ()) for party in claim.actors for word in _heads(party)):
        return True
    if claim.event in POLITICAL_BY_NATURE:
        return bool(claim.actors)
    return claim.event in VIOLENT and not claim.actors and any(party.country for party in claim.recipients)


def _is_by_nature(act: PoliticalAct, claim: Claim, told: frozenset[str]) -> bool:
    if (act.mode and act.mode != claim.mode) or (act.code and act.code != claim.cameo):
        return False
    if act.words and act.words.isdisjoint(_singulars(claim.anchor.text)):
        return False
    if act.told and act.told.isdisjoint(told):
        return False
    return bool(claim.actors or claim.recipients or act.words or claim.mode in UNPEOPLED)


def _heads(party: Party) -> frozenset[str]:
    """The words of a mention up to its first preposition, relative clause or comma, with their singulars."""
    return _singulars(BEHIND_HEAD.split((party.text or "").lower(), maxsplit=1)[0])


def _singulars(words: str) -> frozenset[str]:
    plain = re.findall(r"[a-z]+(?:-[a-z]+)*", words.lower())
    return frozenset(plain) | {w.removesuffix("s") for w in plain} | {w[:-3] + "y" for w in plain if w.endswith("ies")}


def _is_own(party: Party, sides: Sequence[Party]) -> bool:
    """Whether a side is only a part of another: "its" of "the French group" is no state, nor is "Austrian" of
    "an Austrian teacher"."""
    first = (party.text or "").lower().split(" ")[0]
    for other in sides:
        if other is party or other.country != party.country or other.sector not in PRIVATE:
            continue
        if (first == "its" and other.sector == "BUS") or _is_inside(party, other):
            return True
    return False


def _is_inside(party: Party, other: Party) -> bool:
    if party.start is None or other.start is None or party.end is None or other.end is None:
        return False
    return other.start <= party.start and party.end <= other.end


def _is_one_person(party: Party) -> bool:
    """ "The Kenyan", "a Brazilian": somebody of a nation, not the nation."""
    return bool(ONE_OF_NATION.fullmatch(party.text or "")) and party.sector in (None, "GOV")


def _makes_political(party: Party, known_nations: frozenset[str]) -> bool:
    if _is_one_person(party) or any(NOBODY in political_groups().get(word, ()) for word in _heads(party)):
        return False
    if party.sector in political_sectors() or party.country in BODIES:
        return True
    return party.sector is None and (party.name in known_nations or party.text in known_nations)
