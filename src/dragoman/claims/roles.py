"""Who acts and who is acted upon: the slots of a frame turned into parties."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.actors.cast import Cast
from dragoman.claims.authors import authors, is_party, names_somebody
from dragoman.claims.frames import Roles
from dragoman.claims.matching import Match
from dragoman.claims.nominals import Nominal
from dragoman.claims.slots import Predicate, nominal_parts, surface_subject
from dragoman.claims.tree import Tree
from dragoman.records import Because, Party

TARGETS = frozenset({"target", "subject", "victim", "object", "recipient", "beneficiary", "focus"})
OF_FORCES = frozenset({"CONCEDE", "RETREAT", "MOBILIZE"})
OWNERS = ("poss", "mod", "of", "for", "in", "at")
NAMING_MEMBERS = frozenset({"such as", "include", "including", "like"})
HAS_THINGS = frozenset({"PROTEST", "ASSAULT", "COERCE", "AID", "SANCTION", "RETREAT", "THREATEN"})


class Sides(NamedTuple):
    """The parties of a claim and, by field, the slot from which they come.

    `lent` says that the recipients stand in the content's clause, whose own frame may know them better.
    """

    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    because: dict[str, Because]
    lent: bool = False


class Scene(NamedTuple):
    """Where parties are read: a sentence of a report, its tree, the report's cast, who speaks its words, the text."""

    sentence: int
    tree: Tree
    cast: Cast
    speaker: Party | None
    text: str


def sides(match: Match, scene: Scene) -> Sides:
    """The actors and recipients of a match; a party stands on one side only, the actor's."""
    actors, actor_slot = _side(match.frame.actor, match, scene, things=False)
    if not actors:
        actors, actor_slot = _authors(match, scene)
    recipients, recipient_slot = _side(match.frame.recipient, match, scene, match.frame.event in HAS_THINGS)
    if not recipients:
        recipients, recipient_slot = _lent(match, scene), "light"
    seen = {_key(party) for party in actors}
    recipients = tuple(party for party in recipients if _key(party) not in seen)
    if match.frame.event in OF_FORCES:  # "withdrew its troops": the troops are what moves, not whom it is done to
        states = {party.country for party in actors if party.country}
        recipients = tuple(party for party in recipients if party.sector != "MIL" or party.country not in states)
    because: dict[str, Because] = {}
    if actors:
        because["actors"] = Because(rule=f"the frame's actor stands in slot {actor_slot}", row=match.frame.row)
    if recipients:
        because["recipients"] = Because(
            rule=f"the frame's recipient stands in slot {recipient_slot}", row=match.frame.row
        )
    return Sides(actors, recipients, because, recipient_slot.startswith(("xcomp.", "ccomp.")))


def _side(alternatives: Roles, match: Match, scene: Scene, things: bool) -> tuple[tuple[Party, ...], str]:
    """The parties of the first alternative that yields any; things with an owner count only where `things` says so."""
    for slots in alternatives:
        parties: list[Party] = []
        for slot in slots:
            for token in match.reader.fill(slot):
                if match.first <= token < match.last and slot != "mod":
                    continue
                quality = slot.endswith("mod") or scene.tree.relation(token) == "amod"
                if quality and not names_somebody(scene.cast, scene.sentence, scene.tree, token):
                    continue
                parties.extend(parties_at(token, scene, things and slot != "mod"))
        if parties:
            return _distinct(parties), "+".join(slots)
    return (), ""


def _authors(match: Match, scene: Scene) -> tuple[tuple[Party, ...], str]:
    """Who stands behind a thing that acts: "Israeli tanks fired", "an order by the admiral directing the units",
    "he posted a message blaming Iran"."""
    slots = [slot for alternative in match.frame.actor for slot in alternative]
    if match.frame.pos == "V":
        slots = ["subj", *(slots or ["in"])]
    for slot in dict.fromkeys(slots):
        for token in match.reader.fill(slot):
            if match.first <= token < match.last or not scene.tree.is_noun(token):
                continue
            if slot == "subj" and scene.cast.kind(scene.sentence, token) == "organisation":
                return scene.cast.parties(scene.sentence, token), "subj"  # "the air force" acts itself
            if slot == "in" and scene.cast.kind(scene.sentence, token) == "place":
                continue  # "in the province of X" is where, not who
            found = author(token, scene)
            if found:
                return found, f"{slot}, by the one behind it"
    return (), ""


