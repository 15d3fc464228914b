"""PETRARCH verb dictionaries: blocks of verbs with a code, their patterns, and sets of synonyms.

A block begins with `--- NAME [CODE] ---`; its verbs stand one a line (`BREAK {BROKE BROKEN}`), those of several words
with a plus before the verb (`+CORDON_OFF`, `WIRE_+TAP`); then patterns, `- WORDS * WORDS [CODE]`: `*` is the verb,
`$` the source, `+` the target, `%` a compound that is both, `^` a phrase to be passed over, `&NAME` a set of synonyms;
`_` binds neighbours, a blank lets words stand between; `{A B}` binds and `(A B)` groups, as in PETRARCH-2. A code
`A:B` codes A one way and B the other; `[---]` codes nothing. The format is that of the Open Event Data Alliance's
PETRARCH (MIT).
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from dragoman.claims.petrarch.inflection import forms

COMMENT = re.compile(r"<!\s?--.*?--\s?>", re.DOTALL)
HEADER = re.compile(r"^-{3,}\s*(.*?)\s*(?:\[([^\]]*)\].*)?-{3,}")
CODE = re.compile(r"\[([^\]]*)\]")
PIECE = re.compile(r"_|\{[^}]*\}|\([^)]*\)|[^\s_{}()]+")
MARKS = frozenset({"$", "+", "%", "^"})
NO_CODE = "---"


class Item(NamedTuple):
    """One element of a pattern: a word, a `&SET` or a mark; `tight` binds it to the element nearer the verb."""

    value: str
    tight: bool


class Pattern(NamedTuple):
    """The elements before the verb (nearest first) and after it, the code, and the row that says so."""

    before: tuple[Item, ...]
    after: tuple[Item, ...]
    code: str
    row: str

    @property
    def length(self) -> int:
        """How many elements it has: longer patterns are tried first."""
        return len(self.before) + len(self.after)


class Verb(NamedTuple):
    """One form of a verb: the words that must stand before and after it, its block's code and patterns, its row."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    code: str
    patterns: tuple[Pattern, ...]
    row: str


class VerbDictionary(NamedTuple):
    """Verbs by the form of their head word, longest first, and the sets of synonyms as word sequences."""

    verbs: dict[str, tuple[Verb, ...]]
    synsets: dict[str, tuple[tuple[str, ...], ...]]

    def members(self, name: str, depth: int = 0) -> tuple[tuple[str, ...], ...]:
        """The word sequences of a set, those of sets inside it included."""
        found: list[tuple[str, ...]] = []
        for member in self.synsets.get(name, ()):
            if len(member) == 1 and member[0].startswith("&") and depth < 5:
                found.extend(self.members(member[0], depth + 1))
            else:
                found.append(member)
        return tuple(sorted(found, key=len, reverse=True))


