"""Tables of claims: what queries filter on as columns, and the whole claim as its JSON.

`shown` marks the claims that queries show unless a run is named: for each report those of its newest coding, and all
imported ones. Indexes are limited to them, led by what is filtered on, ended by the day, so that the newest come first
without sorting. `day` is repeated where an index needs it.
"""

from __future__ import annotations

from dragoman.records import BASES, COUNTED, STATUSES
from dragoman.schema.columns import Column as C  # noqa: N817
from dragoman.schema.columns import Index, Table

SHOWN = "shown = 1"
VERDICTS = ("accepted", "corrected", "rejected")
SHOWN_MEANING = "Whether queries show it unless a run is named: the newest coding of its report, or an import."
DAY_MEANING = "The first day of the act's interval, else its last, else the day of publication: for order and ranges."


def _filtered(*columns: str) -> Index:
    return Index((*columns, "day", "no"), where=SHOWN)


CLAIMS = Table(
    "claims",
    "One row a claim and run: the columns that queries filter on.",
    (
        C("no", "integer", "Number of the claim inside this archive."),
        C("run", "integer", "The run that made it.", references="runs.no"),
        C("id", "text", "The claim's id, the same in every run that finds the same act at the same words."),
        C("report", "integer", "The report; null for an import.", nullable=True, references="reports.no"),
        C("shown", "boolean", SHOWN_MEANING),
        C("sentence_start", "integer", "Offset of its sentence in the report's text."),
        C("sentence_end", "integer", "Offset one past its sentence."),
        C("anchor_start", "integer", "Offset of the words that express the act."),
        C("anchor_end", "integer", "Offset one past them."),
        C("anchor", "text", "The words that express the act."),
        C("event", "text", "PLOVER type."),
        C("mode", "text", "PLOVER mode.", nullable=True),
        C("content", "text", "Type of the act that is demanded, promised, refused, alleged ...", nullable=True),
        C("status", "text", "What the report says of the act.", values=STATUSES),
        C("quad", "integer", "Quad class: 1, 2 verbal and material cooperation; 3, 4 verbal and material conflict."),
        C("score", "real", "PLOVER score of type and mode, -10 to +10."),
        C("cameo", "text", "CAMEO code.", nullable=True),
        C("goldstein", "real", "Goldstein value of the CAMEO code, -10 to +10.", nullable=True),
        C("source_name", "text", "Name of the innermost voice on whose word it stands.", nullable=True),
        C("source_country", "text", "Country of that voice.", nullable=True),
        C("source_sector", "text", "Sector of that voice.", nullable=True),
        C("strength", "text", "How that voice says it: stated, claimed, alleged, denied ...", nullable=True),
        C("outlet", "text", "Outlet of the report.", nullable=True),
        C("published", "date", "Date of the report.", nullable=True),
        C("when_from", "date", "First day of the interval of the act.", nullable=True),
        C("when_to", "date", "Last day of the interval of the act.", nullable=True),
        C("when_basis", "text", "On what the interval rests.", nullable=True, values=BASES),
        C("day", "date", DAY_MEANING, nullable=True),
        C("place", "text", "Name of the place of the act.", nullable=True),
        C("place_country", "text", "Country of the place.", nullable=True),
        C("admin1", "text", "First-order division of the place.", nullable=True),
        C("lat", "real", "Latitude of the place in degrees.", nullable=True),
        C("lon", "real", "Longitude of the place in degrees.", nullable=True),
        C("geonames", "integer", "GeoNames id of the place.", nullable=True),
        C("confidence", "real", "Lowest confidence of its fields, 0 to 1; null where none is given.", nullable=True),
        C("review", "text", "The last verdict of a person on it.", nullable=True, values=VERDICTS),
        C("origin", "text", "Origin of its run: dragoman, or the layout from which it was imported."),
    ),
    ("no",),
    (
        Index(("run", "id"), unique=True),
        Index(("report", "run", "no")),
        Index(("id",)),
        _filtered(),
        _filtered("event"),
        _filtered("event", "mode"),
        _filtered("status"),
        _filtered("quad"),
        _filtered("content"),
        _filtered("outlet"),
        _filtered("place_country"),
        _filtered("place"),
        _filtered("source_country"),
        _filtered("source_name"),
        _filtered("review"),
        _filtered("origin"),
    ),
)

