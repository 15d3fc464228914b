"""`places`: toponyms of LGL, TR-News and GeoWebNews: which place, given the span; found and read as literal from text.

Given spans, every gold toponym with a GeoNames id and coordinates counts; an abstention is wrong. GeoWebNews gives no
country: it is that of the gazetteer's entry under the gold id, and toponyms whose id the gazetteer does not hold are
left out of `country` and `admin1`, counted as wrong for `exact`, and reported as `unreachable`.
Recognition is F1 over spans that overlap, one to one: on GeoWebNews the gold spans that mean the ground against the
mentions told literal, on the other sets all gold spans against all mentions. Adjectives ("the Iraqi border") are no
place names here, and things used as places ("at the World Cup", type Coercion) are neither asked for nor counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.errors import DragomanError
from dragoman.evaluation.gold import lines
from dragoman.evaluation.shares import f1
from dragoman.places import Places
from dragoman.places.mention import Resolution
from dragoman.places.naming import key
from dragoman.places.resolution import kilometres
from dragoman.records import Report

LITERAL_TYPES = frozenset({"Literal", "Literal_Modifier", "Mixed", "Embedded_Literal"})
"""GeoWebNews' types of a toponym that means the ground."""
TOPONYM_TYPES = LITERAL_TYPES | {
    "Coercion",
    "Metonymic",
    "Non_Literal_Modifier",
    "Embedded_Non_Lit",
    "Demonym",
    "Language",
    "Homonym",
}
NEAR_KM = 161.0
BATCH = 16


class Gold(NamedTuple):
    """A gold toponym: offsets, GeoNames id and coordinates where given, names of country and division, its reading."""

    start: int
    end: int
    geonames: int | None
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    literal: bool
    ignored: bool


def evaluate(path: Path, errors: Path | None = None) -> dict[str, object]:
    """Shares `exact`, `country`, `within_161_km`, `admin1`, `abstained` given spans, `recognition_f1`, and `n`."""
    documents = list(_documents(path))
    places = Places()
    known = _Known(places)
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    wrong: list[dict[str, object]] = []
    for name, text, toponyms in documents:
        gold = [one for one in toponyms if one.geonames is not None]
        for one, found in zip(gold, places.resolve(text, [(g.start, g.end) for g in gold]), strict=True):
            outcomes = dict(_judged(one, found, known))
            asked.update(list(outcomes))
            right.update(figure for figure, good in outcomes.items() if good)
            if not all(good for figure, good in outcomes.items() if figure not in ("abstained", "unreachable")):
                wrong.append(_shown(name, text, one, found))
    hits, n_found, n_gold = _recognised(places, documents, wrong)
    if errors is not None:
        errors.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in wrong), encoding="utf-8")
    shares = {
        figure: round(right[figure] / asked[figure], 4) if asked[figure] else None
        for figure in ("exact", "country", "within_161_km", "admin1", "abstained")
    }
    return {
        **shares,
        "recognition_f1": round(f1(hits, n_found, n_gold), 4),
        "recognition_precision": round(hits / max(n_found, 1), 4),
        "recognition_recall": round(hits / max(n_gold, 1), 4),
        "unreachable": right["unreachable"],
        "n": asked["exact"],
    }


class _Known:
    """What the gazetteer holds under a GeoNames id, and the codes of country and division names."""

    def __init__(self, places: Places) -> None:
        self._candidates = places.candidates
        self._by_id = self._candidates.by_geonames()

    def place(self, geonames: int) -> tuple[str | None, str] | None:
        """Country and first-level division of an id."""
        return self._by_id.get(geonames)

    def country(self, name: str) -> str | None:
        return next((e.country for e in self._candidates.under(name) if e.kind == "country"), None)

    def admin1(self, name: str, country: str | None) -> str | None:
        for entry in self._candidates.under(name):
            if entry.kind == "admin1" and entry.country == country:
                return entry.admin1 or None
        return None


def _judged(gold: Gold, found: Resolution, known: _Known) -> Iterator[tuple[str, bool]]:
    entry = found.entry
    held = known.place(gold.geonames or 0)
    yield "exact", entry is not None and entry.geonames == gold.geonames
    yield "within_161_km", entry is not None and kilometres(entry.lat, entry.lon, gold.lat, gold.lon) <= NEAR_KM
    yield "abstained", entry is None
    yield "unreachable", held is None
    country = known.country(gold.country) if gold.country else (held[0] if held else None)
    if country is not None:
        yield "country", entry is not None and entry.country == country
    admin1 = known.admin1(gold.admin1, country) if gold.admin1 else (held[1] if held and not gold.country else None)
    if admin1:
        yield "admin1", entry is not None and entry.admin1 == admin1


