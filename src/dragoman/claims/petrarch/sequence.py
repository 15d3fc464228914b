"""A sentence as PETRARCH sees it: words in capitals, short comma-set phrases taken out, coded phrases marked.

Neighbouring tokens that the text writes together ("Barad-dur") are one word. A coded phrase is a base noun phrase that
names somebody; phrases joined by commas and "and" are one compound. "Soldiers from Gondor" and "the ambassadors of
Arnor and Gondor" lend their agents to whom the preposition names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dragoman.claims.petrarch.names import TILDE, Named, Names
from dragoman.records import Sentence

NOMINAL = frozenset({"DT", "PDT", "PRP$", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "POS", "AFX", "ADD"})
LENDING = frozenset({"OF", "FROM", "IN"})
JOINING = frozenset({"AND", "OR", "NOR", "&"})
FORMER = frozenset({"FORMER", "EX"})
SHORTEST, LONGEST = 2, 8
"""Words of a phrase between commas, or after the last one, that is left out (PETRARCH's comma_min and comma_max)."""


class Word(NamedTuple):
    """One word: in capitals, its Penn tag, the first token it stands for, and where it stands in the text."""

    text: str
    tag: str
    token: int
    start: int
    end: int


class Phrase(NamedTuple):
    """A phrase that names somebody: first word, one past the last, its codes, whether it is a compound, whether an
    actor stands in it (and not agents alone)."""

    first: int
    last: int
    codes: tuple[str, ...]
    compound: bool
    actor: bool


class Coded(NamedTuple):
    """The words that are left, the coded phrases over them, and the positions of commas that end a search."""

    words: tuple[Word, ...]
    phrases: tuple[Phrase, ...]
    stops: frozenset[int]


def words_of(sentence: Sentence) -> list[Word]:
    """The words of a sentence, what the text writes together with a hyphen joined."""
    found: list[Word] = []
    for token, text in enumerate(sentence.words):
        start, end, tag = sentence.starts[token], sentence.ends[token], sentence.tags[token]
        written = text.upper().replace("’", "'")
        glued = bool(found) and found[-1].end == start
        if glued and (written.startswith(("-", "_")) or found[-1].text.endswith(("-", "_"))) and tag != "POS":
            last = found.pop()
            token = token if written.strip("-_") else last.token
            found.append(Word(last.text + written, tag if written.strip("-_") else last.tag, token, last.start, end))
        else:
            found.append(Word(written, tag, token, start, end))
    return [part for word in found for part in _split(word)]


def _split(word: Word) -> list[Word]:
    parts = [part for part in word.text.split("_") if part]
    return [word._replace(text=part) for part in parts] if len(parts) > 1 else [word]


def sequence(sentence: Sentence, names: Names, day: str | None) -> Coded:
    """The sentence with its phrases coded and its asides taken out."""
    words = words_of(sentence)
    found = names.find([word.text for word in words], day)
    phrases = _phrases(words, found)
    kept = _without_asides(words, phrases)
    place = {old: new for new, old in enumerate(kept)}
    moved = tuple(
        phrase._replace(first=place[phrase.first], last=place[phrase.last - 1] + 1)
        for phrase in phrases
        if phrase.first in place and phrase.last - 1 in place
    )
    inside = {k for phrase in phrases for k in range(phrase.first, phrase.last)}
    stops = frozenset(place[k] for k in kept if words[k].text == "," and k not in inside)
    return Coded(tuple(words[k] for k in kept), moved, stops)


def _phrases(words: Sequence[Word], found: Sequence[Named]) -> list[Phrase]:
    chunks = _chunks(words, found)
    coded = [_coded(words, chunk, found) for chunk in chunks]
    joined = _joined(words, chunks, coded)
    return _lent(words, joined)


def _chunks(words: Sequence[Word], found: Sequence[Named]) -> list[tuple[int, int]]:
    """Base noun phrases: runs of nominal tags; a name of the dictionary is never cut."""
    named = {k for one in found for k in range(one.first, one.last)}
    glued = {k for one in found for k in range(one.first + 1, one.last)}
    chunks: list[tuple[int, int]] = []
    start: int | None = None
    for k, word in enumerate(words):
        opens = word.tag in ("DT", "PDT", "PRP$") and k not in glued
        if start is not None and opens and k > start and words[k - 1].tag not in ("DT", "PDT"):
            chunks.append((start, k))
            start = k
        elif k in named or word.tag in NOMINAL or (start is not None and _between_adjectives(words, k)):
            start = k if start is None else start
        elif start is not None:
            chunks.append((start, k))
            start = None
    if start is not None:
        chunks.append((start, len(words)))
    return chunks


def _between_adjectives(words: Sequence[Word], at: int) -> bool:
    """Whether an "and" joins qualities of one noun ("awful and evil minister")."""
    joins = words[at].text in JOINING and 0 < at < len(words) - 1
    return joins and words[at - 1].tag.startswith("JJ") and words[at + 1].tag.startswith("JJ")


def _coded(words: Sequence[Word], chunk: tuple[int, int], found: Sequence[Named]) -> tuple[str | None, tuple[str, ...]]:
    """The code of the first actor of a chunk, and its agents; a former office makes one of the elite."""
    inside = [one for one in found if chunk[0] <= one.first < chunk[1]]
    actor = next((one.code for one in inside if not one.agent), None)
    agents = tuple(dict.fromkeys(one.code for one in inside if one.agent))
    if agents and any(word.text in FORMER for word in words[chunk[0] : chunk[1]]):
        agents = ("~ELI",)
    return actor, agents


class _Members(NamedTuple):
    first: int
    last: int
    members: tuple[tuple[str | None, tuple[str, ...]], ...]


def _joined(
    words: Sequence[Word], chunks: Sequence[tuple[int, int]], coded: Sequence[tuple[str | None, tuple[str, ...]]]
) -> list[_Members]:
    """Chunks that commas and "and" join are one; "Danish media and government" shares its actor."""
    made: list[_Members] = []
    for chunk, (actor, agents) in zip(chunks, coded, strict=True):
        named = bool(actor or agents)
        link = {word.text for word in words[made[-1].last : chunk[0]]} if made else set()
        together = bool(link) and link <= JOINING | {","} and made[-1].members != ()
        if made and together and named and (link & JOINING or _list_goes_on(words, chunk[1])):
            last = made.pop()
            if actor is None and words[chunk[0]].tag != "DT":
                actor = last.members[-1][0]
            made.append(_Members(last.first, chunk[1], (*last.members, (actor, agents))))
        else:
            made.append(_Members(chunk[0], chunk[1], ((actor, agents),) if named else ()))
    return made


def _list_goes_on(words: Sequence[Word], after: int) -> bool:
    """Whether a list that a comma begins has an "and" before its clause ends."""
    for word in words[after : after + 12]:
        if word.text in JOINING:
            return True
        if word.tag.startswith("VB") and word.tag not in ("VBN", "VBG"):
            return False
    return False


def _lent(words: Sequence[Word], joined: Sequence[_Members]) -> list[Phrase]:
    """Agents before "of", "from" or "in" belong to whom the next phrase names."""
    phrases: list[Phrase] = []
    waiting: _Members | None = None
    for one in joined:
        if waiting is not None:
            between = [word.text for word in words[waiting.last : one.first]]
            if len(between) == 1 and between[0] in LENDING and one.members and _has_actor(one) and not _has_agent(one):
                codes = [
                    code
                    for own, agents in waiting.members
                    for actor in ([own] if own else [actor for actor, _ in one.members])
                    for code in _codes(actor, agents)
                ]
                phrases.append(_phrase(_Members(waiting.first, one.last, one.members), codes, True))
                waiting = None
                continue
            phrases.append(_phrase(waiting, [c for a, g in waiting.members for c in _codes(a, g)], _has_actor(waiting)))
            waiting = None
        if one.members and not one.members[-1][0]:
            waiting = one
        elif one.members:
            phrases.append(_phrase(one, [c for a, g in one.members for c in _codes(a, g)], True))
    if waiting is not None:
        phrases.append(_phrase(waiting, [c for a, g in waiting.members for c in _codes(a, g)], _has_actor(waiting)))
    return phrases


def _has_actor(one: _Members) -> bool:
    return any(actor for actor, _ in one.members)


def _has_agent(one: _Members) -> bool:
    return any(agents for _, agents in one.members)


def _phrase(one: _Members, codes: list[str], actor: bool) -> Phrase:
    distinct = tuple(dict.fromkeys(codes))
    return Phrase(one.first, one.last, distinct, len(distinct) > 1, actor)


def _codes(actor: str | None, agents: Sequence[str]) -> list[str]:
    """Actor and agents as codes: NGO~ goes before, ~GOV behind, each role of three letters once."""
    codes: list[str] = []
    for own in (actor or "---").split("/"):
        code = own
        for agent in agents:
            role = agent.replace(TILDE, "").strip()
            if agent.endswith(TILDE):
                code = code if code.startswith(role) else role + code
            else:
                known = {code[k : k + 3] for k in range(0, len(code), 3)}
                code += "".join(role[k : k + 3] for k in range(0, len(role), 3) if role[k : k + 3] not in known)
        codes.append(code)
    return codes


def _without_asides(words: Sequence[Word], phrases: Sequence[Phrase]) -> list[int]:
    """The positions that stay: a short phrase between commas, or after the last, is left out if a verb remains."""
    inside = {k for phrase in phrases if phrase.compound for k in range(phrase.first, phrase.last)}
    commas = [k for k, word in enumerate(words) if word.text == "," and k not in inside]
    end = len(words) - 1 if words and words[-1].text in ".!?" else len(words)
    dropped: set[int] = set()
    for position, comma in enumerate(commas):
        closed = position + 1 < len(commas)
        until = commas[position + 1] if closed else end
        aside = set(range(comma, until + 1 if closed else until))
        verbs = (k for k, word in enumerate(words) if word.tag.startswith("VB") and k not in dropped | aside)
        if SHORTEST <= until - comma - 1 <= LONGEST and not inside & aside and next(verbs, None) is not None:
            dropped |= aside
    return [k for k in range(len(words)) if k not in dropped]
