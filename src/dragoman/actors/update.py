"""Bringing office-holders into a user's own table: from a Wikidata file or from an endpoint that the user names.

Three formats are read: CSV of a SPARQL query, SPARQL results in JSON, and Wikidata's entity JSON. Nothing is fetched
unless the user gives a URL, and nothing is written before the difference is known.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.actors.knowledge import Knowledge
from dragoman.actors.names import key_of
from dragoman.actors.own import OwnRow, read_own, write_own
from dragoman.errors import DragomanError

TIMEOUT_SECONDS = 10
MOST_BYTES = 20_000_000
QUERY = """SELECT ?person ?personLabel ?positionLabel ?iso3 ?start ?end WHERE {
  VALUES ?kind { wd:Q48352 wd:Q2285706 wd:Q83307 }
  ?position wdt:P279* ?kind ; wdt:P1001 ?country . ?country wdt:P298 ?iso3 .
  ?person p:P39 ?held . ?held ps:P39 ?position ; pq:P580 ?start . OPTIONAL { ?held pq:P582 ?end }
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en" }
}"""
"""Heads of state and government and ministers with the days of their offices, for the endpoint that the user names."""
_FIELDS = {
    "person": ("person", "officeholder", "item", "person_id", "id"),
    "name": ("personLabel", "officeholderLabel", "itemLabel", "name", "label"),
    "aliases": ("aliases", "altLabel", "personAltLabel"),
    "office": ("positionLabel", "officeLabel", "position", "office"),
    "country": ("iso3", "countryCode", "country_code", "country"),
    "start": ("start", "startTime", "start_date", "from", "start_year"),
    "end": ("end", "endTime", "end_date", "to", "end_year"),
}
"""The columns of a query's answer under the names that queries use for them."""


class Difference(NamedTuple):
    """What an update would do to an own table: rows that are new, rows that change (before, after), rows that stay."""

    new: tuple[OwnRow, ...]
    changed: tuple[tuple[OwnRow, OwnRow], ...]
    same: int

    def lines(self) -> Iterator[str]:
        """The difference as lines, `+` for new rows, `~` for changed ones."""
        for row in self.new:
            yield f"+ {_told(row)}"
        for before, after in self.changed:
            yield f"~ {_told(before)} -> {_told(after)}"
        yield f"{len(self.new)} new, {len(self.changed)} changed, {self.same} as they are"


def fetch(source: str) -> tuple[str, str]:
    """The text of a source, a file or an http(s) URL, and the name under which its rows cite it.

    A URL is asked with `QUERY` as a SPARQL endpoint is. Raises DragomanError with the remedy where nothing comes.
    """
    if not source.startswith(("http://", "https://")):
        path = Path(source)
        if not path.exists():
            raise DragomanError(
                f"{source}: there is no such file; give a Wikidata file or the URL of a SPARQL endpoint"
            )
        return path.read_text(encoding="utf-8"), path.name
    from urllib.error import URLError
    from urllib.parse import urlencode
    from urllib.request import Request, urlopen

    request = Request(
        f"{source}{'&' if '?' in source else '?'}{urlencode({'query': QUERY})}",
        headers={"Accept": "text/csv, application/sparql-results+json", "User-Agent": "dragoman"},
    )
    try:
        with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            raw: bytes = answer.read(MOST_BYTES + 1)
    except (URLError, OSError) as error:
        raise DragomanError(f"{source}: no answer ({error}); check the URL or save the answer to a file") from error
    if len(raw) > MOST_BYTES:
        raise DragomanError(f"{source}: more than {MOST_BYTES} bytes; narrow the query and save the answer to a file")
    return raw.decode("utf-8", errors="replace"), source


def holders(text: str, cited: str, knowledge: Knowledge, country: str | None = None) -> list[OwnRow]:
    """The office-holders of a source's text as rows of an own table; `country` stands in where the source has none."""
    records = list(_records(text, cited, knowledge))
    found = [row for record in records if (row := _row(record, cited, knowledge, country)) is not None]
    if not found:
        raise DragomanError(
            f"{cited}: no office-holder in it; it needs columns such as person, personLabel, positionLabel, iso3, start"
        )
    return list(dict.fromkeys(found))


def difference(table: Sequence[OwnRow], incoming: Iterable[OwnRow]) -> Difference:
    """What the incoming rows would change: one spell is known by its person, office and first day."""
    held = {(row.id, row.office, row.start): row for row in table}
    new: list[OwnRow] = []
    changed: list[tuple[OwnRow, OwnRow]] = []
    same = 0
    for row in incoming:
        before = held.get((row.id, row.office, row.start))
        if before is None:
            new.append(row)
        elif before._replace(row="", source="") == row._replace(row="", source=""):
            same += 1
        else:
            changed.append((before, row))
    return Difference(tuple(new), tuple(changed), same)


