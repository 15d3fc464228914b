"""What the encoder's act head adds to the frames, and where it is heard against them: the one arbiter.

The head gives each word the probability that it tells of an act, and of which type. It is heard in four cases, whose
least probabilities are the rows of `lexicon/arbiter.tsv`:

- *propose known*: no frame's conditions hold, but the word has rows of the type that the head sees: the row of which
  fewest conditions are unmet gives the slots;
- *propose new*: the word has no row of that type: `lexicon/default_frames.tsv` gives the slots by type and part of
  speech;
- *overrule*: a frame holds, but the head is sure of another type, of which the word has rows too;
- *doubt*: a frame holds, but the head sees next to no act in any of its words: no claim.

In all other cases the frame decides alone. A proposal stands only where the sides that its frame finds are those that
the head sees, and never at a word that only says who speaks ("said"): there the act is in what is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from dragoman.claims.frames import COLUMNS, NO_CLAIM, Frame, frame
from dragoman.claims.matching import Match, Matcher, readings, words_of
from dragoman.claims.tree import Tree
from dragoman.ontology.plover import TYPES
from dragoman.records import LearnedAct, Party
from dragoman.tables import package_path, rows

STRICT = True
SPEECH = {"VERB": "V", "NOUN": "N", "ADJ": "A", "PROPN": "N", "AUX": "V"}


class Case(NamedTuple):
    """A row of `arbiter.tsv`: the head is heard from this probability on (below it, for doubt)."""

    least: float
    row: str
    note: str


@cache
def cases() -> Mapping[str, Case]:
    """The cases by name. Raises BadTable where a cell is wrong."""
    table = rows(package_path("lexicon", "arbiter.tsv"), ("case", "probability", "note"))
    return {row.cells["case"]: Case(float(row.cells["probability"]), row.where, row.cells["note"]) for row in table}


@cache
def default_frames() -> Mapping[tuple[str, str], Frame]:
    """The frames of acts by type and part of speech. Raises BadTable for a row that breaks the lexicon's schema."""
    table = (frame(row, {}) for row in rows(package_path("lexicon", "default_frames.tsv"), COLUMNS))
    return {(one.event, one.pos): one for one in table}


def arbitrated(index: int, tree: Tree, found: Mapping[int, list[Match]], matcher: Matcher) -> dict[int, list[Match]]:
    """The matches of a sentence, with those that the head proposes or overrules."""
    heard = {act.word: act for act in tree.sentence.acts if act.types}
    made: dict[int, list[Match]] = {}
    for token, matches in found.items():
        other = _overruled(heard.get(token), matches[0], index, tree, matcher)
        made[token] = [other] if other is not None else matches
    covered = {token for matches in made.values() for match in matches for token in range(match.first, match.last)}
    for token, act in heard.items():
        if token not in covered and tree.sentence.upos[token] in SPEECH and not _only_says(tree, token):
            match = _proposed(act, index, tree, matcher)
            if match is not None:
                made[token] = [match]
    return made


def doubted(match: Match, tree: Tree) -> bool:
    """Whether the head sees next to no act in any word of a match."""
    if match.heard is not None:
        return False
    shares = (act.probability for act in tree.sentence.acts if match.first <= act.word < match.last)
    return max(shares, default=0.0) < cases()["doubt"].least


def sides_agree(match: Match, actors: Sequence[Party], recipients: Sequence[Party], tree: Tree) -> bool:
    """Whether the head sees the sides of a proposal too; the recipient only where the type has one."""
    if match.heard is None or match.heard[0] == "overrule":
        return True
    act = next(act for act in tree.sentence.acts if act.word == match.token)
    wanted = [("actor", actors)]
    if STRICT or TYPES[match.frame.event].needs_recipient:
        wanted.append(("recipient", recipients))
    least = cases()["side"].least
    return all(
        any(role == name and share >= least and _holds(parties, tree, word) for word, role, share in act.roles)
        for name, parties in wanted
    )


def _holds(parties: Sequence[Party], tree: Tree, word: int) -> bool:
    start = tree.sentence.starts[word]
    return any(one.start is not None and one.end is not None and one.start <= start < one.end for one in parties)


def _only_says(tree: Tree, token: int) -> bool:
    """Whether a word is the cue of an attribution."""
    voices = tree.sentence.layers.get("attribution")
    return voices is not None and str(voices[token]).endswith("cue")


def _overruled(act: LearnedAct | None, match: Match, index: int, tree: Tree, matcher: Matcher) -> Match | None:
    if act is None or match.frame.event == NO_CLAIM or match.frame.event == act.types[0][0]:
        return None
    event, share = act.types[0]
    if share < cases()["overrule"].least:
        return None
    return _nearest(event, share, "overrule", index, tree, match.token, matcher)


def _proposed(act: LearnedAct, index: int, tree: Tree, matcher: Matcher) -> Match | None:
    known, new = cases()["propose known"], cases()["propose new"]
    event, share = act.types[0]
    if share >= known.least:
        near = _nearest(event, share, "propose known", index, tree, act.word, matcher)
        if near is not None:
            return near
    pos = SPEECH[tree.sentence.upos[act.word]]
    usual = default_frames().get((event, pos))
    if share < new.least or usual is None:
        return None
    named = msgspec.structs.replace(usual, words=(tree.lemma(act.word),))
    reader = matcher.reader(tree, act.word, pos)
    return Match(act.word, act.word, act.word + 1, named, reader, heard=("propose new", share))


def _nearest(
    event: str, share: float, case: str, index: int, tree: Tree, token: int, matcher: Matcher
) -> Match | None:
    """The row of a type at a word of which fewest conditions are unmet."""
    near: list[tuple[int, int, Match]] = []
    for pos, lemma in readings(tree, token):
        reader = matcher.reader(tree, token, pos)
        for one in matcher.lexicon.lookup(pos, lemma):
            place = words_of(tree, token, one) if one.event == event and not one.also else None
            if place is not None:
                unmet = sum(not matcher.holds(index, tree, reader, need) for need in one.needs)
                match = Match(token, place[0], place[1], one, reader, heard=(case, share))
                near.append((unmet, len(near), match))
    return min(near, key=lambda each: each[:2])[2] if near else None
