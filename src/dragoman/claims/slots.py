"""What fills the slots of a verb or adjective: its deep subject and object, prepositions, complements.

One reading for actives and passives, participles, controlled infinitives, relative clauses and coordination, so that
a frame is written once, for the active clause. A rule here is about English syntax at large and cannot be a row.
Which verbs give their own subject to an infinitive beside an object is a row (`lexicon/subject_control.tsv`).
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.claims.tree import Tree

RELATIVE_WORDS = frozenset({"who", "which", "that", "whom"})
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer")
CLAUSES = ("advcl", "acl", "xcomp", "ccomp", "advcl:relcl")
CHAINED = frozenset({"by", "from", "between", "on", "against", "with"})
PATIENTS = CHAINED | {"of", "in", "for", "to"}
FROM_AFAR = frozenset({"by", "against", "with", "on", "from"})
SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge"})


class Predicate:
    """The slots of one predicate of a sentence, read lazily and remembered."""

    __slots__ = ("_found", "passive", "token", "tree")

    def __init__(self, tree: Tree, token: int) -> None:
        self.tree = tree
        self.token = token
        self.passive = tree.is_passive(token)
        self._found: dict[str, tuple[int, ...]] = {}

    def fill(self, slot: str) -> tuple[int, ...]:
        """Head tokens that fill a slot, in the text's order; empty where the slot is absent."""
        if slot not in self._found:
            self._found[slot] = self._read(slot)
        return self._found[slot]

    def _read(self, slot: str) -> tuple[int, ...]:
        base, _, inner = slot.partition(".")
        if inner:
            return self._inside(base, inner)
        reader = _READERS.get(base)
        return reader(self) if reader else self._preposition(base)

    def _inside(self, base: str, inner: str) -> tuple[int, ...]:
        found: list[int] = []
        for token in self.fill(base):
            if base in ("xcomp", "ccomp") and inner not in ("poss", "mod", "any", "dep"):
                found.extend(Predicate(self.tree, token).fill(inner))
            else:
                found.extend(nominal_parts(self.tree, token, inner))
        return tuple(found)

    def _subject(self) -> tuple[int, ...]:
        if self.passive:
            agents = tuple(self.tree.children(self.token, "obl:agent"))
            led = (*agents, *self.tree.children(self.token, "obl"))
            return tuple(t for t in led if self.tree.case(t) == "by") or agents
        return surface_subject(self.tree, self.token)

    def _object(self) -> tuple[int, ...]:
        if self.passive:
            own = tuple(self.tree.children(self.token, "obj"))
            return surface_subject(self.tree, self.token) or own
        found = direct_objects(self.tree, self.token)
        if found:
            return tuple(antecedent(self.tree, token) for token in found)
        return self._object_gap() or self._shared_object()

    def _object_gap(self) -> tuple[int, ...]:
        tree, token = self.tree, self.token
        if tree.relation(token) != "acl:relcl":
            return ()
        subjects = list(tree.children(token, *SUBJECTS))
        if not subjects or any(tree.lemma(s) in RELATIVE_WORDS for s in subjects):
            return ()
        if any(tree.lemma(k) in RELATIVE_WORDS for k in tree.children(token, "obl", "iobj")):
            return ()
        return (tree.sentence.heads[token],)

    def _shared_object(self) -> tuple[int, ...]:
        """ "X attacked and looted the town": the object stands with the last of two coordinated verbs."""
        tree = self.tree
        for other in tree.children(self.token, "conj"):
            adjacent = all(tree.relation(k) in ("cc", "advmod", "punct") for k in tree.kids[other] if k < other)
            if adjacent and tree.is_verb(other) and other - self.token <= 3:
                return tuple(tree.children(other, "obj"))
        return ()

    def _complement(self) -> tuple[int, ...]:
        found = tuple(self.tree.children(self.token, "xcomp"))
        if found:
            return found
        near = [k for k in self.tree.children(self.token, "advcl", "ccomp") if self.tree.mark(k) == "to"]
        for token in self.fill("obj"):
            near.extend(k for k in self.tree.children(token, "acl") if self.tree.mark(k) == "to")
        return tuple(near)

    def _that_clause(self) -> tuple[int, ...]:
        found = tuple(self.tree.children(self.token, "ccomp"))
        return found or tuple(
            token
            for token in self.tree.children(self.token, "parataxis")
            if self.tree.is_verb(token) and token < self.token
        )

    def _indirect(self) -> tuple[int, ...]:
        own = tuple(self.tree.children(self.token, "iobj"))
        return own if self.tree.child(self.token, "obj", "ccomp", "xcomp") is not None else ()

    def _preposition(self, word: str) -> tuple[int, ...]:
        tree = self.tree
        found = [
            antecedent(tree, token)
            for token in tree.children(self.token, "obl", "obl:agent", "nmod", "obl:unmarked", "iobj", "xcomp", "dep")
            if tree.case(token) == word and not (word == "by" and self.passive)
        ]
        found += [
            token for token in tree.children(self.token, "advcl", "acl", "ccomp", "xcomp") if _marked(tree, token, word)
        ]
        if not found:
            for token in self.fill("obj"):
                found.extend(t for t in tree.children(token, "nmod") if tree.case(t) == word)
        if not found:
            found.extend(_stranded(tree, self.token, word))
        return tuple(sorted(set(found)))


