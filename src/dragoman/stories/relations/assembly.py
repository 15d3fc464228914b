"""Signs of one group (a kind between the same sides) to the relations that they open, renew, weaken and close.

Signs are read in the order of the days on which they work, not in that in which they arrived, so the same signs give
the same relations. A renewal without an opening opens with an open start; a closing of what nobody told of gives a
relation with a known end. What contradicts stays beside the relation that it speaks of.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

import msgspec

from dragoman.records import Evidence, Party, Quote, Relation, Where
from dragoman.stories.relations.episodes import Standing, day, days_between
from dragoman.stories.relations.regions import COUNTRY_PRECISION
from dragoman.stories.relations.signs import UNTOLD, Sign
from dragoman.stories.relations.tables import Kind

SAME_OPENING = 7
"""Days within which two tellings of an opening between the same sides are one, unless names or subjects differ."""
LAPSED = "lapsed"
_ORDER = {"opens": 0, "renews": 1, "weakens": 2, "contradicts": 3, "closes": 4}
_PLAIN = frozenset({"the", "a", "an", "of", "on", "and", "for", "to", "in"})


def assemble(kind: Kind, signs: Iterable[Sign]) -> tuple[Relation, ...]:
    """The relations of one group of signs, in the order of their begins."""
    ordered = sorted(signs, key=lambda one: (day(one), _ORDER[one.effect], one.told or "", one.event, one.claim))
    made: list[Standing] = []
    for sign in ordered:
        if sign.effect != "contradicts":
            _place(kind, sign, made)
    for sign in ordered:
        if sign.effect == "contradicts" and made:
            min(made, key=lambda one: _distance(one, sign)).disputes.append(sign)
    return tuple(_relation(one) for one in made)


def _place(kind: Kind, sign: Sign, made: list[Standing]) -> None:
    for one in made:
        if not one.over and one.outlived(day(sign)):
            one.lapsed, one.state = one.last, "ended"
    targets = _targets(kind, sign, [one for one in made if not one.over])
    if not targets and sign.effect in ("weakens", "closes") and not sign.derived:
        targets = _woken(kind, sign, made)
    for one in targets:
        one.take(sign)
    if targets or sign.standing or _told_again(sign, made):
        return
    made.append(Standing(kind, sign))


def _woken(kind: Kind, sign: Sign, made: Sequence[Standing]) -> list[Standing]:
    """A relation of which nothing was heard for long, and which is now told to be eased or ended, stood until then."""
    asleep = [one for one in made if one.lapsed is not None]
    targets = _targets(kind, sign, asleep)
    for one in targets:
        one.lapsed = None
    return targets


def _told_again(sign: Sign, made: Sequence[Standing]) -> bool:
    """Another report of a closing that is known already belongs to it and makes no second relation."""
    if sign.effect != "closes":
        return False
    for one in reversed(made):
        if one.end is not None and one.end.effect == "closes" and _agree(one, sign):
            one.add(sign)
            return True
    return False


def _targets(kind: Kind, sign: Sign, live: list[Standing]) -> list[Standing]:
    """On which of the relations that stand a sign works; none where it makes one of its own."""
    if kind.several == "one":
        return live[-1:]
    if sign.derived:
        return live
    named = [one for one in live if sign.name and one.name and _same(sign.name, one.name)]
    if named:
        return named[-1:]
    if kind.several == "subject" and kind.sides == "directed":
        ends_all = sign.subject is None and sign.effect == "closes"
        return [one for one in live if ends_all or one.subject == sign.subject]
    fitting = [one for one in live if _agree(one, sign)]
    if sign.effect == "opens" and (kind.several == "subject" or sign.name):
        return [one for one in fitting if _opened_near(one, sign)][-1:]
    about = [one for one in fitting if sign.subject and one.subject and _shared(sign.subject, one.subject)]
    return (about or fitting)[-1:]


def _opened_near(one: Standing, sign: Sign) -> bool:
    return abs(days_between(one.signs[0].date or "", sign.date or "")) <= SAME_OPENING


def _agree(one: Standing, sign: Sign) -> bool:
    """Whether nothing in names or subjects speaks against it being told of the same relation."""
    if sign.name and one.name and not _same(sign.name, one.name):
        return False
    if sign.name and one.name:
        return True
    return not (sign.subject and one.subject and not _shared(sign.subject, one.subject))


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in re.findall(r"\w+", text.casefold()) if word not in _PLAIN)


def _same(one: str, other: str) -> bool:
    first, second = _words(one), _words(other)
    return first <= second or second <= first


def _shared(one: str, other: str) -> bool:
    return bool(_words(one) & _words(other))


def _distance(one: Standing, sign: Sign) -> int:
    """Days between a contradiction and the time over which a relation is told."""
    at, first, last = day(sign), min(day(s) for s in one.signs), one.last
    return 0 if first <= at <= last else min(abs(days_between(first, at)), abs(days_between(last, at)))


def _relation(one: Standing) -> Relation:
    first = one.signs[0]
    begin, begin_latest, begin_basis = _begin(one)
    end, end_earliest, end_basis = _end(one)
    told = sorted(sign.told for sign in (*one.signs, *one.disputes) if sign.told)
    state = "disputed" if one.disputes and one.state != "ended" else one.state
    return Relation(
        id=_identity(first),
        kind=one.kind.name,
        holders=first.holders,
        towards=first.towards,
        from_=begin,
        to=end,
        from_basis=begin_basis,
        to_basis=end_basis,
        state=state,
        evidence=_evidence(one.signs),
        name=one.name,
        subject=one.subject,
        terms=_terms(one.signs),
        signatories=_signatories(one.signs),
        where=_where(one.signs),
        from_latest=begin_latest,
        to_earliest=end_earliest,
        first_told=told[0] if told else None,
        last_told=told[-1] if told else None,
        renewals=sum(sign.effect in ("opens", "renews") and sign is not one.begin for sign in one.signs),
        disputes=_evidence(one.disputes),
    )


def _begin(one: Standing) -> tuple[str | None, str | None, str]:
    sign = one.begin
    if sign is None or sign.basis == UNTOLD:
        return None, one.signs[0].told, UNTOLD
    return sign.date, sign.latest if sign.latest != sign.date else None, sign.basis


def _end(one: Standing) -> tuple[str | None, str | None, str | None]:
    if one.lapsed is not None:
        return one.lapsed, None, LAPSED
    sign = one.end
    if sign is None:
        return None, None, None
    last = sign.latest or sign.date or sign.told
    return last, sign.date if sign.date != last else None, sign.basis


def _evidence(signs: Sequence[Sign]) -> tuple[Evidence, ...]:
    """The signs as evidence; of renewals the first of each month."""
    kept: list[Evidence] = []
    months: set[str] = set()
    for sign in signs:
        if sign.effect == "renews":
            month = day(sign)[:7]
            if month in months:
                continue
            months.add(month)
        at = sign.date or sign.latest
        kept.append(Evidence(sign.event, sign.effect, at, sign.row, sign.claim, sign.report, sign.words, sign.voices))
    return tuple(kept)


def _terms(signs: Sequence[Sign]) -> tuple[Quote, ...]:
    """Each term once, of the first report that quotes it."""
    found: dict[str, Quote] = {}
    for sign in signs:
        for term in sign.terms:
            found.setdefault(term.words.text.casefold(), term)
    return tuple(found.values())


def _signatories(signs: Sequence[Sign]) -> tuple[Party, ...]:
    found: dict[str | None, Party] = {}
    for sign in signs:
        for party in sign.signatories:
            found.setdefault(party.name, party)
    return tuple(found.values())


def _where(signs: Sequence[Sign]) -> Where | None:
    """The place told most often below the level of a country, else the first place."""
    places = [sign.where for sign in signs if sign.where is not None]
    if not places:
        return None
    counts: dict[str, int] = {}
    for place in places:
        if place.precision is msgspec.UNSET or place.precision < COUNTRY_PRECISION:
            counts[place.name or place.text or ""] = counts.get(place.name or place.text or "", 0) + 1
    if not counts:
        return places[0]
    best = min(counts, key=lambda name: (-counts[name], name))
    return next(place for place in places if (place.name or place.text or "") == best)


def _identity(first: Sign) -> str:
    """A stable id: sixteen hexadecimal digits of the hash of the group and the claim that first tells of it."""
    return hashlib.sha256(
        f"{first.group}\x1f{first.name or ''}\x1f{first.effect}\x1f{first.claim}".encode()
    ).hexdigest()[:16]


def lapsed_on(relation: Relation, kind: Kind, on: str) -> bool:
    """Whether on a day nothing had been told of an open relation for longer than its kind's lifetime."""
    last = max((one.date or relation.last_told or "" for one in relation.evidence), default="")
    return relation.to is None and kind.lifetime is not None and bool(last) and days_between(last, on) > kind.lifetime


def in_force(relation: Relation, kind: Kind, on: str) -> bool:
    """Whether a relation is told to stand on a day.

    An open start counts from the first report; an open end holds until the kind's lifetime after the last word of it.
    """
    begin = relation.from_ or relation.from_latest or relation.first_told
    if begin is None or begin > on:
        return False
    if relation.to is not None and relation.to < on:
        return False
    return not lapsed_on(relation, kind, on)
