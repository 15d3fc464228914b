"""Third parties of an act, by rows of `lexicon/third_roles.tsv`: mediator, host, on whose side, by whose proxy.

They are optional data beside the sides: whoever is a side already is not a third. That "Iran-backed" names the backer
before a hyphen, and "backed by Iran" behind "by", is syntax and no row.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import msgspec

from dragoman.claims.roles import Scene, parties_at
from dragoman.claims.slots import Predicate
from dragoman.claims.tree import Tree
from dragoman.records import Because, Claim, Party
from dragoman.tables import cell_list, package_path, rows

COLUMNS = ("role", "shape", "words", "note")
BESIDE = frozenset({"mediator", "host"})
"""Roles that take a party which the frame took for a recipient: "agreed to a truce mediated by Egypt"."""
REACH = 8
"""How many words after a phrase its name may end."""


class Row(NamedTuple):
    """One row: the role, how its words stand, and where the row is."""

    role: str
    shape: str
    row: str


@cache
def _words() -> dict[str, Row]:
    """The participles of `by` and `backed` rows."""
    return {word: row for row, words in _table() if row.shape != "phrase" for word in words}


@cache
def _table() -> tuple[tuple[Row, tuple[str, ...]], ...]:
    return tuple(
        (Row(r.cells["role"], r.cells["shape"], r.where), cell_list(r.cells["words"]))
        for r in rows(package_path("lexicon", "third_roles.tsv"), COLUMNS)
    )


@cache
def _phrases() -> tuple[tuple[tuple[str, ...], Row], ...]:
    found = [(tuple(phrase.split()), row) for row, words in _table() if row.shape == "phrase" for phrase in words]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


@cache
def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], Row]]]:
    """The phrases by their first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
    for phrase, row in _phrases():
        found.setdefault(phrase[0], []).append((phrase, row))
    return found


def with_thirds(claim: Claim, token: int, scene: Scene) -> Claim:
    """The claim with the parties that mediate, host or stand behind a side; such a one is no recipient."""
    found, why = thirds(claim, token, scene)
    if not found:
        return claim
    beside = {(p.name, p.country) for role, parties in found.items() if role in BESIDE for p in parties}
    recipients = tuple(party for party in claim.recipients if (party.name, party.country) not in beside)
    because = dict(claim.because) if isinstance(claim.because, dict) else {}
    return msgspec.structs.replace(claim, third=found, recipients=recipients, because={**because, **why})


def thirds(claim: Claim, token: int, scene: Scene) -> tuple[dict[str, tuple[Party, ...]], dict[str, Because]]:
    """The third parties of a claim by role, and why, by `third.ROLE`."""
    tree = scene.tree
    first, last = tree.span(tree.clause_head(token))
    sides = {(party.name, party.country) for party in (*claim.actors, *claim.recipients)}
    lent = {(party.name, party.country) for party in claim.recipients}
    found: dict[str, list[Party]] = {}
    because: dict[str, Because] = {}
    for row, party in (*_participles(tree, first, last, claim, scene), *_named(tree, first, last, scene)):
        key = party.name, party.country
        if (key in sides and not (row.role in BESIDE and key in lent)) or party in found.get(row.role, ()):
            continue
        found.setdefault(row.role, []).append(party)
        because[f"third.{row.role}"] = Because(rule=f"named as {row.role} of the act", row=row.row)
    return {role: tuple(parties) for role, parties in found.items()}, because


def _participles(tree: Tree, first: int, last: int, claim: Claim, scene: Scene) -> Iterator[tuple[Row, Party]]:
    for token in range(first, last):
        row = _words().get(tree.words[token])
        if row is None or tree.sentence.tags[token] not in ("VBN", "VBD", "JJ"):
            continue
        if row.shape == "backed" and not _at_a_side(tree, token, claim):
            continue
        for name in _by(tree, token):
            yield from ((row, party) for party in parties_at(name, scene)[:1])


def _by(tree: Tree, participle: int) -> tuple[int, ...]:
    """Who is named by a participle: before its hyphen, or after "by"."""
    words = tree.sentence.words
    if participle >= 2 and words[participle - 1] in ("-", "–"):
        return (participle - 2,)
    agents = tuple(tree.children(participle, "obl:agent"))
    agents = agents or tuple(t for t in tree.children(participle, "obl", "nmod") if tree.case(t) == "by")
    agents = agents or (Predicate(tree, participle).fill("subj") if tree.is_passive(participle) else ())
    return tuple(one for agent in agents for one in (agent, *tree.children(agent, "conj")))


def _at_a_side(tree: Tree, participle: int, claim: Claim) -> bool:
    """Whether a participle stands at a party of the claim."""
    start, sentence = tree.sentence.starts, tree.sentence
    head = sentence.heads[participle]
    near = {start[participle], start[head]} if head >= 0 else {start[participle]}
    return any(
        party.start is not None and party.end is not None and any(party.start <= place < party.end for place in near)
        for party in (*claim.actors, *claim.recipients)
    )


def _named(tree: Tree, first: int, last: int, scene: Scene) -> Iterator[tuple[Row, Party]]:
    words = tuple(tree.words)
    starting = _by_first_word()
    for at in range(first, last):
        for phrase, row in starting.get(words[at], ()):
            if words[at : at + len(phrase)] == phrase:
                after = at + len(phrase)
                for token in range(after, min(last, after + REACH)):
                    parties = (
                        parties_at(token, scene) if tree.is_noun(token) and tree.sentence.heads[token] < after else ()
                    )
                    if parties:
                        yield from ((row, party) for party in parties[:1])
                        break
                break