_READERS: dict[str, Callable[[Predicate], tuple[int, ...]]] = {
    "subj": Predicate._subject,
    "obj": Predicate._object,
    "iobj": Predicate._indirect,
    "xcomp": Predicate._complement,
    "ccomp": Predicate._that_clause,
}


def _marked(tree: Tree, clause: int, word: str) -> bool:
    """Whether a clause is opened by a preposition: "accused X of shelling", "called for X to leave"."""
    return word != "to" and any(tree.lemma(mark) == word for mark in tree.children(clause, "mark"))


def _stranded(tree: Tree, token: int, word: str) -> list[int]:
    """The noun of a clause whose preposition is left at the verb: "the man (whom) they spoke to"."""
    hanging = [k for k in tree.children(token, "obl", "advmod", "case", "compound:prt") if tree.lemma(k) == word]
    if not hanging:
        return []
    if tree.relation(token) == "acl:relcl":
        return [tree.sentence.heads[token]]
    return list(surface_subject(tree, token)) if tree.is_passive(token) else []


def direct_objects(tree: Tree, token: int) -> tuple[int, ...]:
    """The objects of a verb; a lone indirect object is one ("accused X of ...")."""
    return tuple(tree.children(token, "obj")) or tuple(tree.children(token, "iobj"))


def antecedent(tree: Tree, token: int) -> int:
    """The noun that a relative pronoun stands for; any other token is itself."""
    if tree.lemma(token) not in RELATIVE_WORDS or tree.sentence.upos[token] not in ("PRON", "DET", "SCONJ"):
        return token
    for above in tree.ancestors(token):
        if tree.relation(above) == "acl:relcl":
            return tree.sentence.heads[above]
    return token


def surface_subject(tree: Tree, token: int, depth: int = 0) -> tuple[int, ...]:
    """The subject of a predicate, its own or the one it shares with or gets from the predicate above.

    Relative pronouns give their noun; a second coordinated verb the first one's subject; an infinitive or participle
    the subject or object of the verb that governs it; a participle after a noun that noun.
    """
    own = [antecedent(tree, s) for s in tree.children(token, *SUBJECTS)]
    if own:
        return tuple(own)
    head = tree.sentence.heads[token]
    if head < 0 or depth > 6:
        return ()
    relation = tree.relation(token)
    if relation == "conj" and (tree.is_verb(head) or tree.child(head, "cop", *SUBJECTS) is not None):
        return surface_subject(tree, head, depth + 1)
    if relation == "acl:relcl":
        return (head,)
    if relation == "acl":
        if tree.sentence.tags[token] in ("VBN", "VBG", "VBD") and tree.mark(token) is None:
            return (head,)
        return _noun_controller(tree, head)
    if relation in ("xcomp", "advcl", "ccomp"):
        return _controller(tree, token, head, relation, depth)
    return ()


