"""The place of an act: the most specific literal place that the sentence ties to the words of the act.

Followed are locatives on the act's own word, on its arguments ("a base in Mali"), and on the verb that carries a noun
("launched a raid in Mali"). What hangs on a verb of speaking, or in the clause that tells what was said, asked or
wanted, sites another act.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.places import tree
from dragoman.places.mention import PlaceMention
from dragoman.places.words import Words, shipped
from dragoman.records import Because, Report, Sentence, Span, Where

NOMINAL = frozenset(
    "nmod nmod:poss nmod:desc obj nsubj nsubj:pass obl obl:agent conj appos compound flat iobj dep".split()
)
NEVER_ON = frozenset({"country", "capital", "city", "admin1", "admin2", "region", "continent"})
"""Kinds that "on" makes a side or a topic: "sanctions on", "called on", "a statement on"."""
CARRYING = frozenset(
    {"obj", "nsubj", "nsubj:pass", "obl", "xcomp", "advcl", "conj", "nmod", "acl", "appos", "compound"}
)
"""Relations by which an act's word hangs on one whose locatives are its own too."""
REACH = 4


class Tie(NamedTuple):
    """How a mention is tied to an act: steps between them, and the rule in words."""

    steps: int
    rule: str


def where(
    mentions: Sequence[PlaceMention], sentence: Sentence, anchor_token: int, report: Report
) -> tuple[Where | None, Because]:
    """The place of the act whose head word is `anchor_token`, with the rule; None with the reason otherwise.

    The dateline of the report is never taken for the place of an act.
    """
    if not mentions:
        return None, Because(rule="the sentence names no place")
    words = shipped()
    tied: list[tuple[int, int, int, PlaceMention, Tie]] = []
    reason = "no place of the sentence is tied to the act"
    for order, mention in enumerate(mentions):
        tie = _tie(sentence, mention, anchor_token, words)
        if tie is None:
            continue
        if mention.where is None:
            reason = mention.reason or reason
            continue
        tied.append((mention.where.precision or 9, tie.steps, order, mention, tie))
    if not tied:
        return None, Because(rule=reason)
    _, _, _, mention, tie = min(tied, key=lambda one: one[:3])
    found = mention.where
    assert found is not None
    span = Span(found.text, found.start, found.end) if found.text and found.start is not None and found.end else None
    return found, Because(rule=f"{tie.rule}; {mention.rule}", span=span)


def _tie(sentence: Sentence, mention: PlaceMention, anchor: int, words: Words) -> Tie | None:
    token = tree.leader(sentence, tree.head_of(sentence, mention.first, mention.last))
    if mention.first <= anchor < mention.last or token == anchor:
        return None
    governor = sentence.heads[token]
    carriers = dict(_carriers(sentence, anchor, words))
    path, argument = governor, token
    for steps in range(1, REACH + 2):
        if path < 0:
            return None
        if path in carriers:
            if path != governor and not _argument_sites(sentence, path, argument, words):
                return None
            rule = _sites(sentence, mention, token, path, anchor, words)
            return Tie(steps + carriers[path], rule) if rule else None
        if not _passes(sentence, path, words):
            return None
        path, argument = sentence.heads[path], path
    return None


def _carriers(sentence: Sentence, anchor: int, words: Words) -> Iterator[tuple[int, int]]:
    """The act's word and those above it whose locatives are its own too, with the steps up."""
    yield anchor, 0
    token = anchor
    for steps in range(1, REACH):
        head, relation = sentence.heads[token], sentence.relations[token]
        if head < 0 or relation.partition(":")[0] not in CARRYING:
            return
        if sentence.lemmas[head].lower() in words["speaking"] or (relation == "conj" and _own(sentence, token)):
            return
        yield head, steps
        token = head


def _own(sentence: Sentence, token: int) -> bool:
    """Whether a conjunct has a subject or a determiner of its own: what sites it does not site the other."""
    return any(
        sentence.relations[child].partition(":")[0] in ("nsubj", "det") or sentence.relations[child] == "nmod:poss"
        for child in tree.children(sentence, token)
    )


def _passes(sentence: Sentence, token: int, words: Words) -> bool:
    """Whether a locative below a token may site what is above it: a nominal argument, no clause, no speech."""
    relation = sentence.relations[token]
    if relation == "conj" and _own(sentence, token):
        return False
    if tree.is_verb(sentence, token):
        return relation in ("xcomp", "conj") and sentence.lemmas[token].lower() not in words["speaking"]
    return relation in NOMINAL


def _argument_sites(sentence: Sentence, path: int, argument: int, words: Words) -> bool:
    """Whether a place inside an argument sites the act: what is spoken of lies elsewhere, the speaker does not."""
    if sentence.lemmas[path].lower() not in words["speaking"]:
        return True
    return sentence.relations[argument] in ("nsubj", "obl:agent")


def _sites(sentence: Sentence, mention: PlaceMention, token: int, path: int, anchor: int, words: Words) -> str | None:
    """The rule by which a mention sites the act carried by `path`, or None where it does not."""
    relation, governor = sentence.relations[token], sentence.heads[token]
    base = relation.partition(":")[0]
    on, act = sentence.lemmas[governor].lower(), sentence.lemmas[anchor].lower()
    case = tree.preposition(sentence, token)
    if mention.kind == "pointer":
        return "adverb of place" if governor == path else None
    if case is not None and base in ("obl", "nmod"):
        subject = sentence.relations[governor] == "nsubj"
        return _by_preposition(mention, case, on, act, subject, words)
    if not mention.literal:
        return None
    if base == "obj" and governor == anchor and on in words["physical"]:
        return f"object of “{on}”"
    if relation == "nsubj:pass" and governor == anchor and on in words["physical"]:
        return f"subject of passive “{on}”"
    if relation == "nsubj" and governor != anchor and (on in words["undergoing"] or on in words["scene"]):
        return f"subject of “{on}”"
    if relation == "nmod:poss":
        return f"“{on}” of the place" if on in words["ground"] else None
    if base in ("compound", "nmod") and case is None and (on in words["event"] or on in words["ground"]):
        return f"modifier of “{on}”"
    return None


def _by_preposition(mention: PlaceMention, case: str, on: str, act: str, subject: bool, words: Words) -> str | None:
    if case == "on" and mention.kind in NEVER_ON:
        return None
    if case in words["siting"]:
        return f"locative “{case}” on “{on}”"
    if case in words["leaving"]:
        return f"“{case}” on “{on}”" if on in words["motion"] or act in words["motion"] else None
    if case == "of" and mention.literal and (on in words["event"] or (on in words["ground"] and not subject)):
        return f"“{on} of”"
    return None
