"""The table of states: hand-written names, with codes and dates of COW and Gleditsch-Ward joined to them."""

from __future__ import annotations

import csv
from pathlib import Path

from training.knowledge.tables import COLUMNS, Row, read

# Where the two systems of state codes part from each other, or from one ISO code a state (COW, GW).
PARTED = {
    "DEU": ("255", "260"), "YEM": ("679", "678"), "SRB": ("345", "340"), "KOS": ("347", "347"), "YUG": ("345", "345"),
    "SUN": ("365", "365"), "RUS": ("365", "365"), "VNM": ("816", "816"), "VDR": ("817", "817"), "SCG": ("345", "345"),
    "ATG": ("58", "58"), "YMD": ("680", "680"), "TWN": ("713", "713"), "CSK": ("315", "315"), "DDR": ("265", "265"),
    "KIR": ("946", "970"), "TUV": ("947", "973"), "TON": ("955", "972"), "NRU": ("970", "971"), "MAC": ("", ""),
    "ATA": ("", ""), "PRI": ("", ""), "MCO": ("221", "221"), "LIE": ("223", "223"),
}  # fmt: skip


def iso_of_cow(shared: Path) -> dict[str, str]:
    """COW number to ISO alpha-3 for the states of today (source: cow2iso table of NGEC)."""
    codes: dict[str, str] = {}
    with (shared / "ngec_reference" / "cow2iso.txt").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["cow_id"] and row["iso3"] not in ("N/A", "ATA", "MAC") and not row["valid_until"]:
                codes[row["cow_id"]] = row["iso3"]
    for iso3, (cow, _) in PARTED.items():
        if cow and iso3 not in ("SUN", "YUG", "SCG", "VDR"):
            codes[cow] = iso3
    return codes


def entry_dates(shared: Path) -> dict[str, str]:
    """Gleditsch-Ward (else COW) number to the date on which the last spell of statehood began."""
    dates: dict[str, str] = {}
    folder = shared / "actors_over_time"
    with (folder / "cow_states.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            dates[row["ccode"]] = f"{int(row['styear']):04}-{int(row['stmonth']):02}-{int(row['stday']):02}"
    with (folder / "gw_states.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            dates[row["gwcode"]] = row["startdate"]
    return dates


def build(shared: Path, editors: Path) -> list[Row]:
    """The rows of states.tsv."""
    rows = read(editors / "states.tsv", COLUMNS["states"])
    cow_of = {iso3: cow for cow, iso3 in iso_of_cow(shared).items()}
    dates = entry_dates(shared)
    for row in rows:
        code = row["code"]
        cow, gw = PARTED.get(code, (cow_of.get(code, ""), cow_of.get(code, "")))
        row["cow"], row["gw"] = cow, gw
        row["from"] = row["from"] or dates.get(gw, dates.get(cow, ""))
        row["source"] = "editors; codes: COW, Gleditsch-Ward" if cow else "editors"
    return rows
