"""Tables of what many reports tell together: copies, events, relations.

Events and relations belong to the run that merged them; `shown` marks those of the newest merge.
"""

from __future__ import annotations

from dragoman.records import STATUSES
from dragoman.schema.columns import Column as C  # noqa: N817
from dragoman.schema.columns import Index, Table

SHOWN = "shown = 1"
SHOWN_MEANING = "Whether queries show it unless a run is named: it is of the newest merge."

COPIES = Table(
    "copies",
    "One row a report that shares its words with others: the group of copies, and whom it copies.",
    (
        C("report", "integer", "The report.", references="reports.no"),
        C("copy_group", "text", "Id of the group: the id of its likely original."),
        C("copy_of", "integer", "The report that it likely copies.", nullable=True, references="reports.no"),
        C("kind", "text", "original, exact, near, contained, agency ..."),
        C("similarity", "real", "Share of its words that stand in the original, 0 to 1.", nullable=True),
        C("because", "text", "Why this direction: time, agency credit, containment."),
    ),
    ("report",),
    (Index(("copy_group", "report")), Index(("copy_of",))),
)

EVENTS = Table(
    "events",
    "One row an event and run: what several claims tell of, with its best values as columns.",
    (
        C("no", "integer", "Number of the event inside this archive."),
        C("run", "integer", "The run that merged it.", references="runs.no"),
        C("id", "text", "The event's id, resting on its earliest claim."),
        C("shown", "boolean", SHOWN_MEANING),
        C("event", "text", "PLOVER type."),
        C("mode", "text", "PLOVER mode.", nullable=True),
        C("content", "text", "Type of the act that is demanded, promised ...", nullable=True),
        C("status", "text", "What is said of the act.", values=STATUSES),
        C("quad", "integer", "Quad class, 1 to 4."),
        C("score", "real", "PLOVER score of type and mode."),
        C("cameo", "text", "CAMEO code.", nullable=True),
        C("goldstein", "real", "Goldstein value of the CAMEO code.", nullable=True),
        C("when_from", "date", "First day of its interval.", nullable=True),
        C("when_to", "date", "Last day of its interval.", nullable=True),
        C("day", "date", "Its first day, else its last, else the first report's: for order and ranges.", nullable=True),
        C("place", "text", "Name of its place.", nullable=True),
        C("place_country", "text", "Country of its place.", nullable=True),
        C("claims", "integer", "How many claims tell of it."),
        C("reports", "integer", "How many reports."),
        C("outlets", "integer", "How many outlets."),
        C("voices", "integer", "How many independent voices."),
        C("first_reported", "date", "Day of the first report.", nullable=True),
        C("last_reported", "date", "Day of the last report.", nullable=True),
        C("disputed", "boolean", "Whether its claims disagree on a field."),
        C("credibility", "text", "Suggested Admiralty grade of what is told, 1 to 6.", nullable=True),
        C("related", "boolean", "Whether relations have taken it in."),
        C("record", "json", "The whole event (docs/schema/event.schema.json)."),
    ),
    ("no",),
    (
        Index(("run", "no"), where="related = 0"),
        Index(("run", "id"), unique=True),
        Index(("id",)),
        Index(("day", "no"), where=SHOWN),
        Index(("event", "day", "no"), where=SHOWN),
        Index(("place_country", "day", "no"), where=SHOWN),
        Index(("first_reported", "no"), where=SHOWN),
    ),
)

EVENT_PARTIES = Table(
    "event_parties",
    "One row a party of an event.",
    (
        C("event", "integer", "The event.", references="events.no"),
        C("role", "text", "What it is in the event.", values=("actor", "recipient")),
        C("position", "integer", "Its place in the list, from 0."),
        C("name", "text", "Canonical name.", nullable=True),
        C("country", "text", "ISO 3166-1 alpha-3 or a PLOVER code.", nullable=True),
        C("sector", "text", "PLOVER sector.", nullable=True),
        C("actor", "text", "Id in the knowledge base.", nullable=True),
        C("shown", "boolean", SHOWN_MEANING),
        C("day", "date", "The event's day.", nullable=True),
    ),
    ("event", "role", "position"),
    (
        Index(("country", "day", "event", "role", "sector"), where=SHOWN),
        Index(("sector", "day", "event", "role"), where=SHOWN),
        Index(("name", "day", "event", "role"), where=SHOWN),
        Index(("actor", "day", "event", "role"), where=SHOWN),
    ),
    rowid=False,
)