CLAIM_RECORDS = Table(
    "claim_records",
    "The whole claim, lossless.",
    (
        C("claim", "integer", "The claim.", references="claims.no"),
        C("record", "json", "The claim as its JSON (docs/schema/claim.schema.json), with what a person corrected."),
        C("coded", "json", "The claim as the run coded it, where a person corrected it.", nullable=True),
    ),
    ("claim",),
)

PARTIES = Table(
    "parties",
    "One row a party of a claim: those who act, those acted upon, and the chain of voices.",
    (
        C("claim", "integer", "The claim.", references="claims.no"),
        C("role", "text", "What it is in the claim.", values=("actor", "recipient", "source")),
        C("position", "integer", "Its place in the list, from 0; of sources the outermost is 0."),
        C("name", "text", "Canonical name.", nullable=True),
        C("country", "text", "ISO 3166-1 alpha-3 or a PLOVER code.", nullable=True),
        C("sector", "text", "PLOVER sector.", nullable=True),
        C("actor", "text", "Id in the knowledge base.", nullable=True),
        C("office", "text", "Office held on the day.", nullable=True),
        C(
            "mention_start",
            "integer",
            "Offset of the mention; null if it is understood.",
            nullable=True,
        ),
        C("mention_end", "integer", "Offset one past the mention.", nullable=True),
        C("strength", "text", "How a voice says it.", nullable=True),
        C("shown", "boolean", SHOWN_MEANING),
        C("day", "date", DAY_MEANING, nullable=True),
    ),
    ("claim", "role", "position"),
    (
        Index(("country", "day", "claim", "role", "sector"), where=SHOWN),
        Index(("sector", "day", "claim", "role"), where=SHOWN),
        Index(("name", "day", "claim", "role"), where=SHOWN),
        Index(("actor", "day", "claim", "role"), where=SHOWN),
    ),
    rowid=False,
)

DYADS = Table(
    "dyads",
    "One row a claim and ordered pair of countries: actor to recipient, or, where a claim has several actors and no "
    "recipient (a meeting, an agreement), each actor to each other one.",
    (
        C("claim", "integer", "The claim.", references="claims.no"),
        C("actor", "text", "Country of the one who acts."),
        C("recipient", "text", "Country of the one acted upon."),
        C("mutual", "boolean", "Whether both are actors."),
        C("shown", "boolean", SHOWN_MEANING),
        C("day", "date", DAY_MEANING, nullable=True),
    ),
    ("claim", "actor", "recipient"),
    (
        Index(("actor", "recipient", "day", "claim"), where=SHOWN),
        Index(("recipient", "actor", "day", "claim"), where=SHOWN),
    ),
    rowid=False,
)

CLAIM_CONTEXTS = Table(
    "claim_contexts",
    "One row a claim and context.",
    (
        C("claim", "integer", "The claim.", references="claims.no"),
        C("context", "text", "PLOVER context."),
        C("shown", "boolean", SHOWN_MEANING),
        C("day", "date", DAY_MEANING, nullable=True),
    ),
    ("claim", "context"),
    (Index(("context", "day", "claim"), where=SHOWN),),
    rowid=False,
)

CLAIM_COUNTS = Table(
    "claim_counts",
    "One row a claim and kind of count that the report gives for the act.",
    (
        C("claim", "integer", "The claim.", references="claims.no"),
        C("counted", "text", "What is counted.", values=COUNTED),
        C("low", "integer", "Lower bound.", nullable=True),
        C("high", "integer", "Upper bound.", nullable=True),
    ),
    ("claim", "counted"),
    rowid=False,
)

TABLES = (CLAIMS, CLAIM_RECORDS, PARTIES, DYADS, CLAIM_CONTEXTS, CLAIM_COUNTS)
