"""PETRARCH and TABARI actor and agent dictionaries, so that their users keep theirs.

An actor is a phrase in capitals joined by underscores, with `+synonyms` on the lines below and codes in brackets, each
with the days on which it holds: `[CODE]`, `[CODE <19990101]`, `[CODE >20001231]`, `[CODE 850101-991231]`. An agent's
code has a tilde where the actor's goes: `[~MIL]`, `[NGO~]`. The format is that of the Open Event Data Alliance's
petrarch2 (MIT).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from dragoman.actors.own import OwnRow
from dragoman.errors import BadTable
from dragoman.ontology import COUNTRY_CODES, SECTORS
from dragoman.tables import package_path

_CODE = re.compile(r"\[([^\]]*)\]")
_TERMS = re.compile(r"^\s*((?!\S*\d{6})[^\s<>\d][^\s<>]*)\s*([<>]?)\s*(\d{6,9})?\s*(?:-\s*(\d{6,9}))?\s*$")
_PLURAL = re.compile(r"\{([^}]*)\}")
_MACRO = re.compile(r"^!([A-Z_]+)!\s*=\s*(.+)$")
_CENTURY_BREAK = 30
"""Two-digit years below it are of the twenty-first century, as in PETRARCH."""
_SECTOR_OF_ROLE = {
    "MED": "JRN", "HLH": "MED", "INS": "REB", "SEP": "REB", "HRI": "SOC", "MOD": "CVL", "RAD": "REB", "SET": "CVL",
    "ENV": "SOC", "DEV": "SOC", "UIS": "UAF", "TOP": "GOV", "NGO": "SOC", "MUS": "REL", "CHR": "REL", "MOS": "REL",
}  # fmt: skip
"""CAMEO role codes that PLOVER spells otherwise."""
_COUNTRY_OF_BODY = {"IGOUNO": "UNO", "IGOEEU": "EUR", "IGOEUR": "EUR"}


_SMALL = frozenset(
    {"of", "the", "and", "for", "in", "on", "to", "at", "by", "de", "al", "el", "bin", "ibn", "von", "van"}
)


class _Term(NamedTuple):
    code: str
    start: str
    end: str


def is_petrarch(path: Path) -> bool:
    """Whether a file is such a dictionary, by its ending."""
    return path.suffix.lower() in (".txt", ".actors", ".agents", ".dict")


def read_petrarch(path: Path, faults: list[str] | None = None) -> list[OwnRow]:
    """The entries of a dictionary as rows, one for each code and its days; `code` keeps the dictionary's own code.

    A code in brackets that is neither a code nor a code with days is left out, as PETRARCH does, and told in `faults`.
    Raises BadTable where the file is no such dictionary.
    """
    if not path.exists():
        raise BadTable(f"{path}: there is no such dictionary")
    table = _read(path, faults if faults is not None else [])
    if not table:
        raise BadTable(
            f"{path}: no entry of the form NAME_OF_ACTOR [CODE] in it; give a PETRARCH actor or agent dictionary"
        )
    return table


def importable(path: Path) -> tuple[list[OwnRow], int]:
    """The entries of a dictionary as rows of an own table, and how many have a code that is no country here.

    The dictionary's code becomes the row's id; a country code that no table knows is left empty.
    """
    from dragoman.actors.checking import known_countries

    known = known_countries(package_path("knowledge"))
    table = [row._replace(id=row.code) for row in read_petrarch(path)]
    strange = sum(bool(row.country) and row.country not in known for row in table)
    return [row if row.country in known else row._replace(country="") for row in table], strange


def _read(path: Path, faults: list[str]) -> list[OwnRow]:
    table: list[OwnRow] = []
    macros: dict[str, list[str]] = {}
    names: list[str] = []
    terms: list[_Term] = []
    first_line = 0
    for number, line in _lines(path):
        macro = _MACRO.match(line.strip())
        if macro:
            macros[macro.group(1)] = [word.strip() for word in macro.group(2).split(",")]
            continue
        phrase = _phrase(line)
        begins = bool(phrase) and not line.lstrip().startswith("+")
        if begins:
            table.extend(_rows(names, terms, path, first_line))
            names, terms, first_line = [], [], number
        if phrase:
            names.extend(_spellings(line, phrase, macros))
        for body in _CODE.findall(line):
            try:
                terms.append(_term(body, path, number))
            except BadTable as fault:
                faults.append(str(fault))
    table.extend(_rows(names, terms, path, first_line))
    return table


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    hidden = False
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if "<!--" in line:
            hidden = True
        if hidden:
            hidden = "-->" not in line
            continue
        bare = line.split("#", 1)[0].split(";", 1)[0]
        if bare.strip():
            yield number, bare


def _phrase(line: str) -> str:
    text = _PLURAL.sub("", _CODE.sub("", line)).strip().lstrip("+")
    return text.replace("_", " ").strip()


def _spellings(line: str, phrase: str, macros: dict[str, list[str]]) -> list[str]:
    plural = _PLURAL.search(line)
    phrases = [phrase, *(plural.group(1).replace("_", " ").split(",") if plural and plural.group(1).strip() else ())]
    found: list[str] = []
    for one in phrases:
        marks = re.findall(r"!([A-Z_ ]+)!", one)
        if not marks:
            found.append(one.strip())
            continue
        mark = marks[0]
        for word in macros.get(mark.replace(" ", "_"), ()):
            found.append(one.replace(f"!{mark}!", word).strip())
    return found


def _term(body: str, path: Path, number: int) -> _Term:
    match = _TERMS.match(body)
    if match is None:
        raise BadTable(
            f"{path}:{number}: [{body}] is no code with days; write [CODE], [CODE <19990101], [CODE >20001231] "
            "or [CODE 850101-991231]"
        )
    code, sign, low, high = match.groups()
    if sign == "<":
        return _Term(code.upper(), "", _shifted(low, -1))
    if sign == ">":
        return _Term(code.upper(), _shifted(low, 1), "")
    return _Term(code.upper(), _iso(low), _iso(high))


def _iso(digits: str | None) -> str:
    if not digits:
        return ""
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) < _CENTURY_BREAK else "19") + digits
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"


def _shifted(digits: str | None, days: int) -> str:
    iso = _iso(digits)
    try:
        return (date.fromisoformat(iso) + timedelta(days=days)).isoformat()
    except ValueError:
        return iso


def _rows(names: list[str], terms: list[_Term], path: Path, line: int) -> Iterator[OwnRow]:
    if not names:
        return
    written = [_written(name) for name in names]
    for term in terms:
        if not term.code or not any(letter.isalpha() for letter in term.code):
            continue
        agent = "~" in term.code
        country, sector = ("", _sector(term.code.replace("~", ""))) if agent else _country_and_sector(term.code)
        if agent and term.code.endswith("~") and term.code[:3] in COUNTRY_CODES:
            country = term.code[:3]
        yield OwnRow(
            id=f"{path.stem}:{line}",
            name=written[0],
            aliases=tuple(dict.fromkeys(written[1:])),
            kind="agent" if agent else "organisation",
            country=country,
            sector=sector,
            start=term.start,
            end=term.end,
            source=path.name,
            row=f"{path.name}:{line}",
            code=term.code,
        )


def _written(name: str) -> str:
    words = [word if word in _SMALL else word.title() for word in name.lower().split(" ")]
    return " ".join([words[0].title(), *words[1:]]) if words else name


def _country_and_sector(code: str) -> tuple[str, str]:
    return _COUNTRY_OF_BODY.get(code[:6], code[:3]), _sector(code[3:])


def _sector(roles: str) -> str:
    for start in range(0, len(roles), 3):
        role = roles[start : start + 3]
        if role in _SECTOR_OF_ROLE:
            return _SECTOR_OF_ROLE[role]
        if role in SECTORS:
            return role
    return ""
