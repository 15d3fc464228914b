"""JSON-LD: acts in the Simple Event Model, derivation in PROV, spans as Web Annotation selectors.

SEM (van Hage and others 2011) has actor, place, time and "according to": a claim is a `sem:Event`, its parties stand in
`sem:Role`s, and `sem:accordingTo` names the innermost voice on whose word it stands, or the report itself where it
speaks in its own voice. The chain of voices, outermost first, is the list `dragoman:voices`. The context is in the
document, so that nothing is fetched to read it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO
from urllib.parse import quote

import msgspec

from dragoman import __version__
from dragoman.exchange.graph import actor_key
from dragoman.exchange.policy import Written
from dragoman.exchange.telling import Telling, Told, claim_id, publisher
from dragoman.records import Claim, Event, Party, Relation, Report, Where

Node = dict[str, Any]

CONTEXT: Node = {
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dragoman": "urn:dragoman:",
    "plover": "urn:dragoman:plover:",
    "sem:eventType": {"@type": "@id"},
    "sem:roleType": {"@type": "@id"},
    "sem:accordingTo": {"@type": "@id"},
    "sem:hasPlace": {"@type": "@id"},
    "sem:hasEarliestBeginTimeStamp": {"@type": "xsd:date"},
    "sem:hasLatestBeginTimeStamp": {"@type": "xsd:date"},
    "sem:hasEarliestEndTimeStamp": {"@type": "xsd:date"},
    "sem:hasLatestEndTimeStamp": {"@type": "xsd:date"},
    "dragoman:event": {"@type": "@id"},
    "rdf:value": {"@type": "@id"},
    "prov:wasDerivedFrom": {"@type": "@id"},
    "prov:wasAttributedTo": {"@type": "@id"},
    "oa:hasBody": {"@type": "@id"},
    "oa:hasSource": {"@type": "@id"},
    "oa:motivatedBy": {"@type": "@id"},
    "dcterms:issued": {"@type": "xsd:date"},
    "dragoman:voices": {"@type": "@id", "@container": "@list"},
}
SOFTWARE = f"dragoman:software:{__version__}"


def uri(kind: str, name: str) -> str:
    """A name of Dragoman's own for something, such as `urn:dragoman:claim:685e047e14b42046`."""
    return f"dragoman:{kind}:{quote(name, safe='')}"


def write_jsonld(told: Iterable[Told], out: BinaryIO, relations: Iterable[Relation] = ()) -> Written:
    """One JSON-LD document, one node a line: acts with what they rest on, then relations with the acts they rest on."""
    head = msgspec.json.encode(CONTEXT)
    out.write(b'{"@context":' + head + b',"@graph":[\n')
    count = 0
    for node in chain(_nodes(told), _relations(relations)):
        out.write((b",\n" if count else b"") + msgspec.json.encode(node))
        count += 1
    out.write(b"\n]}\n")
    return Written(count, Counter())


def _nodes(told: Iterable[Told]) -> Iterator[Node]:
    """Nodes of acts as they come; those that several acts share once, when they first occur."""
    seen: set[str] = set()

    def once(node: Node) -> Iterator[Node]:
        if node["@id"] not in seen:
            seen.add(node["@id"])
            yield node

    yield {"@id": SOFTWARE, "@type": "prov:SoftwareAgent", "rdfs:label": f"Dragoman {__version__}"}
    for one in told:
        if isinstance(one.act, Event):
            yield _event(one.id, one.act)
        for report, claim in one.tellings:
            yield from once(_report(report))
            for party in (*claim.actors, *claim.recipients):
                yield from once(_party(party, "sem:Actor"))
            for party in claim.sources:
                yield from once(_voice(party))
            if claim.where:
                yield from once(_place(claim.where))
            yield from once(_claim(report, claim))
            yield _annotation(Telling(report, claim))


def _relations(relations: Iterable[Relation]) -> Iterator[Node]:
    """Relations as what SEM calls events that last: their sides as roles, both bounds of begin and end."""
    for one in relations:
        sides = (("holder", one.holders), ("towards", one.towards), ("signatory", one.signatories))
        roles = [(role, party) for role, parties in sides for party in parties]
        yield from (_party(party, "sem:Actor") for _, party in roles)
        if one.where:
            yield _place(one.where)
        yield _filled(
            {
                "@id": uri("relation", one.id),
                "@type": ["sem:Event", "prov:Entity"],
                "sem:eventType": f"dragoman:relation:{one.kind}",
                "dragoman:state": one.state,
                "rdfs:label": one.name,
                "dragoman:subject": one.subject,
                "sem:hasActor": [
                    {"@type": "sem:Role", "rdf:value": party_uri(party), "sem:roleType": f"dragoman:role:{role}"}
                    for role, party in roles
                ],
                "sem:hasEarliestBeginTimeStamp": one.from_,
                "sem:hasLatestBeginTimeStamp": one.from_latest or one.from_,
                "sem:hasEarliestEndTimeStamp": one.to_earliest or one.to,
                "sem:hasLatestEndTimeStamp": one.to,
                "dragoman:timeBasis": one.from_basis,
                "sem:hasPlace": place_uri(one.where) if one.where else None,
                "prov:wasDerivedFrom": [uri("event", each.event) for each in one.evidence],
                "prov:wasAttributedTo": SOFTWARE,
                "dragoman:evidence": [
                    {"dragoman:effect": each.effect, "dragoman:event": uri("event", each.event)}
                    for each in (*one.evidence, *one.disputes)
                ],
            }
        )