def update(own: Path, source: str, knowledge: Knowledge, country: str | None = None, write: bool = True) -> Difference:
    """Bring a source's office-holders into an own table and say what changed; without `write` only say it."""
    text, cited = fetch(source)
    incoming = holders(text, cited, knowledge, country)
    table = read_own(own) if own.exists() else []
    found = difference(table, incoming)
    if write and (found.new or found.changed):
        after = dict(found.changed)
        write_own(own, [*(after.get(row, row) for row in table), *found.new])
    return found


def _records(text: str, cited: str, knowledge: Knowledge) -> Iterator[Mapping[str, str]]:
    if text.lstrip().startswith("{"):
        try:
            document = json.loads(text)
        except ValueError as error:
            raise DragomanError(f"{cited}: broken JSON ({error}); save the answer again") from error
        if "results" in document:
            for binding in document["results"].get("bindings", ()):
                yield {name: str(cell.get("value", "")) for name, cell in binding.items()}
        else:
            yield from _entity_records(document.get("entities", {}))
        return
    yield from csv.DictReader(io.StringIO(text))


def _entity_records(entities: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    labels = {key: _label(entity) for key, entity in entities.items()}
    for key, entity in entities.items():
        for statement in entity.get("claims", {}).get("P39", ()):
            position = _value(statement.get("mainsnak", {}))
            qualifiers = statement.get("qualifiers", {})
            aliases = [alias["value"] for alias in entity.get("aliases", {}).get("en", ())]
            yield {
                "person": key,
                "personLabel": labels[key],
                "aliases": "|".join(aliases),
                "positionLabel": labels.get(position, position),
                "start": _qualifier(qualifiers, "P580"),
                "end": _qualifier(qualifiers, "P582"),
                "iso3": _qualifier(entities.get(position, {}).get("claims", {}), "P298"),
            }


def _label(entity: Mapping[str, Any]) -> str:
    label: str = entity.get("labels", {}).get("en", {}).get("value", "")
    return label


def _value(snak: Mapping[str, Any]) -> str:
    value = snak.get("datavalue", {}).get("value", "")
    if isinstance(value, dict):
        return str(value.get("id") or value.get("time") or "")
    return str(value)


def _qualifier(statements: Mapping[str, Any], name: str) -> str:
    for one in statements.get(name, ()):
        return _value(one.get("mainsnak", one))
    return ""


def _row(record: Mapping[str, str], cited: str, knowledge: Knowledge, country: str | None) -> OwnRow | None:
    cells = {field: _cell(record, columns) for field, columns in _FIELDS.items()}
    name = cells["name"]
    if not name or not cells["office"]:
        return None
    office, sector = _office(cells["office"], knowledge)
    return OwnRow(
        id=cells["person"].rsplit("/", 1)[-1] or key_of(name).replace(" ", "-"),
        name=name,
        aliases=tuple(
            alias.strip() for alias in cells["aliases"].split("|") if alias.strip() and alias.strip() != name
        ),
        kind="person",
        country=_country(cells["country"], cells["office"], knowledge) or country or "",
        sector=sector,
        office=office,
        start=_day(cells["start"]),
        end=_day(cells["end"]),
        source=cited,
    )


def _cell(record: Mapping[str, str], columns: Sequence[str]) -> str:
    return next((record[column].strip() for column in columns if record.get(column)), "")


def _office(label: str, knowledge: Knowledge) -> tuple[str, str]:
    """The office of `offices.tsv` that a label such as "President of Albania" names, with its sector."""
    key = key_of(label)
    parts = key.split(" of ")
    for length in range(len(parts), 0, -1):
        words = " of ".join(parts[:length])
        for entry in knowledge.entries(words):
            if entry.kind == "office":
                sector = entry.sector or ""
                return entry.name, "" if sector == "IGO" else sector
    return label.lower(), "GOV"


def _country(cell: str, office: str, knowledge: Knowledge) -> str:
    if cell in knowledge.states:
        return cell
    for text in (cell, office.rpartition(" of ")[2], office.rpartition(" of the ")[2]):
        for entry in knowledge.entries(key_of(text)):
            if entry.kind == "state" and entry.country:
                return entry.country
    return ""


def _day(text: str) -> str:
    """The ISO day, month or year in a Wikidata time (`+2017-01-20T00:00:00Z`, month and day 00 where unknown)."""
    day = text.lstrip("+").split("T")[0]
    while day.endswith("-00"):
        day = day[:-3]
    return day


def _told(row: OwnRow) -> str:
    return f"{row.name} ({row.country}), {row.office}, {row.start or '?'} to {row.end or 'now'}"
