"""Events by PETRARCH's rules from our own trees: which verbs are tried, what they match, who does it to whom.

Verbs are tried in the text's order; once one has coded an event, the verbs below it are not tried. The source is the
first coded phrase before the verb, the target the first after it with another code; a passive with "by" turns them
round (PETRARCH's `find_source`, `find_target`, `check_passive`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.claims.petrarch.dictionaries import Dictionaries
from dragoman.claims.petrarch.matching import Bound, match
from dragoman.claims.petrarch.sequence import Coded, Phrase, sequence
from dragoman.claims.petrarch.verbs import NO_CODE, Verb
from dragoman.records import Report, Sentence

BEING = frozenset({"WAS", "WERE", "IS", "ARE", "BE", "BEEN", "BEING", "AM"})
NOBODY = "---"


class Dyad(NamedTuple):
    """One event: who towards whom, PETRARCH codes, the event's code, where the verb stands and which row says so."""

    source: str
    target: str
    code: str
    verb: tuple[int, int]
    source_span: tuple[int, int]
    target_span: tuple[int, int]
    row: str


class PetrarchCoder:
    """Codes analysed sentences with the dictionaries of PETRARCH's users; holds no state of a report."""

    def __init__(self, dictionaries: Dictionaries) -> None:
        self.dictionaries = dictionaries

    def dyads(self, report: Report, sentences: Sequence[Sentence]) -> list[tuple[Sentence, list[Dyad]]]:
        """The dyads of each sentence; none where a phrase of the discard list stands in it, or in the story."""
        made: list[tuple[Sentence, list[Dyad]]] = []
        for sentence in sentences:
            text = sequence(sentence, self.dictionaries.names, report.published)
            if self._stands(text, self.dictionaries.story_discards):
                return [(one, []) for one in sentences]
            ruled_out = self._stands(text, self.dictionaries.discards)
            made.append((sentence, [] if ruled_out else self._events(sentence, text)))
        return made

    def _stands(self, text: Coded, phrases: Sequence[tuple[str, ...]]) -> bool:
        words = tuple(word.text for word in text.words)
        return any(words[k : k + len(one)] == one for one in phrases for k in range(len(words) - len(one) + 1))

    def _events(self, sentence: Sentence, text: Coded) -> list[Dyad]:
        events: list[Dyad] = []
        done: set[int] = set()
        verbs = [at for at, word in enumerate(text.words) if _is_verb(sentence, word.token, word.tag)]
        for at in verbs or range(len(text.words)):
            token = text.words[at].token
            if done & set(_above(sentence, token)):
                continue
            coded = self._at(sentence, text, at)
            if coded is not None:
                done.add(token)
                events.extend(coded)
        seen: dict[tuple[str, str, str], Dyad] = {}
        for event in events:
            seen.setdefault((event.source, event.target, event.code), event)
        return list(seen.values())

    def _at(self, sentence: Sentence, text: Coded, at: int) -> list[Dyad] | None:
        """The dyads of the verb at a position; None where no entry gives it a code."""
        for verb, place in self._entries(text, at):
            reach = _reach(sentence, text, place)
            for pattern in verb.patterns:
                bound = match(pattern, text, place, reach, self.dictionaries.verbs)
                if bound is not None:
                    if pattern.code == NO_CODE:
                        return None
                    return _dyads(text, place, reach, bound, pattern.code, pattern.row)
            if verb.code != NO_CODE:
                return _dyads(text, place, reach, {}, verb.code, verb.row)
        return None

    def _entries(self, text: Coded, at: int) -> Iterator[tuple[Verb, tuple[int, int]]]:
        """The entries whose words stand at a position, longest first, those that have a pattern before bare ones."""
        words = [word.text for word in text.words]
        for verb in self.dictionaries.verbs.verbs.get(words[at], ()):
            first, last = at - len(verb.before), at + 1 + len(verb.after)
            if first >= 0 and tuple(words[first:at]) == verb.before and tuple(words[at + 1 : last]) == verb.after:
                yield verb, (first, last)


def _is_verb(sentence: Sentence, token: int, tag: str) -> bool:
    return tag.startswith("VB") or sentence.upos[token] == "VERB" or sentence.heads[token] < 0


