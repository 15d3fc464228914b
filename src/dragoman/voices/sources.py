"""Who speaks: the head of a cue's source, found by the slots of the cue's row."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.voices.cues import Cue
from dragoman.voices.tree import NOMINAL, RELATIVE_TAGS, SUBJECTS, Tree

CLIMBED = frozenset({"conj", "xcomp", "advcl", "parataxis", "ccomp", "appos", "dep"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NAMED = frozenset({"GPE", "NORP", "Organization", "Person"})
LONGEST_CLIMB = 6


def source_head(tree: Tree, cue: Cue, head: int, taken: set[int]) -> int | None:
    """The token that heads the source, or None where the sentence names nobody.

    `taken` holds tokens of the content, which cannot speak (the subject of an inverted clause is not the content's).
    """
    for slot in cue.sources:
        found = _slot(tree, cue, slot, head, taken)
        if found is not None and found != head:
            return antecedent(tree, found)
    return None


def _slot(tree: Tree, cue: Cue, slot: str, head: int, taken: set[int]) -> int | None:
    if cue.pos == "P":
        return governed(tree, head)
    if slot == "subj":
        return subject(tree, head) if cue.pos != "V" else speaker(tree, head, taken)
    if slot == "obj":
        return tree.kid(head, "obj", "iobj")
    if slot == "before":
        return max(range(head), key=lambda token: (tree.upos[token] in NOMINAL, -_depth(tree, token)), default=None)
    if slot == "poss":
        owner = tree.kid(head, "nmod:poss")
        return owner if owner is not None else _nation(tree, head)
    if slot == "light":
        return _light(tree, head)
    return with_case(tree, head, (slot,))


def _depth(tree: Tree, token: int) -> int:
    return sum(1 for _ in tree.ancestors(token))


def can_speak(tree: Tree, token: int, speakers: frozenset[str]) -> bool:
    """Whether a noun names a person, a body or a country, or is one that speaks by its meaning."""
    if tree.lemmas[token].lower() in speakers:
        return True
    return any(span.first <= token < span.last and span.label in NAMED for span in tree.sentence.spans)


def governed(tree: Tree, head: int) -> int | None:
    """The nominal of a fixed phrase ("according to X"): what the phrase marks, or what hangs under it."""
    if tree.relations[head] in ("case", "mark", "fixed"):
        up = tree.heads[head]
        return up if tree.upos[up] in NOMINAL else tree.kid(up, "nsubj")
    below = tree.kid(head, "obl", "nmod", "obj", "obl:agent")
    return below if below is not None else tree.kid(tree.heads[head], "nmod") if tree.heads[head] >= 0 else None


def with_case(tree: Tree, head: int, prepositions: Sequence[str]) -> int | None:
    """The nominal under a token that one of the prepositions introduces."""
    for kid in tree.kids[head]:
        if tree.relations[kid] in ("obl", "obl:agent", "nmod", "nmod:agent") and tree.case(kid) in prepositions:
            return kid
    return None


def speaker(tree: Tree, verb: int, taken: set[int]) -> int | None:
    """The subject of an active verb or the by-phrase of a passive one."""
    if tree.is_passive(verb):
        return passage_agent(tree, verb)
    own = [kid for kid in tree.each(verb, "nsubj", "nsubj:outer") if kid not in taken]
    if own:
        return min(own, key=lambda kid: abs(kid - verb))
    following = _inverted(tree, verb, taken)
    return following if following is not None else subject(tree, verb)


def passage_agent(tree: Tree, verb: int) -> int | None:
    """The by-phrase of a passive, also where the tree hangs it on the verb's complement (“quoted as saying by X”)."""
    for token in (verb, *tree.each(verb, "xcomp", "advcl", "ccomp", "obl")):
        agent = tree.kid(token, "obl:agent")
        found = agent if agent is not None else with_case(tree, token, ("by",))
        if found is not None:
            return found
    return None


def _inverted(tree: Tree, verb: int, taken: set[int]) -> int | None:
    """The speaker of “…, said the envoy” where the tree calls it something other than subject."""
    if not taken or min(taken) > verb:
        return None
    for kid in tree.kids[verb]:
        if verb < kid <= verb + 8 and kid not in taken and tree.upos[kid] in NOMINAL:
            if tree.relations[kid] in ("obj", "obl:unmarked", "nsubj:pass", "vocative", "dep") and not tree.case(kid):
                return kid
    return None


def subject(tree: Tree, token: int) -> int | None:
    """The subject of a predicate, from the clauses above where it has none of its own."""
    for _ in range(LONGEST_CLIMB):
        for kid in tree.kids[token]:
            if tree.relations[kid] in SUBJECTS and tree.relations[kid] != "csubj":
                return kid
        relation, up = tree.relations[token], tree.heads[token]
        if up < 0:
            return None
        if relation == "acl" and tree.mark(token) in ("by", "in", "while", "after", "before"):
            token = up if tree.is_verb(up) else max(tree.heads[up], 0)
            continue
        if relation in ("acl", "amod"):
            return up if tree.upos[up] in NOMINAL else None
        if relation == "acl:relcl":
            return up
        if relation not in CLIMBED:
            return None
        if relation == "xcomp" or (relation == "advcl" and tree.mark(token) == "as" and not tree.is_passive(up)):
            controller = tree.kid(up, "iobj", "obj")
            if controller is not None and controller < token:
                return controller
        if relation in ("ccomp", "parataxis") and tree.tags[token] in FINITE:
            return None
        token = up
    return None


def antecedent(tree: Tree, head: int) -> int:
    """The noun for which a relative pronoun stands; the head itself otherwise."""
    if tree.tags[head] not in RELATIVE_TAGS and not (tree.tags[head] in ("IN", "DT") and tree.lemmas[head] == "that"):
        return head
    for up in tree.ancestors(head):
        if tree.relations[up] == "acl:relcl":
            return tree.heads[up]
    return head


def issuer(tree: Tree, noun: int, cue: int, messages: frozenset[str]) -> int:
    """Who put out the message that speaks: the ministry in “the ministry issued a statement saying that …”.

    The noun itself where it is no message, or where nobody is said to have issued it.
    """
    verb = tree.heads[noun]
    if (
        verb < 0
        or verb == cue
        or tree.relations[noun] != "obj"
        or tree.lemmas[noun].lower() not in messages
        or not tree.is_verb(verb)
    ):
        return noun
    found = subject(tree, verb)
    return found if found is not None else noun


def _nation(tree: Tree, noun: int) -> int | None:
    """The nationality or body before a noun: “Israeli claims”, “the FBI report”."""
    for kid in tree.kids[noun]:
        if kid < noun and tree.relations[kid] in ("amod", "compound"):
            for span in tree.sentence.spans:
                if span.first <= kid < span.last and span.label in NAMED:
                    return kid
    return None


def _light(tree: Tree, noun: int) -> int | None:
    """The subject of the verb whose object the noun is (“made the claim”), or of a noun that is a predicate."""
    verb = tree.heads[noun]
    if verb < 0 or not tree.is_verb(verb):
        return None
    if tree.relations[noun] in ("obj", "xcomp"):
        return subject(tree, verb)
    if tree.relations[noun] == "nsubj:pass":
        agent = tree.kid(verb, "obl:agent")
        return agent if agent is not None else with_case(tree, verb, ("by", "from"))
    return None


def source_range(tree: Tree, head: int, taken: set[int]) -> tuple[int, int]:
    """The widest unbroken range around a source's head that belongs to it and not to cue or content."""
    below = tree.below(head) - taken
    first = last = head
    while first - 1 in below:
        first -= 1
    while last + 1 in below:
        last += 1
    while first < head and tree.upos[first] in ("PUNCT", "ADP"):
        first += 1
    while last > head and (tree.upos[last] == "PUNCT" or tree.tags[last] == "POS"):
        last -= 1
    return first, last + 1
