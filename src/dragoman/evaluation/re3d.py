"""`re3d`: parties and dyadic relations of government releases, press and Wikipedia on Syria and Iraq (Dstl).

Entities and relations that the crowd rejected (confidence under 0.5) are left out. `party_recall`: the share of
persons and organisations (common nouns such as "the rebels" too) whose head the system reads as a party.
`party_in_claim_recall`: the share that a party of some claim overlaps. `relation_recall`: the share of dyadic
relations for which a claim of a fitting type has one entity on one side and the other on the other, or both as sides
of a mutual act; Likes and Dislikes must point from source to target. Where entities are and what they belong to is no
act and not scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dragoman.actors.cast import Cast
from dragoman.coder import Coder, prose
from dragoman.evaluation.coded import Text, code_texts, share, write_errors
from dragoman.evaluation.gold import find, lines
from dragoman.records import Claim, Party, Report, Sentence

CONFIDENT = 0.5
PARTIES = frozenset({"Person", "Organisation"})
FITTING: dict[str, frozenset[str]] = {
    "CommWith": frozenset(
        {"CONSULT", "AGREE", "REQUEST", "SUPPORT", "ACCUSE", "REJECT", "THREATEN", "COOPERATE", "AID"}
    ),
    "FightingAgainst": frozenset({"ASSAULT", "COERCE", "MOBILIZE", "THREATEN"}),
    "Likes": frozenset({"SUPPORT", "AGREE", "AID", "COOPERATE", "CONSULT", "CONCEDE"}),
    "Dislikes": frozenset({"ACCUSE", "REJECT", "THREATEN", "SANCTION", "COERCE", "ASSAULT", "PROTEST", "REQUEST"}),
    "AlliesOf": frozenset({"COOPERATE", "AID", "SUPPORT", "AGREE", "CONSULT"}),
}
"""The PLOVER types that each weak relation may be; re3d's own definitions are one line each."""
DIRECTED = frozenset({"Likes", "Dislikes"})

Place = tuple[int, int]


def evaluate(path: Path, errors: Path | None = None) -> dict[str, Any]:
    """`party_recall`, `relation_recall`, `party_in_claim_recall`, `by_relation`, and `n` documents."""
    documents = list(lines(find(path, "docs.jsonl")))
    coder = Coder()
    coded = code_texts((Text(one["doc_id"], one["text"]) for one in documents), coder)
    parties: list[bool] = []
    in_claims: list[bool] = []
    relations: dict[str, list[bool]] = {name: [] for name in FITTING}
    wrong: list[dict[str, Any]] = []
    for document, (report, claims) in zip(documents, coded, strict=True):
        heads = party_heads(report, coder)
        for entity in _confident(document["entities"]):
            if entity["type"] in PARTIES:
                span = (entity["begin"], entity["end"])
                parties.append(any(span[0] <= at < span[1] for at in heads))
                in_claims.append(any(_holds(claim.actors + claim.recipients, span) for claim in claims))
                if not parties[-1]:
                    wrong.append({"doc": report.id, "party": entity["value"], "start": span[0]})
        for relation in _confident(document["relations"]):
            if relation["type"] in FITTING:
                found = any(related(claim, relation) for claim in claims)
                relations[relation["type"]].append(found)
                if not found:
                    wrong.append({"doc": report.id, "relation": relation["type"]} | _ends(relation))
    write_errors(errors, wrong)
    every = [found for some in relations.values() for found in some]
    return {
        "party_recall": share(sum(parties), len(parties)),
        "relation_recall": share(sum(every), len(every)),
        "party_in_claim_recall": share(sum(in_claims), len(in_claims)),
        "by_relation": {name: share(sum(found), len(found)) for name, found in relations.items()},
        "parties": len(parties),
        "relations": len(every),
        "n": len(documents),
    }


def party_heads(report: Report, coder: Coder) -> frozenset[int]:
    """The offsets of the nouns and pronouns that the system takes for parties."""
    sentences: Sequence[Sentence] = coder.analyser.analyse([prose(report)])[0]
    cast = Cast(coder.resolver, report, sentences)
    return frozenset(
        sentence.starts[token]
        for index, sentence in enumerate(sentences)
        for token, upos in enumerate(sentence.upos)
        if upos in ("NOUN", "PROPN", "PRON") and cast.is_party(index, token)
    )


def related(claim: Claim, relation: dict[str, Any]) -> bool:
    """Whether a claim tells of a relation's two entities what the relation says."""
    if claim.event not in FITTING[relation["type"]]:
        return False
    source = (relation["sourceBegin"], relation["sourceEnd"])
    target = (relation["targetBegin"], relation["targetEnd"])
    if _holds(claim.actors, source) and _holds(claim.recipients, target):
        return True
    if relation["type"] in DIRECTED:
        return False
    if _holds(claim.actors, target) and _holds(claim.recipients, source):
        return True
    return not claim.recipients and _holds(claim.actors, source) and _holds(claim.actors, target)


def _holds(parties: Iterable[Party], span: Place) -> bool:
    return any(
        one.start is not None and one.end is not None and one.start < span[1] and span[0] < one.end for one in parties
    )


def _confident(marks: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    return (mark for mark in marks if mark.get("confidence", 1) >= CONFIDENT)


def _ends(relation: dict[str, Any]) -> dict[str, Any]:
    return {"words": relation["value"], "source": relation["source"], "target": relation["target"]}
