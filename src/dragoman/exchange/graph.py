"""GraphML: actors as nodes, acts as edges, for Gephi, igraph, Cytoscape and networkx.

Every status is in the graph, as an attribute of the edge: filter on it before counting. An act with several sides is
an edge for each pair; a mutual one goes in both directions with `mutual` "yes". The graph is held in memory, about
three kilobytes an edge: narrow a large archive by the filter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, BinaryIO

from dragoman.exchange.fields import cameo_of
from dragoman.exchange.policy import Written, is_mutual, pairs
from dragoman.exchange.telling import Told
from dragoman.ontology import quad, score
from dragoman.ontology.cameo import goldstein
from dragoman.records import Party

if TYPE_CHECKING:
    import networkx


UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


def actor_key(party: Party) -> str:
    """What makes two parties one node: their id, else name, country and sector."""
    if isinstance(party.id, str):
        return party.id
    name = party.name or party.text or "unnamed"
    return UNWRITABLE.sub(" ", "|".join((name, party.country or "", party.sector or "")))


def graph(told: Iterable[Told]) -> tuple[networkx.MultiDiGraph[str], Counter[str]]:
    """The acts as a multigraph, and what has no edge for want of a side."""
    import networkx

    made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    left_out: Counter[str] = Counter()
    for one in told:
        sides = [pair for pair in pairs(one.act, both_directions=True) if pair.actor and pair.recipient]
        if not sides:
            left_out["an act with one side only"] += 1
        for pair in sides:
            assert pair.actor
            assert pair.recipient
            for party in (pair.actor, pair.recipient):
                made.add_node(actor_key(party), **_node(party))
            key = one.id if pair.number == 1 else f"{one.id}-{pair.number}"
            made.add_edge(actor_key(pair.actor), actor_key(pair.recipient), key=key, **_edge(one))
    return made, left_out


def write_graphml(told: Iterable[Told], out: BinaryIO) -> Written:
    """The graph as GraphML."""
    import networkx

    made, left_out = graph(told)
    # Named, since networkx takes another writer where lxml is missing, and that one orders attributes otherwise.
    networkx.write_graphml_lxml(made, out, prettyprint=True)
    out.write(b"\n")
    return Written(made.number_of_edges(), left_out)


def _node(party: Party) -> dict[str, Any]:
    return _filled(label=party.name or party.text or "unnamed", country=party.country, sector=party.sector)


def _edge(told: Told) -> dict[str, Any]:
    act = told.act
    cameo = cameo_of(act)
    return _filled(
        act=told.id,
        event=act.event,
        mode=act.mode,
        content=act.content,
        status=act.status,
        mutual="yes" if is_mutual(act) else "no",
        begin=act.when.from_ if act.when else None,
        end=act.when.to if act.when else None,
        quad=quad(act.event),
        score=score(act.event, act.mode),
        cameo=cameo,
        goldstein=goldstein(cameo),
        contexts=" ".join(act.contexts) or None,
        place=act.where.name if act.where else None,
        place_country=act.where.country if act.where else None,
        source=" < ".join(one.name or one.text or "unnamed" for one in told.first.claim.sources) or None,
        reports=told.reports,
        outlets=told.outlets,
    )


def _filled(**attributes: Any) -> dict[str, Any]:
    return {
        name: UNWRITABLE.sub(" ", value) if isinstance(value, str) else value
        for name, value in attributes.items()
        if value is not None
    }
