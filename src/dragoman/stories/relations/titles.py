"""Relations in words: what it is between whom, since when and until when, on what that rests."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.records import Party, Relation
from dragoman.stories.relations.tables import Kind, shipped_kinds

STATES = {"in_force": "in force", "weakened": "weakened", "ended": "ended", "disputed": "disputed"}


def title(relation: Relation, kinds: Mapping[str, Kind] | None = None) -> str:
    """What a relation is, by its kind's template: "sanctions of United States on Syria (Caesar Act)"."""
    kind = (kinds or shipped_kinds())[relation.kind]
    place = relation.where.name if relation.where else None
    towards = listed(relation.towards)
    return kind.title.format(
        holders=listed(relation.holders),
        towards=towards,
        named=f" ({relation.name})" if relation.name else "",
        about=f" on {relation.subject}" if relation.subject else "",
        at=f" ({place})" if place and place != towards else "",
        office=relation.subject or "official",
    )


def listed(parties: tuple[Party, ...]) -> str:
    """Names of sides: "Iran, Syria and Turkey"."""
    names = [party.name or party.text or "unnamed" for party in parties]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else "nobody named"


def since(relation: Relation) -> str:
    """The begin as told: "since 2020-07-08", "since some day from 2019-10-01 to 2019-12-31", "since before ..."."""
    if relation.from_ is not None:
        if relation.from_latest:
            return f"since some day from {relation.from_} to {relation.from_latest}"
        return f"since {relation.from_}" + (" (first report)" if relation.from_basis == "report" else "")
    latest = relation.from_latest or relation.first_told
    return f"since {latest} or before (no start is told)" if latest else "since an unknown day"


def until(relation: Relation) -> str:
    """The end as told; empty where none is."""
    if relation.to is None:
        return ""
    if relation.to_basis == "lapsed":
        return f"no word after {relation.to}"
    if relation.to_earliest:
        return f"until some day from {relation.to_earliest} to {relation.to}"
    return f"until {relation.to}"


def span(relation: Relation) -> str:
    """Begin and end in one phrase."""
    return ", ".join(filter(None, (since(relation), until(relation))))
