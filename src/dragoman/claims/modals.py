"""“Should” and “must” said to a party are a REQUEST (codebook, hard case 16).

The one who says so is the voice; where the report itself says so there is no claim. That a modal of duty addresses its
subject is grammar and so no row.
"""

from __future__ import annotations

from typing import NamedTuple

from dragoman.claims.tree import Tree

DUTY = frozenset({"should", "must"})
INTENT = frozenset({"will", "wo", "would", "'ll", "'d", "shall"})
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
