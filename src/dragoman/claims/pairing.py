"""The claim between two given parties, for those who know the pair and ask for the act.

Whoever gives a pair knows more than a text says: that both marked stretches are parties, whatever they look like, and
that something passed between them. `GivenCast` takes the stretches for parties; `Willing` takes, where no frame's
conditions hold, the frame that most of them hold of; `between` chooses the claim that fits the pair best.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.cast import Cast
from dragoman.actors.resolution import Resolver
from dragoman.claims.frames import NO_CLAIM
from dragoman.claims.lexicon import may_hold
from dragoman.claims.matching import Match, Matcher, readings, words_of
from dragoman.claims.tree import Tree
from dragoman.records import Claim, Party, Report, Sentence

Place = tuple[int, int]


class GivenCast(Cast):
    """A cast in which the given stretches of the text are parties, each one mention."""

    def __init__(
        self, resolver: Resolver, report: Report, sentences: Sequence[Sentence], given: Sequence[Place | None]
    ) -> None:
        super().__init__(resolver, report, sentences)
        self._all = sentences
        self._given = [place for place in given if place is not None]

    def is_party(self, sentence: int, head: int) -> bool:
        """Whether a head is the head of a given party, or can stand for a party anyway."""
        return self._place(sentence, head) is not None or super().is_party(sentence, head)

    def _place(self, index: int, head: int) -> Place | None:
        """The given stretch that a token is the head of: the first of its tokens that hangs outside it."""
        sentence = self._all[index]
        start, end = sentence.starts[head], sentence.ends[head]
        for place in self._given:
            if place[0] <= start and end <= place[1]:
                above = sentence.heads[head]
                if above < 0 or not (place[0] <= sentence.starts[above] < place[1]):
                    return place
        return None


class Willing(Matcher):
    """A matcher that takes the nearest frame where none holds wholly."""

    def at(self, index: int, tree: Tree, token: int, told: frozenset[str]) -> list[Match]:
        """The match of a token: a whole one, else that of the frame with fewest conditions unmet, named words met."""
        whole = super().at(index, tree, token, told)
        if whole:
            return whole
        for pos, lemma in readings(tree, token):
            reader = self.reader(tree, token, pos)
            near: list[tuple[int, int, Match]] = []
            for order, (one, clues, also) in enumerate(self.lexicon.candidates(pos, lemma)):
                if one.event == NO_CLAIM or also or not may_hold(clues, told):
                    continue
                place = words_of(tree, token, one)
                if place is None:
                    continue
                unmet = [need for need in one.needs if not self.holds(index, tree, reader, need)]
                if any(need.test == "lemma" for need in unmet):
                    continue  # another word there is another sense
                near.append((len(unmet), order, Match(token, place[0], place[1], one, reader)))
            if near:
                return [min(near, key=lambda each: each[:2])[2]]
        return []


def holds(parties: Sequence[Party], span: Place | None) -> bool:
    """Whether one of the parties overlaps a span."""
    if span is None:
        return False
    return any(
        party.start is not None and party.end is not None and party.start < span[1] and party.end > span[0]
        for party in parties
    )


def fit(claim: Claim, source: Place | None, target: Place | None) -> int:
    """How well a claim's sides fit a pair: 3 for each side on its place, 1 for a side on the other's."""
    score = 3 * holds(claim.actors, source) + 3 * holds(claim.recipients, target)
    return score + holds(claim.recipients, source) + holds(claim.actors, target)


def between(claims: Sequence[Claim], source: Place | None, target: Place | None) -> Claim | None:
    """The claim that fits a pair best, told outside their names; of equals the one nearest behind the source."""
    after = source[1] if source else 0

    def rank(claim: Claim) -> tuple[bool, int, int, int]:
        distance = claim.anchor.start - after
        within = source is not None and source[0] <= claim.anchor.start < source[1]
        return (within, -fit(claim, source, target), int(distance < 0), abs(distance))

    return min(claims, key=rank, default=None)
