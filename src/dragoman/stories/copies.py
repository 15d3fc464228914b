"""Who copied from whom: links between reports with the same words, their direction, and groups with the likely
original.

A link is found by bands, proved by alignment, and directed by what the reports say of themselves: an agency credit
beats the date, the date beats containment (a cut story is the copy of the longer one). A report that is spliced of two
stories belongs to both groups and joins neither to the other. Links and groups depend on the set of reports, not on
their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import msgspec

from dragoman.reading.agencies import agency, split_names
from dragoman.records import Report
from dragoman.stories.alignment import Shared, aligned
from dragoman.stories.sketching import BandIndex, bands
from dragoman.stories.wording import Wording, wording

CREDIT_LINE_WORDS = 14
WHOLE = 0.8
"""The share of a report that stands in another one for the report to be a cut of it."""
OVERLAP = 0.3


class Provenance(NamedTuple):
    """What a report says of where it comes from: day and time, outlet, and the agencies that it credits."""

    report: str
    published: str | None
    outlet: str | None
    credits: tuple[str, ...]


class CopyLink(msgspec.Struct, frozen=True):
    """Two reports with the same words. `of_copy` is the share of the copy's words that stand in the original,
    `of_original` the reverse; `runs` are the shared runs in the copy, `source_runs` in the original, in words
    (`Wording.offsets`)."""

    copy: str
    original: str
    words: int
    of_copy: float
    of_original: float
    reason: str
    runs: tuple[tuple[int, int], ...] = ()
    source_runs: tuple[tuple[int, int], ...] = ()


class CopyGroup(msgspec.Struct, frozen=True):
    """Reports that carry the same story in the same words: the likely original, all members in order of publication,
    the agency that they credit, and those members that are spliced with another story."""

    original: str
    members: tuple[str, ...]
    credit: str | None = None
    spliced: tuple[str, ...] = ()
    reason: str = ""


def provenance(report: Report) -> Provenance:
    """The provenance of a report: agencies of dateline and byline, and of a credit line at its end."""
    named = [span.text for span in report.agencies] + ([report.byline] if report.byline else [])
    last = report.text.rstrip().rsplit("\n", 1)[-1].strip(" ()[]—–-.*")
    if len(last.split(None, CREDIT_LINE_WORDS)) <= CREDIT_LINE_WORDS:
        named += [last[start:end] for start, end in split_names(last, 0, len(last))]
        named += [last.rsplit(" by ", 1)[-1]]
    known = (agency(name) for name in named)
    credits = tuple(dict.fromkeys(one.name for one in known if one and one.kind == "agency"))
    day = report.published_time or report.published
    return Provenance(report.id, day, report.outlet, credits)


def link(first: Provenance, second: Provenance, shared: Shared) -> CopyLink:
    """The directed link of two reports that share words."""
    forwards, reason = _second_is_copy(first, second, shared)
    if forwards:
        return CopyLink(
            second.report, first.report, shared.words, shared.of_second, shared.of_first, reason,
            shared.in_second, shared.in_first,
        )  # fmt: skip
    return CopyLink(
        first.report, second.report, shared.words, shared.of_first, shared.of_second, reason,
        shared.in_first, shared.in_second,
    )  # fmt: skip


def _second_is_copy(first: Provenance, second: Provenance, shared: Shared) -> tuple[bool, str]:
    own_first, own_second = _own_agency(first), _own_agency(second)
    if own_first in second.credits and own_second not in first.credits:
        return True, f"it credits {own_first}"
    if own_second in first.credits and own_first not in second.credits:
        return False, f"it credits {own_second}"
    if first.published and second.published:
        width = min(len(first.published), len(second.published))
        one, other = first.published[:width], second.published[:width]
        if one != other:
            return one < other, f"published {max(one, other)}, the other {min(one, other)}"
    if shared.of_first != shared.of_second:
        return shared.of_second > shared.of_first, "more of it stands in the other than the reverse"
    return first.report < second.report, "nothing tells the two apart: the order of their ids"


def _own_agency(one: Provenance) -> str | None:
    """The agency that published a report itself, if one did."""
    known = agency(one.outlet) if one.outlet else None
    return known.name if known and known.kind == "agency" else None


class CopyFinder:
    """Finds the links of reports as they come in. Holds wordings and bands in memory; the archive keeps bands on
    disk and reads the wording of candidates only."""

    def __init__(self) -> None:
        self._index = BandIndex()
        self._wordings: dict[str, Wording] = {}
        self._provenances: dict[str, Provenance] = {}

    def add(self, report: Report) -> list[CopyLink]:
        """Enter a report; its links to those entered before."""
        own = wording(report)
        here = provenance(report)
        names = self._index.enter(report.id, bands(own))
        found = aligned([self._wordings[name] for name in names], own)
        links = [link(self._provenances[name], here, one) for name, one in zip(names, found, strict=True) if one]
        self._wordings[report.id] = own
        self._provenances[report.id] = here
        return links


def groups(links: Iterable[CopyLink], reports: Mapping[str, Provenance]) -> tuple[CopyGroup, ...]:
    """Groups of reports that carry the same words, in order of their originals' ids."""
    links = sorted(links, key=lambda one: (one.original, one.copy))
    spliced = _spliced(links)
    neighbours: dict[str, set[str]] = defaultdict(set)
    for one in links:
        if one.copy not in spliced and one.original not in spliced:
            neighbours[one.copy].add(one.original)
            neighbours[one.original].add(one.copy)
        else:
            for end in (one.copy, one.original):
                if end not in spliced:
                    neighbours.setdefault(end, set())
    guests: dict[str, set[str]] = defaultdict(set)
    for one in links:
        if (one.copy in spliced) != (one.original in spliced):
            inside, guest = (one.original, one.copy) if one.copy in spliced else (one.copy, one.original)
            guests[inside].add(guest)
    components = list(_components(neighbours))
    home = {member: place for place, members in enumerate(components) for member in members}
    within: dict[int, list[CopyLink]] = defaultdict(list)
    for one in links:
        if one.copy in home and home[one.copy] == home.get(one.original):
            within[home[one.copy]].append(one)
    made = []
    for place, members in enumerate(components):
        visitors = set().union(*(guests[member] for member in members))
        made.append(_group(members, visitors, within[place], reports))
    return tuple(sorted(made, key=lambda one: one.original))


