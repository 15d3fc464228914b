"""Later mentions take the parties of earlier ones: "the attack" after "rebels attacked the town".

Within a report, an act told again by a noun or without its agent is the act told before if the types agree and no side
that both name differs. What is taken over has null text and offsets (codebook: "understood from elsewhere").
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.records import Because, Claim, Party, Where

MEANS = frozenset(
    {"aerial", "drone", "explosives", "firearms", "heavy-weapons", "suicide-attack", "primitive", "unconventional"}
)
CONTESTED = frozenset({"ASSAULT"})
UNREAL = frozenset({"hypothetical", "future"})
STEM = 4
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


def is_known(claim: Claim, earlier: Sequence[Claim]) -> bool:
    """Whether the report told this act before in its own voice, as something that happened.

    What hurt whom stays contested: each voice tells its own.
    """
    if claim.event in CONTESTED:
        return False
    return any(not other.sources and other.status not in UNREAL and told_before(claim, [other]) for other in earlier)


def told_before(claim: Claim, earlier: Sequence[Claim]) -> bool:
    """Whether the report told an act of this type between these parties before."""
    return any(
        other.event == claim.event
        and _compatible(claim.actors, other.actors)
        and _compatible(claim.recipients, other.recipients)
        for other in earlier
    )


def _nearest_first(claim: Claim, earlier: Sequence[Claim]) -> list[Claim]:
    """The claims before one, those told in the most similar word first, of equals the last."""
    word = _word(claim)
    ranked = list(reversed(earlier))
    ranked.sort(key=lambda other: -_shared(word, _word(other)))
    return ranked


def _word(claim: Claim) -> str:
    return claim.anchor.text.lower().split(" ")[-1].removesuffix("s")


def _shared(one: str, other: str) -> int:
    """How long a beginning two words share: "agreement" is nearer to "agreements" than to "agreed"; 0 for no stem."""
    differing = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    length = next(differing, min(len(one), len(other)))
    return length if length >= STEM else 0


def _without_ground(claim: Claim) -> tuple[Party, ...]:
    """The recipients of a claim but for the ground on which it happened: "the strike took place at the airport"."""
    place = claim.where
    if claim.event != "ASSAULT" or place is None:
        return claim.recipients
    return tuple(one for one in claim.recipients if one.sector or not _is_at(one, place))


def _is_at(party: Party, place: Where) -> bool:
    """Whether a party is the place itself, by its name or its words."""
    if party.start is None or party.end is None or place.start is None or place.end is None:
        return party.name == place.name
    return party.name == place.name or (party.start < place.end and place.start < party.end)


def fill(claim: Claim, earlier: Sequence[Claim], nominal: bool) -> Claim:
    """The claim with the missing side taken from the nearest earlier claim of the same act, if there is one."""
    hit = _without_ground(claim) if nominal else claim.recipients
    if claim.event not in SHARED_TYPES or (claim.actors and hit):
        return claim
    claimed = claim.event == "ASSAULT" and bool(claim.actors)
    if not nominal and not claimed and (claim.actors or not hit):
        return claim
    for other in _nearest_first(claim, earlier):
        if other.event != claim.event or (claim.mode and other.mode and claim.mode != other.mode):
            continue
        if other.status == "negated" or (other.status in UNREAL and claim.status not in UNREAL):
            continue  # what did not happen has nobody to lend
        if claimed and not nominal and other.actors and not _countries(claim.actors) & _countries(other.actors):
            continue
        if not (_compatible(claim.actors, other.actors) and _compatible(hit, other.recipients)):
            continue
        told = not other.sources or claim.event not in CONTESTED
        taken_actors = claim.actors or tuple(understood(p) for p in other.actors if told)
        taken_recipients = hit or tuple(understood(p) for p in other.recipients) or claim.recipients
        acting = {(party.name, party.country) for party in taken_actors}
        taken_recipients = tuple(one for one in taken_recipients if (one.name, one.country) not in acting)
        if taken_actors == claim.actors and taken_recipients == claim.recipients and claim.mode == other.mode:
            continue
        because = dict(claim.because) if isinstance(claim.because, dict) else {}
        rule = f"the same act as “{other.anchor.text}” told before"
        if not claim.actors and taken_actors:
            because["actors"] = Because(rule=rule, span=other.anchor)
        if not hit and taken_recipients != claim.recipients:
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
