"""English tokens after the Universal Dependencies treebanks: clitics apart, hyphened compounds apart, exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dragoman.language.abbreviations import takes_stop


class Token(NamedTuple):
    """A token and where it stands; `text` always equals `source[start:end]`."""

    text: str
    start: int
    end: int


LONGEST_DIVIDED = 60
LONGEST_REMEMBERED = 40
_STRETCH = re.compile(r"\S+")
_APOSTROPHES = "'’ʼ`´"
_LETTER = r"[^\W\d_]"
# Letters with combining marks and joiners, so that decomposed accents and scripts of the subcontinent stay whole.
_WORD = r"(?:[^\W\d_][\u0300-\u036f\u00ad\u200c\u200d\u2060]*)+"

# Prefixes that the treebanks leave joined to their word ("anti-American", "re-election").
_PREFIXES = (
    "anti|arch|bi|co|counter|cross|de|e|ex|extra|hyper|inter|intra|macro|meta|micro|mid|mini|mis|multi|neo|non|over|pan|para|"
    "post|pre|pro|pseudo|quasi|re|semi|socio|sub|super|tele|trans|tri|ultra|un|under|uni|vice"
)

_TOKEN = re.compile(
    rf"""
      (?P<url>(?:https?://|www\.)[^\s<>"“”]*[\w/])                       # web address
    | (?P<mail>[\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}})+)                             # mail address
    | (?P<handle>[@\#]\w+)                                               # handle or hash tag
    | (?P<acronym>(?:{_LETTER}\.(?:-(?={_LETTER}\.))?){{2,}}(?:{_LETTER}(?!\w))?)  # U.S., p.m., J.-P.
    | (?P<site>[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{0,6}}\.(?i:com|org|net|gov|edu|info|uk|ru|ir|tv|pdf|docx?|html?)(?!\w))
    | (?P<smiley>[:;]-?[()DP](?!\w))
    | (?P<designation>[A-Z]{{1,4}}-?\d{{1,4}}[A-Z]?(?!\w)                # F-16, T72, G20
        | [A-Z]{{1,3}}-[A-Z]{{1,2}}-\d{{1,3}}(?!\w))
    | (?P<date>\d{{4}}-\d{{2}}-\d{{2}}(?!\w) | \d{{1,4}}/\d{{1,2}}(?:/\d{{2,4}})?(?!\w))
    | (?P<number>\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|['’]s)?(?![\w]))       # 1,200.5  10:30  5th  1980s
    | (?P<amount>\d+(?:[.,]\d+)*)                                        # the number of 5km, 10pm
    | (?P<decade>['’]\d\ds?(?!\w))                                       # '80s
    | (?P<prefixed>(?i:{_PREFIXES})-{_WORD})                             # anti-American
    | (?P<word>{_WORD}(?:\d+{_WORD}?)?(?:(?:[{_APOSTROPHES}]|&(?={_LETTER}))(?:{_WORD}))*\d*)
    | (?P<dots>\.{{2,}})
    | (?P<rule>-{{2,}}|—+|–+|_{{2,}}|\*{{2,}}|={{2,}}|\${{2,}}|<{{2,}}|>{{2,}})
    | (?P<quote>``|'')
    | (?P<closing>[!?]{{2,}})
    | (?P<other>\S)
    """,
    re.VERBOSE,
)

_CLITIC = re.compile(rf"^(.+?)((?i:n[{_APOSTROPHES}]t)|[{_APOSTROPHES}](?i:s|m|d|re|ve|ll))$", re.DOTALL)
_FUSED = {
    "cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "gimme": 3, "lemme": 3, "dunno": 2,
}  # fmt: skip
# Names and words in which an apostrophe followed by "s", "d" ... is no clitic, or that keep their apostrophe.
_WHOLE = frozenset({"o'clock", "ma'am", "y'all", "c'mon", "o’clock", "ma’am", "y’all", "c’mon"})
_PARTICLE = re.compile(rf"^(?:[OoDdLl]|Mc|Qu|al|Al|Sh?a|Na|Ba|Ta|Ya|An|Ka)[{_APOSTROPHES}]")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]` with offsets of `text`. Linear in the length, for any Unicode input.

    No token holds white space. A stretch between blanks without a full stop divides the same way wherever it stands,
    and most have been met before; one with a full stop may need to see what follows.
    """
    stop = len(text) if end is None else end
    tokens: list[Token] = []
    for match in _STRETCH.finditer(text, start, stop):
        first, last = match.span()
        stretch = match.group()
        if last - first > LONGEST_REMEMBERED or "." in stretch:
            tokens += _divided(text, first, last, stop)
        else:
            tokens += [Token(own, first + left, first + right) for own, left, right in _remembered(stretch)]
    return tokens


@lru_cache(maxsize=65536)
def _remembered(stretch: str) -> tuple[Token, ...]:
    """The tokens of a stretch that holds neither white space nor a full stop."""
    return tuple(_divided(stretch, 0, len(stretch), len(stretch)))


def _divided(text: str, position: int, last: int, stop: int) -> Iterator[Token]:
    """The tokens of a stretch without white space; `stop` bounds how far a full stop may look ahead."""
    while (match := _TOKEN.search(text, position, last)) is not None:
        first, position = match.span()
        if match.lastgroup in ("word", "prefixed"):
            position = _with_period(text, first, position, stop)
        for left, right in _pieces(text[first:position], match.lastgroup or "other"):
            yield Token(text[first + left : first + right], first + left, first + right)


def _with_period(text: str, first: int, last: int, stop: int) -> int:
    """Take the full stop of an abbreviation or an initial into the token."""
    single = last < stop and text[last] == "." and text[last : last + 2] != ".."
    return last + 1 if single and takes_stop(text[first:last], text[last + 1 : min(stop, last + 4)]) else last


@lru_cache(maxsize=65536)
def _pieces(word: str, kind: str) -> tuple[tuple[int, int], ...]:
    """Where a matched word divides: clitics, fused forms and quotation marks at its edges."""
    size = len(word)
    if kind == "number" and word[-1] == "s" and word[-2] in _APOSTROPHES:
        return ((0, size - 2), (size - 2, size))
    if kind != "word" or not 3 <= size <= LONGEST_DIVIDED:
        return ((0, size),)
    cut = _FUSED.get(word.casefold())
    if cut is not None:
        return ((0, cut), (cut, size))
    if not _APOSTROPHE.search(word) or word.casefold() in _WHOLE:
        return ((0, size),)
    pieces: list[tuple[int, int]] = []
    while (match := _CLITIC.match(word[:size])) is not None:
        pieces.append(match.span(2))
        size = match.start(2)
    stem = word[:size]
    if _APOSTROPHE.search(stem) and not _PARTICLE.match(stem) and stem[-1] in _APOSTROPHES:
        pieces += [(size - 1, size)]
        size -= 1
    return ((0, size), *reversed(pieces))
