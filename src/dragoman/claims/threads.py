"""Later mentions take the parties of earlier ones: "the attack" after "rebels attacked the town".

Within a report, an act told again by a noun or without its agent is the act told before if the types agree and no side
that both name differs. What is taken over has null text and offsets (codebook: "understood from elsewhere").
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.records import Because, Claim, Party

MEANS = frozenset(
    {"aerial", "drone", "explosives", "firearms", "heavy-weapons", "suicide-attack", "primitive", "unconventional"}
)
CONTESTED = frozenset({"ASSAULT"})
SHARED_TYPES = frozenset(
    {
        "ASSAULT",
        "COERCE",
        "SANCTION",
        "PROTEST",
        "CONSULT",
        "AGREE",
        "SUPPORT",
        "COOPERATE",
        "AID",
        "MOBILIZE",
        "RETREAT",
    }
)


def understood(party: Party) -> Party:
    """The party as taken over from another sentence."""
    return msgspec.structs.replace(party, text=None, start=None, end=None)


def _countries(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.country or (party.name or "").lower() for party in parties)


def _compatible(one: Sequence[Party], other: Sequence[Party]) -> bool:
    return not one or not other or bool(_countries(one) & _countries(other))


def same_means(claims: Sequence[Claim]) -> list[Claim]:
    """An attack without a means takes that of another attack told in the same sentence ("killed in a bombing")."""
    means: dict[tuple[int, str], Claim] = {}
    for claim in claims:
        if claim.mode in MEANS and claim.event == "ASSAULT":
            means.setdefault((claim.sentence_start, claim.event), claim)
    made: list[Claim] = []
    for claim in claims:
        other = means.get((claim.sentence_start, claim.event))
        if other is not None and claim.mode is None:
            because = dict(claim.because) if isinstance(claim.because, dict) else {}
            because["mode"] = Because(
                rule=f"the means of “{other.anchor.text}” in the same sentence", span=other.anchor
            )
            nulls = {k: v for k, v in claim.nulls.items() if k != "mode"} if isinstance(claim.nulls, dict) else {}
            claim = msgspec.structs.replace(claim, mode=other.mode, because=because, nulls=nulls)
        made.append(claim)
    return made


def hit_place(claim: Claim) -> Claim:
    """An attack without a victim hits the place where it happened ("three bombings took place in Tunisia")."""
    place = claim.where
    if claim.event != "ASSAULT" or claim.actors or claim.recipients or place is None:
        return claim
    hit = Party(place.text, place.start, place.end, place.name, place.country, None)
    because = dict(claim.because) if isinstance(claim.because, dict) else {}
    because["recipients"] = Because(rule="an attack without a victim hits the place where it happened")
    return msgspec.structs.replace(claim, recipients=(hit,), because=because)


def owned_where_it_stands(claim: Claim, focus: str | None) -> Claim:
    """A thing that is hit or seized belongs to the country where the act happened, else to that of the report."""
    country = (claim.where.country if claim.where else None) or focus
    if claim.event not in ("ASSAULT", "COERCE") or country is None:
        return claim
    owned = tuple(
        msgspec.structs.replace(party, country=country) if not party.country and not party.sector else party
        for party in claim.recipients
    )
    return msgspec.structs.replace(claim, recipients=owned)


def told_before(claim: Claim, earlier: Sequence[Claim]) -> bool:
    """Whether the report told an act of this type between these parties before."""
    return any(
        other.event == claim.event
        and _compatible(claim.actors, other.actors)
        and _compatible(claim.recipients, other.recipients)
        for other in earlier
    )


def fill(claim: Claim, earlier: Sequence[Claim], nominal: bool) -> Claim:
    """The claim with the missing side taken from the nearest earlier claim of the same act, if there is one."""
    if claim.event not in SHARED_TYPES or (claim.actors and claim.recipients):
        return claim
    claimed = claim.event == "ASSAULT" and bool(claim.actors)
    if not nominal and not claimed and (claim.actors or not claim.recipients):
        return claim
    for other in reversed(earlier):
        if other.event != claim.event or (claim.mode and other.mode and claim.mode != other.mode):
            continue
        if other.status == "negated":
            continue  # what did not happen has nobody to lend
        if claimed and not nominal and other.actors and not _countries(claim.actors) & _countries(other.actors):
            continue
        if not (_compatible(claim.actors, other.actors) and _compatible(claim.recipients, other.recipients)):
            continue
        told = not other.sources or claim.event not in CONTESTED
        taken_actors = claim.actors or tuple(understood(p) for p in other.actors if told)
        taken_recipients = claim.recipients or tuple(understood(p) for p in other.recipients)
        if taken_actors == claim.actors and taken_recipients == claim.recipients and claim.mode == other.mode:
            continue
        because = dict(claim.because) if isinstance(claim.because, dict) else {}
        rule = f"the same act as “{other.anchor.text}” told before"
        if not claim.actors and taken_actors:
            because["actors"] = Because(rule=rule, span=other.anchor)
        if not claim.recipients and taken_recipients:
            because["recipients"] = Because(rule=rule, span=other.anchor)
        means = other.mode if nominal and (other.mode in MEANS or claim.event != "ASSAULT") else None
        if claim.mode is None and means:
            because["mode"] = Because(rule=rule, span=other.anchor)
        return msgspec.structs.replace(
            claim,
            actors=taken_actors,
            recipients=taken_recipients,
            mode=claim.mode or means,
            because=because,
        )
    return claim
