"""JSON-LD is RDF that answers who says so, and GraphML is a graph that networkx reads."""

from __future__ import annotations

import io
import json

import networkx
import pytest

from dragoman.exchange.graph import write_graphml
from dragoman.exchange.linked import write_jsonld
from dragoman.exchange.telling import Telling, Told
from dragoman.records import Party
from dragoman.stories.relations.derivation import of_signs
from tests.exchange.made import BY_ID, told_claims, told_events
from tests.exchange.test_traps import made
from tests.stories.relations.made import sign

rdflib = pytest.importorskip("rdflib")

PREFIXES = """
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""


@pytest.fixture(scope="module")
def linked() -> object:
    out = io.BytesIO()
    write_jsonld(told_events(), out)
    return rdflib.Graph().parse(data=out.getvalue(), format="json-ld")


def ask(linked: object, query: str) -> list[tuple[str, ...]]:
    return sorted(tuple(str(cell) for cell in row) for row in linked.query(PREFIXES + query))  # type: ignore[attr-defined]


def test_according_to_whom_is_the_innermost_voice(linked: object) -> None:
    query = "SELECT ?who WHERE { <urn:dragoman:claim:c4> sem:accordingTo ?voice . ?voice rdfs:label ?who }"
    assert ask(linked, query) == [("Houthis",)]


def test_the_report_itself_speaks_where_nobody_is_cited(linked: object) -> None:
    query = "SELECT ?voice WHERE { <urn:dragoman:claim:c1> sem:accordingTo ?voice }"
    assert ask(linked, query) == [("urn:dragoman:report:nam",)]


def test_spans_are_web_annotation_selectors(linked: object) -> None:
    query = """SELECT ?start ?words WHERE { ?a oa:hasBody <urn:dragoman:claim:c4> ; oa:hasTarget ?t .
        ?t oa:hasSource <urn:dragoman:report:yem> ; oa:hasSelector ?p, ?q . ?p oa:start ?start . ?q oa:exact ?words }"""
    assert ask(linked, query) == [(str(BY_ID["c4"].claim.anchor.start), "struck")]


def test_an_event_is_derived_from_its_claims_and_they_from_their_reports(linked: object) -> None:
    query = "SELECT ?report WHERE { <urn:dragoman:event:e4> prov:wasDerivedFrom ?c . ?c prov:wasDerivedFrom ?report }"
    assert ask(linked, query) == [("urn:dragoman:report:yem",), ("urn:dragoman:report:yem2",)]


def test_roles_and_times(linked: object) -> None:
    query = """SELECT ?role ?name ?begin WHERE { <urn:dragoman:claim:c4> sem:hasActor ?r ;
        sem:hasEarliestBeginTimeStamp ?begin . ?r sem:roleType ?role ; rdf:value ?a . ?a rdfs:label ?name }"""
    assert ask(linked, query) == [
        ("urn:dragoman:role:actor", "Saudi armed forces", "2015-03-26"),
        ("urn:dragoman:role:recipient", "Yemeni armed forces", "2015-03-26"),
    ]


def test_the_graph_has_actors_and_acts() -> None:
    out = io.BytesIO()
    written = write_graphml(told_claims(), out)
    graph = networkx.parse_graphml(out.getvalue().decode("utf-8"), force_multigraph=True)
    assert written.rows == graph.number_of_edges() == 9
    assert written.left_out == {"an act with one side only": 3}
    strikes = graph.get_edge_data("Saudi armed forces|SAU|MIL", "Yemeni armed forces|YEM|MIL")
    assert {edge["act"] for edge in strikes.values()} == {"c4", "c7"}
    signed = graph.get_edge_data("Kosovo government|KOS|GOV", "Serbian government|SRB|GOV")
    assert [edge["mutual"] for edge in signed.values()] == ["yes"]


def test_control_characters_do_not_break_the_xml() -> None:
    claim = made(actors=(Party(None, None, None, "Ar\x00l\x0band", None, "GOV"),))
    out = io.BytesIO()
    write_graphml([Told("x", claim, (Telling(BY_ID["c10"].report, claim),))], out)
    assert "Ar l and||GOV" in networkx.parse_graphml(out.getvalue().decode("utf-8"), force_multigraph=True)


def test_a_relation_has_its_sides_both_bounds_and_the_events_it_rests_on() -> None:
    relation = of_signs([sign("opens", "2019-10-01", latest="2019-12-31", name="Caesar Act")])
    out = io.BytesIO()
    write_jsonld((), out, relation)
    graph = json.loads(out.getvalue())["@graph"]
    (found,) = (node for node in graph if node["@id"].startswith("dragoman:relation:"))
    assert found["sem:eventType"] == "dragoman:relation:sanctions"
    assert [one["sem:roleType"] for one in found["sem:hasActor"]] == ["dragoman:role:holder", "dragoman:role:towards"]
    assert (found["sem:hasEarliestBeginTimeStamp"], found["sem:hasLatestBeginTimeStamp"]) == (
        "2019-10-01",
        "2019-12-31",
    )
    assert found["dragoman:evidence"] == [
        {"dragoman:effect": "opens", "dragoman:event": "dragoman:event:e-opens-2019-10-01-"}
    ]
