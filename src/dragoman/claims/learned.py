"""What the encoder's act head adds to the frames, and where it is heard against them: the one arbiter.

The head gives each word the probability that it tells of an act, of which type, and who stands on which side. It is
heard in three cases, whose least probabilities are the rows of `lexicon/arbiter.tsv`:

- *propose*: no frame matches the word: `lexicon/default_frames.tsv` gives the slots by type and part of speech;
- *doubt*: a frame holds, but the head sees next to no act in any of its words: no claim;
- *fill*: a claim has no recipient, and the head sees one among the parties of its sentence.

In all other cases the frame decides alone. A proposal stands only where the actor that its frame finds is the one that
the head sees (*side*), and never at a word that only says who speaks ("said"): there the act is in what is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from dragoman.claims.deeper import Acting
from dragoman.claims.frames import COLUMNS, Frame, frame
from dragoman.claims.matching import Match, Matcher
from dragoman.claims.roles import Scene, parties_at
from dragoman.claims.tree import Tree
from dragoman.ontology.plover import TYPES
from dragoman.records import Because, Claim, LearnedAct, Party
from dragoman.tables import cell_list, package_path, rows

MODEL = "act head"
SPEECH = {"VERB": "V", "NOUN": "N", "ADJ": "A", "PROPN": "N", "AUX": "V"}


class Case(NamedTuple):
    """A row of `arbiter.tsv`: the head is heard from this probability on (below it, for doubt)."""

    least: float
    row: str
    note: str
    types: frozenset[str]

    def hears(self, event: str, share: float) -> bool:
        """Whether the head is heard for a type with this probability."""
        return share >= self.least and (not self.types or event in self.types)


@cache
def cases() -> Mapping[str, Case]:
    """The cases by name. Raises BadTable where a cell is wrong."""
    table = rows(package_path("lexicon", "arbiter.tsv"), ("case", "probability", "types", "note"))
    return {
        row.cells["case"]: Case(
            float(row.cells["probability"]), row.where, row.cells["note"], frozenset(cell_list(row.cells["types"]))
        )
        for row in table
    }


@cache
def default_frames() -> Mapping[tuple[str, str], Frame]:
    """The frames of acts by type and part of speech. Raises BadTable for a row that breaks the lexicon's schema."""
    table = (frame(row, {}) for row in rows(package_path("lexicon", "default_frames.tsv"), COLUMNS))
    return {(one.event, one.pos): one for one in table}


def arbitrated(tree: Tree, found: dict[int, list[Match]], matcher: Matcher) -> dict[int, list[Match]]:
    """The matches of a sentence, with those that the head proposes."""
    propose = cases()["propose"]
    sure = [act for act in tree.sentence.acts if act.types and propose.hears(*act.types[0])]
    if not sure:
        return found
    made = dict(found)
    covered = {token for matches in made.values() for match in matches for token in range(match.first, match.last)}
    for act in sure:
        if act.word not in covered and tree.sentence.upos[act.word] in SPEECH and not _only_says(tree, act.word):
            match = _proposed(act, tree, matcher)
            if match is not None:
                made[act.word] = [match]
    return made


def doubted(match: Match, tree: Tree) -> bool:
    """Whether the head sees next to no act in any word of a match."""
    if match.heard is not None:
        return False
    shares = (act.probability for act in tree.sentence.acts if match.first <= act.word < match.last)
    return max(shares, default=0.0) < cases()["doubt"].least


def sides_agree(match: Match, actors: Sequence[Party], recipients: Sequence[Party], tree: Tree) -> bool:
    """Whether the head sees the sides of a proposal too; the recipient only where the type has one."""
    if match.heard is None:
        return True
    act = next(act for act in tree.sentence.acts if act.word == match.token)
    wanted = [("actor", actors)]
    if TYPES[match.frame.event].needs_recipient:
        wanted.append(("recipient", recipients))
    least = cases()["side"].least
    return all(
        any(role == name and share >= least and _holds(parties, tree, word) for word, role, share in act.roles)
        for name, parties in wanted
    )


def with_recipient(claim: Claim, token: int, scene: Scene) -> Claim:
    """The claim with the recipient that the head sees, if no rule found one; `token` is its word."""
    act = next((act for act in scene.tree.sentence.acts if act.word == token), None)
    if claim.recipients or act is None:
        return claim
    fill, acting = cases()["fill"], Acting((*claim.actors, *_thirds(claim)), claim.event)
    seen = [(share, word) for word, role, share in act.roles if role == "recipient" and fill.hears(claim.event, share)]
    for share, word in sorted(seen, reverse=True):
        found = tuple(party for party in parties_at(word, scene) if not acting.is_own(party))
        if found:
            because = dict(claim.because) if isinstance(claim.because, dict) else {}
            because["recipients"] = Because(rule=fill.note, row=fill.row, model=MODEL, probability=share)
            return msgspec.structs.replace(claim, recipients=found, because=because)
    return claim


def evidence(claim: Claim, first: int, last: int, tree: Tree) -> dict[str, float]:
    """What the head says of a claim anchored on the words from `first` to before `last`, by name, for its confidence.

    The probability of an act and that of its type, and of the sides the likeliest word's on the same side.
    """
    acts = [act for act in tree.sentence.acts if first <= act.word < last]
    act = max(acts, key=lambda one: one.probability, default=None)
    if act is None:
        return {"act head": 0.0, "act head on type": 0.0, "act head on actors": 0.0, "act head on recipients": 0.0}

    def seen(role: str, parties: Sequence[Party]) -> float:
        return max((sure for word, own, sure in act.roles if own == role and _holds(parties, tree, word)), default=0.0)

    return {
        "act head": act.probability,
        "act head on type": dict(act.types).get(claim.event, 0.0),
        "act head on actors": seen("actor", claim.actors),
        "act head on recipients": seen("recipient", claim.recipients),
    }


def _thirds(claim: Claim) -> list[Party]:
    """Mediators, hosts and others that are no sides."""
    return [] if isinstance(claim.third, msgspec.UnsetType) else [one for rows in claim.third.values() for one in rows]


def _holds(parties: Sequence[Party], tree: Tree, word: int) -> bool:
    start = tree.sentence.starts[word]
    return any(one.start is not None and one.end is not None and one.start <= start < one.end for one in parties)


def _only_says(tree: Tree, token: int) -> bool:
    """Whether a word is the cue of an attribution."""
    voices = tree.sentence.layers.get("attribution")
    return voices is not None and str(voices[token]).endswith("cue")


def _proposed(act: LearnedAct, tree: Tree, matcher: Matcher) -> Match | None:
    event, share = act.types[0]
    pos = SPEECH[tree.sentence.upos[act.word]]
    usual = default_frames().get((event, pos))
    if usual is None:
        return None
    named = msgspec.structs.replace(usual, words=(tree.lemma(act.word),))
    return Match(act.word, act.word, act.word + 1, named, matcher.reader(tree, act.word, pos), heard=share)
