"""The table of cues: `lexicon/cues.tsv`, read, checked and indexed by the lemma with which a cue is found.

Columns: `cue` (lemmas, head verb first; the last word of a noun is its head), `pos` (V verb, N noun, A adjective, R
adverb, P fixed words, C punctuation), `kind` (the manner of an attribution), `source` and `content` (slots in order
of preference, `|` between them, `-` for none), `strength`, `weight` (firm or weak), `note`. `lexicon/speakers.tsv`
lists the nouns that can speak.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import BadTable
from dragoman.records import STRENGTHS, Sentence
from dragoman.tables import Row, cell_list, package_path, rows
from dragoman.voices.attribution import MANNERS

COLUMNS = ("cue", "pos", "kind", "source", "content", "strength", "weight", "note")
SPEAKERS = ("noun", "note")
WEIGHTS = ("firm", "weak")
POS = {"V": frozenset({"VERB", "AUX"}), "N": frozenset({"NOUN", "PROPN"}), "A": frozenset({"ADJ", "VERB"})}
POS |= {"R": frozenset({"ADV"}), "P": frozenset(), "C": frozenset({"PUNCT"})}
SOURCES = frozenset({"subj", "obj", "by", "from", "of", "to", "among", "poss", "light", "before", "-"})
CLAUSES = frozenset({"ccomp", "xcomp", "acl", "quote", "obj", "host", "passage", "after"})
PREPOSITIONS = frozenset(
    "about against among as at behind by for from in of on over to upon with that toward towards".split()
)


class Cue(NamedTuple):
    """One row: the cue's lemmas and where its source and its content stand."""

    lemmas: tuple[str, ...]
    pos: str
    manner: str
    sources: tuple[str, ...]
    contents: tuple[str, ...]
    strength: str
    row: str
    firm: bool = True

    @property
    def text(self) -> str:
        """The cue as the table writes it."""
        return " ".join(self.lemmas)


class Occurrence(NamedTuple):
    """A cue's words in a sentence: head token, first token, one past the last, and the rows that may apply."""

    head: int
    first: int
    last: int
    rows: tuple[Cue, ...]


class Cues:
    """The table in memory. Raises BadTable with file, line and remedy where a row breaks the schema."""

    def __init__(self, path: Path | None = None) -> None:
        self.speakers = frozenset(row.cells["noun"] for row in rows(package_path("lexicon", "speakers.tsv"), SPEAKERS))
        self.path = path or package_path("lexicon", "cues.tsv")
        self.rows = tuple(_cue(row, self.path) for row in rows(self.path, COLUMNS))
        self.messages = frozenset(cue.lemmas[-1] for cue in self.rows if cue.pos == "N" and cue.manner == "speech")
        self._by_lemma: dict[str, list[Cue]] = {}
        for cue in self.rows:
            self._by_lemma.setdefault(_key(cue), []).append(cue)
        for found in self._by_lemma.values():
            found.sort(key=lambda cue: -len(cue.lemmas))

    def occurrences(self, sentence: Sentence) -> list[Occurrence]:
        """The places of a sentence where words of a cue stand, longest cue first where several begin alike."""
        table = self._by_lemma
        found: list[Occurrence] = []
        for token, lemma in enumerate(sentence.lemmas):
            if lemma in table:
                found += _at(sentence, token, table[lemma])
            elif not lemma.islower() and lemma.lower() in table:
                found += _at(sentence, token, table[lemma.lower()])
        return found


def _key(cue: Cue) -> str:
    return cue.lemmas[-1] if cue.pos == "N" else cue.lemmas[0]


def _at(sentence: Sentence, token: int, rows: Sequence[Cue]) -> list[Occurrence]:
    """The longest cue of each part of speech that begins at a token."""
    upos = sentence.upos[token]
    best: dict[bool, tuple[int, int, list[Cue]]] = {}
    for cue in rows:
        fixed = cue.pos == "P"
        if not fixed and upos not in POS[cue.pos]:
            continue
        if fixed in best and len(best[fixed][2][0].lemmas) > len(cue.lemmas):
            continue
        if len(cue.lemmas) == 1:
            span: tuple[int, int] | None = (token, token + 1)
        else:
            span = _words(sentence, token, cue)
        if span is not None:
            best.setdefault(fixed, (*span, []))[2].append(cue)
    return [Occurrence(token, first, last, tuple(found)) for first, last, found in best.values()]


def _words(sentence: Sentence, token: int, cue: Cue) -> tuple[int, int] | None:
    """Where the words of a longer cue stand: side by side, or a verb's words within a few tokens after it."""
    lemmas = sentence.lemmas
    if cue.pos == "N":
        first = token - len(cue.lemmas) + 1
        return (first, token + 1) if first >= 0 and tuple(lemmas[first : token + 1]) == cue.lemmas else None
    place = token
    reach = 3 if cue.pos == "V" else 0
    for lemma in cue.lemmas[1:]:
        for step in range(1, reach + 2):
            if place + step < len(lemmas) and lemmas[place + step].lower() == lemma:
                place += step
                break
        else:
            return None
    return token, place + 1


def _cue(row: Row, path: Path) -> Cue:
    cells = row.cells
    sources, contents = cell_list(cells["source"]), cell_list(cells["content"])
    checks = (
        ("cue", cells["cue"].split(), bool(cells["cue"].split())),
        ("pos", sorted(POS), cells["pos"] in POS),
        ("kind", sorted(MANNERS), cells["kind"] in MANNERS),
        ("source", sorted(SOURCES), bool(sources) and set(sources) <= SOURCES),
        ("content", sorted(CLAUSES | PREPOSITIONS), bool(contents) and set(contents) <= CLAUSES | PREPOSITIONS),
        ("strength", list(STRENGTHS), cells["strength"] in STRENGTHS),
        ("weight", list(WEIGHTS), cells["weight"] in WEIGHTS),
    )
    for column, allowed, right in checks:
        if not right:
            raise BadTable(
                f"{path}:{row.line}: the {column} {cells[column]!r} is none of {', '.join(allowed)}; use those names"
            )
    lemmas = tuple(cells["cue"].lower().split())
    return Cue(
        lemmas, cells["pos"], cells["kind"], sources, contents, cells["strength"], row.where, cells["weight"] == "firm"
    )
