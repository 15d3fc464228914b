"""Patterns against a sentence: outwards from the verb, to the nearest comma before it and the clause's end after it.

A loose element may have words between it and the one nearer the verb, a tight one may not. `$`, `+` and `%` take the
next coded phrase, `^` passes one over.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.claims.petrarch.sequence import Coded, Phrase
from dragoman.claims.petrarch.verbs import Item, Pattern, VerbDictionary

Bound = dict[str, Phrase]


def match(
    pattern: Pattern, text: Coded, verb: tuple[int, int], reach: tuple[int, int], words: VerbDictionary
) -> Bound | None:
    """The phrases that a pattern's marks take around a verb (first word, one past the last), or None.

    `reach` is the first position and one past the last that may be looked at.
    """
    before = _walk(pattern.before, text, verb[0] - 1, -1, reach, words, {})
    if before is None:
        return None
    return _walk(pattern.after, text, verb[1], 1, reach, words, before)


def _walk(
    items: Sequence[Item],
    text: Coded,
    at: int,
    step: int,
    reach: tuple[int, int],
    words: VerbDictionary,
    bound: Bound,
) -> Bound | None:
    if not items:
        return bound
    item, rest = items[0], items[1:]
    if item.value == "^":
        for phrase in _ahead(text, at, step, reach):
            passed = phrase.last if step > 0 else phrase.first - 1
            found = _walk(rest, text, passed, step, reach, words, bound)
            if found is not None:
                return found
            break
        return _walk(rest, text, at, step, reach, words, bound)
    if item.value in ("$", "+", "%"):
        for phrase in _ahead(text, at, step, reach):
            begins = phrase.first if step > 0 else phrase.last - 1
            if (item.tight and begins != at) or (item.value == "%" and not phrase.compound):
                return None
            passed = phrase.last if step > 0 else phrase.first - 1
            return _walk(rest, text, passed, step, reach, words, {**bound, item.value: phrase})
        return None
    while reach[0] <= at < reach[1]:
        for alternative in _alternatives(item.value, words):
            after = _stands(alternative, text, at, step, reach)
            if after is not None:
                found = _walk(rest, text, after, step, reach, words, bound)
                if found is not None:
                    return found
        if item.tight:
            return None
        at += step
    return None


def _ahead(text: Coded, at: int, step: int, reach: tuple[int, int]) -> list[Phrase]:
    """The coded phrases from a position onwards, nearest first."""
    if step > 0:
        return [one for one in text.phrases if one.first >= at and one.last <= reach[1]]
    return [one for one in reversed(text.phrases) if one.last - 1 <= at and one.first >= reach[0]]


def _alternatives(value: str, words: VerbDictionary) -> tuple[tuple[str, ...], ...]:
    if value.startswith("&"):
        return words.members(value) or words.members(value.removesuffix("S"))
    return ((value,),)


def _stands(words: Sequence[str], text: Coded, at: int, step: int, reach: tuple[int, int]) -> int | None:
    """The position beyond a sequence of words that begins (or, before the verb, ends) at `at`, or None."""
    first = at if step > 0 else at - len(words) + 1
    if first < reach[0] or first + len(words) > reach[1]:
        return None
    if any(text.words[first + k].text != word for k, word in enumerate(words)):
        return None
    return first + len(words) if step > 0 else first - 1
