"""Which frames match which words of a sentence.

Every token whose lemma heads a frame is tried; of the frames that match, the one with most conditions and words wins,
then the order of the table. Frames marked `also` match beside the winner.
"""

from __future__ import annotations

from typing import NamedTuple

from dragoman.actors.cast import Cast
from dragoman.claims.authors import authors, bears_state, is_party
from dragoman.claims.frames import NO_CLAIM, Frame, Need
from dragoman.claims.lexicon import Lexicon, may_hold
from dragoman.claims.nominals import Nominal
from dragoman.claims.slots import Predicate
from dragoman.claims.tree import Tree

NAMES = frozenset({"Person", "Organization", "GPE", "NORP", "Location", "Facility"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
BEHIND = frozenset({"nmod:poss", "nsubj", "obl:agent", "obl"})
PREDICATES = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX"})
"""Parts of speech that head frames."""
FUTURE_AUXILIARIES = frozenset({"will", "shall", "'ll", "wo"})


class Match(NamedTuple):
    """A frame that holds at a token: where it anchors (first token, one past the last) and the reader of its slots.

    `bare` marks a noun of which no condition holds: it is a claim only where the act was told before. `heard` is
    the act head's probability of the type where no row matched and the head proposed the act.
    """

    token: int
    first: int
    last: int
    frame: Frame
    reader: Predicate | Nominal
    bare: bool = False
    heard: float | None = None


class Matcher:
    """Matches the frames of a lexicon in the sentences of one report."""

    def __init__(self, lexicon: Lexicon, cast: Cast) -> None:
        self.lexicon = lexicon
        self.cast = cast

    def matches(self, index: int, tree: Tree) -> dict[int, list[Match]]:
        """The matches of a sentence by token; rows that say "no claim" (`-`) are in it, for others to see."""
        found: dict[int, list[Match]] = {}
        named = _inside_names(tree)
        told = _told(tree)
        heads = self.lexicon.heads
        if heads.isdisjoint(told):
            return found
        for token, upos in enumerate(tree.sentence.upos):
            if upos not in PREDICATES or token in named or not _heads_frames(tree, token, heads):
                continue
            here = self.at(index, tree, token, told)
            if here:
                found[token] = here
        return found

    def usually(self, tree: Tree, token: int) -> Match | None:
        """What a word of which no row's conditions hold usually tells of; good enough for what a speech is about."""
        for pos, lemma in readings(tree, token):
            particles = tree.particles(token)
            usual = self.lexicon.spoken_of(pos, " ".join((lemma, *particles))) or self.lexicon.usual(pos, lemma)
            if usual is not None:
                reader = Nominal(tree, token, self.lexicon.light) if pos == "N" else Predicate(tree, token)
                return Match(token, token, token + 1, usual, reader)
        return None

    def at(self, index: int, tree: Tree, token: int, told: frozenset[str]) -> list[Match]:
        """The matches at a token, the best first; `told` are the words of the sentence."""
        for pos, lemma in readings(tree, token):
            candidates = self.lexicon.candidates(pos, lemma)
            if not candidates:
                continue
            reader: Predicate | Nominal | None = None
            best: Match | None = None
            further: list[Match] = []
            for one, clues, also in candidates:
                if (best is not None and not also) or not may_hold(clues, told):
                    continue
                place = words_of(tree, token, one)
                if place is None:
                    continue
                reader = reader or self.reader(tree, token, pos)
                if one.needs and not all(self.holds(index, tree, reader, need) for need in one.needs):
                    continue
                match = Match(token, place[0], place[1], one, reader)
                if also:
                    further.append(match)
                else:
                    best = match
            if best is not None:
                return [best, *(m for m in further if best.frame.event != NO_CLAIM)]
            if further:
                return further
            if pos == "N" and _is_definite(tree, token):
                known = self.lexicon.bare(lemma)
                if known is not None:
                    return [Match(token, token, token + 1, known, self.reader(tree, token, pos), bare=True)]
        return []

    def reader(self, tree: Tree, token: int, pos: str) -> Predicate | Nominal:
        """The reader of a predicate's slots."""
        return Nominal(tree, token, self.lexicon.light) if pos == "N" else Predicate(tree, token)

    def holds(self, index: int, tree: Tree, reader: Predicate | Nominal, need: Need) -> bool:
        """Whether a condition of a frame holds."""
        test = need.test
        if test == "also":
            return True
        if test in ("passive", "active"):
            return reader.passive == (test == "passive")
        if test == "tense":
            return bool(FUTURE_AUXILIARIES & set(tree.auxiliaries(reader.token))) == ("future" in need.values)
        fillers = tree.kids[reader.token] if need.slot == "dep" else reader.fill(need.slot)
        if test in ("absent", "present"):
            there = bool(fillers)
            if need.slot == "light" and isinstance(reader, Nominal):
                there = there or reader.carrier is not None
            return there == (test == "present")
        if test == "kind":
            held = any(self._is(index, tree, token, kind) for token in fillers for kind in need.values)
            if not held and need.slot == "subj" and "party" in need.values:
                held = any(self._has_author(index, tree, t) for t in fillers)
            return held != need.negated
        return any(not need.values.isdisjoint(_names(tree, token)) for token in fillers) != need.negated

    def _has_author(self, index: int, tree: Tree, thing: int) -> bool:
        """Whether somebody owns, makes or sends a thing, or a nation's name stands before what can act for it."""
        found = authors(self.cast, index, tree, thing) if tree.is_noun(thing) else ()
        return any(
            tree.relation(token) in BEHIND
            or (tree.relation(token) in ("compound", "amod") and bears_state(tree, thing))
            for token in found
        )

    def _is(self, index: int, tree: Tree, token: int, kind: str) -> bool:
        if kind == "party":
            return is_party(self.cast, index, tree, token)
        if kind == "armed":
            return self.cast.armed(index, token)
        found = self.cast.kind(index, token)
        return found == kind


def _told(tree: Tree) -> frozenset[str]:
    """The words, lemmas and singular names of a sentence, in lower case."""
    words = {*tree.words, *tree.lemmas}
    words.update(
        word[:-1]
        for word, upos in zip(tree.words, tree.sentence.upos, strict=True)
        if upos == "PROPN" and word[-1:] == "s"
    )
    return frozenset(words)


def _heads_frames(tree: Tree, token: int, heads: frozenset[str]) -> bool:
    """Whether one of the words under which a token is looked up heads frames; quicker than looking it up."""
    return tree.lemmas[token] in heads or tree.words[token] in heads or tree.words[token].removesuffix("s") in heads


def _inside_names(tree: Tree) -> set[int]:
    """Proper nouns inside names of persons, bodies and places ("Air Force", "Union of Strikers") tell of no act."""
    return {
        token
        for span in tree.sentence.spans
        if span.label in NAMES
        for token in range(span.first, span.last)
        if tree.sentence.upos[token] == "PROPN"
    }


def _is_definite(tree: Tree, token: int) -> bool:
    """Whether a noun is told as known: "the attack", "these talks", "their agreement"."""
    return any(
        tree.relation(kid) == "nmod:poss" or (tree.relation(kid) == "det" and tree.lemma(kid) in DEFINITE)
        for kid in tree.kids[token]
    )


def readings(tree: Tree, token: int) -> list[tuple[str, str]]:
    """The parts of speech and lemmas under which a token is looked up."""
    sentence = tree.sentence
    upos, lemma = sentence.upos[token], tree.lemma(token)
    if upos == "VERB":
        readings = [("V", lemma)]
        if sentence.relations[token] == "amod" or tree.child(token, "cop") is not None:
            readings.insert(0, ("A", tree.words[token]))
        if sentence.tags[token] == "VBG":
            readings.append(("N", tree.words[token]))
        return readings
    if upos == "NOUN":
        return [("N", lemma)]
    if upos == "PROPN":
        word = tree.words[token]
        return [("N", word), ("N", word.removesuffix("s"))]
    if upos == "ADJ":
        nominal = sentence.relations[token] in ("obj", "nsubj", "nsubj:pass", "obl", "nmod")
        return [("A", lemma), ("N", lemma)] if nominal else [("A", lemma)]
    if upos == "AUX" and sentence.relations[token] not in ("aux", "aux:pass", "cop"):
        return [("V", lemma)]
    return []


def words_of(tree: Tree, token: int, frame: Frame) -> tuple[int, int] | None:
    """Where a frame's words stand: first token and one past the last, or None if one is missing."""
    words = frame.words
    if len(words) == 1:
        return token, token + 1
    if frame.pos == "N":
        return _words_before(tree, token, words[:-1])
    first, last = token, token + 1
    near = {tree.lemma(kid): kid for kid in tree.kids[token] if tree.relation(kid) != "punct"}
    for word in words[1:]:
        kid = near.get(word)
        if kid is None:
            following = token + 1
            if following < len(tree.sentence) and tree.lemma(following) == word:
                kid = following
            else:
                return None
        first, last = min(first, kid), max(last, kid + 1)
    return (token, token + 1) if last - first > 4 else (first, last)


def _words_before(tree: Tree, token: int, words: tuple[str, ...]) -> tuple[int, int] | None:
    position = token
    for word in reversed(words):
        position -= 1
        while position >= 0 and tree.sentence.words[position] == "-":
            position -= 1
        if position < 0 or word not in (tree.lemma(position), tree.words[position]):
            return None
    return position, token + 1


def _names(tree: Tree, token: int) -> tuple[str, ...]:
    """The forms under which a filler is compared with a list of words: lemma, and lemma with its compounds."""
    lemma = tree.lemma(token)
    word = tree.words[token]
    names = [lemma, word] if tree.sentence.upos[token] != "PROPN" else [lemma, word, word.removesuffix("s")]
    before = [tree.lemma(kid) for kid in tree.kids[token] if kid < token and tree.relation(kid) in ("compound", "amod")]
    if before:
        names.append(f"{before[-1]} {lemma}")
        names.append(" ".join([*before, lemma]))
    return tuple(names)
