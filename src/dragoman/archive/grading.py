"""Admiralty grades, set by persons: A to F for how reliable an outlet or a voice is, 1 to 6 for how credible a claim.

Without a grade an outlet or a voice is F, a claim 6: it cannot be judged. Every setting is kept; the last counts.
"""

from __future__ import annotations

from typing import NamedTuple

from dragoman.archive import storing
from dragoman.archive.archive import Archive
from dragoman.errors import BadSetting

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
SCALES = {"outlet": RELIABILITY, "voice": RELIABILITY, "claim": CREDIBILITY}
DEFAULTS = {"outlet": "F", "voice": "F", "claim": "6"}


class Grade(NamedTuple):
    """A grade: of what, which, who set it, why, and when (UTC)."""

    kind: str
    target: str
    grade: str
    grader: str
    note: str | None
    made: str


def grade(archive: Archive, kind: str, target: str, value: str, grader: str, note: str | None = None) -> None:
    """Set the grade of an outlet or voice, by name, or of a claim, by id; inside a transaction of the archive.

    Raises BadSetting for an unknown kind or a grade of another scale, and for a claim that the archive does not hold.
    """
    scale = _scale(kind)
    if value not in scale:
        listed = ", ".join(f"{key} ({meaning})" for key, meaning in scale.items())
        raise BadSetting(f"{value!r} is no grade of a {kind}; grades are {listed}")
    if not target.strip() or not grader.strip():
        raise BadSetting("a grade needs what is graded and who grades it; name both")
    if kind == "claim" and archive.claim(target) is None:
        raise BadSetting(f"the archive holds no claim {target!r}; take the id from `dragoman claims --json`")
    archive.connection.execute(
        "INSERT INTO grades (kind, target, grade, grader, note, made) VALUES (?, ?, ?, ?, ?, ?)",
        (kind, target, value, grader, note, storing.now()),
    )


def grade_of(archive: Archive, kind: str, target: str) -> str:
    """The grade that counts: the last one set, else F or 6."""
    _scale(kind)
    row = archive.connection.execute(
        "SELECT grade FROM grades WHERE kind = ? AND target = ? ORDER BY no DESC LIMIT 1", (kind, target)
    ).fetchone()
    return row[0] if row else DEFAULTS[kind]


def grades(archive: Archive, kind: str | None = None) -> list[Grade]:
    """The grades that count, by kind and target."""
    rows = archive.connection.execute(
        "SELECT kind, target, grade, grader, note, made FROM grades "
        "WHERE no IN (SELECT max(no) FROM grades GROUP BY kind, target) AND (?1 IS NULL OR kind = ?1) "
        "ORDER BY kind, target",
        (kind,),
    )
    return [Grade(*row) for row in rows]


def _scale(kind: str) -> dict[str, str]:
    if kind not in SCALES:
        raise BadSetting(f"{kind!r} cannot be graded; grade an {', a '.join(SCALES)}")
    return SCALES[kind]
