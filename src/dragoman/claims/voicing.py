"""The chain of voices of a claim: the attributions whose content holds its anchor, as parties, outermost first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dragoman.actors.cast import Cast
from dragoman.claims.roles import Scene, author
from dragoman.claims.tree import Tree
from dragoman.records import Because, Party, Sentence, Span
from dragoman.voices import Attribution, chain

KNOWN = frozenset({"the", "this", "these", "that", "those", "such"})
FIRST = frozenset({"i", "we", "my", "our", "us", "me", "ours", "mine"})
VERBAL = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


class Speakers:
    """Who speaks the words of one report: its attributions by the sentences that they hold, asked of each word once."""

    def __init__(
        self, attributions: Sequence[Attribution], sentences: Sequence[Sentence], cast: Cast, text: str
    ) -> None:
        self._sentences, self._cast, self._text = sentences, cast, text
        self._over: dict[int, list[Attribution]] = defaultdict(list)
        for one in attributions:
            for index in dict.fromkeys(at for at, _, _ in one.content):
                self._over[index].append(one)
        self._known: dict[tuple[int, int], tuple[Party, ...]] = {}

    def of(self, sentence: int, token: int) -> tuple[Party, ...]:
        """The voices on whose word a token's assertion stands, outermost first."""
        key = sentence, token
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._read(sentence, token) if sentence in self._over else ()
        return known

    def _read(self, sentence: int, token: int) -> tuple[Party, ...]:
        found: list[Party] = []
        for one in chain(self._over[sentence], sentence, token):
            for party in voice(one, sentence, self._sentences, self._cast, self._text):
                if not any(_same(party, other) for other in found):
                    found.append(party)
        return tuple(found)


def voice(one: Attribution, sentence: int, sentences: Sequence[Sentence], cast: Cast, text: str) -> tuple[Party, ...]:
    """The source of one attribution as parties with cue and strength; none where it has no source.

    A speaker named in another sentence than the claim's is understood: text and offsets are null. Behind a statement,
    letter or report stands the one who made it ("according to a tweet by the minister").
    """
    if one.source is None:
        return ()
    where, (first, last, head) = one.source_sentence, one.source
    told_in = sentences[where]
    parties = cast.parties(where, head)
    if not cast.is_party(where, head):
        tree = Tree(told_in)
        if tree.is_noun(head):
            parties = author(head, Scene(where, tree, cast, None, text)) or parties
    if not parties:
        words = " ".join(told_in.words[first:last])
        parties = (Party(words, told_in.starts[first], told_in.ends[last - 1], words, None, None),)
    cue_sentence, cue_first, cue_last = one.cue
    cued = sentences[cue_sentence]
    cue = Span(" ".join(cued.words[cue_first:cue_last]), cued.starts[cue_first], cued.ends[cue_last - 1])
    because = Because(rule=f"{one.kind} speech with the cue “{cue.text}”", row=one.row or None)
    away = where != sentence
    return tuple(
        Party(
            None if away else party.text,
            None if away else party.start,
            None if away else party.end,
            party.name,
            party.country,
            party.sector,
            id=party.id,
            office=party.office,
            cue=cue,
            strength=one.strength,
            because=because,
        )
        for party in (*parties[:1], *_beside(told_in, head, where, cast))
    )


def _beside(told_in: Sentence, head: int, where: int, cast: Cast) -> tuple[Party, ...]:
    """The voices that speak with the first: "Russia and Iran said", in the text's order (hard case 13)."""
    return tuple(
        party
        for token, above in enumerate(told_in.heads)
        if above == head and told_in.relations[token] == "conj" and cast.is_party(where, token)
        for party in cast.parties(where, token)[:1]
    )


def without_self(
    event: str, sources: tuple[Party, ...], actors: Sequence[Party], past: bool = False
) -> tuple[Party, ...]:
    """The chain without a speaker whose own speech act the claim is, or who speaks for those who act ("we urge").

    What a speaker tells of a `past` act of "us" stands on his word ("we proposed a law in 2016").
    """
    if event not in VERBAL or not sources:
        return sources
    own = any(_same(sources[-1], one) or (_is_first(one) and not past) for one in actors)
    return sources[:-1] if own else sources


def _is_first(party: Party) -> bool:
    """Whether a party is a pronoun of the first person (hard case 3)."""
    return (party.text or "").lower() in FIRST


def presupposed(tree: Tree, token: int) -> bool:
    """Whether a noun tells of its act as of a known fact: "the raid", "Boria's sanctions" (codebook, hard case 4).

    The object of a verb is what its subject says or does, not what it presupposes ("announced the capture").
    """
    if tree.relation(token) in ("obj", "root", "ccomp", "parataxis") or tree.child(token, "cop") is not None:
        return False
    return any(
        tree.relation(kid) == "nmod:poss" or (tree.relation(kid) == "det" and tree.lemma(kid) in KNOWN)
        for kid in tree.kids[token]
    )


def claimed(event: str, cue: Span, actors: Sequence[Party]) -> tuple[Party, ...]:
    """A claim of responsibility has the claimant as actor and as source (codebook, hard case 2)."""
    because = Because(rule="a claim of responsibility stands on the claimant's word")
    return tuple(
        Party(
            one.text,
            one.start,
            one.end,
            one.name,
            one.country,
            one.sector,
            cue=cue,
            strength="claimed",
            because=because,
        )
        for one in actors[:1]
        if event == "ASSAULT"
    )


def _same(one: Party, other: Party) -> bool:
    if one.start is not None and one.start == other.start:
        return True
    return bool(one.name) and one.name == other.name


def first_person(tree: Tree, token: int) -> bool:
    """Whether a token is a pronoun of the first person."""
    return tree.lemma(token) in FIRST
