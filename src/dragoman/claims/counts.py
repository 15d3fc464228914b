"""Numbers of an act: dead, injured, arrested, displaced, missing, participants, casualties, as ranges with their words.

What is counted is a row of `lexicon/counted.tsv`: the verb or adjective that says it, or the noun that carries it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dragoman.claims.quantities import Range, find, says_number
from dragoman.claims.slots import Predicate
from dragoman.claims.tree import Tree
from dragoman.records import Because, Span
from dragoman.tables import cell_list, package_path, rows

COLUMNS = ("what", "pos", "words", "slot", "note")
BEHIND = 4
"""How many words after a noun its number may go on: "tens of thousands"."""
CLOSING = frozenset({"CC", ",", ".", "IN"})
"""Tags that show that no noun follows a number."""


class Counted(NamedTuple):
    """A number of an act: its range, its first token and one past the last, and the row that says what it counts."""

    range: Range
    first: int
    last: int
    row: str


class _Row(NamedTuple):
    what: str
    slot: str
    row: str


@cache
def _table() -> dict[tuple[str, str], _Row]:
    found: dict[tuple[str, str], _Row] = {}
    for row in rows(package_path("lexicon", "counted.tsv"), COLUMNS):
        for word in cell_list(row.cells["words"]):
            found[row.cells["pos"], word] = _Row(row.cells["what"], row.cells["slot"], row.where)
    return found


def quantity(tree: Tree, token: int, row: str = "") -> Counted | None:
    """The number of a noun phrase, by the words before its head, and after it where the head itself is a number."""
    sentence = tree.sentence
    first, _ = tree.span(token)
    while first < token and tree.is_verb(first):
        first += 1
    while first > 0 and says_number(sentence.words[first - 1]):
        first -= 1
    read = find(sentence.words[first : token + 1 + BEHIND], token - first)
    return Counted(read.range, first + read.first, first + read.last, row) if read else None


def counts(tree: Tree, token: int) -> dict[str, Counted]:
    """The counts that stand at an act: of its own predicate and of the clauses beside and below it."""
    found: dict[str, Counted] = {}
    counted: set[int] = set()
    table = _table()
    near = (token, *_clauses(tree, token))
    for predicate in near:
        what = table.get(("V" if tree.is_verb(predicate) else "A", tree.lemma(predicate)))
        for filler in Predicate(tree, predicate).fill(what.slot or "obj") if what else ():
            amount = _bare(tree, predicate, what.row if what else "") or quantity(
                tree, filler, what.row if what else ""
            )
            if what and amount and not any(_overlap(amount, other) for other in found.values()):
                counted.add(filler)
                found.setdefault(what.what, amount)
    for predicate in near:
        for kid in tree.kids[predicate]:
            noun = table.get(("N", tree.lemma(kid)))
            if noun and kid not in counted and tree.is_noun(kid):
                amount = quantity(tree, kid, noun.row)
                if amount:
                    found.setdefault(noun.what, amount)
    return found


def _bare(tree: Tree, verb: int, row: str) -> Counted | None:
    """A number right after its verb without a noun: "killed 12 and wounded 30 people"."""
    sentence = tree.sentence
    if tree.is_passive(verb) or not tree.is_verb(verb):
        return None
    behind = sentence.words[verb + 1 : verb + 2 + BEHIND]
    read = next((one for latest in range(len(behind)) if (one := find(behind, latest)) is not None), None)
    if read is None or read.first != 0 or verb + 1 + read.last >= len(sentence):
        return None
    closes = sentence.tags[verb + 1 + read.last] in CLOSING
    return Counted(read.range, verb + 1, verb + 1 + read.last, row) if closes else None


def _overlap(one: Counted, other: Counted) -> bool:
    """Whether one number is counted twice: "killed 12 and wounded 30"."""
    return one.first < other.last and other.first < one.last


def reasons(tree: Tree, text: str, found: Mapping[str, Counted]) -> dict[str, Because]:
    """Why each count holds its value, by `counts.WHAT`: the row, and the words."""
    sentence = tree.sentence
    made: dict[str, Because] = {}
    for what, one in found.items():
        start, end = sentence.starts[one.first], sentence.ends[one.last - 1]
        made[f"counts.{what}"] = Because(
            rule=f"“{text[start:end]}” counts {what}", row=one.row or None, span=Span(text[start:end], start, end)
        )
    return made


def _clauses(tree: Tree, token: int) -> list[int]:
    near = list(tree.children(token, "conj", "advcl", "acl", "acl:relcl", "xcomp", "parataxis"))
    head = tree.sentence.heads[token]
    if head >= 0 and tree.relation(token) in ("nsubj", "obl", "conj", "advcl", "obj", "nmod"):
        near.append(head)
    return near
