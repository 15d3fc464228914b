"""Readers of the lists of office-holders: one function for each source, all giving spells."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.knowledge.spells import Positions, Spell, day, repaired
from training.knowledge.states import iso_of_cow
from training.knowledge.tables import COLUMNS, cells, plain, read

FIRST_YEAR = "1945"
LISTED_2011 = "2011"
LISTED_2019 = "2019"
_CODES = {"XXK": "KOS", "ZAR": "COD", "TMP": "TLS", "ROM": "ROU", "JON": "JPN"}
_NAMED = {"GUINEA": "GIN", "MYANMAR": "MMR"}
"""States whose code in CountryInfo is another's."""
_OTHER_NAMES = {
    "burma": "MMR", "czechia": "CZE", "cote d'ivoire": "CIV", "swaziland": "SWZ", "macedonia": "MKD",
    "the bahamas": "BHS", "the gambia": "GMB", "cabo verde": "CPV", "east timor": "TLS", "turkiye": "TUR",
    "holy see": "VAT", "vatican city": "VAT", "palestinian authority": "PSE", "state of palestine": "PSE",
    "european union": "EUR", "african union": "IGO", "republic of korea": "KOR", "people's republic of china": "CHN",
}  # fmt: skip
_ENTITLED = re.compile(
    r"(?i)\b(president|minister|premier|chancellor|secretary|ambassador|colonel|general|king|queen|prince|pm|mr|leader|sheikh"
    r"|chief|senator|chairman|speaker|judge|envoy|commissioner|dr|sir|lord|spokes\w+|administration|government|of|the)\b"
)
_PHOENIX_DATED = re.compile(r"\[(\S+)\s+(?:(\d{6,8})-(\d{6,8})|>(\d{6,8})|<(\d{6,8}))\]")


def country_codes(editors: Path) -> dict[str, str]:
    """Plain lower-case names of states to their codes."""
    found = dict(_OTHER_NAMES)
    for row in read(editors / "states.tsv", COLUMNS["states"]):
        for name in [row["name"], *cells(row["aliases"])]:
            found.setdefault(plain(name).lower(), row["code"])
    return found


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def country_info(folder: Path, positions: Positions) -> Iterator[Spell]:
    """CountryInfo: rulers since 1945 with days, and the cabinets of 2003 to 2011 of the CIA's lists."""
    for row in _json_lines(folder / "countryinfo_officeholders.jsonl"):
        code = _NAMED.get(row["country"] or "") or _CODES.get(row["iso3"] or "", row["iso3"] or "")
        asked = (row["position"] or "").split(" & ")
        offices = list(dict.fromkeys(office for part in asked if (office := positions.office(part))))
        start, end = day(row.get("start")), day(row.get("end"))
        if (start and end and start > end) or not offices or (end and end < FIRST_YEAR):
            continue
        cabinet = row["kind"] == "cabinet"
        doubt = cabinet and len(asked) > 1
        if cabinet and not start:
            start, doubt = day(row.get("in_office")) or "2003", True
        if not end:
            end, doubt = LISTED_2011, True
        aliases = tuple(repaired(alias) for alias in row.get("aliases") or ())
        source = "CountryInfo, CIA World Leaders" if cabinet else "CountryInfo, rulers.org"
        name = repaired(row["person"])
        for office in offices[:2]:
            yield Spell(name, aliases, code, "", office, start, end, doubt, source)


def world_leaders_2019(folder: Path, positions: Positions, codes: dict[str, str]) -> Iterator[Spell]:
    """The CIA's list of June 2019: who held which office then; the days are not known."""
    for row in _json_lines(folder / "cia_world_leaders_2019.jsonl"):
        code = codes.get(plain(row["country"]).lower().replace(", the", "").strip(), "")
        office = positions.office(row["position"].replace("Govt.", "Government"))
        if code and office:
            name = repaired(row["person"].replace(" (Acting)", ""))
            yield Spell(name, (), code, "", office, LISTED_2019, "", True, "CIA World Leaders 2019")


