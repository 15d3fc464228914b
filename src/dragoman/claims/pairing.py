"""The claim between two given parties, for those who know the pair and ask for the act.

Whoever gives a pair knows more than a text says: that both marked stretches are parties, whatever they look like, and
that something passed between them. `GivenCast` takes the stretches for parties; `Willing` takes, where no frame's
conditions hold, the frame that most of them hold of; `between` chooses the claim that fits the pair best, of all that
the text tells, whether or not one of its sides is political.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.actors.cast import Cast
from dragoman.actors.resolution import Resolver
from dragoman.claims.content import WITH_CONTENT
from dragoman.claims.frames import NO_CLAIM
from dragoman.claims.lexicon import may_hold
from dragoman.claims.matching import Match, Matcher, readings, words_of
from dragoman.claims.tree import Tree
from dragoman.records import Claim, Party, Report, Sentence

Place = tuple[int, int]

BOTH = 6
"""The fit of a claim that has both sides where they were given."""
PURPOSE = frozenset({"advcl", "acl"})


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

    def names(self, place: Place | None) -> frozenset[str]:
        """By which names the report knows who stands in a stretch."""
        return frozenset(
            party.name
            for index, sentence in enumerate(self._all)
            for token in range(len(sentence))
            if place is not None and self._place(index, token) == place
            for party in self.parties(index, token)
            if party.name
        )

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


class Guessing(Willing):
    """A matcher that takes what a word usually tells of where no frame is near, for a pair without any other act."""

    def at(self, index: int, tree: Tree, token: int, told: frozenset[str]) -> list[Match]:
        """The match of a token as `Willing` has it, else its usual sense."""
        near = super().at(index, tree, token, told)
        usual = None if near else self.usually(tree, token)
        return [usual] if usual is not None else near


class Pair(NamedTuple):
    """A given pair: where its sides stand, and by which names the report knows them, for pronouns and later mentions.

    `target` is None where nobody is acted upon.
    """

    source: Place | None
    target: Place | None
    source_names: frozenset[str] = frozenset()
    target_names: frozenset[str] = frozenset()


def holds(parties: Sequence[Party], span: Place | None, names: frozenset[str] = frozenset()) -> bool:
    """Whether one of the parties overlaps a span, or is told by one of the names of who stands there."""
    if span is None:
        return False
    return any(
        (party.start is not None and party.end is not None and party.start < span[1] and party.end > span[0])
        or party.name in names
        for party in parties
    )


def fit(claim: Claim, source: Place | None, target: Place | None) -> int:
    """How well a claim's sides fit a pair: 3 for each side on its place, 1 for a side on the other's."""
    return _fit(claim, Pair(source, target))


def _fit(claim: Claim, pair: Pair) -> int:
    score = 3 * holds(claim.actors, pair.source, pair.source_names)
    score += 3 * holds(claim.recipients, pair.target, pair.target_names)
    return score + holds(claim.recipients, pair.source) + holds(claim.actors, pair.target)


def between(claims: Sequence[Claim], pair: Pair, sentences: Sequence[Sentence] = ()) -> tuple[Claim | None, int]:
    """The claim that fits a pair best, and how well, by these rules in turn.

    1. Words inside the name of the source tell of no act ("anti-war protesters"), unless both sides fit.
    2. The sides: 3 for each on its place, 1 for a side on the other's place (`fit`).
    3. A speech act has the fit of the act that it is about ("offered to send troops to help X" fits X), a protest
       that of what it demands ("marched demanding that X go"); a call is made for the approval that it conveys.
    4. Of equals, what stands behind the source, and the nearest to it.
    """
    after = pair.source[1] if pair.source else 0
    fits = [_fit(claim, pair) for claim in claims]
    for outer, inner in _about(claims, sentences):
        if claims[outer].event == "CONSULT":
            fits[inner] = max(fits[inner], fits[outer] + 1)
        else:
            fits[outer] = max(fits[outer], fits[inner])

    def rank(index: int) -> tuple[bool, int, int, int]:
        start = claims[index].anchor.start
        distance = start - after
        within = pair.source is not None and pair.source[0] <= start < pair.source[1] and fits[index] < BOTH
        return (within, -fits[index], int(distance < 0), abs(distance))

    best = min(range(len(claims)), key=rank, default=None)
    return (None, -1) if best is None else (claims[best], fits[best])


def _calls_to(outer: Claim, inner: Claim) -> bool:
    """Whether somebody calls another to praise, thank or congratulate: that is what passes between them."""
    return (outer.event, outer.mode, inner.event) == ("CONSULT", "phone", "SUPPORT")


def _about(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Pairs of claims by number: a speech act, and one that stands in the infinitives below it."""
    for sentence in sentences:
        here = {
            token: number
            for number, claim in enumerate(claims)
            for token in range(len(sentence))
            if sentence.starts[token] == claim.anchor.start
        }
        tree = Tree(sentence)
        for token, inner in here.items():
            below = token
            for above in tree.ancestors(token):
                if not (
                    tree.relation(below) == "xcomp" or (tree.relation(below) in PURPOSE and tree.mark(below) == "to")
                ):
                    break
                outer = here.get(above)
                if outer is not None and (
                    claims[outer].event in WITH_CONTENT or _calls_to(claims[outer], claims[inner])
                ):
                    yield outer, inner
                below = above
