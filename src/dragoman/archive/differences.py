"""What changed between two runs: claims that only one has, and claims that differ, field by field, with the reasons.

Only reports that both runs coded are compared. Claims are paired by id, then by overlapping anchors in the same
report. Runs are compared as they coded, without what persons corrected.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from dragoman.archive.archive import Archive
from dragoman.archive.runs import Run
from dragoman.records import Because, Claim

FIELDS = ("anchor", "event", "mode", "content", "status", "actors", "recipients", "sources", "when", "where", "counts")
ALSO = ("contexts", "cameo")
PARTS = (("version", "version"), ("code_sha256", "code"), ("tables_sha256", "tables"), ("model_sha256", "model"))
"""What makes a run what it is, with the word for it."""


class FieldChange(NamedTuple):
    """A field that two runs fill differently: both values, and why each is so."""

    field: str
    before: Any
    after: Any
    why_before: str
    why_after: str


class Difference(NamedTuple):
    """A claim that changed (`changed`), or that only the first (`gone`) or the second run (`new`) has."""

    kind: str
    report: str
    before: Claim | None
    after: Claim | None
    fields: tuple[FieldChange, ...]


class Summary(NamedTuple):
    """How two runs differ: in what made them, and in how many claims."""

    made_by: tuple[str, ...]
    reports: int
    same: int
    counts: Counter[str]
    by_field: Counter[str]


def diff(archive: Archive, first: str, second: str) -> Iterator[Difference]:
    """Every claim that differs between two runs, by report id and place. Raises ArchiveError for an unknown run."""
    for report, before, after in _reports(archive, first, second):
        yield from _of_report(report, before, after)


def summary(archive: Archive, first: str, second: str) -> Summary:
    """The differences counted."""
    runs = [_run(archive, archive.run_number(one)) for one in (first, second)]
    made_by = tuple(words for field, words in PARTS if getattr(runs[0], field) != getattr(runs[1], field))
    reports = claims = 0
    counts: Counter[str] = Counter()
    by_field: Counter[str] = Counter()
    for report, before, after in _reports(archive, first, second):
        reports += 1
        claims += len(before)
        for one in _of_report(report, before, after):
            counts[one.kind] += 1
            by_field.update(change.field for change in one.fields)
    return Summary(made_by, reports, claims - counts["changed"] - counts["gone"], counts, by_field)


def field_changes(before: Claim, after: Claim) -> tuple[FieldChange, ...]:
    """The fields in which two claims differ, with the reason of each."""
    old, new = _plain(before), _plain(after)
    return tuple(
        FieldChange(field, old.get(field), new.get(field), why(before, field), why(after, field))
        for field in (*FIELDS, *ALSO)
        if old.get(field) != new.get(field)
    )


def why(claim: Claim, field: str) -> str:
    """Why a field of a claim is as it is: by rule, row and model, or why it is empty; "" if untold."""
    because = {} if isinstance(claim.because, msgspec.UnsetType) else claim.because
    nulls = {} if isinstance(claim.nulls, msgspec.UnsetType) else claim.nulls
    reasons = [because[field]] if field in because else []
    if field == "anchor" and "event" in because:
        reasons = [because["event"]]
    if field in ("actors", "recipients", "sources"):
        parties = getattr(claim, field)
        reasons += [party.because for party in parties if isinstance(party.because, Because)]
    told = list(dict.fromkeys(map(_reason, reasons)))
    return "; ".join(told) or nulls.get(field, "")


def _reason(one: Because) -> str:
    details = [part for part in (one.row, one.model) if part]
    if one.probability is not None:
        details.append(f"{one.probability:.2f}")
    return one.rule + (f" [{', '.join(details)}]" if details else "")


def _of_report(report: str, before: Sequence[Claim], after: Sequence[Claim]) -> Iterator[Difference]:
    pairs = {claim.id: claim for claim in after}
    paired: list[tuple[Claim, Claim]] = []
    left: list[Claim] = []
    for claim in before:
        same = pairs.pop(claim.id, None)
        if same is None:
            left.append(claim)
        else:
            paired.append((claim, same))
    gone: list[Claim] = []
    for claim in left:
        other = next((one for one in pairs.values() if _overlap(claim, one)), None)
        if other is None:
            gone.append(claim)
        else:
            del pairs[other.id]
            paired.append((claim, other))
    found = [Difference("gone", report, claim, None, ()) for claim in gone]
    found += [Difference("new", report, None, claim, ()) for claim in pairs.values()]
    for old, new in paired:
        if changes := field_changes(old, new):
            found.append(Difference("changed", report, old, new, changes))
    yield from sorted(found, key=_place)


def _place(one: Difference) -> tuple[int, int, str]:
    claim = one.before or one.after
    assert claim is not None
    return (claim.anchor.start, claim.anchor.end, one.kind)


def _overlap(one: Claim, other: Claim) -> bool:
    return one.anchor.start < other.anchor.end and other.anchor.start < one.anchor.end


def _reports(archive: Archive, first: str, second: str) -> Iterator[tuple[str, list[Claim], list[Claim]]]:
    numbers = (archive.run_number(first), archive.run_number(second))
    both = archive.connection.execute(
        "SELECT reports.no, reports.id FROM coded AS a JOIN coded AS b ON b.report = a.report AND b.run = ? "
        "JOIN reports ON reports.no = a.report WHERE a.run = ? ORDER BY reports.id",
        (numbers[1], numbers[0]),
    )
    for number, report in both.fetchall():
        before, after = (_claims(archive, run, number) for run in numbers)
        yield report, before, after


def _claims(archive: Archive, run: int, report: int) -> list[Claim]:
    found = archive.connection.execute(
        "SELECT coalesce(coded, record) FROM claims JOIN claim_records ON claim_records.claim = claims.no "
        "WHERE run = ? AND report = ? ORDER BY anchor_start, anchor_end, id",
        (run, report),
    )
    return [msgspec.json.decode(record, type=Claim) for (record,) in found]


def _run(archive: Archive, number: int) -> Run:
    columns = ", ".join(Run.__struct_fields__)
    return Run(*archive.connection.execute(f"SELECT {columns} FROM runs WHERE no = ?", (number,)).fetchone())


def _plain(claim: Claim) -> dict[str, Any]:
    """The claim's JSON without reasons, which may name other lines of a table for the same value."""
    made: dict[str, Any] = json.loads(msgspec.json.encode(claim))
    for name in ("actors", "recipients", "sources"):
        for party in made[name]:
            party.pop("because", None)
    return made
