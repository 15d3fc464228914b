"""Time expressions of a report: found by the tables of `lexicon/times`, resolved to days as far as the text says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from dragoman.records import Report, Sentence
from dragoman.tables import package_path
from dragoman.times.guards import GUARDS
from dragoman.times.lattice import Line, Vocabulary
from dragoman.times.modifiers import Modifiers
from dragoman.times.moments import Moment, Reading
from dragoman.times.patterns import Match, compile_patterns, matches
from dragoman.times.periods import Period
from dragoman.times.readings import OPERATIONS
from dragoman.times.tense import direction


class TimeExpression(msgspec.Struct, frozen=True):
    """A time that the text names: tokens first to last (exclusive), offsets, TIMEX3 kind and value, and its days.

    `from_` and `to` are ISO dates, inclusive, None where open or not said. `basis` is explicit where the text writes
    the date itself, relative where it follows from the report's date (`anchor` document) or from what the story has
    dated (`anchor` narrative). `value` is TIMEX3, `mod` its modifier (START, END, APPROX ...).
    `row` is the row of the table that it rests on.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    kind: str
    value: str
    from_: str | None
    to: str | None
    granularity: str | None
    basis: str
    anchor: str | None
    mod: str | None
    row: str


class _Story:
    """What the report has dated so far: its last period, last day and last quarter that are not still to come."""

    def __init__(self, report: date | None) -> None:
        self.report = report
        self.period: Period | None = None
        self.day: date | None = None
        self.quarter: Period | None = None

    def tell(self, reading: Reading) -> None:
        if (
            reading.first is None
            or (self.report and reading.first > self.report)
            or reading.kind not in ("DATE", "TIME")
        ):
            return
        if reading.first == reading.last:
            self.day = reading.first
        if reading.period:
            self.period = reading.period
            if reading.period.unit == "quarter" and reading.anchor != "narrative":
                self.quarter = reading.period


class Clock:
    """Finds and resolves the time expressions of reports. Holds the tables and no state of a report."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._modifiers = Modifiers()
        operations = frozenset(OPERATIONS) | {"nothing"}
        self._patterns = compile_patterns(package_path("lexicon", "times", "phrases.tsv"), operations)

    def expressions(self, report: Report, sentences: Sequence[Sentence]) -> tuple[tuple[TimeExpression, ...], ...]:
        """The time expressions of each sentence, in the text's order, none overlapping another."""
        published = date.fromisoformat(report.published) if report.published else None
        story = _Story(published)
        return tuple(self._sentence(report, sentence, story) for sentence in sentences)

    def _sentence(self, report: Report, sentence: Sentence, story: _Story) -> tuple[TimeExpression, ...]:
        if not sentence.words:
            return ()
        line = Line(sentence, self._vocabulary)
        found: list[TimeExpression] = []
        place = floor = 0
        while place < len(line.words):
            if not self._may_start(line, place):
                place += 1
                continue
            match, reading = self._read(line, place, story, not found)
            if match is None:
                place += 1
                continue
            if reading is not None:
                made, place = self._expression(report, line, match, reading, floor, story)
                found.append(made)
            else:
                place = match.last
            floor = place
        return tuple(_on_their_day(found))

    def _may_start(self, line: Line, place: int) -> bool:
        return line.words[place] in self._patterns.words or (line.may_start(place) and bool(line.edges(place)))

    def _read(self, line: Line, place: int, story: _Story, is_first: bool) -> tuple[Match | None, Reading | None]:
        """The longest pattern at a word that holds, and what it says; a pattern of what is no time says nothing."""
        for match in matches(self._patterns, line, place):
            guard = match.phrase.settings.get("guard")
            if guard and not GUARDS[guard](line, match):
                continue
            if match.phrase.operation == "nothing":
                return match, None
            first, last = line.tokens[match.first], line.tokens[match.last - 1] + 1
            moment = Moment(
                story.report,
                story.period,
                story.day,
                lambda first=first, last=last: direction(line.sentence, first, last),  # type: ignore[misc]
                story.quarter,
                is_first,
            )
            try:
                reading = OPERATIONS[match.phrase.operation](match.slots, match.phrase.settings, moment)
            except (ValueError, OverflowError):
                # No such day in the calendar ("February 30"), or one outside the years 1 to 9999.
                continue
            if reading is not None:
                return match, reading
        return None, None

    def _expression(
        self, report: Report, line: Line, match: Match, reading: Reading, floor: int, story: _Story
    ) -> tuple[TimeExpression, int]:
        first, mod = match.first, match.phrase.mod
        last = match.last - int(match.phrase.settings.get("trim", "0"))
        before = after = None
        if match.phrase.operation not in ("vague", "stretch"):
            before = self._modifiers.left_of(line.words, first, floor, reading.kind)
            after = self._modifiers.right_of(line.words, last, reading.kind)
        # "Over the last year" is no length above a year.
        if (
            before
            and before.mod != "EQUAL_OR_MORE"
            and "DURATION" in before.kinds
            and line.words[first] in ("the", "last")
        ):
            before = None
        if before:
            first, mod = first - len(before.words), before.mod
        if after:
            last, mod = last + len(after.words), after.mod
        part = before.part if before else match.phrase.settings.get("cut")
        narrowed = self._modifiers.narrowed(reading, part)
        story.tell(reading)
        one, other = line.tokens[first], line.tokens[last - 1] + 1
        start, end = line.sentence.starts[one], line.sentence.ends[other - 1]
        expression = TimeExpression(
            first=one,
            last=other,
            start=start,
            end=end,
            text=report.text[start:end],
            kind=narrowed.kind,
            value=narrowed.value,
            from_=narrowed.first.isoformat() if narrowed.first else None,
            to=narrowed.last.isoformat() if narrowed.last else None,
            granularity=narrowed.granularity,
            basis=narrowed.basis,
            anchor=narrowed.anchor,
            mod=mod,
            row=match.phrase.row,
        )
        return expression, last


def _on_their_day(found: list[TimeExpression]) -> list[TimeExpression]:
    """Times of day moved to the one day that their sentence names, wherever it stands ("At 4 a.m., ... on Monday")."""
    days = {(one.from_, one.basis, one.anchor) for one in found if one.granularity in ("day", "part") and one.from_}
    if len(days) != 1:
        return found
    day, basis, anchor = days.pop()
    return [
        msgspec.structs.replace(one, value=f"{day}{one.value[10:]}", from_=day, to=day, basis=basis, anchor=anchor)
        if one.granularity == "hour" and one.kind == "TIME"
        else one
        for one in found
    ]