def wikidata_2022(folder: Path, positions: Positions, codes: dict[str, str]) -> Iterator[Spell]:
    """Heads of state and government of the 2022 lists, with years."""
    for name, source in (("wikidata", "Wikidata 2022"), ("wikipedia", "Wikipedia 2022")):
        with (folder / f"world_leaders_2022_{name}.csv").open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                code = codes.get(plain(row["country"]).lower().removeprefix("the "), "")
                title = row.get("positionLabel") or row.get("positionlabel") or ""
                office = positions.office(re.sub(r" of (the )?[A-Z].*", "", title))
                holder = row.get("officeholderLabel") or row.get("officeholderlabel") or ""
                if code and office and row["start_year"] > FIRST_YEAR:
                    yield Spell(
                        repaired(holder),
                        (),
                        code,
                        "",
                        office,
                        day(row["start_year"]),
                        day(row["end_year"]),
                        False,
                        source,
                    )


def current_30(folder: Path, positions: Positions, codes: dict[str, str]) -> Iterator[Spell]:
    """Heads of thirty states and unions as of August 2026."""
    for row in _json_lines(folder / "world_leaders_current_30.jsonl"):
        code = codes.get(plain(row["country"]).lower(), "")
        office = positions.office(row["position"].split(" and ")[0])
        if code and office:
            start = day(row["since"])
            yield Spell(
                repaired(row["person"]), (), code, "", office, start, "", not start, "world-leaders-current 2026"
            )


def effective_leaders(folder: Path, knowledge: Path) -> Iterator[Spell]:
    """REIGN and, before it, Archigos: who ruled, by surname or short name; the office is not told.

    Archigos ends in 2015 and REIGN in 2021: there the end of the spell is left open.
    """
    codes = iso_of_cow(knowledge) | {"260": "DEU", "255": "DEU", "678": "YEM", "680": "YMD", "265": "DDR"}
    for row in _json_lines(folder / "reign_leaders_1945_2021.jsonl"):
        code = codes.get(row["ccode"], "")
        if code:
            yield Spell(
                repaired(row["leader"]), (), code, "GOV", "", day(row["start"]), day(row["end"]), False, "REIGN"
            )
    with (folder / "archigos.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            code = codes.get(row["gwcode"], "")
            if code and row["enddate"] > FIRST_YEAR:
                end = "" if row["enddate"] == "2015-12-31" else day(row["enddate"])
                yield Spell(repaired(row["leader"]), (), code, "GOV", "", day(row["startdate"]), end, False, "Archigos")


def spellings(folder: Path) -> dict[str, tuple[str, ...]]:
    """Other spellings of persons in the Phoenix dictionaries: the first name of an entry, folded, to all of them."""
    found: dict[str, tuple[str, ...]] = {}
    for path in ("Phoenix.Countries.actors.txt", "Phoenix.International.actors.txt", "Phoenix.MilNonState.actors.txt"):
        entry: list[str] = []
        for line in (folder / path).read_text(encoding="utf-8", errors="replace").splitlines():
            text = line.split("#")[0].strip()
            if text.startswith("+"):
                entry.append(_spelled(text[1:]))
            elif text and not text.startswith("["):
                _keep(entry, found)
                entry = [_spelled(text.split("[")[0])]
        _keep(entry, found)
    return found


def _spelled(entry: str) -> str:
    return repaired(re.sub(r"\s*\[.*", "", entry).strip(" _"))


def _keep(entry: list[str], found: dict[str, tuple[str, ...]]) -> None:
    names = tuple(dict.fromkeys(name for name in entry if 2 <= len(name.split()) <= 5 and not _ENTITLED.search(name)))
    if len(names) > 1:
        for name in names:
            found.setdefault(plain(name).lower().replace("-", " "), names)


def international_officials(folder: Path) -> Iterator[Spell]:
    """Officials of international bodies with dates in the Phoenix dictionary of international actors."""
    for line in (
        (folder / "Phoenix.International.actors.txt").read_text(encoding="utf-8", errors="replace").splitlines()
    ):
        match = _PHOENIX_DATED.search(line)
        if match is None or not line.split("[")[0].strip(" _\t"):
            continue
        code, first, last, since, _ = match.groups()
        if code.startswith("IGO"):
            country = "UNO" if "UNO" in code else "EUR" if "EEC" in code or "EUR" in code else "IGO"
            name = _spelled(line.split("[")[0])
            start, end = _phoenix_day(first or since), _phoenix_day(last)
            yield Spell(name, (), country, "", "", start, end, False, "Phoenix")


def _phoenix_day(digits: str | None) -> str:
    if not digits:
        return ""
    if len(digits) == 6:
        digits = ("19" if digits[:2] > "30" else "20") + digits
    return day(f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}")
