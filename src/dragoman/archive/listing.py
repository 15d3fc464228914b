"""Lists from Python: the verbs' queries as frames of polars or pandas, Arrow tables, or records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from dragoman.archive import queries
from dragoman.archive.archive import Archive
from dragoman.archive.dyads import DYADS, between, series
from dragoman.archive.filters import Filter, checked
from dragoman.archive.flat import CLAIMS, EVENTS, RELATIONS, Flat
from dragoman.archive.frames import frame as framed
from dragoman.archive.frames import records

T = TypeVar("T")
Source = str | Path | Archive


@contextmanager
def opened(archive: Source) -> Iterator[Archive]:
    """An archive that is open already, or one opened for reading."""
    if isinstance(archive, Archive):
        yield archive
        return
    with Archive(archive) as found:
        yield found


def list_claims(archive: Source, frame: str = "polars", **filter: Any) -> Any:
    """The claims that a filter asks for, newest first.

    `frame` is polars, pandas, arrow, or records for a list of `queries.Found`; `filter` takes the fields of
    `dragoman.Filter`, a single value or a list for each: `list_claims("a.db", party="IRN", since="2020")`.
    """
    return _listed(archive, queries.claims, CLAIMS, frame, filter)


def list_events(archive: Source, frame: str = "polars", **filter: Any) -> Any:
    """The events that a filter asks for, newest first; as `list_claims`."""
    return _listed(archive, queries.events, EVENTS, frame, filter)


def list_relations(archive: Source, frame: str = "polars", run: str | None = None) -> Any:
    """All relations; as `list_claims`."""
    return _listed(archive, lambda found, _: found.relations(run), RELATIONS, frame, {})


def dyads(archive: Source, *countries: str, by: str = "month", frame: str = "polars", **filter: Any) -> Any:
    """The series of a pair of countries, of the pairs with one, or of all; as `list_claims`.

    `by` is day, week, month or year; `frame` may also be records for a list of `dyads.Period`.
    """
    with opened(archive) as found:
        rows = series(found, between(checked(**filter), countries), by)
        return rows if frame == "records" else framed(DYADS.table, records(DYADS, rows), frame)


def _listed(
    archive: Source,
    query: Callable[[Archive, Filter], Iterable[T]],
    flat: Flat[T],
    frame: str,
    fields: dict[str, Any],
) -> Any:
    filter = checked(**fields)
    with opened(archive) as found:
        if frame == "records":
            return list(query(found, filter))
        return framed(flat.table, records(flat, query(found, filter)), frame)
