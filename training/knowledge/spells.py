"""Spells in office as the sources of people.tsv give them, and how the sources write names, days and positions."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from training.knowledge.tables import plain, read

_NOBILIARY = {
    "AL": "al",
    "EL": "el",
    "BIN": "bin",
    "IBN": "ibn",
    "BINT": "bint",
    "DE": "de",
    "VAN": "van",
    "VON": "von",
}
_BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]|\"[^\"]*\"")
_RANK = re.compile(
    r"^((Lt|Maj|Brig|Col|Gen|Capt|Adm|Vice Adm|Rear Adm|Dr|Sir|Dame|Sheikh|Sheik|Shaykh|Prince|Princess|Mr|Mrs|Ms|Prof"
    r"|Hon|Cdre|Cmdre|Air Mar|Rev|Fr|Mar|Mohtarma)\.?,? )+(?=\S+ \S)"
)
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


@dataclass
class Spell:
    """One office of one person: days are ISO and may be partial, `doubt` marks days that the source does not know."""

    name: str
    aliases: tuple[str, ...]
    country: str
    sector: str
    office: str
    start: str
    end: str
    doubt: bool
    source: str


def repaired(name: str) -> str:
    """A name in the order and case of running text: "ZARIF, Mohammad Javad" gives "Mohammad Javad Zarif"."""
    name = " ".join(_BRACKETS.sub(" ", name.replace("_", " ")).split())
    name = re.sub(r",? (Jr|Sr)\.?$", r" \1.", name)
    if name.count(",") == 1:
        last, first = name.split(",")
        name = f"{first.strip()} {last.strip()}"
    name = _RANK.sub("", name.split(",")[0].strip())
    return " ".join(_cased(word, position) for position, word in enumerate(name.split()))


def _cased(word: str, position: int) -> str:
    if not word.isupper() or len(word.strip(".")) < 2 or "." in word[:-1]:
        return word.replace("Al-", "al-") if position else word
    parts = []
    for number, part in enumerate(word.split("-")):
        small = _NOBILIARY.get(part) if position or number else None
        if part in ("AL", "EL") and "-" in word and not number:
            small = part.lower()
        parts.append(
            small or ("Mc" + part[2:].capitalize() if part.startswith("MC") and len(part) > 4 else _title(part))
        )
    return "-".join(parts)


def _title(word: str) -> str:
    return "'".join(
        piece.capitalize() if len(piece) > 1 or i == 0 else piece for i, piece in enumerate(word.split("'"))
    )


def usable(name: str) -> bool:
    """Whether a repaired name can enter the table: at least two words, letters throughout, no vacancy."""
    words = name.split()
    bare = plain(name)
    return (
        2 <= len(words) <= 8
        and not any(letter.isdigit() for letter in name)
        and bare.replace("-", "").replace("'", "").replace(".", "").replace(" ", "").isalpha()
        and bare.lower() not in ("vacant", "to be determined")
        and "vacant" not in bare.lower()
    )


def day(text: str | None) -> str:
    """An ISO day, month or year; a day that its month does not have is taken as the month's last."""
    match = _DAY.match(text or "")
    if match is None:
        return ""
    year, month, number = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return year
    if number is None or int(number) < 1:
        return f"{year}-{month}"
    return f"{year}-{month}-{min(int(number), calendar.monthrange(int(year), int(month))[1]):02}"


class Positions:
    """Finds the office of a position by the editors' patterns."""

    def __init__(self, editors: Path) -> None:
        rows = read(editors / "positions.tsv", ("pattern", "office"))
        self._patterns = [(re.compile(row["pattern"]), row["office"]) for row in rows]
        self.office = lru_cache(None)(self._office)

    def _office(self, position: str) -> str:
        """The office, or empty where the position is none that the table keeps."""
        position = position.lower().replace("minsiter", "minister").replace("min. ", "minister ")
        for pattern, office in self._patterns:
            if pattern.search(position):
                return "" if office == "-" else office
        return ""
