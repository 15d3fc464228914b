"""Reading PLOVER JSON lines: our own come back as they were, another coder's as far as PLOVER tells.

Another coder's text becomes the report's text; what its words do not place in that text has no offsets.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from dragoman.exchange.codes import known_country
from dragoman.exchange.incoming import NO_WORDS, BadRow, LeftOut, because, day, lines, row_id, textless_report
from dragoman.exchange.plover import SIZES, telling_of
from dragoman.exchange.telling import Telling
from dragoman.ontology import CONTEXTS, MODES, SECTORS, TYPES
from dragoman.reading import Unreadable
from dragoman.reading.identity import sha256
from dragoman.records import Claim, Party, Report, Span, When, Where

ORIGIN = "plover"
MOST = 2**53
"""A count or an id from which on it is none."""
Line = dict[str, Any]


def read_plover(name: str, stream: BinaryIO) -> Iterator[Telling | LeftOut | Unreadable]:
    """The claims of a PLOVER JSONL file; a bad line is an Unreadable."""
    for found in lines(name, stream):
        if isinstance(found, Unreadable):
            yield found
            continue
        number, text = found
        if not text.strip():
            continue
        try:
            yield _telling(number, text)
        except BadRow as error:
            yield Unreadable(name, number, str(error))


def _telling(number: int, text: str) -> Telling | LeftOut:
    try:
        line = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        raise BadRow(f"the line is no JSON ({error}); mend it or remove it, the other lines are read") from None
    if not isinstance(line, dict):
        raise BadRow("the line is JSON but no object; PLOVER has one object a line")
    try:
        own = telling_of(line)
    except (msgspec.ValidationError, UnicodeEncodeError) as error:
        raise BadRow(f"the extension is no claim of Dragoman's ({error}); export the line again") from None
    if own is not None:
        return own
    if line.get("has_event") is False:
        return LeftOut(number, "has_event is false")
    found = _foreign(line)
    try:
        # Another coder may write any JSON in any field; what is kept has the types of the records.
        msgspec.convert(msgspec.to_builtins(found), Telling)
    except msgspec.ValidationError as error:
        raise BadRow(f"a field has a value of another kind than PLOVER's ({error}); mend the line") from None
    return found


def _foreign(line: Line) -> Telling:
    for key in ("id", "date", "actor", "event"):
        if not line.get(key):
            raise BadRow(f"the line has no {key!r}, which PLOVER requires; add it or remove the line")
    event = str(line["event"]).upper()
    if event not in TYPES:
        raise BadRow(f"event is {line['event']!r} and none of PLOVER's sixteen; mend it or remove the line")
    id, date = str(line["id"]), day(str(line["date"]), "date")
    mode = str(line.get("mode") or "").lower() or None
    nulls = {"mode": f"the mode {mode!r} is none of {event}'s"} if mode and mode not in MODES[event] else {}
    report = _report(line, id)
    contexts = line.get("context")
    sizes = line["size"] if isinstance(line.get("size"), dict) else {}
    until = line.get("enddate")
    claim = Claim(
        report=report.id,
        sentence_start=0,
        sentence_end=len(report.text),
        anchor=_span(report.text, line.get("event_text")) or NO_WORDS,
        event=event,
        mode=None if nulls else mode,
        content=None,
        status="actual",
        actors=_parties(line["actor"], report.text, id),
        recipients=_parties(line.get("recipient") or [], report.text, id),
        sources=(),
        when=When(None, None, None, date, day(str(until), "enddate") if until else date, "explicit"),
        where=_where(line.get("event_loc")),
        counts={name: (int(sizes[name]), int(sizes[name])) for name in SIZES if _is_count(sizes.get(name))},
        contexts=tuple(one for one in (contexts if isinstance(contexts, list) else [contexts]) if one in CONTEXTS),
        id=row_id(ORIGIN, [msgspec.json.encode(line, order="sorted").decode("utf-8")]),
        because={"event": because(ORIGIN, id, "as the PLOVER line gives it")},
        nulls=nulls or msgspec.UNSET,
        run=str(line.get("coder") or ORIGIN),
    )
    return Telling(report, claim)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and 0 <= value < MOST


def _report(line: Line, id: str) -> Report:
    cite, info = line.get("cite_info") or {}, line.get("text_info") or {}
    if not isinstance(cite, dict) or not isinstance(info, dict):
        raise BadRow("cite_info or text_info is no object; write it as PLOVER does or leave it out")
    text = str(info.get("text_story") or line.get("text") or "")
    published = day(str(cite["date"]), "cite_info.date") if cite.get("date") else None
    bare = textless_report(ORIGIN, str(cite.get("citation") or id), published, str(cite.get("publication") or ""))
    return msgspec.structs.replace(
        bare, text=text, text_sha256=sha256(text), url=cite.get("url"), language=str(cite.get("language") or "en")
    )


def _span(text: str, words: object) -> Span | None:
    """Where words stand in a text, if they stand there once."""
    if not isinstance(words, str) or not words or text.count(words) != 1:
        return None
    return Span(words, text.index(words), text.index(words) + len(words))


def _parties(given: object, text: str, id: str) -> tuple[Party, ...]:
    entities = [given] if isinstance(given, dict) else given
    if not isinstance(entities, list) or not all(isinstance(one, dict) for one in entities):
        raise BadRow("actor or recipient is no list of entities; write each as an object with code and entity_text")
    return tuple(_party(one, text, id) for one in entities)


def _party(entity: Line, text: str, id: str) -> Party:
    country, sector = str(entity.get("code") or "").upper(), str(entity.get("sector") or "").upper()
    if country and not known_country(country):
        raise BadRow(f"the code {country!r} is none of PLOVER's; write ISO alpha-3 letters")
    words = _span(text, entity.get("entity_text"))
    name = entity.get("identifier_text") or entity.get("entity_text")
    return Party(
        text=words.text if words else None,
        start=words.start if words else None,
        end=words.end if words else None,
        name=str(name) if name else None,
        country=country or None,
        sector=sector if sector in SECTORS else None,
        id=str(entity["identifier_id"]) if entity.get("identifier_id") else msgspec.UNSET,
        office=str(entity["office"]) if entity.get("office") else msgspec.UNSET,
        because=because(ORIGIN, id, "as the PLOVER line gives it"),
    )


def _is_number(value: int | str) -> bool:
    text = str(value)
    return text.isascii() and text.isdigit() and int(text) < MOST


def _where(given: object) -> Where | None:
    if not isinstance(given, dict) or not given:
        return None
    name = given.get("resolved_place") or given.get("extracted_place") or given.get("city") or given.get("country")
    country = str(given.get("country_code") or "").upper()
    lat, lon, geonames = given.get("lat"), given.get("lon"), given.get("geonameid")
    return Where(
        text=None,
        start=None,
        end=None,
        name=str(name) if name else None,
        country=country if known_country(country) else None,
        geonames=int(geonames) if isinstance(geonames, int | str) and _is_number(geonames) else msgspec.UNSET,
        lat=float(lat) if isinstance(lat, int | float) and abs(lat) <= 90 else msgspec.UNSET,
        lon=float(lon) if isinstance(lon, int | float) and abs(lon) <= 180 else msgspec.UNSET,
        admin1=str(given["province"]) if given.get("province") else msgspec.UNSET,
    )