def _components(neighbours: Mapping[str, set[str]]) -> Iterator[set[str]]:
    seen: set[str] = set()
    for start in sorted(neighbours):
        if start in seen:
            continue
        found, waiting = {start}, [start]
        while waiting:
            for other in neighbours[waiting.pop()] - found:
                found.add(other)
                waiting.append(other)
        seen |= found
        yield found


def _group(
    members: set[str], visitors: set[str], inside: Sequence[CopyLink], reports: Mapping[str, Provenance]
) -> CopyGroup:
    copied = {one.copy for one in inside}
    wins: dict[str, int] = defaultdict(int)
    for one in inside:
        wins[one.original] += 1
    order = sorted(members, key=lambda name: (reports[name].published or "9999", name))
    original = min(order, key=lambda name: (name in copied, -wins[name]))  # Of equals the first in order.
    credits = [credit for name in order for credit in reports[name].credits]
    credit = min(set(credits), key=lambda name: (-credits.count(name), name)) if credits else None
    own = _own_agency(reports[original])
    reason = next((one.reason for one in inside if one.original == original), "it stands alone in its group")
    everyone = sorted(members | visitors, key=lambda name: (reports[name].published or "9999", name))
    return CopyGroup(original, tuple(everyone), credit or own, tuple(sorted(visitors)), reason)


def _spliced(links: Sequence[CopyLink]) -> set[str]:
    """The reports that are made of two stories: their words come from two originals that share nothing."""
    joined = {frozenset((one.copy, one.original)) for one in links}
    sources: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for one in links:
        sources[one.copy].append((one.original, _words(one.runs)))
    return {
        copy
        for copy, originals in sources.items()
        if any(
            _apart(words, others) and frozenset((name, other)) not in joined
            for (name, words), (other, others) in combinations(originals, 2)
        )
    }


def _words(runs: Iterable[tuple[int, int]]) -> int:
    """The words of runs as the bits of a number."""
    return sum((1 << end) - (1 << start) for start, end in runs)


def _apart(words: int, others: int) -> bool:
    """True if two sets of runs lie in different parts of the report."""
    size = min(words.bit_count(), others.bit_count())
    return size > 0 and (words & others).bit_count() / size < OVERLAP
