"""Tables of what was read, and of the work done on it."""

from __future__ import annotations

from dragoman.schema.columns import Column as C  # noqa: N817
from dragoman.schema.columns import Index, Table

KINDS = ("coded", "imported", "merged")

RUNS = Table(
    "runs",
    "One row a version of coder, tables and model that wrote claims, a version of the merging that wrote events, or an "
    "import of somebody else's data.",
    (
        C("no", "integer", "Number of the run inside this archive."),
        C("id", "text", "Identity of the run: a hash of what made it, the same on every machine."),
        C("kind", "text", "What it wrote: claims, imported claims, or events and relations.", values=KINDS),
        C("origin", "text", "Name of the coder or of the layout that was imported: dragoman, polecat, icews ..."),
        C("version", "text", "Version of the software, or of the imported data."),
        C("code_sha256", "text", "Hash of the coder's source.", nullable=True),
        C("tables_sha256", "text", "Hash of the tables of lexicon and knowledge.", nullable=True),
        C("model_sha256", "text", "Hash of the encoder's files.", nullable=True),
        C("created", "moment", "When the run first wrote to this archive."),
    ),
    ("no",),
    (Index(("id",), unique=True),),
)

SHARDS = Table(
    "shards",
    "The manifest: one row a shard of work whose reports and claims are stored.",
    (
        C("name", "text", "Name of the shard: a hash of the run and of the reports in it."),
        C("run", "integer", "The run that coded it.", references="runs.no"),
        C("reports", "integer", "Reports in the shard."),
        C("claims", "integer", "Claims in the shard."),
        C("sha256", "text", "Hash of the shard's file."),
        C("stored", "moment", "When it was stored."),
    ),
    ("name",),
    rowid=False,
)

REPORTS = Table(
    "reports",
    "One row a report; its text stands in `texts`.",
    (
        C("no", "integer", "Number of the report inside this archive."),
        C("id", "text", "The report's id: the given one, else a hash. A second text under a given id has id~hash."),
        C("given_id", "text", "The id as the source gives it."),
        C("content_sha256", "text", "Hash of text, date, outlet and URL: what makes it this report and no other."),
        C("text_sha256", "text", "Hash of the text in UTF-8."),
        C("published", "date", "Date of publication.", nullable=True),
        C("published_time", "text", "Time of publication, ISO, as given.", nullable=True),
        C("published_basis", "text", "Where the date comes from.", nullable=True),
        C("headline", "text", "The headline.", nullable=True),
        C("outlet", "text", "Who published it.", nullable=True),
        C("byline", "text", "Who wrote it.", nullable=True),
        C("url", "text", "Where it was published.", nullable=True),
        C("language", "text", "Language, ISO 639-1."),
        C("origin", "text", "The file and line, or the address, from which it was read.", nullable=True),
        C("record", "json", "The whole report (docs/schema/report.schema.json) with an empty text."),
    ),
    ("no",),
    (
        Index(("id",), unique=True),
        Index(("given_id", "content_sha256"), unique=True),
        Index(("published", "no")),
        Index(("outlet", "published")),
        Index(("text_sha256",)),
    ),
)

TEXTS = Table(
    "texts",
    "The text of each report, which no release contains.",
    (
        C("report", "integer", "The report.", references="reports.no"),
        C("headline", "text", "The headline, for search."),
        C("text", "text", "The text in NFC, on which all offsets stand."),
    ),
    ("report",),
)

CODED = Table(
    "coded",
    "One row a report and run: the report was coded, and its claims, perhaps none, are stored.",
    (
        C("run", "integer", "The run.", references="runs.no"),
        C("report", "integer", "The report.", references="reports.no"),
        C("claims", "integer", "How many claims it gave."),
        C("shown", "boolean", "Whether this is the newest coding of the report, which queries show."),
        C("note", "text", "Why it was not coded, such as its language.", nullable=True),
        C("followed", "boolean", "Whether copies, events and relations have taken it in."),
    ),
    ("run", "report"),
    (Index(("report", "run")), Index(("run", "report"), where="followed = 0")),
    rowid=False,
)

FEEDS = Table(
    "feeds",
    "The state of each watched feed, so that it is polled politely.",
    (
        C("url", "text", "The feed's address."),
        C("etag", "text", "The ETag that the server gave last.", nullable=True),
        C("modified", "text", "The Last-Modified that the server gave last.", nullable=True),
        C("checked", "moment", "When it was last asked.", nullable=True),
        C("next_check", "moment", "When it may be asked again.", nullable=True),
        C("failures", "integer", "Failures in a row."),
        C("problem", "text", "What failed last.", nullable=True),
        C("state", "json", "Whatever else the watcher keeps of it."),
    ),
    ("url",),
    rowid=False,
)

TABLES = (RUNS, SHARDS, REPORTS, TEXTS, CODED, FEEDS)
