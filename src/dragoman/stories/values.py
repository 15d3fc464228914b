"""The best value of each field of an event, with its reason.

Every claim votes with its voice: a value told by more independent voices wins, then by more claims, then the more
specific, then the earlier. Numbers are another matter: news counts the dead for days, so the latest day's figure wins.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from dragoman.records import COUNTED, Because, Claim, Party, When, Where
from dragoman.stories.acquaintance import company, side
from dragoman.stories.independence import Voice
from dragoman.stories.telling import NARROW_DAYS, bounds, cast, interval

T = TypeVar("T", bound=Hashable)
TOGETHER = 0.55
STATUS_ORDER = ("actual", "negated", "historical", "future", "hypothetical")


class Told(NamedTuple):
    """A claim of an event with its voice and the day of its report, in order of publication."""

    claim: Claim
    voice: Voice
    published: str | None


class Best(NamedTuple):
    """The best values of an event, and why each."""

    mode: str | None
    content: str | None
    status: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    when: When | None
    where: Where | None
    counts: dict[str, tuple[int | None, int | None]]
    contexts: tuple[str, ...]
    cameo: str | None
    because: dict[str, Because]


def best(told: Sequence[Told]) -> Best:
    """The best values of the claims of one event."""
    because: dict[str, Because] = {}
    mode = _vote(told, lambda claim: claim.mode, "mode", because)
    content = _vote(told, lambda claim: claim.content, "content", because)
    cameo = _vote([one for one in told if one.claim.mode == mode] or told, _cameo, "cameo", because)
    return Best(
        mode=mode,
        content=content,
        status=_status(told, because),
        actors=_parties(told, "actors", because),
        recipients=_parties(told, "recipients", because),
        when=_when(told, because),
        where=_where(told, because),
        counts=_counts(told, because),
        contexts=_contexts(told),
        cameo=cameo,
        because=because,
    )


def _cameo(claim: Claim) -> str | None:
    return claim.cameo if isinstance(claim.cameo, str) else None


def _vote(
    told: Sequence[Told], value: Callable[[Claim], T | None], field: str, because: dict[str, Because]
) -> T | None:
    voices: dict[T, set[str]] = {}
    claims: dict[T, int] = {}
    for one in told:
        if (found := value(one.claim)) is not None:
            voices.setdefault(found, set()).add(one.voice.key)
            claims[found] = claims.get(found, 0) + 1
    if not voices:
        return None
    chosen = max(voices, key=lambda each: (len(voices[each]), claims[each]))
    because[field] = Because(rule=_majority(len(voices[chosen]), claims[chosen], len(told), len(voices)))
    return chosen


def _majority(voices: int, claims: int, all_claims: int, values: int) -> str:
    if all_claims == 1:
        return "the only claim's"
    what = f"told by {claims} of {all_claims} claims, {voices} independent {'voice' if voices == 1 else 'voices'}"
    return what if values == 1 else f"{what}; {values - 1} other {'value' if values == 2 else 'values'}"


def _status(told: Sequence[Told], because: dict[str, Because]) -> str:
    voices: dict[str, set[str]] = {}
    for one in told:
        voices.setdefault(one.claim.status, set()).add(one.voice.key)
    chosen = min(voices, key=lambda each: (-len(voices[each]), STATUS_ORDER.index(each)))
    if chosen == "historical" and "actual" in voices:
        chosen = "actual"
    claims = sum(one.claim.status == chosen for one in told)
    because["status"] = Because(rule=_majority(len(voices[chosen]), claims, len(told), len(voices)))
    return chosen


def _specific(parties: Sequence[Party]) -> int:
    """How specific a list of parties is: known persons and bodies before countries before descriptions."""
    return sum(
        3 * isinstance(one.id, str) + 2 * side(one).proper + bool(one.country) + bool(one.sector) for one in parties
    )


def _parties(told: Sequence[Told], field: str, because: dict[str, Because]) -> tuple[Party, ...]:
    lists: list[tuple[Told, tuple[Party, ...]]] = [
        (one, parties) for one in told if (parties := getattr(one.claim, field))
    ]
    if not lists:
        return ()
    if len(lists) == 1:
        because[field] = Because(rule="the only claim's" if len(told) == 1 else "the only claim that names them")
        return lists[0][1]
    sides = [cast(parties) for _, parties in lists]

    def support(place: int) -> tuple[int, int, int]:
        friends = {lists[at][0].voice.key for at, other in enumerate(sides) if company(sides[place], other) >= TOGETHER}
        return len(friends), _specific(lists[place][1]), -place

    chosen = max(range(len(lists)), key=support)
    voices = support(chosen)[0]
    because[field] = Because(
        rule=f"the most specific of those that {voices} independent {'voice tells' if voices == 1 else 'voices tell'}"
    )
    return lists[chosen][1]


def _when(told: Sequence[Told], because: dict[str, Because]) -> When | None:
    ranked: list[tuple[int, int, int, int, When]] = []
    for place, one in enumerate(told):
        when = one.claim.when
        first, last, basis = interval(when)
        if when is not None and first:
            is_exact = basis != "report" and last - first < NARROW_DAYS
            voices = {other.voice.key for other in told if _overlaps(other.claim.when, first, last)}
            ranked.append((-int(is_exact), -len(voices), last - first, place, when))
    if not ranked:
        because["when"] = Because(rule="no claim gives an interval")
        return next((one.claim.when for one in told if one.claim.when), None)
    exact, agreeing, _, _, chosen = min(ranked, key=lambda one: one[:4])
    what = "dated by the reports' words" if exact else "the day of the earliest report that dates it"
    because["when"] = Because(rule=f"{what}; {-agreeing} {'voice agrees' if agreeing == -1 else 'voices agree'}")
    return chosen


def _overlaps(when: When | None, first: int, last: int) -> bool:
    begin, end, _ = interval(when)
    return begin > 0 and begin <= last and first <= end


def _where(told: Sequence[Told], because: dict[str, Because]) -> Where | None:
    ranked: list[tuple[int, int, int, Where]] = []
    for place, one in enumerate(told):
        where = one.claim.where
        if where is not None:
            voices = {o.voice.key for o in told if o.claim.where and o.claim.where.name == where.name}
            precision = where.precision if isinstance(where.precision, int) else 5
            ranked.append((precision, -len(voices), place, where))
    if not ranked:
        return None
    _, naming, _, chosen = min(ranked, key=lambda one: one[:3])
    because["where"] = Because(
        rule=f"the most precise place; {-naming} {'voice names' if naming == -1 else 'voices name'} it"
    )
    return chosen


def _counts(told: Sequence[Told], because: dict[str, Because]) -> dict[str, tuple[int | None, int | None]]:
    found: dict[str, tuple[int | None, int | None]] = {}
    for what in COUNTED:
        figures = [(one.published or "", place, one) for place, one in enumerate(told) if what in one.claim.counts]
        if not figures:
            continue
        latest = max(day for day, _, _ in figures)
        newest = [one for day, _, one in figures if day == latest]
        voices = {bounds(one.claim.counts[what]): set[str]() for one in newest}
        for one in newest:
            voices[bounds(one.claim.counts[what])].add(one.voice.key)
        chosen = max(voices, key=lambda value: (len(voices[value]), value))
        found[what] = next(one.claim.counts[what] for one in newest if bounds(one.claim.counts[what]) == chosen)
        others = {bounds(one.claim.counts[what]) for _, _, one in figures} - {chosen}
        told_on = f"the figure of the latest day, {latest}" if latest else "the figure told"
        because[what] = Because(rule=f"{told_on}; {len(others)} other" if others else told_on)
    return found


def _contexts(told: Sequence[Told]) -> tuple[str, ...]:
    votes: dict[str, int] = {}
    for one in told:
        for context in one.claim.contexts:
            votes[context] = votes.get(context, 0) + 1
    return tuple(sorted(votes, key=lambda name: (-votes[name], name)))


def plain(party: Party) -> Party:
    """A party of an event: who it is, without the place in the text of one report and without its reason."""
    return msgspec.structs.replace(
        party,
        text=None,
        start=None,
        end=None,
        because=msgspec.UNSET,
        alternatives=msgspec.UNSET,
        cue=msgspec.UNSET,
        strength=msgspec.UNSET,
    )