def _above(sentence: Sentence, token: int) -> Iterator[int]:
    """The words under which a verb stands, up to a coordination that sets it beside them."""
    while sentence.heads[token] >= 0 and sentence.relations[token] not in ("conj", "parataxis"):
        token = sentence.heads[token]
        yield token


def _reach(sentence: Sentence, text: Coded, verb: tuple[int, int]) -> tuple[int, int]:
    """How far a verb's words reach: back to the last comma, forward to the next verb that stands beside it."""
    first = max((stop + 1 for stop in text.stops if stop < verb[0]), default=0)
    for at in range(verb[1], len(text.words)):
        word = text.words[at]
        if word.tag.startswith("VB") and sentence.relations[word.token] in ("conj", "parataxis"):
            return first, at
    return first, len(text.words)


def _dyads(text: Coded, verb: tuple[int, int], reach: tuple[int, int], bound: Bound, code: str, row: str) -> list[Dyad]:
    both = bound.get("%")
    source, target = bound.get("$"), bound.get("+")
    if both is not None and source is None and target is None:
        if both.first < verb[0]:
            source = target = both
        else:
            target = both
    agent = _agent(text, verb, reach) if source is None and target is None else None
    if agent is not None:
        source, target = agent, _source(text, verb, reach, frozenset(agent.codes))
    elif source is None:
        source = _source(text, verb, reach, frozenset(target.codes) if target is not None else frozenset())
    if source is None:
        return []
    if target is None:
        target = _target(text, verb, reach, source)
    if target is None:
        return []
    return list(_paired(text, source, target, code, verb, row))


def _source(text: Coded, verb: tuple[int, int], reach: tuple[int, int], barred: frozenset[str]) -> Phrase | None:
    """The first phrase before the verb with an actor, else the first with agents."""
    found = [p for p in text.phrases if reach[0] <= p.first and p.first < verb[0] and not barred & set(p.codes)]
    return next((p for p in found if p.actor or p.compound), found[0] if found else None)


def _target(text: Coded, verb: tuple[int, int], reach: tuple[int, int], source: Phrase) -> Phrase | None:
    """The first phrase after the verb with another actor, else with agents; where no noun follows, one before it."""
    after = [p for p in text.phrases if verb[1] <= p.first < reach[1] and p.codes != source.codes]
    found = next((p for p in after if p.actor), after[0] if after else None)
    if found is not None or any(word.tag.startswith("NN") for word in text.words[verb[1] : reach[1]]):
        return found
    before = [p for p in text.phrases if reach[0] <= p.first and p.first < verb[0] and p.codes != source.codes]
    return next((p for p in reversed(before) if p.actor), None)


def _agent(text: Coded, verb: tuple[int, int], reach: tuple[int, int]) -> Phrase | None:
    """Who acts in a passive: the coded phrase after "by", with a form of "be" before the participle."""
    if text.words[verb[0]].tag not in ("VBN", "VBD") or not any(
        word.text in BEING for word in text.words[max(0, verb[0] - 4) : verb[0]]
    ):
        return None
    for at in range(verb[1], reach[1]):
        if text.words[at].text == "BY":
            return next((p for p in text.phrases if at < p.first < reach[1] and p.first <= at + 3), None)
    return None


def _paired(text: Coded, source: Phrase, target: Phrase, code: str, verb: tuple[int, int], row: str) -> Iterator[Dyad]:
    """Every source towards every target; a code `A:B` codes B the other way round."""
    there, turned, back = code.partition(":")
    place = text.words[verb[0]].start, text.words[verb[1] - 1].end
    one, other = _span(text, source), _span(text, target)
    for acting in source.codes:
        for acted_on in target.codes:
            if acting == acted_on:
                continue
            if there:
                yield Dyad(acting, acted_on, there, place, one, other, row)
            if turned and back:
                yield Dyad(acted_on, acting, back, place, other, one, row)


def _span(text: Coded, phrase: Phrase) -> tuple[int, int]:
    return text.words[phrase.first].start, text.words[phrase.last - 1].end
