"""A recipient that no slot of the frame holds stands deeper in what the act is done to, about, or with.

"Eased emergency measures in Montenegro", "rejected a call for troops by Senegal", "a blow to Iran": where neither the
frame nor the content names a recipient, the nearest party below the predicate's object, complement or prepositional
objects is taken. `lexicon/deeper.tsv` says for which types, through which prepositions, and whether a place may stand
for those who live there. How far down to look is a fact about trees and so no row.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from dragoman.claims.authors import is_party
from dragoman.claims.matching import Match
from dragoman.claims.roles import Scene, parties_at
from dragoman.claims.tree import Tree
from dragoman.records import Because, Party
from dragoman.tables import cell_list, package_path, rows

COLUMNS = ("event", "first", "through", "places", "note")
ORGANS = frozenset({"GOV", "MIL"})
ANSWERS = frozenset({"REJECT", "CONCEDE"})
TO_OWN = frozenset({"REQUEST", "ACCUSE"})
DEPTH = 4
TO_DO = "to do"
"""How rows name the "to" of an infinitive, beside that of a place or person."""
INWARD = frozenset({"obj", "iobj", "nsubj:pass", "xcomp", "ccomp", "obl", "obl:agent", "nmod", "nmod:poss", "amod"})
INWARD |= frozenset({"compound", "acl", "advcl", "nmod:desc", "appos", "conj"})
BACKGROUND = frozenset({"after", "before", "since", "during", "while", "when", "as", "until", "despite", "like", "if"})
BACKGROUND |= frozenset({"unless", "because", "although", "though", "following", "than", "without", "at"})


class Way(NamedTuple):
    """One row: the prepositions to follow first, those to follow at all, whether places count, and where it stands.

    `answers` is true for acts that answer others': the body before what is refused asked for it ("a UN appeal").
    """

    first: frozenset[str]
    through: frozenset[str]
    places: bool
    note: str
    row: str
    answers: bool = False


@cache
def ways() -> dict[str, Way]:
    """The rows by type."""
    return {
        row.cells["event"]: Way(
            frozenset(cell_list(row.cells["first"])),
            frozenset(cell_list(row.cells["through"])),
            row.cells["places"] == "yes",
            row.cells["note"],
            row.where,
        )
        for row in rows(package_path("lexicon", "deeper.tsv"), COLUMNS)
    }


class Acting:
    """The acting side, to tell whether another party is part of it.

    A state may ask or accuse its own organs; it does not hit, help or cut off itself.
    """

    def __init__(self, actors: tuple[Party, ...], event: str) -> None:
        self.names = {(party.name, party.country) for party in actors}
        self.starts = {party.start for party in actors if party.start is not None}
        self.states = {party.country for party in actors if party.country and party.sector in ORGANS}
        if event in TO_OWN:
            self.states = set()

    def is_own(self, party: Party) -> bool:
        """Whether a party is one of the actors, or an organ of the state that acts."""
        if (party.name, party.country) in self.names or (party.start is not None and party.start in self.starts):
            return True
        return party.country in self.states and party.sector in ORGANS


def recipients(
    event: str,
    match: Match,
    scene: Scene,
    actors: tuple[Party, ...],
) -> tuple[tuple[Party, ...], Because | None]:
    """The parties that stand deeper in the sentence on the acted-upon side, with the reason."""
    way = ways().get(event)
    if way is None:
        return (), None
    way = way._replace(answers=event in ANSWERS)
    acting = Acting(actors, event)
    level = list(_below(match.token, way, scene.tree, top=match))
    for _ in range(DEPTH):
        for preferred in (True, False):
            for token in level:
                if (scene.tree.case(token) in way.first) is not preferred or match.first <= token < match.last:
                    continue
                found = tuple(party for party in _parties(token, way, scene) if not acting.is_own(party))
                if event == "MOBILIZE":  # forces of no other state are those that are moved
                    found = tuple(party for party in found if party.sector != "MIL" or party.country)
                if found:
                    return found, Because(rule=way.note, row=way.row)
        level = [below for token in level for below in _below(token, way, scene.tree)]
    return (), None


def _parties(token: int, way: Way, scene: Scene) -> tuple[Party, ...]:
    tree, cast = scene.tree, scene.cast
    if tree.is_verb(token) and not tree.is_noun(token):
        return ()
    if tree.relation(token) in ("amod", "compound") and cast.kind(scene.sentence, token) != "state":
        asks = way.answers and tree.sentence.upos[token] == "PROPN"
        if not asks or cast.kind(scene.sentence, token) != "organisation":
            return ()
    if is_party(cast, scene.sentence, tree, token):
        return parties_at(token, scene)
    if way.places and cast.kind(scene.sentence, token) == "place":
        return tuple(party for party in cast.parties(scene.sentence, token) if party.country)
    return ()


def _below(token: int, way: Way, tree: Tree, top: Match | None = None) -> Iterator[int]:
    for kid in tree.kids[token]:
        relation = tree.relation(kid)
        if relation not in INWARD and not (relation == "nsubj" and tree.is_verb(token) and top is None):
            continue
        if relation == "conj" and top is not None:
            continue
        case = tree.case(kid) or tree.mark(kid)
        if case == "to" and tree.is_verb(kid):
            case = TO_DO
        if case in BACKGROUND or (case is not None and case not in way.through):
            continue
        yield kid
