"""What changed between two merges: events and relations that only one has, and those that differ, field by field.

Events are paired by id, which rests on their earliest claim; relations by id, then, of one kind between the same sides,
in the order of their begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from dragoman.archive.archive import Archive
from dragoman.archive.differences import FieldChange
from dragoman.records import Event, Evidence, Relation
from dragoman.stories.relations.titles import title

EVENT_FIELDS = (
    "event", "mode", "content", "status", "actors", "recipients", "when", "where", "counts", "contexts", "claims",
    "reports", "outlets", "voices", "disagreements", "credibility",
)  # fmt: skip
RELATION_FIELDS = (
    "holders", "towards", "from", "from_latest", "from_basis", "to", "to_earliest", "to_basis", "state", "name",
    "subject", "terms", "signatories", "where", "renewals", "evidence", "disputes",
)  # fmt: skip


class MergedDifference(NamedTuple):
    """An event or relation (`record`) that changed, or that only the first (`gone`) or second run (`new`) has.

    `named` says in words what it is.
    """

    kind: str
    record: str
    id: str
    named: str
    fields: tuple[FieldChange, ...]


def merged_differences(archive: Archive, first: str, second: str) -> Iterator[MergedDifference]:
    """Every event, then every relation, that differs between two runs. Raises ArchiveError for an unknown run."""
    events = ({one.id: one for one in archive.events(run)} for run in (first, second))
    yield from _events(*events)
    yield from _relations(*(list(archive.relations(run)) for run in (first, second)))


def merged_counts(found: Iterable[MergedDifference]) -> Counter[tuple[str, str]]:
    """How many events and relations are changed, gone or new."""
    return Counter((one.record, one.kind) for one in found)


def _events(before: dict[str, Event], after: dict[str, Event]) -> Iterator[MergedDifference]:
    for id in sorted(before.keys() | after.keys()):
        old, new = before.get(id), after.get(id)
        one = old or new
        assert one is not None
        named = f"{one.event}, {one.status}: {_names(one.actors)} -> {_names(one.recipients)}"
        yield from _difference("event", id, named, old, new, EVENT_FIELDS)


def _relations(before: list[Relation], after: list[Relation]) -> Iterator[MergedDifference]:
    for old, new in sorted(_paired(before, after), key=lambda pair: _order(pair[0] or pair[1])):
        one = new or old
        assert one is not None
        yield from _difference("relation", one.id, title(one), old, new, RELATION_FIELDS)


def _paired(before: list[Relation], after: list[Relation]) -> Iterator[tuple[Relation | None, Relation | None]]:
    left = {one.id: one for one in after}
    unpaired = []
    for old in before:
        same = left.pop(old.id, None)
        if same is None:
            unpaired.append(old)
        else:
            yield old, same
    for old in sorted(unpaired, key=_order):
        like = min((one for one in left.values() if _sides(one) == _sides(old)), key=_order, default=None)
        if like is not None:
            del left[like.id]
        yield old, like
    for new in left.values():
        yield None, new


def _order(one: Relation | None) -> tuple[str, str, str]:
    return ("", "", "") if one is None else (one.kind, one.from_ or "", one.id)


def _sides(one: Relation) -> tuple[str, str, str]:
    return one.kind, _names(one.holders), _names(one.towards)


def _difference(
    record: str, id: str, named: str, old: Any, new: Any, fields: tuple[str, ...]
) -> Iterator[MergedDifference]:
    if old is None or new is None:
        yield MergedDifference("new" if old is None else "gone", record, id, named, ())
        return
    before, after = _plain(old), _plain(new)
    changes = tuple(
        FieldChange(name, before[name], after[name], _why(old, name), _why(new, name))
        for name in fields
        if before[name] != after[name]
    )
    if changes:
        yield MergedDifference("changed", record, id, named, changes)


def _plain(one: Event | Relation) -> dict[str, Any]:
    """A record as JSON, its parties without reasons and evidence without the lines of the rules, which may move."""
    made: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(one))
    for name in ("actors", "recipients", "holders", "towards", "signatories"):
        for party in made.get(name, ()):
            party.pop("because", None)
    for name in ("evidence", "disputes"):
        if name in made:
            made[name] = [f"{each['effect']} {each['date'] or ''} {each['claim']}" for each in made[name]]
    return made


def _why(one: Event | Relation, name: str) -> str:
    if isinstance(one, Event):
        because = one.because.get(name)
        return because.rule if because else ""
    return _rows(one.disputes if name == "disputes" else one.evidence)


def _rows(evidence: tuple[Evidence, ...]) -> str:
    return ", ".join(dict.fromkeys(one.row for one in evidence))


def _names(parties: Iterable[Any]) -> str:
    return ", ".join(party.name or party.text or "?" for party in parties) or "nobody"
