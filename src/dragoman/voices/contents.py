"""What is said: the tokens of a cue's content in its own sentence, by the slots of the cue's row."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.voices.clauses import clause, displaced, parenthesis, quoted_as_saying
from dragoman.voices.cues import Cue
from dragoman.voices.sources import FINITE, governed, passage_agent
from dragoman.voices.tree import Tree

LONGEST_LABEL = 9
EDGES = frozenset({",", ";", ":", ".", "—", "–", "--", "-", "(", ")", "…"})


def content_tokens(tree: Tree, cue: Cue, head: int) -> tuple[str, set[int]]:
    """The first slot of the row that the sentence fills and its tokens; empty where it fills none."""
    for slot in cue.contents:
        if slot != "quote":
            found = _slot(tree, cue, slot, head)
            if found:
                return slot, found
    return "", set()


def _slot(tree: Tree, cue: Cue, slot: str, head: int) -> set[int]:
    if slot == "host":
        return _host(tree, cue, head)
    if slot == "passage":
        return _passage(tree, head)
    if slot == "after":
        return set(range(head + 1, len(tree.heads))) if _is_label(tree, head) else set()
    if cue.pos == "V":
        return _of_verb(tree, cue, slot, head)
    return _of_noun(tree, slot, head)


def _of_verb(tree: Tree, cue: Cue, slot: str, verb: int) -> set[int]:
    if slot == "ccomp":
        return clause(tree, verb) or parenthesis(tree, verb) or quoted_as_saying(tree, verb)
    if slot == "xcomp":
        return _open_clause(tree, cue, verb)
    if slot == "obj":
        return _object(tree, cue, verb)
    return _prepositional(tree, slot, verb)


def _open_clause(tree: Tree, cue: Cue, verb: int) -> set[int]:
    found: set[int] = set()
    for kid in tree.each(verb, "xcomp"):
        found |= tree.below(kid)
    if found and cue.manner in ("request", "stance", "thought"):
        for kid in tree.each(verb, "obj", "iobj"):
            found |= tree.below(kid)
    if found and tree.is_passive(verb):
        for kid in tree.each(verb, "nsubj:pass"):
            found |= tree.below(kid)
    return found


def _object(tree: Tree, cue: Cue, verb: int) -> set[int]:
    found: set[int] = set()
    passive = tree.is_passive(verb)
    for kid in tree.each(verb, "nsubj:pass") if passive else tree.each(verb, "obj", "iobj"):
        found |= tree.below(kid)
    if not passive and cue.manner == "stance":
        for kid in tree.kids[verb]:
            if tree.relations[kid] in ("xcomp", "ccomp") or (
                tree.relations[kid] in ("obl", "advcl") and tree.case(kid) in ("as", "for", "of")
            ):
                found |= tree.below(kid)
    relation, up = tree.relations[verb], tree.heads[verb]
    if not found and up >= 0 and ((passive and relation in ("acl", "amod")) or relation == "acl:relcl"):
        found = tree.below(up) - tree.below(verb)
    return found


def _prepositional(tree: Tree, slot: str, head: int) -> set[int]:
    for kid in tree.kids[head]:
        if tree.relations[kid] in ("obl", "nmod", "advcl", "acl", "obl:agent") and tree.case(kid) == slot:
            return tree.below(kid)
    return set()


def _of_noun(tree: Tree, slot: str, head: int) -> set[int]:
    if slot in ("acl", "ccomp"):
        found: set[int] = set()
        for kid in tree.kids[head]:
            relation = tree.relations[kid]
            if relation in ("ccomp", "xcomp") or (
                relation in ("acl", "advcl", "dep", "acl:relcl") and kid > head and tree.mark(kid) in ("that", "to")
            ):
                found |= tree.below(kid)
        return found or _beyond_agent(tree, head) or _predicate(tree, head)
    return _prepositional(tree, slot, head)


def _beyond_agent(tree: Tree, noun: int) -> set[int]:
    """The that-clause of “claims by X that …” where the tree hangs it on X."""
    for kid in tree.each(noun, "nmod", "obl"):
        for below in tree.each(kid, "acl", "ccomp", "acl:relcl", "advcl"):
            found = tree.below(below)
            if "that" in (tree.mark(below), tree.lemmas[min(found) - 1].lower()):
                return found
    return set()


def _predicate(tree: Tree, noun: int) -> set[int]:
    """The clause that a copula puts equal to a noun: “their claim is that …”."""
    up = tree.heads[noun]
    if up < 0 or tree.relations[noun] not in ("nsubj", "nsubj:outer"):
        return set()
    inner = tree.kid(up, "ccomp")
    if tree.lemmas[up] == "be" and inner is not None:
        return tree.below(inner)
    if tree.is_passive(up):
        return set()
    if tree.relations[noun] == "nsubj:outer" or (tree.mark(up) in ("that", "to") and tree.kid(up, "cop") is not None):
        return tree.below(up) - tree.below(noun)
    return set()


def _host(tree: Tree, cue: Cue, head: int) -> set[int]:
    """The clause around a phrase, participle or adverb that names or hides a source."""
    own = tree.below(head)
    start = head
    if cue.pos == "P":
        nominal = governed(tree, head)
        if nominal is None:
            return set()
        if tree.relations[head] in ("case", "mark", "fixed"):
            own, start = tree.below(nominal), nominal
    top = next((up for up in tree.ancestors(start) if tree.is_clause(up)), None)
    if top is None:
        return set()
    own = own - displaced(tree, head)
    if cue.pos == "P" and (min(own) <= 1 or _ends(tree, own)):
        while tree.relations[top] in ("conj", "ccomp", "advcl") and _wider(tree, top):
            top = tree.heads[top]
    return tree.below(top) - own


def _passage(tree: Tree, verb: int) -> set[int]:
    """What a channel passes on: the clause around “as quoted by X”, “in a statement carried by X”, or all that the verb
    governs (“X was quoted by Y as saying …”) but the channel itself."""
    relation = tree.relations[verb]
    aside = relation in ("acl", "case", "mark") or (
        relation in ("advcl", "parataxis") and tree.kid(verb, "nsubj:pass") is None
    )
    if aside and tree.is_passive(verb):
        top = next((up for up in tree.ancestors(verb) if tree.is_clause(up)), None)
        return tree.below(top) - tree.below(verb) if top is not None else set()
    if tree.kid(verb, "xcomp", "advcl", "ccomp") is None:
        return set()
    found = tree.below(verb) - {verb}
    for kid in tree.kids[verb]:
        if tree.relations[kid] in ("nsubj", "obl:agent", "aux", "aux:pass", "punct", "mark", "cc"):
            found -= tree.below(kid)
    found |= parenthesis(tree, verb)
    agent = passage_agent(tree, verb)
    return found - tree.below(agent) if agent is not None else found


def _is_label(tree: Tree, colon: int) -> bool:
    """Whether a colon follows a name or office and nothing else: “Minister: …”."""
    return (
        0 < colon <= LONGEST_LABEL
        and colon + 1 < len(tree.heads)
        and not any(tree.tags[token] in FINITE for token in range(colon))
    )


def _ends(tree: Tree, own: set[int]) -> bool:
    return all(tree.upos[token] == "PUNCT" for token in range(max(own) + 1, len(tree.heads)))


def _wider(tree: Tree, top: int) -> bool:
    """Whether a phrase at the sentence's edge speaks of more than the clause that it hangs on: of a coordination."""
    return tree.relations[top] == "conj" and tree.heads[top] >= 0 and tree.is_clause(tree.heads[top])


def ranges(tree: Tree, tokens: set[int]) -> tuple[tuple[int, int], ...]:
    """Tokens as ranges without commas and stops at their edges; one punctuation mark does not break a range."""
    words = tree.sentence.words
    found: list[tuple[int, int]] = []
    ordered = sorted(tokens)
    place = 0
    while place < len(ordered):
        first = last = ordered[place]
        while place + 1 < len(ordered) and ordered[place + 1] - last <= (2 if _mark_between(tree, last) else 1):
            place += 1
            last = ordered[place]
        place += 1
        while first < last and words[first] in EDGES:
            first += 1
        while last > first and words[last] in EDGES:
            last -= 1
        if words[first] not in EDGES:
            found.append((first, last + 1))
    return tuple(found)


def _mark_between(tree: Tree, last: int) -> bool:
    return last + 1 < len(tree.upos) and tree.upos[last + 1] == "PUNCT"


def covers(quoted: Sequence[tuple[int, int]], tokens: set[int]) -> float:
    """The share of tokens that stand inside quotations; 0 of none."""
    if not tokens:
        return 0.0
    inside = sum(any(first <= token < last for first, last in quoted) for token in tokens)
    return inside / len(tokens)
