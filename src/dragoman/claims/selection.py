"""Which matches of a sentence become claims: no word is coded twice, and content is not a second claim.

A noun that its verb's frame already counts ("signed an agreement") belongs to the verb. The predicate in the content of
a demand, threat, promise or concession is not asserted. A noun in a temporal adjunct ("after the attack") is
background (codebook, hard case 5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.claims.content import Content
from dragoman.claims.frames import NO_CLAIM
from dragoman.claims.matching import Match
from dragoman.claims.slots import SUBJECTS
from dragoman.claims.tree import Tree
from dragoman.claims.unreal import is_told_in_a_work

TEMPORAL = frozenset({"after", "before", "since", "during", "following", "until", "prior to", "ahead of"})
UNASSERTED = frozenset({"REQUEST", "THREATEN", "AGREE", "CONCEDE", "REJECT", "SUPPORT"})
CORE = frozenset({"nsubj", "nsubj:pass", "obj", "root", "conj", "ccomp", "parataxis", "xcomp", "appos"})


def select(matches: Mapping[int, Sequence[Match]], contents: Mapping[int, Content | None], tree: Tree) -> list[Match]:
    """The matches to be coded, in the text's order."""
    dropped = _content_tokens(matches, contents, tree) | _counted_nouns(matches, tree)
    alleged = {
        content.match.token
        for token, content in contents.items()
        if content is not None and content.match is not None and matches[token][0].frame.event == "ACCUSE"
    }
    kept: list[Match] = []
    for token in sorted(matches):
        for match in matches[token]:
            if match.frame.event == NO_CLAIM or token in dropped:
                continue
            if match.frame.pos == "N" and token not in alleged and not _noun_counts(match, tree):
                continue
            if is_told_in_a_work(tree, token):
                continue
            kept.append(match)
    return kept


def told(matches: Mapping[int, Sequence[Match]]) -> list[Match]:
    """All matches that tell of an act, asserted or not, in the text's order."""
    return [match for token in sorted(matches) for match in matches[token] if match.frame.event != NO_CLAIM]


def taken_as_fact(
    matches: Mapping[int, Sequence[Match]], contents: Mapping[int, Content | None], tree: Tree
) -> frozenset[int]:
    """Nouns of acts for which somebody is blamed: "blamed Iran for the attacks" tells of the attacks (hard case 2)."""
    return frozenset(
        content.match.token
        for token, content in contents.items()
        if content is not None
        and content.match is not None
        and matches[token][0].frame.event == "ACCUSE"
        and tree.is_noun(content.match.token)
        and tree.case(content.match.token) in ("for", "over")
    )


def _content_tokens(
    matches: Mapping[int, Sequence[Match]], contents: Mapping[int, Content | None], tree: Tree
) -> set[int]:
    """Anchors that are only what somebody wants, threatens or promises; what an accuser says in a clause."""
    dropped = {
        inside
        for token, found in matches.items()
        if found[0].frame.event in UNASSERTED and found[0].frame.pos != "N"
        for inside in found[0].reader.fill("xcomp")
        if inside != token
    }
    for token, content in contents.items():
        if content is None or content.match is None:
            continue
        event = matches[token][0].frame.event
        inside = content.match.token
        if event == "REJECT" and tree.child(inside, *SUBJECTS) is not None:
            continue  # "denied that its forces had attacked" tells of the attack too, negated
        if event in UNASSERTED or (event == "ACCUSE" and not tree.is_noun(inside)):
            dropped.add(inside)
    return dropped


def _counted_nouns(matches: Mapping[int, Sequence[Match]], tree: Tree) -> set[int]:
    """Nouns that a verb's frame tests by their lemma, and nouns of the same type as the verb they are the object of."""
    dropped: set[int] = set()
    for found in matches.values():
        for match in found:
            frame = match.frame
            if frame.event == NO_CLAIM:
                continue
            for need in frame.needs:
                if need.test == "lemma" and not need.negated and need.slot not in ("mod", "dep"):
                    counted = (t for t in match.reader.fill(need.slot) if t in matches and t != match.token)
                    dropped.update(t for t in counted if tree.is_noun(t) or frame.event in UNASSERTED - {"REJECT"})
            if frame.pos == "V":
                for slot in ("obj", "xcomp"):
                    for token in match.reader.fill(slot):
                        others = matches.get(token, ())
                        if any(o.frame.event == frame.event and o.frame.pos == "N" for o in others):
                            dropped.add(token)
    return dropped


def _noun_counts(match: Match, tree: Tree) -> bool:
    """Whether an event noun stands where it asserts its event, or names its own parties."""
    token = match.token
    relation = tree.relation(token)
    top = tree.first_conjunct(token)
    case = tree.case(token) or tree.case(top)
    if case in TEMPORAL:
        return False
    if relation in ("compound", "amod", "nmod:poss"):
        return False
    if tree.relation(top) in CORE or relation in CORE:
        return True
    return any(match.reader.fill(slot) for slot in ("poss", "mod", "by", "of", "against", "on", "between", "light"))
