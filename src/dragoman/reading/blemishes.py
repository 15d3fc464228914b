"""What is wrong with a text, marked and never mended in place: mojibake, stray quotes, broken paragraphs, repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from dragoman.records import Mark

REPEATED_HEADLINE = "repeated_headline"
STRAY_QUOTE = "stray_quote"
MOJIBAKE = "mojibake"
BROKEN_PARAGRAPH = "broken_paragraph"

FEWEST_REPEATED_WORDS = 4
"""A headline of fewer words ("Taliban") comes back by chance."""

MOST_MARKS = 10_000
"""Marks of one kind on one report; a text with more is no news, and its marks would fill the memory."""

# No pattern begins with a repetition: a file of blanks must not take quadratic time.
_BREAK = re.compile(r"(?:\r?\n|\r)[ \t\xa0]*(?:\r?\n|\r)[ \t\r\n\xa0]*")
_RUN = re.compile(r"[^ \t\r\n]+")
_QUOTE = re.compile(r'["“”„«»]')
_LOST = re.compile("\ufffd+")
_SAME_SIGN = {sign: f"[{kin}]" for kin in ("'‘’", '"“”', "-–—") for sign in kin}
_OPENS_AFTER = " \t\r\n\xa0([{—–-/'‘"
_TERMINAL = ".!?…:;"
_CLOSING = "\"'”’»)]"


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text between empty lines."""
    at = 0
    for found in _BREAK.finditer(text):
        if found.start() > at:
            yield at, found.start()
        at = found.end()
    if at < len(text):
        yield at, len(text)


def repeated_headline(text: str, start: int, end: int) -> tuple[Mark, ...]:
    """The places where the headline `text[start:end]` stands again, whatever its quote marks, dashes and case."""
    words = text[start:end].split()
    if len(words) < FEWEST_REPEATED_WORDS:
        return ()
    pattern = r"\s+".join("".join(_SAME_SIGN.get(sign) or re.escape(sign) for sign in word) for word in words)
    found = re.compile(pattern, re.IGNORECASE).finditer(text, end)
    return tuple(Mark(REPEATED_HEADLINE, repeat.start(), repeat.end()) for repeat in islice(found, MOST_MARKS))


def stray_quotes(text: str) -> tuple[Mark, ...]:
    """Double quote marks without a partner.

    A quotation that runs over paragraphs opens each of them and closes once: its marks are no strays. A paragraph that
    is nothing but a quote mark is one, also where it closes what an earlier paragraph opened.
    """
    if not _QUOTE.search(text):
        return ()
    strays: list[int] = []
    pending: int | None = None
    for first, last in paragraphs(text):
        if len(strays) > MOST_MARKS:
            break
        signs = [found.start() for found in _QUOTE.finditer(text, first, last)]
        if pending is not None and not (signs and _opens(text, signs[0]) and not text[first : signs[0]].strip()):
            if not _lone(text, first, last):
                strays.append(pending)
            pending = None
        if _lone(text, first, last):
            strays.extend(signs)
            pending = None
            continue
        opened: list[int] = []
        for at in signs:
            if _opens(text, at):
                opened.append(at)
            elif opened:
                opened.pop()
            elif not text[at - 1 : at].isdigit():
                strays.append(at)
        strays.extend(opened[:-1])
        pending = opened[-1] if opened else None
    if pending is not None:
        strays.append(pending)
    return tuple(Mark(STRAY_QUOTE, at, at + 1) for at in sorted(strays)[:MOST_MARKS])


def _lone(text: str, first: int, last: int) -> bool:
    bare = text[first:last].strip()
    return bool(bare) and not _QUOTE.sub("", bare).strip()


def _opens(text: str, at: int) -> bool:
    sign = text[at]
    if sign in "“„«":
        return True
    if sign in "”»":
        return False
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return (not before or before in _OPENS_AFTER) and bool(after) and not after.isspace()


def broken_paragraphs(text: str) -> tuple[Mark, ...]:
    """Empty lines that tear a sentence or a quotation: the next paragraph goes on in lower case or is a lone quote."""
    torn: list[Mark] = []
    previous: tuple[int, int] | None = None
    for first, last in paragraphs(text):
        if len(torn) == MOST_MARKS:
            break
        start = first + len(text[first:last]) - len(text[first:last].lstrip())
        if previous is not None and start < last:
            before = text[previous[0] : previous[1]].rstrip().rstrip(_CLOSING)
            goes_on = text[start].islower() and before and before[-1] not in _TERMINAL
            if goes_on or _lone(text, first, last):
                torn.append(Mark(BROKEN_PARAGRAPH, previous[1], first))
        previous = (first, last)
    return tuple(torn)


def mojibake(text: str) -> tuple[Mark, ...]:
    """Words whose characters were decoded wrongly, each with the mended word; lost characters have no mended value."""
    if text.isascii():
        return ()
    lost = [Mark(MOJIBAKE, found.start(), found.end()) for found in islice(_LOST.finditer(text), MOST_MARKS)]
    import ftfy
    from ftfy.badness import is_bad

    if not is_bad(text):
        return tuple(lost)
    mended = (
        Mark(MOJIBAKE, found.start(), found.end(), value)
        for found in _RUN.finditer(text)
        if not found.group().isascii()
        and is_bad(found.group())
        and (value := ftfy.fix_encoding(found.group())) != found.group()
    )
    return tuple(sorted([*lost, *islice(mended, MOST_MARKS)], key=lambda mark: (mark.start, mark.end)))