class _Block:
    """A block being read."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.verbs: list[tuple[str, str, str]] = []
        self.patterns: list[Pattern] = []


def read_verbs(path: Path, faults: list[str] | None = None) -> VerbDictionary:
    """The dictionary in a file; what cannot be read is told in `faults` with file and line, and the rest is kept."""
    faults = faults if faults is not None else []
    found: dict[str, list[Verb]] = defaultdict(list)
    synsets: dict[str, list[tuple[str, ...]]] = {}
    block: _Block | None = None
    synset: str | None = None
    wanted: list[tuple[str, str]] = []
    for number, line in _lines(path):
        where = f"{path.name}:{number}"
        header = HEADER.match(line)
        if header:
            _close(block, found)
            block, synset = _Block((header.group(2) or NO_CODE).strip()), None
        elif line.startswith("&"):
            synset = line.split()[0].rstrip("_")
            synsets.setdefault(synset, [])
        elif line.startswith("-"):
            synset = None
            try:
                pattern = read_pattern(line, where)
            except ValueError as fault:
                faults.append(f"{path}:{number}: {fault}")
                continue
            wanted.extend((item.value, where) for item in (*pattern.before, *pattern.after) if item.value[0] == "&")
            if block is None:
                faults.append(
                    f"{path}:{number}: a pattern before the first verb; begin a block with --- NAME [CODE] ---"
                )
            else:
                block.patterns.append(pattern)
        elif line.startswith("+") and synset is not None:
            synsets[synset].append(tuple(line[1:].replace("_", " ").split()))
        elif block is not None:
            synset = None
            block.verbs.append((line, where, _own_code(line) or block.code))
        else:
            faults.append(f"{path}:{number}: {line.strip()!r} belongs to no block; begin one with --- NAME [CODE] ---")
    _close(block, found)
    for name, where in wanted:
        if name not in synsets and name.removesuffix("S") not in synsets:
            faults.append(f"{path.parent / where}: no set of synonyms {name}; add it or correct the name")
    return VerbDictionary(
        {
            form: tuple(sorted(verbs, key=lambda one: -len(one.before) - len(one.after)))
            for form, verbs in found.items()
        },
        {name: tuple(members) for name, members in synsets.items()},
    )


def _lines(path: Path) -> list[tuple[int, str]]:
    """The lines that say something, with their numbers, without comments."""
    text = path.read_text(encoding="utf-8", errors="replace")
    text = COMMENT.sub(lambda found: "\n" * found.group(0).count("\n"), text)
    lines = ((number, line.split("#", 1)[0].rstrip()) for number, line in enumerate(text.splitlines(), 1))
    return [(number, line.strip()) for number, line in lines if line.strip()]


def _own_code(line: str) -> str | None:
    code = CODE.search(line)
    return code.group(1).strip() if code else None


def read_pattern(line: str, where: str) -> Pattern:
    """A pattern line. Raises ValueError that says what is missing."""
    code = CODE.search(line)
    if code is None:
        raise ValueError("a pattern without a [CODE] at its end; add it")
    if code.group(1).strip() != NO_CODE and not any(letter.isalnum() for letter in code.group(1)):
        raise ValueError(f"[{code.group(1)}] is no code; write its letters and digits, or --- for none")
    text = line[1 : code.start()]
    if text.count("*") != 1:
        raise ValueError("a pattern needs one * where its verb stands")
    left, _, right = text.partition("*")
    before = tuple(reversed(_items(left, towards_end=True)))
    return Pattern(before, tuple(_items(right, towards_end=False)), code.group(1).strip(), where)


def _items(text: str, towards_end: bool) -> list[Item]:
    """The elements of one side; `tight` looks towards the verb: to the right before it, to the left after it."""
    pieces = _flat(text)
    items: list[Item] = []
    for position, piece in enumerate(pieces):
        if piece == "_":
            continue
        neighbour = position + 1 if towards_end else position - 1
        tight = 0 <= neighbour < len(pieces) and pieces[neighbour] == "_"
        items.append(Item(piece, tight))
    return items


def _flat(text: str) -> list[str]:
    """The pieces of a side with `{A B}` as A_B and `(A B)` as A B."""
    found: list[str] = []
    for piece in PIECE.findall(text.upper()):
        if piece[0] == "{":
            words = piece[1:-1].replace("_", " ").split()
            for position, word in enumerate(words):
                found.extend(("_", word) if position else (word,))
        elif piece[0] == "(":
            found.extend(_flat(piece[1:-1]))
        else:
            found.append(piece)
    return found


def _close(block: _Block | None, found: dict[str, list[Verb]]) -> None:
    """Enter the verbs of a finished block under all their forms."""
    if block is None:
        return
    patterns = tuple(sorted(block.patterns, key=lambda one: -one.length))
    for line, where, code in block.verbs:
        for before, head, after in _spellings(line):
            found[head].append(Verb(before, after, code, patterns, where))


def _spellings(line: str) -> list[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """Every form of a verb line as words before, head word, words after; regular forms where none are given."""
    bare = CODE.sub("", line)
    given = re.search(r"\{([^}]*)\}", bare)
    name = re.sub(r"\{[^}]*\}", "", bare).strip().rstrip("_")
    if not name:
        return []
    before, head, after = _parts(name)
    made = [(before, form, after) for form in (forms(head) if given is None else (head,))]
    if given:
        listed = [_parts(one) for one in given.group(1).replace(",", " ").split()]
        made.extend(listed)
        if not listed or all(one[1] not in forms(head) for one in listed):
            made.extend((before, form, after) for form in forms(head))
        made.append((before, forms(head)[-1], after))
    return list(dict.fromkeys(made))


def _parts(name: str) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    words = name.upper().replace("_", " ").split()
    head = next((position for position, word in enumerate(words) if word.startswith("+")), 0)
    words[head] = words[head].removeprefix("+")
    return tuple(words[:head]), words[head], tuple(words[head + 1 :])
