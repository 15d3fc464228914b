"""The one place that knows all rooms: reports in, claims out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from dragoman.actors.cast import Cast
from dragoman.actors.naming import government_name, group_name
from dragoman.actors.resolution import Resolver
from dragoman.claims import ClaimCoder
from dragoman.claims.gate import Gate
from dragoman.claims.petrarch import PetrarchCoder, open_dictionaries
from dragoman.claims.petrarch import claims as petrarch_claims
from dragoman.language import Analyser
from dragoman.places import Places
from dragoman.reading import Unreadable, read
from dragoman.records import Claim, Report, Sentence
from dragoman.settings import current
from dragoman.tables import collecting_later
from dragoman.times import Clock
from dragoman.voices import Voices

BATCH = 32


CODED_LANGUAGES = frozenset({"en"})
"""Languages that the encoder and the frames are made for."""

NOT_PROSE = frozenset({"date_line", "stray_quote"})


def prose(report: Report) -> str:
    """The report's text with what is no prose (dateline, leading date, stray quote marks) blanked out, offsets kept."""
    blanks = [(mark.start, mark.end) for mark in report.marks if mark.kind in NOT_PROSE]
    if report.dateline:
        blanks.append((report.dateline.start, report.dateline.end))
    if any(mark.kind == "leading_date" for mark in report.marks) and report.headline:
        blanks.append((0, report.headline.start))
    text = report.text
    for start, end in blanks:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def not_coded(report: Report) -> str | None:
    """Why a report is kept but not coded; None where it is coded."""
    if report.language in CODED_LANGUAGES:
        return None
    what = "cannot be told but is not English" if report.language == "und" else f"is {report.language!r}"
    return f"not coded: its language {what} ({report.language_basis or 'given'}), and only English is coded"


class Coder:
    """Holds the loaded model and tables and composes the rooms; it has no other state.

    A coder serves one thread; a pool gives each worker its own. The same report gives the same claims whatever else
    is coded before, after or beside it. `lexicon` names PETRARCH dictionaries (files, or folders of them) that code
    instead of Dragoman's own frames.
    """

    def __init__(
        self,
        models: Path | None = None,
        knowledge: Path | None = None,
        threads: int = 1,
        lexicon: Sequence[Path] = (),
    ) -> None:
        with collecting_later():
            self.analyser = Analyser(models, threads=threads)
            self.resolver = Resolver(knowledge)
            self.clock = Clock()
            self.places = Places()
            self.voices = Voices()
            self.claims = ClaimCoder()
        self.petrarch = PetrarchCoder(open_dictionaries(lexicon)) if lexicon else None
        self.gate = Gate(self.claims.lexicon).opens if current().language.gate and not lexicon else None

    def code(self, reports: Iterable[Report]) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
        """Each report with its claims, in the order given; reports are analysed in batches across their borders.

        A report in another language comes out without claims; `not_coded` says why.
        """
        stream = iter(reports)
        while batch := list(islice(stream, BATCH)):
            coded = [report for report in batch if not_coded(report) is None]
            analysed = iter(self.analyser.analyse([prose(report) for report in coded], self.gate))
            for report in batch:
                yield report, () if not_coded(report) else self.code_sentences(report, next(analysed))

    def code_sentences(
        self, report: Report, sentences: tuple[Sentence, ...], cast: Cast | None = None
    ) -> tuple[Claim, ...]:
        """The claims of a report whose sentences are analysed already; `cast` where its parties are known already."""
        if self.petrarch is not None:
            return petrarch_claims(report, self.petrarch.dyads(report, sentences))
        cast = cast or Cast(self.resolver, report, sentences)
        attributions = self.voices.attributions(report, sentences, cast)
        times = self.clock.expressions(report, sentences)
        places = self.places.places(report, sentences)
        return self.claims.claims(report, sentences, cast, attributions, times, places, self._named)

    def _named(self, words: str, country: str) -> str | None:
        if words == "government":
            return government_name(country, self.resolver.knowledge)
        return group_name(words, country, self.resolver.knowledge)


def code(
    *sources: str | Path, date: date | str | None = None, undated: bool = False, coder: Coder | None = None
) -> Iterator[Claim]:
    """The claims of files, folders or `-` (standard input).

    Raises UnreadableReport at the first report that cannot be read; use `read` and `Coder` to go on past it.
    """
    from dragoman.errors import UnreadableReport

    def reports() -> Iterator[Report]:
        for found in read(sources, date=date, undated=undated):
            if isinstance(found, Unreadable):
                raise UnreadableReport(f"{found.source}: {found.reason}")
            yield found

    for _, claims in (coder or Coder()).code(reports()):
        yield from claims
