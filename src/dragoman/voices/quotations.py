"""Quotations of a report: which tokens stand between quotation marks, over sentences and paragraphs.

Marks may be straight or curly, double or single (British style), and a paragraph may open with a mark that is closed
only paragraphs later. A mark without its partner is taken for stray unless the next paragraph opens with a mark
again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dragoman.records import Sentence

OPENING = frozenset("“„«")
CLOSING = frozenset("”»")
STRAIGHT = frozenset({'"', "``", "''", "＂"})
SINGLE = frozenset("'‘’`")
MARKS = OPENING | CLOSING | STRAIGHT | SINGLE


class Piece(NamedTuple):
    """The part of a quotation that lies in one sentence, marks included: number of the quotation, place, tokens.

    A quotation that goes on in the next paragraph has another number there and is marked as `goes_on`.
    """

    quotation: int
    sentence: int
    first: int
    last: int
    goes_on: bool = False


class Mark(NamedTuple):
    """One quotation mark: where it stands, whether it may open or close, and whether it is single."""

    sentence: int
    token: int
    opens: bool
    closes: bool
    single: bool
    leads: bool


def paragraphs(sentences: Sequence[Sentence], text: str) -> list[int]:
    """The paragraph of each sentence: a new one where a line break lies between two sentences."""
    numbers: list[int] = []
    number = 0
    end = 0
    for place, sentence in enumerate(sentences):
        if place and "\n" in text[end : sentence.start]:
            number += 1
        numbers.append(number)
        end = sentence.end
    return numbers


def quotations(sentences: Sequence[Sentence], paragraph: Sequence[int]) -> list[Piece]:
    """The pieces of all quotations of a report, in the text's order."""
    marks = _marks(sentences, paragraph)
    pieces: list[Piece] = []
    number = 0
    place = 0
    while place < len(marks):
        mark = marks[place]
        if not mark.opens:
            place += 1
            continue
        end, place = _partner(marks, place, sentences, paragraph)
        if end is not None:
            pieces += _pieces(number, mark, end, sentences, paragraph)
            number = pieces[-1].quotation + 1
    return pieces


def _marks(sentences: Sequence[Sentence], paragraph: Sequence[int]) -> list[Mark]:
    found: list[Mark] = []
    for index, sentence in enumerate(sentences):
        words = sentence.words
        if MARKS.isdisjoint(words):
            continue
        starts_paragraph = index == 0 or paragraph[index] != paragraph[index - 1]
        for token, word in enumerate(words):
            if word not in MARKS or sentence.tags[token] == "POS":
                continue
            spaced_left = token == 0 or sentence.ends[token - 1] < sentence.starts[token]
            joined_right = token + 1 < len(words) and sentence.starts[token + 1] == sentence.ends[token]
            if word in OPENING or word == "‘":
                opens, closes = True, False
            elif word in CLOSING or word == "’":
                opens, closes = False, True
            else:
                opens = joined_right and (spaced_left or words[token - 1] in "([{—–-" or words[token - 1] in MARKS)
                closes = not opens or not spaced_left
            found.append(Mark(index, token, opens, closes, word in SINGLE, starts_paragraph and token == 0))
    return found


def _partner(
    marks: Sequence[Mark], place: int, sentences: Sequence[Sentence], paragraph: Sequence[int]
) -> tuple[tuple[int, int] | None, int]:
    """Where the quotation that opens at a mark ends (sentence, one past its last token), and the next mark to read.

    None where the mark is stray.
    """
    opener = marks[place]
    at = paragraph[opener.sentence]
    inner = 0
    for step in range(place + 1, len(marks)):
        mark = marks[step]
        if paragraph[mark.sentence] != at:
            continues = mark.leads and mark.opens and paragraph[mark.sentence] == at + 1 and not opener.single
            if not continues:
                return _unclosed(opener, sentences, paragraph, at), step
            at = paragraph[mark.sentence]
            inner = 0
            continue
        if mark.single != opener.single:
            continue
        if mark.opens and not mark.closes:
            inner += 1
        elif mark.closes:
            if inner and _closes_inner(marks, step, paragraph):
                inner -= 1
                continue
            return (mark.sentence, mark.token + 1), step + 1
    return _unclosed(opener, sentences, paragraph, at), len(marks)


def _closes_inner(marks: Sequence[Mark], step: int, paragraph: Sequence[int]) -> bool:
    """Whether another closing mark follows in the paragraph before one opens, so that this one closes an inner pair."""
    mark = marks[step]
    for later in marks[step + 1 :]:
        if paragraph[later.sentence] != paragraph[mark.sentence] or later.opens:
            return False
        if later.single == mark.single:
            return True
    return False


def _unclosed(
    opener: Mark, sentences: Sequence[Sentence], paragraph: Sequence[int], last_paragraph: int
) -> tuple[int, int] | None:
    """The end of a quotation that nothing closes: its last paragraph's, if it opened one; else it is stray."""
    if not opener.leads or opener.single:
        return None
    end = opener.sentence
    while end + 1 < len(sentences) and paragraph[end + 1] <= last_paragraph:
        end += 1
    return end, len(sentences[end])


def _pieces(
    number: int, opener: Mark, end: tuple[int, int], sentences: Sequence[Sentence], paragraph: Sequence[int]
) -> list[Piece]:
    """The pieces of one quotation, numbered on from `number` with every paragraph."""
    until, last = end
    return [
        Piece(
            number + paragraph[index] - paragraph[opener.sentence],
            index,
            opener.token if index == opener.sentence else 0,
            last if index == until else len(sentences[index]),
            paragraph[index] < paragraph[until],
        )
        for index in range(opener.sentence, until + 1)
    ]
