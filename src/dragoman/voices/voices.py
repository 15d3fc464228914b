"""The room's door: the attributions of a whole report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.records import Report, Sentence
from dragoman.voices.arbiter import utterances
from dragoman.voices.attribution import VOUCHING, Attribution, Range
from dragoman.voices.contents import covers, ranges
from dragoman.voices.cues import Cues
from dragoman.voices.quotations import Piece, paragraphs, quotations
from dragoman.voices.running import Cued, owners
from dragoman.voices.sources import source_range
from dragoman.voices.utterances import Utterance

if TYPE_CHECKING:
    from dragoman.actors.cast import Cast

DIRECT = 0.9


class Voices:
    """Finds who is given as the source of what. Keep one a process; it holds nothing but the table of cues."""

    def __init__(self, cues: Path | None = None) -> None:
        self.cues = Cues(cues)

    def attributions(
        self, report: Report, sentences: Sequence[Sentence], cast: Cast | None = None
    ) -> tuple[Attribution, ...]:
        """The attributions of a report in the text's order.

        `sentences` are the report's, analysed; the learned layer "attribution" is used where they have it. `cast`, if
        given, only supplies the range of a source's mention.
        """
        paragraph = paragraphs(sentences, report.text)
        pieces = quotations(sentences, paragraph)
        within: dict[int, list[tuple[int, int]]] = {}
        for piece in pieces:
            within.setdefault(piece.sentence, []).append((piece.first, piece.last))
        found = [utterances(sentence, self.cues, within.get(index, ())) for index, sentence in enumerate(sentences)]
        carried = _carried(pieces, found, sentences, paragraph) if pieces else {}
        result: list[Attribution] = []
        for index, members in enumerate(found):
            for number, one in enumerate(members):
                result += _delivered(index, one, carried.get((index, number), ()), cast)
        return tuple(result)


def _carried(
    pieces: Sequence[Piece],
    found: Sequence[Sequence[Utterance]],
    sentences: Sequence[Sentence],
    paragraph: Sequence[int],
) -> dict[tuple[int, int], list[Range]]:
    """The pieces of quotations that each utterance owns outside what it holds already."""
    cued = [[_cued(one) for one in members] for members in found]
    whose = owners(pieces, cued, sentences, paragraph)
    carried: dict[tuple[int, int], list[Range]] = {}
    for piece in pieces:
        owner = whose.get(piece.quotation)
        if owner is None:
            continue
        one = found[owner.sentence][owner.number]
        if piece.sentence == owner.sentence and one.row.manner in VOUCHING:
            one.tokens.update(range(piece.first, piece.last))
            one.quoted.append((piece.first, piece.last))
        else:
            carried.setdefault((owner.sentence, owner.number), []).append((piece.sentence, piece.first, piece.last))
    return carried


def _cued(one: Utterance) -> Cued:
    """An utterance as running quotations see it."""
    names = one.source is not None and one.row.pos == "V" and not one.awaits
    depth = sum(1 for _ in one.tree.ancestors(one.head))
    return Cued(frozenset(one.tokens), one.first, one.last, one.awaits, one.speaks, names, depth)


def _delivered(index: int, one: Utterance, carried: Sequence[Range], cast: Cast | None) -> Iterator[Attribution]:
    """The attribution of an utterance, and an inherited one for each other sentence into which it runs."""
    own = tuple((index, first, last) for first, last in ranges(one.tree, one.tokens))
    if not own and not carried:
        return
    source = _source(index, one, cast)
    vouches = one.row.manner in VOUCHING
    elsewhere: dict[int, list[Range]] = {}
    for piece in carried:
        elsewhere.setdefault(piece[0], []).append(piece)
    contents = [own] if own else []
    contents += [tuple(found) for found in elsewhere.values()]
    for place, content in enumerate(contents):
        runs_on = content is not own
        yield Attribution(
            sentence=index,
            cue=(index, one.first, one.last),
            content=content,
            strength="quoted" if runs_on and not vouches else one.row.strength,
            kind="direct" if runs_on else _kind(one),
            manner="speech" if runs_on and not vouches else one.row.manner,
            lemma=one.row.text,
            row=one.row.row,
            source=source,
            source_sentence=index,
            inherited=place > 0,
            evidence=one.evidence,
        )


def _source(index: int, one: Utterance, cast: Cast | None) -> Range | None:
    if one.source is None:
        return None
    if cast is not None:
        first, last = cast.mention(index, one.source)
    else:
        taken = one.tokens | set(range(one.first, one.last)) | {one.head}
        first, last = source_range(one.tree, one.source, taken)
    return first, last, one.source


def _kind(one: Utterance) -> str:
    if one.row.pos == "N":
        return "noun"
    if one.row.manner == "according" or one.row.pos in ("P", "R"):
        return "according"
    share = covers(one.quoted, one.tokens)
    if share >= DIRECT:
        return "direct"
    return "mixed" if share > 0 else "indirect"
