"""The content of a speech act: what is agreed to, demanded, refused, threatened, alleged, conceded, approved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from dragoman.claims.frames import NO_CLAIM
from dragoman.claims.matching import Match
from dragoman.claims.tree import Tree
from dragoman.records import Because
from dragoman.tables import package_path, rows

WITH_CONTENT = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "CONCEDE", "SUPPORT"})
STOPPING = frozenset({"stop", "end", "cease", "halt", "refrain", "abandon", "suspend", "drop", "discontinue", "desist"})
HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "THREATEN"})
USUAL_SLOTS = {  # where content stands when the frame leaves the cell empty
    "AGREE": ("xcomp", "ccomp", "to", "on", "obj"),
    "REQUEST": ("xcomp", "ccomp", "for", "obj"),
    "REJECT": ("xcomp", "obj", "to"),
    "THREATEN": ("xcomp", "with", "of", "ccomp"),
    "ACCUSE": ("of", "for", "over", "ccomp", "obj"),
    "CONCEDE": ("xcomp", "obj", "to", "of"),
    "SUPPORT": ("obj", "for", "of", "xcomp"),
}
WITHIN = "within"
ANSWERED_COLUMNS = ("event", "content", "instead", "note")
MODE_COLUMNS = ("event", "content", "code", "mode", "note")
DOWNWARD = ("obj", "xcomp", "conj", "nsubj:pass", "nmod", "obl", "acl", "ccomp", "advcl")


Usually = Callable[[Tree, int], Match | None]
"""What a word usually tells of, where the sentence does not meet the conditions of a row."""


def nothing(tree: Tree, token: int) -> Match | None:
    """No guess."""
    return None


class Content(NamedTuple):
    """The type of the content, the match that gives it, and whether it is negated ("not to attack").

    `event` is None where the act is known but is no content (`answered.tsv`). `guessed` says that no row's conditions
    held: such a content does not change the type of the speech act.
    """

    event: str | None
    match: Match | None
    negated: bool
    because: Because
    guessed: bool = False


def read(
    match: Match, matches: Mapping[int, Sequence[Match]], tree: Tree, usually: Usually = nothing
) -> Content | None:
    """The content of a match, from its frame or from the predicate in one of the slots that the frame names.

    A predicate of which no row's conditions hold stands for what it `usually` tells of, where no other is found.
    """
    frame = match.frame
    if isinstance(frame.content, str):
        return Content(frame.content, None, False, Because(rule="fixed by the frame", row=frame.row))
    if frame.event not in WITH_CONTENT:
        return None
    slots = USUAL_SLOTS[frame.event] if frame.content is None else frame.content
    for slot, guess in [*((slot, nothing) for slot in slots), *((slot, usually) for slot in slots)]:
        for token in match.reader.fill(slot):
            found = act_below(token, matches, tree, usually=guess)
            if found is None or found.token == match.token:
                continue
            negated = _negated(tree, token)
            event: str | None = _agreed_upon(found, matches, tree) or found.frame.event
            if (frame.event, event) in _answered():
                event = _asked(found, matches, tree) if _answered()[frame.event, event] == WITHIN else None
            if _stopping(tree, token, found.token) and event in HARMFUL:
                event = "RETREAT"
            because = Because(
                rule=f"the predicate in slot {slot}, “{tree.sentence.words[found.token]}”", row=found.frame.row
            )
            return Content(event, found, negated, because, guess is not nothing)
    return None


def _agreed_upon(found: Match, matches: Mapping[int, Sequence[Match]], tree: Tree) -> str | None:
    """What an agreement that is signed, refused or condemned is about: "an agreement on military cooperation"."""
    if found.frame.event != "AGREE" or found.frame.pos != "N":
        return None
    for slot in ("on", "for", "of", "xcomp"):
        for token in found.reader.fill(slot):
            inner = act_below(token, matches, tree)
            if inner is not None and inner.token != found.token:
                return inner.frame.event
    return None


def act_below(
    token: int, matches: Mapping[int, Sequence[Match]], tree: Tree, depth: int = 0, usually: Usually = nothing
) -> Match | None:
    """The match at a token or nearest below it."""
    for match in matches.get(token, ()):
        if match.frame.event != NO_CLAIM:
            return match
    guessed = usually(tree, token)
    if guessed is not None:
        return guessed
    if depth >= 2:
        return None
    for child in tree.children(token, *DOWNWARD):
        if child > token or tree.relation(child) in ("obj", "nsubj:pass"):
            found = act_below(child, matches, tree, depth + 1, usually)
            if found:
                return found
    return None


def _negated(tree: Tree, token: int) -> bool:
    return any(tree.lemma(kid) in ("not", "never", "n't") for kid in tree.children(token, "advmod"))


def _stopping(tree: Tree, slot: int, act: int) -> bool:
    if slot != act and tree.lemma(slot) in STOPPING:
        return True
    return any(tree.lemma(above) in STOPPING for above in list(tree.ancestors(act))[:2])


def _asked(found: Match, matches: Mapping[int, Sequence[Match]], tree: Tree) -> str | None:
    """What a request or offer that is answered is about: "ignored demands to withdraw" is about withdrawing."""
    inner = found.frame.content
    if isinstance(inner, str):
        return inner
    for slot in inner or USUAL_SLOTS.get(found.frame.event, ()):
        for token in found.reader.fill(slot):
            below = act_below(token, matches, tree)
            if below is not None and below.token != found.token:
                return below.frame.event
    return None


@cache
def _answered() -> dict[tuple[str, str | None], str]:
    """Contents that only name what is answered, by type; with `within` where the answered act's own content counts."""
    table = rows(package_path("lexicon", "answered.tsv"), ANSWERED_COLUMNS)
    return {(row.cells["event"], row.cells["content"]): row.cells["instead"] for row in table}


@cache
def _modes() -> dict[tuple[str, str], list[tuple[str, str | None, str]]]:
    found: dict[tuple[str, str], list[tuple[str, str | None, str]]] = {}
    for row in rows(package_path("lexicon", "content_modes.tsv"), MODE_COLUMNS):
        cells = row.cells
        here = found.setdefault((cells["event"], cells["content"]), [])
        here.append((cells["code"], cells["mode"] or None, row.where))
    return found


def mode_of(event: str, content: Content | None, code: str | None = None) -> tuple[str | None, Because | None]:
    """The mode that a speech act takes from its content and that one's CAMEO code ("demanded a withdrawal": yield)."""
    if content is None or content.event is None:
        return None, None
    if content.negated and event == "REQUEST":
        return "yield", Because(rule="what is asked is that something not be done")
    for prefix, mode, row in _modes().get((event, content.event), ()):
        if (code or "").startswith(prefix):
            return mode, Because(rule=f"what it is about is {content.event}", row=row)
    return None, None
