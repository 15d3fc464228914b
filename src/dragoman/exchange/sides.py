"""One side of an act, actor or recipient, in another project's names and codes."""

from __future__ import annotations

from dragoman.exchange.codes import country_code, country_name, groups, sector_code, state_code
from dragoman.records import Party

Cells = dict[str, object]
NAMES = ("name", "name_capitals", "text", "office", "wikipedia", "cow", "gw")
CODES = ("country", "group", "type", "root", "code", "sector", "sectors")
PLOVER = frozenset({"polecat", "plover-strict"})
"""Projects that use PLOVER's own codes."""
WIKIPEDIA = "wikipedia:"


def side(prefix: str, who: Party | None, day: str | None, project: str) -> Cells:
    """The fields of one side, each with its prefix (`actor_name`); a missing side has them empty and the offset -1."""
    if who is None:
        return {**dict.fromkeys(f"{prefix}_{field}" for field in (*NAMES, *CODES)), f"{prefix}_offset": -1}
    name = who.name or who.text
    identity = who.id if isinstance(who.id, str) else ""
    cells: Cells = {
        "name": name,
        "name_capitals": name.upper() if name else None,
        "text": who.text,
        "office": who.office if isinstance(who.office, str) else None,
        "wikipedia": identity.removeprefix(WIKIPEDIA) if identity.startswith(WIKIPEDIA) else None,
        "cow": state_code("cow", who.country, day),
        "gw": state_code("gw", who.country, day),
        "offset": who.start if who.start is not None else -1,
        **dict.fromkeys(CODES),
        **_codes(who.country or "", who.sector or "", project),
    }
    return {f"{prefix}_{field}": value for field, value in cells.items()}


def _codes(country: str, sector: str, project: str) -> Cells:
    if project in PLOVER:
        return {"country": country, "sector": sector, "sectors": sector}
    return _icews(country, sector) if project == "icews" else _cameo(country, sector)


def _icews(country: str, sector: str) -> Cells:
    """ICEWS names countries in full and gives actors without a state a sector instead."""
    group = groups("icews").get(country)
    own = sector_code("icews", sector)
    words = ",".join(word for word in (group.sector if group else "", own) if word)
    return {"country": "" if group else country_name("icews", country), "sector": own, "sectors": words}


def _cameo(country: str, sector: str) -> Cells:
    """CAMEO strings codes together: USAGOV, IGOUNO, IGOEUREEC."""
    own = sector_code("cameo", sector)
    group = groups("cameo").get(country)
    if group is None:
        letters = country_code("cameo", country) if country else ""
        return {"country": letters, "sector": own, "sectors": own, "type": own, "root": letters, "code": letters + own}
    international = group.type if group.group or not group.country else ""
    return {
        "country": group.country,
        "group": group.group,
        "type": own or group.type,
        "root": international or group.country,
        "sector": own,
        "sectors": own,
        "code": international + group.country + group.group + own,
    }
