"""The places that a report names, found in its analysed sentences and resolved together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dragoman.places import finding, literality, surroundings
from dragoman.places.candidates import Candidates
from dragoman.places.finding import Found
from dragoman.places.gazetteer import Entry
from dragoman.places.mention import PlaceMention, Resolution, place
from dragoman.places.resolution import UNLISTED, Resolver
from dragoman.places.words import shipped
from dragoman.records import Report, Sentence, Where

ALTERNATIVES = 3


class Places:
    """Finds and resolves places; holds the gazetteer and no state of a report."""

    def __init__(self, folder: Path | None = None) -> None:
        self.candidates = Candidates(folder)
        self.resolver = Resolver(self.candidates)
        self.words = shipped()

    def places(
        self, report: Report, sentences: Sequence[Sentence], merge: bool = True
    ) -> tuple[tuple[PlaceMention, ...], ...]:
        """The places named in each sentence, in the text's order.

        "There" and the like are mentions too, of the place named last. With `merge`, "Minsk, Belarus" is one mention.
        """
        found = [finding.found(sentence, self.candidates) for sentence in sentences]
        spans = [
            (s.starts[f.first], s.ends[f.last - 1]) for s, here in zip(sentences, found, strict=True) for f in here
        ]
        dateline = [(report.place.start, report.place.end)] if report.place is not None else []
        resolutions = iter(self.resolve(report.text, dateline + spans)[len(dateline) :])
        made: list[tuple[PlaceMention, ...]] = []
        latest: Where | None = None
        for sentence, here in zip(sentences, found, strict=True):
            mentions = [self._mention(report, sentence, one, next(resolutions)) for one in here]
            mentions = finding.with_parents(sentence, mentions)
            if merge:
                mentions = finding.merged(sentence, mentions)
            mentions, latest = finding.with_pointers(sentence, mentions, latest)
            made.append(tuple(mentions))
        return tuple(made)

    def resolve(self, text: str, spans: Sequence[tuple[int, int]]) -> list[Resolution]:
        """What the names at the given offsets of a text mean, settled together."""
        names, index = surroundings.names(text, spans)
        hints = surroundings.hints(text, self.candidates.geography.demonyms) if names else {}
        resolved = self.resolver.resolve(names, hints)
        return [resolved[k] for k in index]

    def where(self, entry: Entry, text: str | None, start: int | None, end: int | None) -> Where:
        """The record of an entry as mentioned at offsets of a text."""
        return place(entry, self.candidates.geography.admin1_name(entry.admin1), text, start, end)

    def _mention(self, report: Report, sentence: Sentence, one: Found, resolution: Resolution) -> PlaceMention:
        start, end = sentence.starts[one.first], sentence.ends[one.last - 1]
        text = report.text[start:end]
        entry = resolution.entry
        kind = entry.kind if entry is not None and entry.kind != UNLISTED else one.kind
        literal, why = literality.reading(sentence, one.first, one.last, kind, self.words)
        unknown = (entry is None or entry.kind == UNLISTED) and (one.kind != "building" or one.last - one.first == 1)
        if literal and unknown and not literality.is_sited(sentence, one.first, one.last, self.words):
            literal, why = False, "no place that is known, and no preposition of place"
        return PlaceMention(
            first=one.first,
            last=one.last,
            literal=literal,
            where=self.where(entry, text, start, end) if entry is not None else None,
            rule=resolution.rule,
            reading=why,
            reason=resolution.reason,
            alternatives=tuple(self.where(e, None, None, None) for e in resolution.alternatives[:ALTERNATIVES]),
            kind=kind,
        )
