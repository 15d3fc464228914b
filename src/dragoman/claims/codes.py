"""CAMEO codes to the third and fourth digit: a demand, refusal, threat or promise is coded by what it is about.

"Demanded" is 100, "demanded that X release the prisoners" 1053; "will send food" is 0333, not 073. The pairs are rows
of `lexicon/speech_codes.tsv`; a frame whose own code is finer than its root keeps it.
"""

from __future__ import annotations

from functools import cache

from dragoman.tables import package_path, rows

ROOT_OF = {"AGREE": "03", "CONCEDE": "03", "THREATEN": "13", "REJECT": "12"}
"""The CAMEO root of a type that precedence gives to an act that is coming: intent, threat, refusal."""


@cache
def _table() -> dict[tuple[str, str], str]:
    found = rows(package_path("lexicon", "speech_codes.tsv"), ("root", "content", "code"))
    return {(row.cells["root"], row.cells["content"]): row.cells["code"] for row in found}


def about(root: str, content: str | None) -> str | None:
    """The code of a speech act of a root about an act with a code; None where the table has no row for it."""
    for length in range(len(content or ""), 1, -1):
        code = _table().get((root, (content or "")[:length]))
        if code:
            return code
    return None


def refined(own: str | None, event: str, before: str, content: str | None) -> str | None:
    """The code of a claim: `own` is its frame's, `event` its type and `before` that before precedence.

    `content` is the code of what a speech act is about. Where precedence made the act a promise, threat or refusal,
    it is about the act itself.
    """
    if event != before and event in ROOT_OF:
        return about(ROOT_OF[event], own) or ROOT_OF[event] + "0"
    if own is None or not _is_coarse(own):
        return own
    return about(own[:2], content) or own


def _is_coarse(code: str) -> bool:
    return len(code) < 3 or code[2] == "0"
