"""Regular forms of verbs and plurals of nouns in capitals, as PETRARCH makes them from its dictionaries."""

from __future__ import annotations

SIBILANTS = ("S", "X", "Z", "SH", "CH")
VOWELS = "AEIOU"


def forms(verb: str) -> tuple[str, ...]:
    """The verb, its third person, past and participle: `VOTE` gives VOTE, VOTES, VOTED, VOTING."""
    if verb.endswith("E"):
        return verb, verb + "S", verb + "D", verb[:-1] + "ING"
    if verb.endswith("Y") and len(verb) > 1 and verb[-2] not in VOWELS:
        return verb, verb[:-1] + "IES", verb[:-1] + "IED", verb + "ING"
    return verb, third_person(verb), verb + "ED", verb + "ING"


def third_person(verb: str) -> str:
    """The verb with S or, after a hiss, ES."""
    return verb + ("ES" if verb.endswith(SIBILANTS) else "S")


def plural(noun: str) -> str:
    """The regular plural of a noun or of the last word of a phrase."""
    if noun.endswith("Y") and len(noun) > 1 and noun[-2] not in VOWELS:
        return noun[:-1] + "IES"
    return noun + ("ES" if noun.endswith(SIBILANTS) else "S")
