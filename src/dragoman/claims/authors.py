"""Who stands behind a thing: the owner of tanks that fire, the author of a letter that demands, the maker of a plan."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.claims.lexicon import shipped
from dragoman.claims.slots import Predicate, agents_after, nominal_parts
from dragoman.claims.tree import Tree

AUTHORS = ("by", "poss", "mod", "from", "of")
NAMED_PARTIES = frozenset({"Person", "Organization", "GPE", "NORP"})


def is_party(cast: Cast, index: int, tree: Tree, token: int) -> bool:
    """Whether a token can stand for a party: the cast knows it, or it is in a name that no table knows.

    A day or a date is none, though a premier may be called Friday.
    """
    if any(span.label == "Date" and span.first <= token < span.last for span in tree.sentence.spans):
        return False
    if cast.is_party(index, token):
        return True
    return tree.sentence.upos[token] == "PROPN" and any(
        span.first <= token < span.last and span.label in NAMED_PARTIES for span in tree.sentence.spans
    )


def names_somebody(cast: Cast, index: int, tree: Tree, token: int) -> bool:
    """Whether a modifier is a nation or a noun ("rebel attack"), not a mere quality ("military partnership")."""
    return tree.sentence.tags[token].startswith("NN") or cast.kind(index, token) == "state"


def bears_state(tree: Tree, noun: int) -> bool:
    """Whether a nation acts in what bears its name: its tanks and its laws do, its skaters and its soap do not."""
    return tree.lemma(noun) in shipped().classes["state_thing"]


def authors(cast: Cast, index: int, tree: Tree, noun: int, depth: int = 0) -> tuple[int, ...]:
    """The tokens of those behind a thing: its by-phrase, owner or nation, else whoever makes or sends it."""
    for part in AUTHORS:
        found = tuple(
            token
            for token in nominal_parts(tree, noun, part)
            if is_party(cast, index, tree, token)
            and (part != "mod" or names_somebody(cast, index, tree, token))
            and (part in ("by", "from") or cast.kind(index, token) != "state" or bears_state(tree, noun))
        )
        if found:
            return found
    makers = agents_after(tree, noun)
    head = tree.sentence.heads[noun]
    if not makers and head >= 0 and tree.is_verb(head) and tree.relation(noun) == "obj":
        makers = Predicate(tree, head).fill("subj")
    for token in makers:
        if token == noun:
            continue
        if is_party(cast, index, tree, token):
            return (token,)
        if depth < 2 and tree.is_noun(token):
            return authors(cast, index, tree, token, depth + 1)
    return ()
