"""Verdicts of persons on claims: accepted, corrected, rejected; kept for ever, put on every run, taken back at will.

A correction changes the claim as queries, merging and exports see it; what the run had coded is kept beside it
(`claim_records.coded`). A verdict holds for the claim's id, which another run gives to the same act at the same words,
so verdicts are put on new runs as these are stored.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from dragoman.archive import rows, storing
from dragoman.errors import BadSetting
from dragoman.ontology import CONTEXTS, MODES, TYPES
from dragoman.records import COUNTED, STATUSES, Because, Claim

if TYPE_CHECKING:
    from dragoman.archive.archive import Archive

VERDICTS = ("accepted", "corrected", "rejected")
UNDONE = "undone"
CORRECTABLE = (
    "event",
    "mode",
    "content",
    "status",
    "actors",
    "recipients",
    "sources",
    "when",
    "where",
    "counts",
    "contexts",
    "cameo",
)


class Review(NamedTuple):
    """A decision: its number, what it is about, the verdict with what it changes, who made it, why, when (UTC)."""

    no: int
    kind: str
    target: str
    verdict: str
    change: Mapping[str, Any]
    reviewer: str
    note: str | None
    made: str


def review(
    archive: Archive,
    claim: str,
    verdict: str,
    reviewer: str,
    change: Mapping[str, Any] | None = None,
    note: str | None = None,
) -> int:
    """Put a verdict on the claim of an id, inside a transaction of the archive; gives the decision's number.

    `change` holds, for `corrected`, the fields with their right values as in the claim's JSON. Raises BadSetting for
    an unknown claim or verdict and for a change that makes no claim.
    """
    change = dict(change or {})
    if verdict not in VERDICTS:
        raise BadSetting(f"{verdict!r} is no verdict; give one of {', '.join(VERDICTS)}")
    if (verdict == "corrected") != bool(change):
        raise BadSetting("a correction, and no other verdict, changes fields; name them or accept the claim")
    given = archive.claim(claim)
    if given is None:
        raise BadSetting(f"the archive holds no claim {claim!r}; take the id from `dragoman claims --json`")
    if change:
        corrected(given, change, reviewer)
    number = record(archive, "claim", claim, verdict, reviewer, change, note)
    _put_on(archive.connection, claim)
    return number


def undo(archive: Archive, number: int, reviewer: str, note: str | None = None) -> int:
    """Take a decision back, inside a transaction of the archive; gives the number of this decision.

    Raises BadSetting where there is no such decision or it has been taken back.
    """
    decision = next((one for one in decisions(archive) if one.no == number), None)
    if decision is None:
        raise BadSetting(f"no decision {number} stands; `dragoman review --archive A` lists those that do")
    own = record(archive, decision.kind, decision.target, UNDONE, reviewer, {"no": number}, note)
    if decision.kind == "claim":
        _put_on(archive.connection, decision.target)
    if decision.kind == "event":
        _tell_again(archive.connection, [*decision.change.get("claims", ()), *decision.change.get("rest", ())])
    return own


def _tell_again(connection: sqlite3.Connection, claims: Iterable[str]) -> None:
    """Note that events are to take the reports of these claims in anew."""
    connection.executemany(
        "UPDATE coded SET followed = 0 WHERE shown = 1 AND report IN (SELECT report FROM claims WHERE id = ?)",
        [(claim,) for claim in claims],
    )


def record(
    archive: Archive,
    kind: str,
    target: str,
    verdict: str,
    reviewer: str,
    change: Mapping[str, Any] | None = None,
    note: str | None = None,
) -> int:
    """Write a decision down, inside a transaction of the archive; gives its number.

    For claims use `review`. Merging uses this for events (`merged`, `split`), and acts on `decisions` itself.
    """
    if not reviewer.strip():
        raise BadSetting("a decision needs somebody who makes it; name the reviewer")
    cursor = archive.connection.execute(
        "INSERT INTO reviews (kind, target, verdict, change, reviewer, note, made) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (kind, target, verdict, _json(change or {}), reviewer, note, storing.now()),
    )
    return int(cursor.lastrowid or 0)


def decisions(archive: Archive, kind: str | None = None, target: str | None = None) -> list[Review]:
    """The decisions that stand, in the order made: those that nobody has taken back."""
    return _standing(archive.connection, kind, target)


def corrected(claim: Claim, change: Mapping[str, Any], reviewer: str) -> Claim:
    """A claim with fields set to what a person says; each says so in `because`.

    Raises BadSetting for a field that cannot be corrected or a value that makes no claim.
    """
    unknown = sorted(set(change) - set(CORRECTABLE))
    if unknown:
        raise BadSetting(f"{unknown[0]!r} cannot be corrected; fields are {', '.join(CORRECTABLE)}")
    made = {**json.loads(msgspec.json.encode(claim)), **change}
    reason = msgspec.to_builtins(Because(rule=f"corrected by {reviewer}"))
    made["because"] = {**made.get("because", {}), **dict.fromkeys(change, reason)}
    try:
        found = msgspec.convert(made, Claim)
    except msgspec.ValidationError as error:
        raise BadSetting(f"the correction makes no claim ({error}); write values as in the claim's JSON") from None
    _check_codes(found)
    return found


def _check_codes(claim: Claim) -> None:
    listed = (
        ("event", claim.event, tuple(TYPES)),
        ("content", claim.content, (None, *TYPES)),
        ("mode", claim.mode, (None, *MODES.get(claim.event, ()))),
        ("status", claim.status, STATUSES),
        *(("contexts", context, CONTEXTS) for context in claim.contexts),
        *(("counts", what, COUNTED) for what in claim.counts),
    )
    for field, value, known in listed:
        if value not in known:
            names = ", ".join("null" if one is None else one for one in known)
            raise BadSetting(f"the correction makes no claim: {field} is {value!r}, and may be {names}")


def put_on_new(connection: sqlite3.Connection, first: int) -> None:
    """Put the standing verdicts on claims that have just been stored, from number `first` on."""
    if connection.execute("SELECT 1 FROM reviews LIMIT 1").fetchone():
        found = connection.execute(
            "SELECT DISTINCT id FROM claims WHERE no >= ? AND id IN (SELECT target FROM reviews WHERE kind = 'claim')",
            (first,),
        ).fetchall()
        for (claim,) in found:
            _put_on(connection, claim)


def _put_on(connection: sqlite3.Connection, claim: str) -> None:
    """Bring every run's claim of an id into the state that the standing decisions give it."""
    standing = _standing(connection, "claim", claim)
    verdict = standing[-1].verdict if standing else None
    found = connection.execute(
        "SELECT no, run, report, shown, outlet, published, origin, coalesce(coded, record) FROM claims "
        "JOIN claim_records ON claim_records.claim = claims.no WHERE id = ?",
        (claim,),
    ).fetchall()
    for number, run, report, shown, outlet, published, origin, coded in found:
        made = msgspec.json.decode(coded, type=Claim)
        for one in standing if verdict == "corrected" else ():
            made = corrected(made, one.change, one.reviewer) if one.verdict == "corrected" else made
        setting = rows.Setting(run, report, bool(shown), outlet, published, origin)
        _replace(connection, rows.claim_rows(number, made, setting), coded if verdict == "corrected" else None)
        connection.execute("UPDATE claims SET review = ? WHERE no = ?", (verdict, number))
        connection.execute("UPDATE coded SET followed = 0 WHERE report = ? AND run = ?", (report, run))


def _replace(connection: sqlite3.Connection, made: rows.ClaimRows, coded: str | None) -> None:
    number = made.claims[0]
    for name in ("claim_records", *storing.SHOWN_BY_CLAIM, "claim_counts"):
        connection.execute(f"DELETE FROM {name} WHERE claim = ?", (number,))
    connection.execute("DELETE FROM claims WHERE no = ?", (number,))
    storing.add_claims(connection, [made])
    connection.execute("UPDATE claim_records SET coded = ? WHERE claim = ?", (coded, number))


def _standing(connection: sqlite3.Connection, kind: str | None, target: str | None) -> list[Review]:
    found = connection.execute(
        "SELECT no, kind, target, verdict, change, reviewer, note, made FROM reviews "
        "WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR target = ?2) ORDER BY no",
        (kind, target),
    )
    reviews = [
        Review(no, of, about, verdict, json.loads(change), by, note, made)
        for no, of, about, verdict, change, by, note, made in found
    ]
    undone = _undone(reviews)
    return [one for one in reviews if one.verdict != UNDONE and one.no not in undone]


def _undone(reviews: Iterable[Review]) -> set[int]:
    return {one.change["no"] for one in reviews if one.verdict == UNDONE}


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
