"""Where in a report a claim speaks, whether a rule holds there, and which words show it.

The clause is cut out of the sentence by commas and conjunctions, since texts are kept and trees are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.records import Claim, Report, Span
from dragoman.stories.relations.tables import ANY, Rule

MOST_WORDS = 220
"""Code points of a report's words that an evidence shows."""
SUPPORTING = frozenset({"opens", "renews", "weakens", "closes"})
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those|its|their|his|her|our|\w+['’]s)\s+(?:\w+\s+){0,2}\Z", re.I)
_CUT_BEFORE = re.compile(r"[;:]\s|,\s|\s(?:but|and|while|after|before)\s")
_CUT_AFTER = re.compile(
    r"[;:]\s|,\s(?:and|but|while|as|after|before|who|where)\s|\swhile\s|\s(?:after|before|and)\s(?=\w+(?:ed|ing)\b)"
)


class Passage(NamedTuple):
    """The text that a claim rests on: the report's text and the reach of the claim in it, as offsets."""

    text: str
    start: int
    end: int


def reach(text: str, claim: Claim) -> Passage:
    """The part of a claim's sentence that speaks of its act: from its clause's start to the next clause."""
    start, end = claim.sentence_start, claim.sentence_end
    for cut in _CUT_BEFORE.finditer(text, start, claim.anchor.start):
        if cut.end() < claim.anchor.start or not cut.group().startswith(","):
            start = cut.end()  # but the participle of "the X Act, signed by" speaks of what stands before its comma
    after = _CUT_AFTER.search(text, claim.anchor.end, end)
    return Passage(text, start, after.start() if after else end)


def matches(rule: Rule, claim: Claim, passage: Passage) -> list[Span] | None:
    """The words on which a rule holds for a claim (none for a rule without words), or None where it does not hold."""
    if ANY not in rule.events and claim.event not in rule.events:
        return None
    if rule.modes and claim.mode not in rule.modes:
        return None
    if rule.contents and claim.content not in rule.contents:
        return None
    if claim.status not in rule.statuses and not (claim.status == "negated" and rule.effect in SUPPORTING):
        return None
    if "dated" in rule.needs and (claim.when is None or claim.when.basis not in ("explicit", "relative")):
        return None
    if rule.cameo and not str(claim.cameo or "").startswith(rule.cameo):
        return None
    if any(pattern.search(passage.text, passage.start, passage.end) for pattern in rule.without):
        return None
    found: list[Span] = []
    for pattern in rule.words:
        near = [match.span() for match in pattern.finditer(passage.text, passage.start, passage.end)]
        if not near:
            return None
        start, end = min(near, key=lambda one: abs(one[0] - claim.anchor.start))
        found.append(Span(passage.text[start:end], start, end))
    return found


def denies(rule: Rule, claim: Claim, report: Report) -> bool:
    """Whether a claim says that what the rule tells of is not so.

    "Not in the presence of troops" takes their presence as known, so "not" before a definite noun denies nothing.
    """
    if claim.status != "negated" or "negated" in rule.statuses:
        return False
    cue = claim.status_cue.text.lower() if claim.status_cue else ""
    return cue != "not" or not bool(_DEFINITE.search(report.text, claim.sentence_start, claim.anchor.start))


def words_of(claim: Claim, matched: list[Span], passage: Passage) -> Span:
    """The words that show it: anchor and the rule's words, with place and sides where they stand in the same clause."""
    wanted = [claim.anchor, *matched]
    place = claim.where
    if place is not None and place.start is not None and place.end is not None:
        wanted.append(Span(place.text or "", place.start, place.end))
    for party in (*claim.actors, *claim.recipients):
        if party.start is not None and party.end is not None:
            wanted.append(Span(party.text or "", party.start, party.end))
    inside = [span for span in wanted if claim.sentence_start <= span.start and span.end <= claim.sentence_end]
    whole = cover(passage.text, inside or [claim.anchor])
    return whole if len(whole.text) <= MOST_WORDS else cover(passage.text, [claim.anchor, *matched])


def cover(text: str, spans: Sequence[Span]) -> Span:
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return Span(text[start:end], start, end)
