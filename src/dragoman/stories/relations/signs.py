"""What an event shows of relations: the rules applied to its claims, one sign for each relation and effect.

A sign is all that the derivation needs of an event, so that an archive can keep signs and read no report twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from dragoman.ontology.plover import TYPES
from dragoman.records import Claim, Event, Party, Quote, Report, Span, When, Where
from dragoman.stories.relations import sides, wording
from dragoman.stories.relations.clauses import Passage, cover, denies, matches, reach, words_of
from dragoman.stories.relations.regions import placed
from dragoman.stories.relations.tables import ANY, Kind, Rule, shipped_kinds, shipped_rules

Reports = Callable[[str], Report | None]
UNTOLD = "untold"
OFFICIALS, OFFICES = (("officials",),), (("offices",),)


class Sign(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one event does to one relation, with the claim that shows it best.

    `date` and `latest` bound the day from which it works, by `basis`; `told` is the day of the report. `standing` says
    that it works on a relation that is there and makes none. `derived` says that it follows from what the event does to
    another relation of the same sides.
    """

    kind: str
    effect: str
    holders: tuple[Party, ...]
    towards: tuple[Party, ...]
    event: str
    claim: str
    report: str
    words: Span
    row: str
    date: str | None
    latest: str | None
    basis: str
    told: str | None
    standing: bool = False
    derived: bool = False
    name: str | None = None
    subject: str | None = None
    terms: tuple[Quote, ...] = ()
    signatories: tuple[Party, ...] = ()
    where: Where | None = None
    voices: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """Kind and sides, as a key: all signs of a group are assembled together."""
        return sides.group(self.kind, self.holders, self.towards)


def signs(
    event: Event,
    claims: Sequence[Claim],
    reports: Reports,
    rules: Sequence[Rule] | None = None,
    kinds: Mapping[str, Kind] | None = None,
) -> tuple[Sign, ...]:
    """All signs of an event, in a fixed order; `reports` gives a report by its id, None where it is not at hand."""
    own = shipped_by_type() if rules is None else by_type(rules)
    kinds = shipped_kinds() if kinds is None else kinds
    best: dict[tuple[str, str], Sign] = {}
    for claim in claims:
        report = reports(claim.report)
        if report is None:
            continue
        for sign in _of_claim(event, claim, report, own[claim.event], kinds):
            key = (sign.group, sign.effect)
            if key not in best or _telling(sign) > _telling(best[key]):
                best[key] = sign
    return tuple(best[key] for key in sorted(best))


def by_type(rules: Sequence[Rule]) -> dict[str, tuple[Rule, ...]]:
    """The rules that may hold for a claim, by its type, in the table's order."""
    return {name: tuple(one for one in rules if name in one.events or ANY in one.events) for name in TYPES}


@cache
def shipped_by_type() -> dict[str, tuple[Rule, ...]]:
    """The rules of the package by type, sorted once a process."""
    return by_type(shipped_rules())


def _telling(sign: Sign) -> tuple[bool, bool, bool, bool, int]:
    """How much a sign tells: own before derived, names, dates and subjects before none."""
    dated = sign.basis in ("explicit", "relative")
    return not sign.derived, sign.name is not None, dated, sign.subject is not None, len(sign.terms)


def _of_claim(
    event: Event, claim: Claim, report: Report, rules: Sequence[Rule], kinds: Mapping[str, Kind]
) -> Iterator[Sign]:
    passage = reach(report.text, claim)
    taken: set[str] = set()
    for rule in rules:
        matched = matches(rule, claim, passage)
        if matched is None:
            continue
        found = list(_by_rule(event, claim, report, rule, kinds[rule.kind], passage, matched))
        for sign in found:
            if sign.group not in taken:
                yield sign
                yield from _following(sign, kinds)
        taken |= {sign.group for sign in found}


def _by_rule(
    event: Event, claim: Claim, report: Report, rule: Rule, kind: Kind, passage: Passage, matched: list[Span]
) -> Iterator[Sign]:
    if rule.towards == OFFICES:
        named = sides.officials(claim) if rule.holders == OFFICIALS else claim_side(claim, rule)
        for official in named:
            country = sides.state(official.country)
            if country is not None and sides.holds_office(official):
                shown = _official_words(official, claim, whole=rule.holders == OFFICIALS)
                yield _sign(event, claim, report, rule, (sides.standing(official, "party"),), (country,), shown)
        return
    found = sides.both(claim, rule, kind, passage.text[passage.start : passage.end])
    if found is None:
        return
    holders, towards = found
    if kind.sides == "directed":
        own = {sides.side_key(party) for party in holders}
        towards = tuple(party for party in towards if sides.side_key(party) not in own)
    for some, others in _split(kind, holders, towards):
        one = _sign(event, claim, report, rule, some, others, words_of(claim, matched, passage))
        if kind.is_somewhere:
            one = msgspec.structs.replace(one, where=placed(one.where, some, report.text))
        yield _named(one, claim, passage, kind)


