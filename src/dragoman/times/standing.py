"""Claims that no time expression dates: is the act the report's news, or background without a date?"""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.records import Report
from dragoman.times.clauses import Clauses
from dragoman.times.governing import outermost

Uses = Mapping[str, frozenset[str]]


def undated(clauses: Clauses, token: int, report: Report, is_noun: bool, uses: Uses) -> str | None:
    """Why an act without a time of its own is background and bears no date, or None where it is the report's news."""
    if is_noun and not clauses.is_predicate(token):
        return _noun(clauses, token, uses)
    return None if in_headline(clauses, report) else _verb(clauses, token, uses)


def in_headline(clauses: Clauses, report: Report) -> bool:
    """Whether the sentence lies in the report's headline."""
    headline = report.headline
    return headline is not None and headline.start <= clauses.sentence.start < headline.end


def _verb(clauses: Clauses, token: int, uses: Uses) -> str | None:
    tense, is_standing = clauses.tense(token), clauses.lemma(token) in uses["standing"]
    if is_standing and tense == "pluperfect":
        return "a standing state told in the pluperfect, without a date"
    if clauses.sentence.relations[token] == "acl:relcl" and tense == "past":
        return "background: told in a relative clause, without a date"
    if clauses.relation(token) == "acl" and clauses.sentence.tags[token] == "VBN":
        return "background: a participle beside its noun, without a date"
    if is_standing and tense == "present" and not _first_person(clauses, token):
        return "a standing state in the present tense"
    return None


def _first_person(clauses: Clauses, token: int) -> bool:
    subjects = [child for child in clauses.kids[token] if clauses.relation(child) == "nsubj"]
    return any(clauses.lemma(child) in ("i", "we") for child in subjects)


def _noun(clauses: Clauses, token: int, uses: Uses) -> str | None:
    """Whether a noun presupposes its act: a lasting one unless its clause tells that it begins, ends or is made."""
    if clauses.lemma(token) not in uses["standing_noun"]:
        return None
    top = outermost(clauses, token)
    head = clauses.sentence.heads[top]
    is_told = head >= 0 and clauses.relation(top) in ("nsubj", "obj") and clauses.lemma(head) in uses["happening"]
    if is_told and clauses.tense(head) in ("past", "perfect") and clauses.lemma(head) not in ("be", "have"):
        return None
    return "background: the noun presupposes a lasting act, without a date"
