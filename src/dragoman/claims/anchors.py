"""The words on which a claim stands: the predicate, and the event noun where its verb only carries that noun.

"Held talks" is told by the noun as much as by the verb. Which verbs carry nouns so is the class `support_verb`.
"""

from __future__ import annotations

from dragoman.claims.lexicon import shipped
from dragoman.claims.matching import Match
from dragoman.claims.tree import Tree

FARTHEST = 6
"""Tokens from the verb to the end of its noun: beyond that the anchor would be half the clause."""


def anchor(match: Match, tree: Tree) -> tuple[int, int]:
    """First token of a match's anchor and one past the last."""
    frame = match.frame
    if frame.pos != "V" or tree.lemma(match.token) not in shipped().classes["support_verb"]:
        return match.first, match.last
    for need in frame.needs:
        if need.test != "lemma" or need.negated or need.slot in ("subj", "dep"):
            continue
        for token in match.reader.fill(need.slot):
            if tree.is_noun(token) and match.last <= token < match.token + FARTHEST:
                return match.first, token + 1
            if tree.relation(match.token) == "acl" and match.token - FARTHEST < token < match.first:
                return token, match.last
    return match.first, match.last
