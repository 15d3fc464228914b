"""What fills the slots of an event noun: owners, modifiers, prepositions, and the light verb that carries it.

The slots of a noun are `poss`, `mod`, any preposition by name, `light` (the light verb's actor), `light.obj`,
`light.PREP`, and `xcomp`, `ccomp` for clauses that hang on the noun ("a demand that X leave").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dragoman.claims.lexicon import LightVerb
from dragoman.claims.slots import Predicate, nominal_parts, surface_subject
from dragoman.claims.tree import Tree

CARRIERS = frozenset(
    {
        "series",
        "wave",
        "round",
        "spate",
        "string",
        "act",
        "kind",
        "form",
        "campaign",
        "number",
        "package",
        "set",
        "raft",
    }
)


class Carrier(NamedTuple):
    """A light verb found above or below an event noun: its token, its row, and whether it is a participle below."""

    token: int
    light: LightVerb


class Nominal:
    """The slots of one event noun of a sentence, read lazily and remembered."""

    __slots__ = ("_found", "carrier", "passive", "token", "tree")

    def __init__(self, tree: Tree, token: int, light_verbs: Mapping[str, Sequence[LightVerb]]) -> None:
        self.tree = tree
        self.token = token
        self.passive = False
        self.carrier = carrier(tree, token, light_verbs)
        self._found: dict[str, tuple[int, ...]] = {}

    def fill(self, slot: str) -> tuple[int, ...]:
        """Head tokens that fill a slot, in the text's order; empty where the slot is absent."""
        if slot not in self._found:
            self._found[slot] = self._read(slot)
        return self._found[slot]

    def _read(self, slot: str) -> tuple[int, ...]:
        base, _, inner = slot.partition(".")
        if base == "light":
            return self._light(inner)
        if inner:
            found: list[int] = []
            for token in self.fill(base):
                found.extend(
                    Predicate(self.tree, token).fill(inner)
                    if self.tree.is_verb(token)
                    else nominal_parts(self.tree, token, inner)
                )
            return tuple(found)
        own = nominal_parts(self.tree, self.token, base)
        if own or base in ("poss", "mod", "any"):
            return own
        return self._through_participle(base) or self._attached_to_carrier(base)

    def _light(self, inner: str) -> tuple[int, ...]:
        if self.carrier is None:
            return () if inner else self._copular()
        verb = Predicate(self.tree, self.carrier.token)
        slot = inner or self.carrier.light.actor
        if not slot:
            return ()
        found = verb.fill(slot)
        if not found and slot == "subj" and verb.passive:  # "troops were engaged in shelling"
            found = surface_subject(self.tree, verb.token)
        return tuple(token for token in found if token != self.token)

    def _copular(self) -> tuple[int, ...]:
        """ "Workers are on strike", "the two are at war": the subject of the copula over the noun."""
        if self.tree.child(self.token, "cop") is None:
            return ()
        if self.tree.case(self.token) not in ("on", "at", "in", "under"):
            return ()
        return surface_subject(self.tree, self.token)

    def _through_participle(self, slot: str) -> tuple[int, ...]:
        """ "sanctions imposed by X on Y", "the man detained in Z": slots of a light participle after the noun."""
        found: list[int] = []
        for clause in self.tree.children(self.token, "acl"):
            if self.tree.sentence.tags[clause] == "VBN":
                reader = Predicate(self.tree, clause)
                found.extend(reader.fill("subj") if slot == "by" else reader.fill(slot))
        return tuple(token for token in found if token != self.token)

    def _attached_to_carrier(self, slot: str) -> tuple[int, ...]:
        """ "imposed sanctions on X": the parser may hang the preposition on the light verb."""
        if self.carrier is None:
            return ()
        return tuple(
            token
            for token in self.tree.children(self.carrier.token, "obl", "advcl")
            if self.tree.case(token) == slot or self.tree.mark(token) == slot
        )


def carrier(tree: Tree, noun: int, light_verbs: Mapping[str, Sequence[LightVerb]]) -> Carrier | None:
    """The light verb of an event noun: above it ("launched strikes"), or a participle below ("strikes carried out")."""
    token = noun
    while tree.relation(token) in ("nmod", "conj") and tree.sentence.heads[token] >= 0:
        above = tree.sentence.heads[token]
        if tree.relation(token) == "nmod" and not (tree.case(token) == "of" and tree.lemma(above) in CARRIERS):
            break
        token = above
    head = tree.sentence.heads[token]
    if head >= 0 and tree.is_verb(head):
        slot = _slot_of(tree, token, head)
        for row in light_verbs.get(tree.lemma(head), ()):
            if row.slot == slot and _has_words(tree, head, row.verb[1:]):
                return Carrier(head, row)
    for clause in tree.children(token, "acl", "acl:relcl"):
        for row in light_verbs.get(tree.lemma(clause), ()):
            if row.slot == "obj" and _has_words(tree, clause, row.verb[1:]):
                return Carrier(clause, row)
    return None


def _slot_of(tree: Tree, token: int, verb: int) -> str:
    relation = tree.relation(token)
    if relation in ("obj", "nsubj:pass"):
        return "obj"
    if relation == "nsubj":
        return "subj"
    return tree.case(token) or relation


def _has_words(tree: Tree, verb: int, words: Sequence[str]) -> bool:
    if not words:
        return True
    near = {tree.lemma(kid) for kid in tree.kids[verb]}
    return all(word in near for word in words)