def struck(match: Match, scene: Scene) -> tuple[Party, ...]:
    """What is hit or seized where no owner of it is known: the thing itself, by its words ("stormed a dormitory")."""
    tree, cast = scene.tree, scene.cast
    for slots in match.frame.recipient:
        for slot in slots:
            for token in match.reader.fill(slot):
                if tree.is_noun(token) and not match.first <= token < match.last and not slot.endswith(("mod", "any")):
                    return cast.parties(scene.sentence, token)
    return ()


def _target(noun: int, scene: Scene) -> tuple[Party, ...]:
    """ "The airline was the subject of American sanctions", "the town was the target of an attack"."""
    tree = scene.tree
    head = tree.sentence.heads[noun]
    if head < 0 or tree.case(noun) != "of" or tree.lemma(head) not in TARGETS or tree.child(head, "cop") is None:
        return ()
    return tuple(party for token in surface_subject(tree, head) for party in parties_at(token, scene, things=True))


def author(noun: int, scene: Scene) -> tuple[Party, ...]:
    """The parties behind a thing."""
    tokens = authors(scene.cast, scene.sentence, scene.tree, noun)
    return tuple(party for token in tokens for party in parties_at(token, scene))


def _lent(match: Match, scene: Scene) -> tuple[Party, ...]:
    """The recipient that a light verb lends its noun ("the town suffered shelling", "faced criticism")."""
    if not isinstance(match.reader, Nominal):
        return ()
    if match.reader.carrier is None:
        return _target(match.token, scene)
    carrier = match.reader.carrier
    for slot in carrier.light.recipient.split("/"):
        found = Predicate(scene.tree, carrier.token).fill(slot) if slot else ()
        parties = [p for token in found if token != match.token for p in parties_at(token, scene, True)]
        if parties:
            return _distinct(parties)
    return ()


def parties_at(token: int, scene: Scene, things: bool = False) -> tuple[Party, ...]:
    """The parties at a filler; of a clause ("for X to leave") its subject; of a thing the one who owns it."""
    tree = scene.tree
    if tree.is_verb(token) and not tree.is_noun(token):
        subjects = surface_subject(tree, token) or Predicate(tree, token).fill("subj")
        return tuple(p for subject in subjects if subject != token for p in parties_at(subject, scene, things))
    if is_party(scene.cast, scene.sentence, tree, token):
        found = scene.cast.fullest(scene.sentence, token, scene.speaker)
        named = any(party.country and not scene.cast.is_guessed(party) for party in found)
        return found if named else _members(token, scene) or found
    return _owned(token, scene) if things else ()


def _members(token: int, scene: Scene) -> tuple[Party, ...]:
    """Those whom a group of no country is said to hold: "allies such as Boria and Cadria"."""
    tree = scene.tree
    named = [kid for kid in tree.children(token, "nmod", "obl") if kid > token and tree.case(kid) in NAMING_MEMBERS]
    return tuple(party for kid in named for party in scene.cast.parties(scene.sentence, kid) if party.country)


def _owned(token: int, scene: Scene) -> tuple[Party, ...]:
    """A thing or place that is hit, seized or helped stands for its owner ("Syrian air defences")."""
    cast, index, tree = scene.cast, scene.sentence, scene.tree
    if not tree.is_noun(token):
        return ()
    if cast.kind(index, token) == "place":
        return tuple(party for party in cast.parties(index, token) if party.country)
    for part in OWNERS:
        for owner in nominal_parts(tree, token, part):
            if cast.is_party(index, owner) or cast.kind(index, owner) == "place":
                found = cast.parties(index, owner, scene.speaker)
                if found:
                    return (_thing(token, scene, found[0]),)
    return ()


def _thing(token: int, scene: Scene, owner: Party) -> Party:
    first, last = scene.cast.mention(scene.sentence, token)
    sentence = scene.tree.sentence
    start, end = sentence.starts[first], sentence.ends[last - 1]
    return Party(scene.text[start:end], start, end, owner.name, owner.country, owner.sector)


def _key(party: Party) -> tuple[str | None, str | None]:
    return party.name, party.country


def _distinct(parties: list[Party]) -> tuple[Party, ...]:
    """Each party once, at its first mention ("Boria ... its" is one), in the text's order."""
    kept: dict[tuple[str | None, str | None], Party] = {}
    for party in sorted(parties, key=lambda one: (one.start is None, one.start or 0)):
        kept.setdefault(_key(party), party)
    return tuple(kept.values())
