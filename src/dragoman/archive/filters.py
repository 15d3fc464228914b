"""The filter that lists, charts, exports and releases share: what a query asks for, typed and checked.

A name in `actor`, `recipient`, `party` or `source` is a country where it is three capital letters, else the canonical
name or the id of an actor; with `*` it is a pattern ("Houthi*"). Several values of one field mean any of them, several
fields mean all of them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, get_type_hints

import msgspec
from msgspec import Meta

from dragoman.errors import BadSetting
from dragoman.ontology import CONTEXTS, MODES, SECTORS, TYPES
from dragoman.records import STATUSES

VERDICTS = ("accepted", "corrected", "rejected", "none")
QUADS = (1, 2, 3, 4)
CODE = re.compile(r"[A-Z]{3}")
Many = tuple[str, ...]


class Filter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What claims or events to take; an empty field asks for nothing. `check` refuses what can match nothing."""

    actor: Annotated[Many, Meta(description="Who acts: country, name or id.")] = ()
    recipient: Annotated[Many, Meta(description="Who is acted upon: country, name or id.")] = ()
    party: Annotated[Many, Meta(description="Who acts or is acted upon: country, name or id.")] = ()
    country: Annotated[Many, Meta(description="Country of a party on either side, ISO alpha-3 or PLOVER's code.")] = ()
    sector: Annotated[Many, Meta(description="Sector of a party on either side.")] = ()
    dyad: Annotated[Many, Meta(description="Two countries between which it happens, either way round.")] = ()
    event: Annotated[Many, Meta(description="PLOVER type.")] = ()
    mode: Annotated[Many, Meta(description="PLOVER mode.")] = ()
    content: Annotated[Many, Meta(description="Type of what is promised, demanded, refused, alleged ...")] = ()
    context: Annotated[Many, Meta(description="PLOVER context.")] = ()
    quad: Annotated[tuple[int, ...], Meta(description="Quad class: 1, 2 cooperation; 3, 4 conflict.")] = ()
    status: Annotated[Many, Meta(description="actual, future, hypothetical, negated or historical.")] = ()
    source: Annotated[Many, Meta(description="A voice on whose word it stands: country, name or id.")] = ()
    outlet: Annotated[Many, Meta(description="Outlet of the report.")] = ()
    place: Annotated[Many, Meta(description="Place of the act: country or name.")] = ()
    since: Annotated[str | None, Meta(description="First day, YYYY-MM-DD, YYYY-MM or YYYY.")] = None
    until: Annotated[str | None, Meta(description="Last day, YYYY-MM-DD, YYYY-MM or YYYY.")] = None
    confidence: Annotated[float | None, Meta(description="Lowest confidence of its fields, 0 to 1.")] = None
    review: Annotated[Many, Meta(description="Verdict of a person: accepted, corrected, rejected, or none.")] = ()
    origin: Annotated[Many, Meta(description="Who coded it: dragoman, plover, polecat, icews.")] = ()
    report: Annotated[Many, Meta(description="Id of the report.")] = ()
    run: Annotated[str | None, Meta(description="Id of a run, in place of the newest codings.")] = None
    limit: Annotated[int | None, Meta(description="How many at most.")] = None
    offset: Annotated[int, Meta(description="How many to pass over first.")] = 0


def descriptions() -> dict[str, str]:
    """What each field asks for."""
    hints = get_type_hints(Filter, include_extras=True)
    return {name: hint.__metadata__[0].description for name, hint in hints.items()}


def checked(**fields: Any) -> Filter:
    """A filter of fields as they come from a command line or a URL.

    Single values become lists, types and sectors capitals, years and months days. Raises BadSetting where a value is
    none that can stand there, naming the nearest one.
    """
    given = {name: value for name, value in fields.items() if value not in (None, (), [], "")}
    made = {}
    for name, value in given.items():
        many = name not in ("since", "until", "confidence", "run", "limit", "offset")
        made[name] = tuple(value) if many and isinstance(value, (list, tuple)) else (value,) if many else value
    for name in ("event", "content", "sector", "country", "dyad"):
        if name in made:
            made[name] = tuple(str(one).upper() for one in made[name])
    for name, last in (("since", False), ("until", True)):
        if name in made:
            made[name] = whole_day(str(made[name]), last)
    try:
        found = msgspec.convert(made, Filter)
    except msgspec.ValidationError as error:
        raise BadSetting(f"the filter cannot be used: {error}") from None
    check(found)
    return found


def check(filter: Filter) -> None:
    """Raise BadSetting where a value is none that can stand in its field."""
    modes = sorted({mode for own in MODES.values() for mode in own})
    for name, known in (
        ("event", tuple(TYPES)),
        ("content", tuple(TYPES)),
        ("mode", tuple(modes)),
        ("context", CONTEXTS),
        ("sector", tuple(SECTORS)),
        ("status", STATUSES),
        ("review", VERDICTS),
    ):
        for value in getattr(filter, name):
            if value not in known:
                raise BadSetting(f"{value!r} is no {name}; {_nearest(value, known)}")
    for quad in filter.quad:
        if quad not in QUADS:
            raise BadSetting(f"{quad} is no quad class; they are 1, 2, 3 and 4")
    for name in ("country", "dyad"):
        for value in getattr(filter, name):
            if not CODE.fullmatch(value):
                raise BadSetting(
                    f"{value!r} is no country code; write ISO alpha-3 letters such as DEU, or UNO, EUR, IGO"
                )
    if len(filter.dyad) not in (0, 2):
        raise BadSetting("a dyad is two countries; give both, such as IRN SYR")
    if filter.confidence is not None and not 0 <= filter.confidence <= 1:
        raise BadSetting(f"a confidence of {filter.confidence} cannot be; it lies between 0 and 1")
    if filter.offset < 0 or (filter.limit or 0) < 0:
        raise BadSetting("limit and offset count claims; neither can be below 0")
    if filter.since and filter.until and filter.since > filter.until:
        raise BadSetting(f"since {filter.since} lies after until {filter.until}; change them round")


def is_country(value: str) -> bool:
    """Whether a name is a country's code: three capital letters."""
    return CODE.fullmatch(value) is not None


def whole_day(text: str, last: bool) -> str:
    """A day, month or year as its first or last day."""
    parts = text.split("-")
    try:
        if len(parts) == 3:
            return date.fromisoformat(text).isoformat()
        year, month = int(parts[0]), int(parts[1]) if len(parts) == 2 else (12 if last else 1)
        if not last:
            return date(year, month, 1).isoformat()
        following = date(year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1).isoformat()
    except (ValueError, IndexError):
        raise BadSetting(f"{text!r} is no day; write YYYY-MM-DD, YYYY-MM or YYYY") from None


def _nearest(value: str, known: Iterable[str]) -> str:
    listed = list(known)
    close = difflib.get_close_matches(value, listed, n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else f"it is one of {', '.join(listed)}"