def _recognised(
    places: Places, documents: Sequence[tuple[str, str, Sequence[Gold]]], wrong: list[dict[str, object]]
) -> tuple[int, int, int]:
    """Hits, found and gold spans from raw text."""
    from dragoman.coder import prose
    from dragoman.language import Analyser
    from dragoman.reading import read_text

    analyser = Analyser()
    hits = n_found = n_gold = 0
    for at in range(0, len(documents), BATCH):
        batch = documents[at : at + BATCH]
        reports = [read_text(text, id=name, undated=True) for name, text, _ in batch]
        analysed = analyser.analyse([prose(report) for report in reports])
        for (name, text, toponyms), report, sentences in zip(batch, reports, analysed, strict=True):
            mentions = places.places(report, sentences, merge=False)
            everywhere = all(g.literal or g.ignored for g in toponyms)
            spans = [
                (sentence.starts[m.first], sentence.ends[m.last - 1])
                for sentence, here in zip(sentences, mentions, strict=True)
                for m in here
                if (m.literal or everywhere) and m.kind != "pointer"
            ]
            spans += _dateline(report)
            demonyms = places.candidates.geography.demonyms
            gold = [(g.start, g.end) for g in toponyms if g.literal and key(text[g.start : g.end]) not in demonyms]
            others = [(g.start, g.end) for g in toponyms if (g.start, g.end) not in gold and (g.ignored or g.literal)]
            spans = [one for one in sorted(set(spans)) if not any(a < one[1] and one[0] < b for a, b in others)]
            missed, spurious = _unmatched(gold, spans)
            hits += len(gold) - len(missed)
            n_found += len(spans)
            n_gold += len(gold)
            wrong += [{"id": name, "missed": text[a:b], "near": text[max(0, a - 60) : b + 40]} for a, b in missed]
            wrong += [{"id": name, "spurious": text[a:b], "near": text[max(0, a - 60) : b + 40]} for a, b in spurious]
    return hits, n_found, n_gold


def _dateline(report: Report) -> list[tuple[int, int]]:
    """The dateline's place, which stands in no sentence, a span for each part ("COLUMBUS, Ohio")."""
    spans: list[tuple[int, int]] = []
    if report.place is not None:
        start = report.place.start
        for part in report.place.text.split(","):
            spans.append((start + len(part) - len(part.lstrip()), start + len(part)))
            start += len(part) + 1
    return spans


def _unmatched(
    gold: Sequence[tuple[int, int]], found: Sequence[tuple[int, int]]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Gold spans that no found span overlaps, and found spans left over; each matches once."""
    free = sorted(found)
    missed = []
    for start, end in sorted(gold):
        match = next((span for span in free if span[0] < end and start < span[1]), None)
        if match is None:
            missed.append((start, end))
        else:
            free.remove(match)
    return missed, free


def _shown(name: str, text: str, gold: Gold, found: Resolution) -> dict[str, object]:
    entry = found.entry
    return {
        "id": name,
        "text": text[gold.start : gold.end],
        "gold": [gold.geonames, gold.lat, gold.lon, gold.country, gold.admin1],
        "found": None if entry is None else [entry.geonames, entry.lat, entry.lon, entry.country, entry.admin1],
        "why": found.reason or found.rule,
    }


def _documents(path: Path) -> Iterator[tuple[str, str, list[Gold]]]:
    files = sorted(path.glob("*.jsonl*")) if path.is_dir() else [path]
    for file in files:
        for number, record in enumerate(lines(file), 1):
            try:
                yield record["doc_id"], record["text"], [_gold(one) for one in record["toponyms"] if _counts(one)]
            except (KeyError, TypeError, ValueError) as error:
                raise DragomanError(
                    f"{file}:{number}: not a document with toponyms ({error}); "
                    "give lgl.jsonl, tr_news.jsonl or geowebnews.jsonl"
                ) from error


def _counts(record: dict[str, Any]) -> bool:
    return "type" not in record or record["type"] in TOPONYM_TYPES


def _gold(record: dict[str, Any]) -> Gold:
    number = record.get("geonameid") or record.get("geonamesID")
    lat, lon = record.get("lat") or record.get("latitude"), record.get("lon") or record.get("longitude")
    return Gold(
        int(record["start"]),
        int(record["end"]),
        int(number) if number and lat and lon else None,
        float(lat or 0),
        float(lon or 0),
        record.get("country"),
        record.get("admin1"),
        record.get("type", "Literal") in LITERAL_TYPES and record.get("modifierType") != "Adjective",
        record.get("type") == "Coercion" or record.get("modifierType") == "Adjective",
    )
