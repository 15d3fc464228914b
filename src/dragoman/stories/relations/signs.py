"""What an event shows of relations: the rules applied to its claims, one sign for each relation and effect.

A sign is all that the derivation needs of an event, so that an archive can keep signs and read no report twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from dragoman.records import Claim, Event, Party, Quote, Report, Span, When, Where
from dragoman.stories.relations import sides, wording
from dragoman.stories.relations.tables import Kind, Rule, shipped_kinds, shipped_rules

Reports = Callable[[str], Report | None]
MOST_WORDS = 220
"""Code points of a report's words that an evidence shows."""
SUPPORTING = frozenset({"opens", "renews", "weakens", "closes"})
UNTOLD = "untold"
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those|its|their|his|her|our|\w+['’]s)\s+(?:\w+\s+){0,2}\Z", re.I)
OFFICIALS, OFFICES = (("officials",),), (("offices",),)
_CUT_BEFORE = re.compile(r"[;:]\s|,\s|\s(?:but|and|while|after|before)\s")
_CUT_AFTER = re.compile(
    r"[;:]\s|,\s(?:and|but|while|as|after|before|who|where)\s|\swhile\s|\s(?:after|before|and)\s(?=\w+(?:ed|ing)\b)"
)


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


class Passage(NamedTuple):
    """The text that a claim rests on: the report's text and the reach of the claim in it, as offsets."""

    text: str
    start: int
    end: int


def signs(
    event: Event,
    claims: Sequence[Claim],
    reports: Reports,
    rules: Sequence[Rule] | None = None,
    kinds: Mapping[str, Kind] | None = None,
) -> tuple[Sign, ...]:
    """All signs of an event, in a fixed order; `reports` gives a report by its id, None where it is not at hand."""
    rules = shipped_rules() if rules is None else rules
    kinds = shipped_kinds() if kinds is None else kinds
    best: dict[tuple[str, str], Sign] = {}
    for claim in claims:
        report = reports(claim.report)
        if report is None:
            continue
        for sign in _of_claim(event, claim, report, rules, kinds):
            key = (sign.group, sign.effect)
            if key not in best or _telling(sign) > _telling(best[key]):
                best[key] = sign
    return tuple(best[key] for key in sorted(best))


def _telling(sign: Sign) -> tuple[bool, bool, bool, bool, int]:
    """How much a sign tells: own before derived, names, dates and subjects before none."""
    dated = sign.basis in ("explicit", "relative")
    return not sign.derived, sign.name is not None, dated, sign.subject is not None, len(sign.terms)


def reach(text: str, claim: Claim) -> Passage:
    """The part of a claim's sentence that speaks of its act: from its clause's start to the next clause."""
    start, end = claim.sentence_start, claim.sentence_end
    for cut in _CUT_BEFORE.finditer(text, start, claim.anchor.start):
        if cut.end() < claim.anchor.start:  # the participle of "the X Act, signed by" speaks of what is before it
            start = cut.end()
    after = _CUT_AFTER.search(text, claim.anchor.end, end)
    return Passage(text, start, after.start() if after else end)


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


def matches(rule: Rule, claim: Claim, passage: Passage) -> list[Span] | None:
    """The words on which a rule holds for a claim (none for a rule without words), or None where it does not hold."""
    if "*" not in rule.events and claim.event not in rule.events:
        return None
    if rule.modes and claim.mode not in rule.modes:
        return None
    if rule.contents and claim.content not in rule.contents:
        return None
    if claim.status not in rule.statuses and not (claim.status == "negated" and rule.effect in SUPPORTING):
        return None
    if "dated" in rule.needs and (claim.when is None or claim.when.basis not in ("explicit", "relative")):
        return None
    if rule.cameo and not str(claim.cameo or "").startswith(rule.cameo):
        return None
    if any(pattern.search(passage.text, passage.start, passage.end) for pattern in rule.without):
        return None
    found: list[Span] = []
    for pattern in rule.words:
        near = [match.span() for match in pattern.finditer(passage.text, passage.start, passage.end)]
        if not near:
            return None
        start, end = min(near, key=lambda one: abs(one[0] - claim.anchor.start))
        found.append(Span(passage.text[start:end], start, end))
    return found


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
        one = _sign(event, claim, report, rule, some, others, _words(claim, matched, passage))
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
        effect="contradicts" if not named and _denies(rule, claim, report) else rule.effect,
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


def _denies(rule: Rule, claim: Claim, report: Report) -> bool:
    """Whether a claim says that what the rule tells of is not so.

    "Not in the presence of troops" takes their presence as known, so "not" before a definite noun denies nothing.
    """
    if claim.status != "negated" or "negated" in rule.statuses:
        return False
    cue = claim.status_cue.text.lower() if claim.status_cue else ""
    return cue != "not" or not bool(_DEFINITE.search(report.text, claim.sentence_start, claim.anchor.start))


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
        words = _cover(text, (words, name))
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


def _words(claim: Claim, matched: list[Span], passage: Passage) -> Span:
    """The words that show it: anchor and the rule's words, with place and sides where they stand in the same clause."""
    wanted = [claim.anchor, *matched]
    place = claim.where
    if place is not None and place.start is not None and place.end is not None:
        wanted.append(Span(place.text or "", place.start, place.end))
    for party in (*claim.actors, *claim.recipients):
        if party.start is not None and party.end is not None:
            wanted.append(Span(party.text or "", party.start, party.end))
    inside = [span for span in wanted if claim.sentence_start <= span.start and span.end <= claim.sentence_end]
    whole = _cover(passage.text, inside or [claim.anchor])
    return whole if len(whole.text) <= MOST_WORDS else _cover(passage.text, [claim.anchor, *matched])


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


def _cover(text: str, spans: Sequence[Span]) -> Span:
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return Span(text[start:end], start, end)


def _following(sign: Sign, kinds: Mapping[str, Kind]) -> Iterator[Sign]:
    """What a sign does to other kinds between the same sides: a peace opened ends a conflict."""
    for kind in kinds.values():
        for others, effect in ((kind.ended_by, "closes"), (kind.weakened_by, "weakens")):
            if (sign.kind, sign.effect) in others:
                yield msgspec.structs.replace(
                    sign, kind=kind.name, effect=effect, standing=True, derived=True, name=None, subject=None,
                    terms=(), signatories=(),
                )  # fmt: skip
