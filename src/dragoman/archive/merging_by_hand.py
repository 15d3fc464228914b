"""Merging two events and splitting one, as a person says: the decision is recorded and the events are made anew."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.archive import deciding
from dragoman.archive.archive import Archive
from dragoman.archive.relating import relate
from dragoman.archive.retelling import current_run, remake


def merge_events(
    archive: Archive, first: str, second: str, reviewer: str, note: str | None = None
) -> tuple[int, list[str]]:
    """Make two events one; gives the decision's number and the ids of the events that their claims now tell of.

    Raises BadSetting for an unknown event, two of different types, or no reviewer.
    """
    with archive.transaction():
        number, claims = deciding.join(archive, first, second, reviewer, note)
        return number, _remade(archive, claims)


def split_event(
    archive: Archive, event: str, claims: Sequence[str], reviewer: str, note: str | None = None
) -> tuple[int, list[str]]:
    """Take claims out of an event; gives the decision's number and the ids of the events that its claims now tell of.

    Raises BadSetting for an unknown event or claim, if no claim is left on either side, or for no reviewer.
    """
    with archive.transaction():
        number, all_claims = deciding.part(archive, event, claims, reviewer, note)
        return number, _remade(archive, all_claims)


def _remade(archive: Archive, claims: Sequence[str]) -> list[str]:
    run = current_run(archive)
    remake(archive, run, (), claims)
    relate(archive)
    marks = ", ".join("?" * len(claims))
    rows = archive.connection.execute(
        "SELECT DISTINCT events.id FROM event_claims JOIN events ON events.no = event_claims.event "
        f"WHERE events.run = ? AND event_claims.claim IN ({marks}) ORDER BY events.id",
        (run, *claims),
    )
    return [id for (id,) in rows]
