"""Where words stand: the report with its link, the offsets, and on whose word, for whatever cites a claim."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dragoman.archive.archive import Archive
from dragoman.records import Claim, Evidence, Span

MOST_WORDS = 200
"""Code points of a sentence that are shown."""


class Source(msgspec.Struct, frozen=True):
    """Words of a report behind a statement: `start` and `end` are offsets of its text, `voices` those who say so."""

    claim: str
    report: str
    words: str
    start: int
    end: int
    published: str | None
    outlet: str | None
    headline: str | None
    url: str | None
    voices: tuple[str, ...] = ()

    @property
    def cited(self) -> str:
        """The source in one line: outlet, day, report, offsets."""
        place = f"{self.report}:{self.start}-{self.end}"
        return ", ".join(filter(None, (self.outlet, self.published, place)))


def of_claims(archive: Archive, claims: Iterable[str], most: int | None = None) -> tuple[Source, ...]:
    """The sources of claims by their ids, in their order, at most `most`; ids that the archive lacks are left out.

    The words are the claim's sentence, or of a long one what stands around its anchor.
    """
    found: list[Source] = []
    for one in claims:
        if most is not None and len(found) >= most:
            break
        claim = archive.claim(one)
        if claim is not None:
            voices = tuple(party.name or party.text or "" for party in claim.sources)
            found.append(of_words(archive, one, claim.report, _clause(archive, claim), voices))
    return tuple(found)


def _clause(archive: Archive, claim: Claim) -> Span:
    row = archive.connection.execute(
        "SELECT text FROM texts JOIN reports ON reports.no = texts.report WHERE reports.id = ?", (claim.report,)
    ).fetchone()
    if row is None:
        return claim.anchor
    text: str = row[0]
    start, end = claim.sentence_start, claim.sentence_end
    if end - start > MOST_WORDS:
        start = max(start, claim.anchor.start - MOST_WORDS // 2)
        end = min(end, max(claim.anchor.end, start + MOST_WORDS))
        if start > claim.sentence_start:
            start = max(start, text.find(" ", start, claim.anchor.start) + 1)
        if end < claim.sentence_end:
            end = max(claim.anchor.end, text.rfind(" ", claim.anchor.end, end))
    words = text[start:end].strip()
    start = text.index(words, start)
    return Span(words, start, start + len(words))


def of_evidence(archive: Archive, evidence: Evidence) -> Source:
    """The source of a relation's evidence."""
    return of_words(archive, evidence.claim, evidence.report, evidence.words, evidence.voices)


def of_words(archive: Archive, claim: str, report: str, words: Span, voices: tuple[str, ...]) -> Source:
    """The source of words of a report, which the archive need not hold (imported claims have none)."""
    row = archive.connection.execute(
        "SELECT published, outlet, headline, url FROM reports WHERE id = ?", (report,)
    ).fetchone()
    published, outlet, headline, url = row or (None, None, None, None)
    return Source(claim, report, words.text, words.start, words.end, published, outlet, headline, url, voices)
