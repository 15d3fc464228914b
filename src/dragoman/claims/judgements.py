"""A speaker's verdict on a party or its act: “the decision is a mistake”, “they are lying” (codebook, hard case 16).

The words are rows of `lexicon/judgements.tsv`. That a verdict is the predicate of what it judges, and that it counts
only where a voice gives it, is grammar and so no row.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dragoman.claims.tree import Tree
from dragoman.tables import cell_list, package_path, rows

NEGATIONS = frozenset({"not", "n't", "never", "no", "hardly"})
ACTIVE = frozenset({"VBP", "VBZ", "VBG", "VBD", "VB"})


class Verdict(NamedTuple):
    """What a word says of its subject: type, mode, why, and the row."""

    event: str
    mode: str | None
    note: str
    row: str


class Judgement(NamedTuple):
    """A verdict in a sentence: the predicate, its subject, and what it says."""

    predicate: int
    subject: int
    verdict: Verdict


@cache
def verdicts() -> dict[tuple[str, str], Verdict]:
    """The verdicts by part of speech and lemma."""
    found: dict[tuple[str, str], Verdict] = {}
    for row in rows(package_path("lexicon", "judgements.tsv"), ("words", "pos", "event", "mode", "note")):
        cells = row.cells
        for word in cell_list(cells["words"]):
            found.setdefault(
                (cells["pos"], word.split()[0]),
                Verdict(cells["event"], cells["mode"] or None, cells["note"], row.where),
            )
    return found


@cache
def _words() -> frozenset[str]:
    return frozenset(word for _, word in verdicts())


def judgements(tree: Tree) -> list[Judgement]:
    """The verdicts that a sentence passes on the subjects of its clauses."""
    found: list[Judgement] = []
    known, words = verdicts(), _words()
    if words.isdisjoint(tree.lemmas):
        return found
    for token, lemma in enumerate(tree.lemmas):
        if lemma not in words:
            continue
        verdict = known.get((_part_of_speech(tree, token), lemma))
        if verdict is None or any(tree.lemma(kid) in NEGATIONS for kid in tree.kids[token]):
            continue
        subject = tree.child(tree.first_conjunct(token), "nsubj")
        if subject is not None and _predicated(tree, token):
            found.append(Judgement(token, subject, verdict))
    return found


def _part_of_speech(tree: Tree, token: int) -> str:
    if tree.sentence.tags[token] in ACTIVE:
        return "V"
    return "N" if tree.is_noun(token) else "A"


def _predicated(tree: Tree, token: int) -> bool:
    """Whether a word is what its clause says of its subject: under a copula, or a verb of the active voice."""
    if _part_of_speech(tree, token) == "V":
        return tree.is_verb(token) and tree.child(token, "obl") is None  # "the answer lies in talks"
    return tree.child(tree.first_conjunct(token), "cop") is not None
