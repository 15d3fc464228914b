"""Sentences written out by hand, one token a line: word, lemma, universal tag, head (1-based, 0 root), relation."""

from __future__ import annotations

from dragoman.records import NamedSpan, Report, Sentence


def sentence(table: str, spans: tuple[NamedSpan, ...] = ()) -> tuple[Report, Sentence]:
    """A report of one sentence, its words parted by blanks."""
    rows = [line.split() for line in table.strip().splitlines()]
    words = tuple(row[0] for row in rows)
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    text = " ".join(words)
    made = Sentence(
        start=0,
        end=len(text),
        words=words,
        starts=tuple(starts),
        ends=tuple(start + len(word) for start, word in zip(starts, words, strict=True)),
        lemmas=tuple(row[1] for row in rows),
        upos=tuple(row[2] for row in rows),
        tags=tuple("VBD" if row[2] == "VERB" else "NN" for row in rows),
        heads=tuple(int(row[3]) - 1 for row in rows),
        relations=tuple(row[4] for row in rows),
        spans=spans,
    )
    return Report(id="made", text=text, text_sha256=""), made
