"""Whether a place's name means the ground ("in Moscow") or those who hold it ("Moscow said").

Read off the name's part in the sentence: its relation, its preposition, and the class of the word it hangs on.
"""

from __future__ import annotations

from dragoman.places import tree
from dragoman.places.words import Words
from dragoman.records import Sentence

SEATS_OF_POWER = frozenset({"country", "capital"})
"""Kinds that stand for a government or a side."""


def reading(sentence: Sentence, first: int, last: int, kind: str, words: Words) -> tuple[bool, str]:
    """Literal or not, and what told so, of the name at tokens [first, last) of an entry's kind."""
    token = tree.leader(sentence, tree.head_of(sentence, first, last))
    relation = sentence.relations[token]
    base = relation.partition(":")[0]
    head = sentence.heads[token]
    if head < 0:
        return True, "stands alone"
    governor = sentence.lemmas[head].lower()
    power = kind in SEATS_OF_POWER
    if relation == "obl:agent":
        return not power, "agent of a passive"
    if base in ("nsubj", "csubj", "vocative"):
        return _subject(sentence, head, governor, relation, power, words)
    if base in ("obj", "iobj"):
        literal = governor in words["physical"] or governor in words["motion"] or not power
        if governor in words["speaking"]:
            literal = not power
        return literal, f"object of “{governor}”"
    if relation == "nmod:poss":
        literal = governor in words["ground"] or (kind != "capital" and governor not in words["people"])
        return literal, f"possessor of “{governor}”"
    if base in ("compound", "amod", "nmod", "flat") and tree.preposition(sentence, token) is None:
        return _modifier(sentence, head, governor, kind, words), f"modifier of “{governor}”"
    if base in ("obl", "nmod", "advmod", "advcl", "acl"):
        return _prepositional(sentence, token, head, governor, power, words)
    return True, relation


def is_sited(sentence: Sentence, first: int, last: int, words: Words) -> bool:
    """Whether a name stands under a preposition of place."""
    token = tree.leader(sentence, tree.head_of(sentence, first, last))
    case = tree.preposition(sentence, token)
    return case is not None and case in words["siting"]


def _subject(
    sentence: Sentence, head: int, governor: str, relation: str, power: bool, words: Words
) -> tuple[bool, str]:
    rule = f"subject of “{governor}”"
    if relation.endswith(":pass"):
        return governor not in words["speaking"] and (not power or governor in words["physical"]), rule
    if not tree.is_verb(sentence, head) or governor in words["stative"]:
        return True, rule
    return False, rule


def _modifier(sentence: Sentence, head: int, governor: str, kind: str, words: Words) -> bool:
    """Whether a place's name before a noun ("the Gaza border", "Dubai Police") means the ground."""
    if governor in words["ground"]:
        return True
    if governor in words["people"] or (kind == "country" and governor in words["dealing"]):
        return False
    if governor in words["event"]:
        return True
    return kind not in SEATS_OF_POWER and sentence.upos[head] != "PROPN"


def _prepositional(
    sentence: Sentence, token: int, head: int, governor: str, power: bool, words: Words
) -> tuple[bool, str]:
    case = tree.preposition(sentence, token) or ""
    rule = f"“{case} …” on “{governor}”" if case else f"on “{governor}”"
    if case == "on" and power:
        return False, rule
    if case == "of":
        return not (power and governor in words["people"]), rule
    if case == "to":
        return not power or governor in words["motion"] or governor in words["ground"], rule
    if case == "from":
        return not (power and (governor in words["speaking"] or governor in words["people"])), rule
    if case in words["siding"] and case not in ("under", "by"):
        moving = case in ("for", "between") and governor in words["motion"]
        return not power or moving, rule
    return True, rule