def _controller(tree: Tree, token: int, head: int, relation: str, depth: int) -> tuple[int, ...]:
    """Who an infinitive or participle without a subject is about."""
    if relation == "ccomp" and tree.mark(token) in ("that", "whether", "if"):
        return ()
    if relation == "xcomp" and not tree.is_passive(head) and tree.lemma(head) not in SUBJECT_CONTROL:
        objects = direct_objects(tree, head)
        if objects:
            return objects
        oblique = tuple(t for t in tree.children(head, "obl") if tree.case(t) in ("on", "to", "for") and t < token)
        if oblique and tree.mark(token) == "to":
            return oblique
    if relation == "advcl" and tree.mark(token) in ("of", "for", "from", "over", "with") and not tree.is_passive(head):
        objects = direct_objects(tree, head)
        if objects:
            return objects
    if tree.is_noun(head) and tree.child(head, "cop", *SUBJECTS) is None:
        return _noun_controller(tree, head)
    return surface_subject(tree, head, depth + 1)


def _noun_controller(tree: Tree, noun: int) -> tuple[int, ...]:
    """Whose plan, decision or threat an infinitive after a noun carries out."""
    owners = tuple(tree.children(noun, "nmod:poss"))
    if owners:
        return owners
    modifiers = nominal_parts(tree, noun, "mod") + nominal_parts(tree, noun, "by")
    if modifiers:
        return modifiers
    head = tree.sentence.heads[noun]
    if head >= 0 and tree.relation(noun) in ("obj", "obl", "nsubj:pass"):
        return Predicate(tree, head).fill("subj")
    return ()


def agents_after(tree: Tree, noun: int) -> tuple[int, ...]:
    """ "The resolution drafted by France": the agent of a participle after the noun."""
    return tuple(
        agent
        for clause in tree.children(noun, "acl")
        if tree.sentence.tags[clause] == "VBN"
        for agent in Predicate(tree, clause).fill("subj")
    )


def _modifiers_and_of(tree: Tree, noun: int) -> tuple[int, ...]:
    return nominal_parts(tree, noun, "mod") + nominal_parts(tree, noun, "of") + nominal_parts(tree, noun, "against")


def nominal_parts(tree: Tree, noun: int, part: str) -> tuple[int, ...]:
    """Parts of a noun phrase.

    `poss`, `mod` (adjectives and compounds before the noun), `any` (who did it: by-phrase, owner, else the rest), or a
    preposition.
    """
    if part == "poss":
        return tuple(tree.children(noun, "nmod:poss"))
    if part == "mod":
        return tuple(
            k for k in tree.children(noun, "amod", "compound", "nmod:desc", "nmod") if k < noun and tree.case(k) is None
        )
    if part == "any":
        return (
            nominal_parts(tree, noun, "by")
            or agents_after(tree, noun)
            or nominal_parts(tree, noun, "poss")
            or _modifiers_and_of(tree, noun)
        )
    if part == "dep":
        return tuple(tree.kids[noun])
    found = [antecedent(tree, k) for k in tree.children(noun, "nmod", "obl", "nmod:unmarked") if tree.case(k) == part]
    found += [k for k in tree.children(noun, "acl", "advcl") if _marked(tree, k, part)]
    if part in ("xcomp", "ccomp"):
        found += [k for k in tree.children(noun, "acl", "ccomp") if (tree.mark(k) == "to") == (part == "xcomp")]
    if part == "obj":
        found += list(tree.children(noun, "obj"))
    return tuple(found) or _chained(tree, noun, part)


def _chained(tree: Tree, noun: int, part: str) -> tuple[int, ...]:
    """A preposition hung on the phrase before: "accusations by X against Y", "the bombing of Y by X"."""
    if part in ("of", "poss", "mod", "xcomp", "ccomp", "obj"):
        return ()
    through = PATIENTS if part in FROM_AFAR else CHAINED
    return tuple(
        below
        for kid in tree.children(noun, "nmod")
        if tree.case(kid) in through
        for below in tree.children(kid, "nmod")
        if tree.case(below) == part
    )
