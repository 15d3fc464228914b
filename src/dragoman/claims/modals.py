"""“Should” and “must” said to a party are a REQUEST (codebook, hard case 16).

The one who says so is the voice; where the report itself says so there is no claim. That a modal of duty addresses its
subject is grammar and so no row.
"""

from __future__ import annotations

from typing import NamedTuple

from dragoman.claims.tree import Tree

DUTY = frozenset({"should", "must"})
INTENT = frozenset({"will", "wo", "would", "'ll", "'d", "shall"})
PRESENT = frozenset({"VBP", "VBZ"})
NOT = frozenset({"not", "n't", "never"})
PHRASES = {"have": "to", "need": "to", "ought": "to"}


class Duty(NamedTuple):
    """A duty laid on a party: the modal, the predicate that must be done, and its subject."""

    modal: int
    predicate: int
    subject: int


def duties(tree: Tree) -> list[Duty]:
    """The duties that a sentence lays on the subjects of its clauses."""
    found: list[Duty] = []
    if DUTY.isdisjoint(tree.lemmas):
        return found
    for token in range(len(tree.sentence)):
        if tree.relation(token) != "aux" or tree.lemma(token) not in DUTY:
            continue
        predicate = tree.sentence.heads[token]
        if "have" in tree.auxiliaries(predicate):
            continue
        subject = tree.child(predicate, "nsubj", "nsubj:pass")
        if subject is not None:
            found.append(Duty(token, predicate, subject))
    return found


def intends(tree: Tree, predicate: int) -> bool:
    """Whether somebody says what they will or would do: "will not lift", "is not going to leave"."""
    if any(tree.lemma(kid) in INTENT for kid in tree.children(predicate, "aux")):
        return tree.child(predicate, "nsubj") is not None or tree.relation(predicate) == "conj"
    head = tree.sentence.heads[predicate]
    return tree.relation(predicate) == "xcomp" and head >= 0 and tree.lemma(head) in ("go", "intend", "plan")


def abstains(tree: Tree, predicate: int) -> bool:
    """Whether something is said not to be done now: "does not talk to", "are not negotiating with"."""
    auxiliaries = [kid for kid in tree.children(predicate, "aux", "cop") if tree.lemma(kid) in ("do", "be")]
    return any(tree.sentence.tags[kid] in PRESENT for kid in auxiliaries)


def is_conditioned(tree: Tree, predicate: int) -> bool:
    """Whether an act is announced for the case that another does not give way: "unless X frees", "if X does not"."""
    for clause in tree.children(predicate, "advcl"):
        mark = tree.mark(clause)
        if mark == "unless" or (mark == "if" and any(tree.lemma(kid) in NOT for kid in tree.kids[clause])):
            return True
    return False
