"""Sentences of news prose: offsets from regular expressions and tables of abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.language.abbreviations import AMBIGUOUS, NUMBER, TITLE, behaviour, sentence_starters

# Quantifiers are possessive (no backtracking), so that no input takes more than linear time.
_BLANK = re.compile(r"(?:\r\n|\n|\r)(?:[^\S\r\n]*+(?:\r\n|\n|\r))++|[\u2029\f\v]++")
_LINE = re.compile(r"\r\n|\n|\r|\u2028|\x85")
_STOPS, _CLOSERS = frozenset(".!?:;…"), "\"'”’»)]"

_BOUNDARY = re.compile(
    r"""(?<![.!?…])(?P<stop>[.!?…]++)
        (?P<close>["'”’»)\]]*+)
        (?P<space>\s++)
        (?P<open>["'“‘«(\[\-–—*•]*+\s?+)
        (?P<next>\w)""",
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[^\s\"'“”‘’(\[\-–—/]+$")
_NEXT_WORD = re.compile(r"\w+")
_INITIAL = re.compile(r"[^\W\d_a-z]")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_SPEECH = re.compile(
    r"(?:[\w.'’\-]+\s+){0,4}?(?:said|says|asked|asks|told|tells|added|adds|wrote|writes|shouted|tweeted|exclaimed|cried|replied)\b"
)
_LOOK_BACK = 40

MIN_WRAP, MAX_WRAP = 40, 110


def segment(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as (start, end) offsets, white space at the edges left out.

    A stretch without a letter or digit (a stray quotation mark on a line of its own) is no sentence.
    """
    found: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        for first, last in _sentences(text, start, end):
            trimmed = _trim(text, first, last)
            if trimmed is not None:
                found.append(trimmed)
    return found


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    stretch = text[start:end]
    body = stretch.strip()
    if not any(letter.isalnum() for letter in body):
        return None
    start += len(stretch) - len(stretch.lstrip())
    return start, start + len(body)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that no sentence crosses: blocks between blank lines, and lines of text that is not hard wrapped."""
    position = 0
    for blank in _BLANK.finditer(text):
        yield from _lines(text, position, blank.start())
        position = blank.end()
    yield from _lines(text, position, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    breaks = [match.span() for match in _LINE.finditer(text, start, end)]
    if not breaks:
        yield start, end
        return
    edges = [start, *(last for _, last in breaks)]
    ends = [*(first for first, _ in breaks), end]
    wrapped = _is_hard_wrapped([text[a:b] for a, b in zip(edges, ends, strict=True)])
    open_at = start
    for number, (first, last) in enumerate(breaks):
        after = text[last : ends[number + 1]].lstrip()
        if not wrapped and not (after[:1].islower() and not _ends_sentence(text[edges[number] : first])):
            yield open_at, first
            open_at = last
    yield open_at, end


def _ends_sentence(line: str) -> bool:
    return line.rstrip().rstrip(_CLOSERS)[-1:] in _STOPS


def _is_hard_wrapped(lines: list[str]) -> bool:
    """True if lines end where the next word would not have fitted: the mark of text folded at a fixed width."""
    lengths = [len(line.rstrip()) for line in lines]
    width = max(lengths)
    if not MIN_WRAP <= width <= MAX_WRAP:
        return False
    folded = total = ended = 0
    for line, following, length in zip(lines, lines[1:], lengths, strict=False):
        words = following.split(maxsplit=1)
        if not words:
            continue
        total += 1
        folded += length + 1 + len(words[0]) > width - 3
        ended += _ends_sentence(line)
    if total < 2:
        return total == 1 and folded == 1 and not ended and lines[1].lstrip()[:1].islower()
    return folded >= 0.75 * total and ended <= 0.6 * total


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for match in _BOUNDARY.finditer(text, start, end):
        if _is_boundary(text, match, position):
            cut = match.start("space")
            if cut > position:
                yield position, cut
                position = match.end("space")
    yield position, end


def _is_boundary(text: str, match: re.Match[str], sentence_start: int) -> bool:
    following = match.group("next")
    stop, close = match.group("stop"), match.group("close")
    if following.islower():
        return False
    if stop[-1] in "!?":
        return not (close and _SPEECH.match(text, match.start("next")))
    if len(stop) > 1 or stop == "…":
        return True
    if close and close[0] in ")]" and stop == ".":
        return True
    return _full_stop_ends(text, match, sentence_start)


def _full_stop_ends(text: str, match: re.Match[str], sentence_start: int) -> bool:
    """Whether a single full stop, followed by space and no small letter, ends the sentence."""
    before = _LAST_WORD.search(text[max(sentence_start, match.start() - _LOOK_BACK) : match.start()])
    if before is None or match.group("close"):
        return True
    word = before.group()
    following = _NEXT_WORD.match(text, match.start("next"))
    next_word = following.group() if following else ""
    starts = _starts_sentence(next_word)
    if _INITIAL.fullmatch(word):
        return starts if word != "I" else True
    if _ACRONYM.fullmatch(word):
        return starts or bool(match.group("open").strip())
    kind = behaviour(word)
    if kind == NUMBER:
        return not next_word[:1].isdigit()
    if kind == TITLE:
        return word == "St" and starts
    if kind == AMBIGUOUS:
        return starts
    is_list_number = word.isdigit() and match.start() - len(word) == sentence_start
    return not is_list_number


def _starts_sentence(word: str) -> bool:
    capitalised = word[:1].isupper() and (word in ("A", "I") or not word.isupper())
    return capitalised and word.casefold() in sentence_starters()
