"""Events to relations in one call, for a few events or for the groups that an archive says were touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman.records import Claim, Event, Relation
from dragoman.stories.relations.assembly import assemble
from dragoman.stories.relations.signs import Reports, Sign, signs
from dragoman.stories.relations.tables import shipped_kinds


def derive(told: Iterable[tuple[Event, Sequence[Claim]]], reports: Reports) -> tuple[Relation, ...]:
    """The relations of events, each given with its claims; `reports` gives a report by its id."""
    return of_signs(sign for event, claims in told for sign in signs(event, claims, reports))


def of_signs(found: Iterable[Sign]) -> tuple[Relation, ...]:
    """The relations of signs, whatever their order; ordered by begin, kind and id."""
    groups: dict[str, list[Sign]] = defaultdict(list)
    for sign in found:
        groups[sign.group].append(sign)
    kinds = shipped_kinds()
    made = [one for key in sorted(groups) for one in assemble(kinds[groups[key][0].kind], groups[key])]
    return tuple(sorted(made, key=lambda one: (one.from_ or "", one.kind, one.id)))


def alone(claim: Claim, published: str | None) -> Event:
    """An event of one claim, for where nothing has been merged."""
    return Event(
        id=str(claim.id or ""),
        event=claim.event,
        mode=claim.mode,
        content=claim.content,
        status=claim.status,
        actors=claim.actors,
        recipients=claim.recipients,
        when=claim.when,
        where=claim.where,
        counts=claim.counts,
        contexts=claim.contexts,
        claims=(str(claim.id or ""),),
        reports=1,
        outlets=1,
        voices=1,
        first_reported=published,
        last_reported=published,
        cameo=str(claim.cameo) if claim.cameo else None,
    )
