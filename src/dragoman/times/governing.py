"""Which words' times are a claim's: the act itself, its noun phrase, its clause, and clauses that share their time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dragoman.tables import cell_list, package_path, rows
from dragoman.times.clauses import Clauses

SIMULTANEOUS = frozenset({"as", "while", "when"})
INDEFINITE = frozenset({"a", "an", "another", "some", "several", "more", "no"})


class Target(NamedTuple):
    """A word whose time dates the act, and why. `adjuncts`: only adjuncts count; `bound`: that of its clause."""

    token: int
    rule: str
    adjuncts: bool = False
    bound: str | None = None


@lru_cache(maxsize=1)
def uses() -> dict[str, frozenset[str]]:
    """Words by what they mean for dating, as `dating_verbs.tsv` describes."""
    table = package_path("lexicon", "times", "dating_verbs.tsv")
    return {row.cells["use"]: frozenset(cell_list(row.cells["lemmas"])) for row in rows(table, ("use", "lemmas"))}


def targets(clauses: Clauses, anchor: int, is_noun: bool) -> Iterator[Target]:
    """The words whose times date the act, nearest first."""
    yield Target(anchor, "the time stands with the act itself")
    if is_noun and not clauses.is_predicate(anchor):
        yield from _noun_phrase(clauses, anchor)
        verb = sharing_verb(clauses, anchor)
        if verb is None:
            return
        yield Target(verb, "the time stands with the verb by which the noun happens", adjuncts=True)
        yield from _clause(clauses, verb)
        yield from _shared_clauses(clauses, verb)
        return
    yield from _clause(clauses, anchor)
    yield from _shared_clauses(clauses, anchor)


def _noun_phrase(clauses: Clauses, noun: int) -> Iterator[Target]:
    for child in clauses.kids[noun]:
        if clauses.relation(child) in ("nmod", "compound", "amod"):
            yield Target(child, "the time stands in the noun phrase")
        elif clauses.relation(child) == "acl" and clauses.lemma(child) in uses()["happening"] | uses()["issuing"]:
            yield Target(child, "the time stands in the noun's own clause")


def _clause(clauses: Clauses, verb: int) -> Iterator[Target]:
    """Places of a clause where its time may stand although it is the whole clause's."""
    for child in clauses.kids[verb]:
        relation = clauses.relation(child)
        if relation in ("obj", "obl", "xcomp") and "accord" not in _cases(clauses, child):
            # "At Monday's talks" dates what is done at them; "condemned Monday's raid" does not date the condemning.
            held_at = relation == "obl" and bool({"in", "at", "during"} & set(_cases(clauses, child)))
            yield Target(child, "the time stands in the act's clause", adjuncts=not held_at)
            for deeper in clauses.kids[child]:
                if clauses.relation(deeper) == "acl" and clauses.lemma(deeper) in uses()["issuing"]:
                    yield Target(deeper, "the time stands with the statement", adjuncts=True)
        elif relation == "advcl":
            yield from _adverbial(clauses, child)


def _adverbial(clauses: Clauses, child: int) -> Iterator[Target]:
    marks = clauses.marks(child)
    if "since" in marks:
        yield Target(child, "the clause since which the act lasts is dated", adjuncts=True, bound="from")
    elif SIMULTANEOUS & set(marks):
        yield Target(child, "the time stands in a clause of the same time", adjuncts=True)
    elif clauses.tense(child) == "bare" and clauses.lemma(child) in uses()["issuing"]:
        yield Target(child, "the time stands with the speaking", adjuncts=True)


def _cases(clauses: Clauses, token: int) -> list[str]:
    return [clauses.lemma(child) for child in clauses.kids[token] if clauses.relation(child) == "case"]


def sharing_verb(clauses: Clauses, noun: int) -> int | None:
    """The predicate whose time a noun shares: by which it happens, or of which it is an indefinite part."""
    token = outermost(clauses, noun)
    head = clauses.sentence.heads[token]
    if head < 0:
        return None
    slot = clauses.relation(token)
    if slot in ("nsubj", "obj") and clauses.lemma(head) in uses()["happening"]:
        return head
    if slot in ("nsubj", "obj", "obl", "nmod") and is_indefinite(clauses, noun):
        return clauses.predicate(head)
    return None


def outermost(clauses: Clauses, noun: int) -> int:
    """The noun's coordination, or the quantity that it is counted by ("a series of attacks")."""
    token = noun
    for _ in range(len(clauses.sentence)):
        head = clauses.sentence.heads[token]
        if head < 0 or clauses.is_predicate(token):
            return token
        counted = clauses.relation(token) == "nmod" and clauses.lemma(head) in uses()["quantity"]
        if not counted and clauses.relation(token) not in ("conj", "appos"):
            return token
        token = head
    return token


def is_indefinite(clauses: Clauses, noun: int) -> bool:
    """Whether a noun brings something new: "a raid", "raids", not "the raid", "their raid", "Monday's raid"."""
    for child in clauses.kids[noun]:
        if clauses.relation(child) == "det":
            return clauses.lemma(child) in INDEFINITE
        if clauses.sentence.relations[child] == "nmod:poss":
            return False
    return True


def _shared_clauses(clauses: Clauses, token: int) -> Iterator[Target]:
    """Predicates above whose time the act's clause shares: of which it is complement, participle or later conjunct."""
    for _ in range(len(clauses.sentence)):
        head = clauses.sentence.heads[token]
        if head < 0 or not _shares(clauses, token, head):
            return
        if clauses.relation(token) == "acl":
            head = clauses.predicate(head)
            if head == token:
                return
        if not clauses.is_predicate(head):
            return
        yield Target(head, "the time stands with the clause that the act's clause belongs to", adjuncts=True)
        yield from _clause(clauses, head)
        token = head


def _shares(clauses: Clauses, token: int, head: int) -> bool:
    relation, full = clauses.relation(token), clauses.sentence.relations[token]
    is_reported = relation == "ccomp" or (relation == "parataxis" and clauses.lemma(head) in uses()["reporting"])
    if is_reported:
        return not tells_of_earlier(clauses, token)
    if relation == "advcl":
        return (
            clauses.tense(token) == "bare" or not clauses.marks(token) or bool(SIMULTANEOUS & set(clauses.marks(token)))
        )
    if relation == "acl":
        return full == "acl" and clauses.sentence.tags[token] == "VBG"
    return relation in ("xcomp", "conj")


def tells_of_earlier(clauses: Clauses, token: int) -> bool:
    """Whether reported content lies before its telling; "was ready" told in the past is of the telling's time."""
    if clauses.sentence.tags[token].startswith("VB"):
        return clauses.tense(token) in ("past", "pluperfect", "perfect")
    return clauses.tense(token) == "pluperfect"