def _split(
    kind: Kind, holders: tuple[Party, ...], towards: tuple[Party, ...]
) -> Iterator[tuple[tuple[Party, ...], tuple[Party, ...]]]:
    """The sides of each relation that a claim tells of, by the kind's symmetry."""
    if kind.sides == "all":
        if holders:
            yield holders, ()
    elif kind.sides == "pair":
        if towards:
            pairs = [sides.distinct((one, other)) for one in holders for other in towards]
        else:
            pairs = [(one, other) for i, one in enumerate(holders) for other in holders[i + 1 :]]
        yield from ((pair, ()) for pair in pairs if len(pair) == 2)
    else:
        yield from (((one,), (other,)) for one in holders for other in towards)


def _sign(
    event: Event,
    claim: Claim,
    report: Report,
    rule: Rule,
    holders: tuple[Party, ...],
    towards: tuple[Party, ...],
    words: Span,
) -> Sign:
    when = claim.when or event.when
    date, latest, basis = _dated(when)
    told = report.published or event.first_reported
    named = rule.holders == OFFICIALS
    if named:  # an office is told as of the report, whatever its holder did and when
        date, latest, basis = report.published, report.published, "report"
    return Sign(
        kind=rule.kind,
        effect="contradicts" if not named and denies(rule, claim, report) else rule.effect,
        holders=holders,
        towards=towards,
        event=event.id,
        claim=str(claim.id or ""),
        report=claim.report,
        words=words,
        row=rule.row,
        date=date,
        latest=latest,
        basis=basis,
        told=told,
        standing="standing" in rule.needs,
        subject=str(holders[0].office or "") or None if rule.towards == OFFICES else None,
        where=claim.where,
        voices=tuple(party.name or party.text or "" for party in claim.sources),
    )


def _dated(when: When | None) -> tuple[str | None, str | None, str]:
    if when is None or (when.from_ is None and when.to is None):
        return None, None, UNTOLD
    return when.from_, when.to, when.basis


def _named(sign: Sign, claim: Claim, passage: Passage, kind: Kind) -> Sign:
    """The sign with the name, subject, terms and signatories that the kind has and the words give."""
    if kind.several == "one":
        return sign
    text = passage.text
    name = wording.legal_name(text, claim.sentence_start, claim.sentence_end, claim.anchor.start)
    words = sign.words
    if name is not None and passage.start <= name.start and name.end <= passage.end:
        words = cover(text, (words, name))
    if kind.several == "name":
        return msgspec.structs.replace(sign, name=name.text if name else None, words=words)
    about = wording.subject(text, passage.start, passage.end)
    signers = {p.name: sides.standing(p, "party") for p in claim.actors if sides.is_person(p)}
    return msgspec.structs.replace(
        sign,
        name=name.text if name else None,
        words=words,
        subject=about.text if about else sign.subject,
        terms=wording.terms(text, claim) if sign.effect in ("opens", "renews") else (),
        signatories=tuple(signers.values()) if claim.event == "SUPPORT" else (),
    )


def claim_side(claim: Claim, rule: Rule) -> tuple[Party, ...]:
    """The parties, as named, of the first alternative of a rule's holders that has any."""
    for fields in rule.holders:
        found = tuple(p for field in fields for p in (claim.actors if field == "actors" else claim.recipients))
        if found:
            return found
    return ()


def _official_words(official: Party, claim: Claim, whole: bool) -> Span:
    """The words that name an official with the office; of an act that ends it, the act's."""
    if not whole or official.start is None or official.end is None:
        return claim.anchor
    return Span(official.text or "", official.start, official.end)


def _following(sign: Sign, kinds: Mapping[str, Kind]) -> Iterator[Sign]:
    """What a sign does to other kinds between the same sides: a peace opened ends a conflict."""
    for kind in kinds.values():
        for others, effect in ((kind.ended_by, "closes"), (kind.weakened_by, "weakens")):
            if (sign.kind, sign.effect) in others:
                yield msgspec.structs.replace(
                    sign, kind=kind.name, effect=effect, standing=True, derived=True, name=None, subject=None,
                    terms=(), signatories=(),
                )  # fmt: skip
