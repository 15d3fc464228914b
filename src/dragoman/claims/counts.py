"""Numbers of an act: dead, injured, arrested, displaced, missing, participants, casualties, as ranges.

What is counted is a row of `lexicon/counted.tsv`: the verb or adjective that says it, or the noun that carries it. "At
least 12" is [12, null], "up to 40" [null, 40], "five or six" [5, 6], "dozens" [24, null].
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.claims.slots import Predicate
from dragoman.claims.tree import Tree
from dragoman.tables import cell_list, package_path, rows

Range = tuple[int | None, int | None]
COLUMNS = ("what", "pos", "words", "slot", "note")
NUMERAL = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
SMALL = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
VAGUE: dict[str, Range] = {
    "dozens": (24, None),
    "scores": (40, None),
    "hundreds": (200, None),
    "thousands": (2_000, None),
    "several": (3, None),
    "dozen": (12, 12),
}
AT_LEAST = ("at least", "more than", "over", "no fewer than", "upwards of")
AT_MOST = ("up to", "at most", "fewer than", "less than", "as many as", "no more than")


@cache
def _table() -> dict[tuple[str, str], tuple[str, str]]:
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for row in rows(package_path("lexicon", "counted.tsv"), COLUMNS):
        for word in cell_list(row.cells["words"]):
            found[row.cells["pos"], word] = row.cells["what"], row.cells["slot"]
    return found


def number(words: list[str]) -> int | None:
    """The number that words spell: "twenty one", "2,300", "3 million"; None where there is none."""
    total, current, seen = 0, 0, False
    for word in words:
        word = word.lower()
        if NUMERAL.fullmatch(word):
            current, seen = current + int(word.replace(",", "")), True
        elif word in SMALL:
            current, seen = current + SMALL[word], True
        elif word in SCALES:
            total, current, seen = total + max(current, 1) * SCALES[word], 0, True
        elif word not in ("-", "and"):
            return None
    return total + current if seen else None


def quantity(tree: Tree, token: int) -> Range | None:
    """The number of a noun phrase, as a range."""
    sentence = tree.sentence
    own = sentence.words[token].lower()
    if own in VAGUE:
        return VAGUE[own]
    numerals = list(tree.children(token, "nummod"))
    if not numerals:
        if sentence.tags[token] == "CD":
            numerals = [token]
        else:
            vague = [VAGUE[w] for k in tree.kids[token] if (w := sentence.words[k].lower()) in VAGUE]
            return vague[0] if vague else None
    first, last = tree.span(numerals[0]) if numerals[0] != token else (token, token + 1)
    inside = [k for k in range(first, last) if sentence.tags[k] == "CD" or sentence.words[k] == "-"]
    value = number([sentence.words[k] for k in inside]) if inside else None
    if value is None:
        return None
    before = " ".join(word.lower() for word in sentence.words[max(0, inside[0] - 3) : inside[0]])
    if before.endswith(AT_LEAST):
        return (value, None)
    if before.endswith(AT_MOST):
        return (None, value)
    return (value, value)


def counts(tree: Tree, token: int) -> dict[str, Range]:
    """The counts that stand at an act: of its own predicate and of the clauses beside and below it."""
    found: dict[str, Range] = {}
    counted: set[int] = set()
    table = _table()
    near = (token, *_clauses(tree, token))
    for predicate in near:
        what = table.get(("V" if tree.is_verb(predicate) else "A", tree.lemma(predicate)))
        for filler in Predicate(tree, predicate).fill(what[1] or "obj") if what else ():
            amount = quantity(tree, filler)
            counted.add(filler)
            if what and amount:
                found.setdefault(what[0], amount)
    for predicate in near:
        for kid in tree.kids[predicate]:
            noun = table.get(("N", tree.lemma(kid)))
            if noun and kid not in counted and tree.is_noun(kid):
                amount = quantity(tree, kid)
                if amount:
                    found.setdefault(noun[0], amount)
    return found


def _clauses(tree: Tree, token: int) -> list[int]:
    near = list(tree.children(token, "conj", "advcl", "acl", "acl:relcl", "xcomp", "parataxis"))
    head = tree.sentence.heads[token]
    if head >= 0 and tree.relation(token) in ("nsubj", "obl", "conj", "advcl", "obj", "nmod"):
        near.append(head)
    return near