def _act(act: Claim | Event) -> Node:
    begin, end = (act.when.from_, act.when.to) if act.when else (None, None)
    roles = [("actor", one) for one in act.actors] + [("recipient", one) for one in act.recipients]
    return _filled(
        {
            "sem:eventType": f"plover:{act.event}",
            "plover:mode": act.mode,
            "plover:content": act.content,
            "plover:context": list(act.contexts),
            "dragoman:status": act.status,
            "dragoman:cameo": act.cameo if isinstance(act.cameo, str) else None,
            "sem:hasActor": [
                {"@type": "sem:Role", "rdf:value": party_uri(one), "sem:roleType": f"dragoman:role:{role}"}
                for role, one in roles
            ],
            "sem:hasEarliestBeginTimeStamp": begin,
            "sem:hasLatestEndTimeStamp": end,
            "dragoman:timeBasis": act.when.basis if act.when else None,
            "sem:hasPlace": place_uri(act.where) if act.where else None,
            **{
                f"dragoman:{name}": {"dragoman:low": low, "dragoman:high": high}
                for name, (low, high) in act.counts.items()
            },
        }
    )


def _claim(report: Report, claim: Claim) -> Node:
    source = report_uri(report)
    return _filled(
        {
            "@id": uri("claim", claim_id(claim)),
            "@type": ["sem:Event", "prov:Entity"],
            **_act(claim),
            "sem:accordingTo": voice_uri(claim.sources[-1]) if claim.sources else source,
            "dragoman:voices": [voice_uri(one) for one in claim.sources],
            "prov:wasDerivedFrom": source,
            "prov:wasAttributedTo": SOFTWARE,
        }
    )


def _event(id: str, event: Event) -> Node:
    return _filled(
        {
            "@id": uri("event", id),
            "@type": ["sem:Event", "prov:Entity"],
            **_act(event),
            "prov:wasDerivedFrom": [uri("claim", claim) for claim in event.claims],
            "prov:wasAttributedTo": SOFTWARE,
            "dragoman:reports": event.reports,
            "dragoman:outlets": event.outlets,
            "dragoman:independentVoices": event.voices,
            "dragoman:disagreement": [
                {
                    "dragoman:field": one.field,
                    "dragoman:version": [
                        {"rdfs:label": v.value, "prov:wasDerivedFrom": [uri("claim", c) for c in v.claims]}
                        for v in one.versions
                    ],
                }
                for one in event.disagreements
            ],
        }
    )


def _annotation(telling: Telling) -> Node:
    report, claim = telling
    anchor = claim.anchor
    selectors: list[Node] = [{"@type": "oa:TextPositionSelector", "oa:start": anchor.start, "oa:end": anchor.end}]
    if anchor.text:
        selectors.append({"@type": "oa:TextQuoteSelector", "oa:exact": anchor.text})
    return {
        "@id": uri("annotation", claim_id(claim)),
        "@type": "oa:Annotation",
        "oa:motivatedBy": "oa:identifying",
        "oa:hasBody": uri("claim", claim_id(claim)),
        "oa:hasTarget": {
            "@type": "oa:SpecificResource",
            "oa:hasSource": report_uri(report),
            "oa:hasSelector": selectors,
        },
    }


def _report(report: Report) -> Node:
    return _filled(
        {
            "@id": report_uri(report),
            "@type": ["prov:Entity", "sem:Authority"],
            "dcterms:identifier": report.id,
            "dcterms:title": report.headline.text if report.headline else None,
            "dcterms:publisher": publisher(report),
            "dcterms:issued": report.published,
            "dcterms:language": report.language,
            "dcterms:source": {"@id": report.url} if report.url and _is_web(report.url) else None,
            "dragoman:textSha256": report.text_sha256,
        }
    )


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://")) and not any(c.isspace() or c in '<>"{}|\\^`' for c in url)


def _party(party: Party, kind: str) -> Node:
    return _filled(
        {
            "@id": party_uri(party),
            "@type": kind,
            "rdfs:label": party.name or party.text,
            "plover:country": party.country,
            "plover:sector": party.sector,
            "dragoman:office": party.office if isinstance(party.office, str) else None,
        }
    )


def _voice(party: Party) -> Node:
    return {**_party(party, "sem:Authority"), "@id": voice_uri(party), "dragoman:party": {"@id": party_uri(party)}}


def _place(where: Where) -> Node:
    return _filled(
        {
            "@id": place_uri(where),
            "@type": "sem:Place",
            "rdfs:label": where.name or where.text,
            "plover:country": where.country,
            "geo:lat": where.lat if isinstance(where.lat, float) else None,
            "geo:long": where.lon if isinstance(where.lon, float) else None,
        }
    )


def report_uri(report: Report) -> str:
    return uri("report", report.id)


def party_uri(party: Party) -> str:
    return uri("actor", actor_key(party))


def voice_uri(party: Party) -> str:
    return uri("voice", actor_key(party))


def place_uri(where: Where) -> str:
    if isinstance(where.geonames, int):
        return f"https://sws.geonames.org/{where.geonames}/"
    return uri("place", f"{where.name or where.text or 'unnamed'}|{where.country or ''}")


def _filled(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}
