"""The baseline of `muc34`: what is told by keywords alone, without reading who does what.

A document has the types of whose keywords it holds one at least twice (once is chance in reports of a page), and one
perpetrator: of the armed organisations of those years, the one that it names most often, the first of equals. Names and
keywords are from general knowledge of Latin America in 1988-91, not from the keys.
"""

from __future__ import annotations

import re

KEYWORDS = {
    "BOMBING": r"bomb(?:s|ed|ing|ings)?|explo(?:ded|sion|sions|sives?)|dynamite[d]?|car bombs?|grenades?|blast",
    "KIDNAPPING": r"kidnap(?:ped|ping|pings|pers)?|abduct(?:ed|ion)|hostages?",
    "ARSON": r"arson|set fire|burn(?:ed|t|ing)|torched|molotov",
    "ROBBERY": r"robbed|robbery|looted|looting|stole",
    "ATTACK": r"murder(?:ed|s)?|assassinat(?:ed|ion|ions)|killed|attack(?:ed|s)?|massacre[d]?|ambush(?:ed)?|shot",
}
ORGANISATIONS = {
    "farabundo marti national liberation front": r"fmln|farabundo marti",
    "shining path": r"shining path|sendero luminoso",
    "tupac amaru revolutionary movement": r"mrta|tupac amaru",
    "army of national liberation": r"eln|army of national liberation|national liberation army",
    "revolutionary armed forces of colombia": r"farc|revolutionary armed forces of colombia",
    "19 april movement": r"m-19|19 april movement",
    "the extraditables": r"extraditables",
    "medellin cartel": r"medellin cartel|drug traffickers|drug mafia",
    "manuel rodriguez patriotic front": r"fpmr|manuel rodriguez patriotic front",
    "guatemalan national revolutionary unity": r"urng|national revolutionary unity",
    "popular liberation army": r"epl|popular liberation army",
    "contras": r"contras?",
    "death squads": r"death squads?",
}
TWICE = 2


def keyword_types(text: str) -> set[str]:
    """The incident types of whose keywords a text holds two."""
    return {
        name
        for name, words in KEYWORDS.items()
        if len(re.findall(rf"\b(?:{words})\b", text, flags=re.IGNORECASE)) >= TWICE
    }


def likely_perpetrator(text: str) -> frozenset[str] | None:
    """The armed organisation that a text names most often, by its name and the words found; None if it names none."""
    found = {name: re.findall(rf"\b(?:{words})\b", text, flags=re.IGNORECASE) for name, words in ORGANISATIONS.items()}
    name = max(found, key=lambda one: len(found[one]))
    return frozenset({name, *(word.lower() for word in found[name])}) if found[name] else None