EVENT_CLAIMS = Table(
    "event_claims",
    "One row a claim of an event, in order of publication.",
    (
        C("event", "integer", "The event.", references="events.no"),
        C("position", "integer", "Its place in the list, from 0."),
        C("claim", "text", "The claim's id."),
    ),
    ("event", "position"),
    (Index(("claim", "event")),),
    rowid=False,
)

EVENT_SIGNS = Table(
    "event_signs",
    "One row a relation on which an event bears: all that deriving the relation needs of the event.",
    (
        C("event", "integer", "The event.", references="events.no"),
        C("position", "integer", "Its place in the list, from 0."),
        C("run", "integer", "The run that merged the event.", references="runs.no"),
        C("sides", "text", "Kind and sides of the relation, as in relations.sides."),
        C("record", "json", "What the event does to the relation, since when, on which words."),
    ),
    ("event", "position"),
    (Index(("run", "sides", "event")),),
    rowid=False,
)

RELATION_SIDES = Table(
    "relation_sides",
    "One row a kind and sides between which relations are to be derived anew.",
    (
        C("run", "integer", "The run.", references="runs.no"),
        C("sides", "text", "Kind and sides, as in relations.sides."),
    ),
    ("run", "sides"),
    rowid=False,
)

RELATIONS = Table(
    "relations",
    "One row a standing state between actors and run.",
    (
        C("no", "integer", "Number of the relation inside this archive."),
        C("run", "integer", "The run that made it.", references="runs.no"),
        C("id", "text", "The relation's id."),
        C("shown", "boolean", SHOWN_MEANING),
        C("kind", "text", "Row of the kinds table: agreement, sanctions, presence ..."),
        C("sides", "text", "Kind and sides as one key."),
        C("from_day", "date", "First day; null for an open start.", nullable=True),
        C("to_day", "date", "Last day; null for an open end.", nullable=True),
        C("from_latest", "date", "Latest first day, where the words leave room.", nullable=True),
        C("to_earliest", "date", "Earliest last day, where the words leave room.", nullable=True),
        C("first_told", "date", "Day of the first report that tells of it.", nullable=True),
        C("last_told", "date", "Day of the last report that tells of it.", nullable=True),
        C("from_basis", "text", "On what its start rests."),
        C("to_basis", "text", "On what its end rests.", nullable=True),
        C("state", "text", "in_force, weakened, ended or disputed."),
        C("name", "text", "Its legal name.", nullable=True),
        C("subject", "text", "What it is about.", nullable=True),
        C("place", "text", "Name of its place.", nullable=True),
        C("place_country", "text", "Country of its place.", nullable=True),
        C("record", "json", "The whole relation (docs/schema/relation.schema.json)."),
    ),
    ("no",),
    (
        Index(("run", "id"), unique=True),
        Index(("id",)),
        Index(("kind", "from_day", "no"), where=SHOWN),
        Index(("run", "sides")),
    ),
)

RELATION_PARTIES = Table(
    "relation_parties",
    "One row a party of a relation.",
    (
        C("relation", "integer", "The relation.", references="relations.no"),
        C("side", "text", "Who holds it, or on whom it lies.", values=("holder", "towards")),
        C("position", "integer", "Its place in the list, from 0."),
        C("name", "text", "Canonical name.", nullable=True),
        C("country", "text", "ISO 3166-1 alpha-3 or a PLOVER code.", nullable=True),
        C("sector", "text", "PLOVER sector.", nullable=True),
        C("actor", "text", "Id in the knowledge base.", nullable=True),
        C("shown", "boolean", SHOWN_MEANING),
    ),
    ("relation", "side", "position"),
    (Index(("country", "side", "relation"), where=SHOWN), Index(("name", "side", "relation"), where=SHOWN)),
    rowid=False,
)

RELATION_EVIDENCE = Table(
    "relation_evidence",
    "One row an event that opened, renewed, weakened, closed or contradicts a relation.",
    (
        C("relation", "integer", "The relation.", references="relations.no"),
        C("position", "integer", "Its place in the list, from 0."),
        C("event", "text", "The event's id."),
        C("effect", "text", "What it does: opens, renews, weakens, closes, contradicts."),
        C("day", "date", "The day from which it works.", nullable=True),
        C("rule", "text", "The row of the rules."),
        C("claim", "text", "The claim that shows it best."),
        C("disputes", "boolean", "Whether it stands among the disputes."),
    ),
    ("relation", "disputes", "position"),
    (Index(("event", "relation")), Index(("claim", "relation"))),
    rowid=False,
)

TABLES = (
    COPIES,
    EVENTS,
    EVENT_PARTIES,
    EVENT_CLAIMS,
    EVENT_SIGNS,
    RELATION_SIDES,
    RELATIONS,
    RELATION_PARTIES,
    RELATION_EVIDENCE,
)
