"""Tables that merging keeps so that a new report finds its copies and its events without all others being read again.

They hold nothing that cannot be made anew from reports and claims (`dragoman merge --all`).
"""

from __future__ import annotations

from dragoman.schema.columns import Column as C  # noqa: N817
from dragoman.schema.columns import Index, Table

COPY_BANDS = Table(
    "copy_bands",
    "One row a band of a report's sketch: reports that share one may share words.",
    (
        C("band", "integer", "The band."),
        C("report", "integer", "The report.", references="reports.no"),
    ),
    ("band", "report"),
    rowid=False,
)

COPY_LINKS = Table(
    "copy_links",
    "One row two reports that were found to share words.",
    (
        C("copy", "integer", "The likely copy.", references="reports.no"),
        C("original", "integer", "The likely original.", references="reports.no"),
        C("words", "integer", "How many words they share."),
        C("of_copy", "real", "Share of the copy's words that stand in the original, 0 to 1."),
        C("of_original", "real", "Share of the original's words that stand in the copy, 0 to 1."),
        C("record", "json", "The link with its reason and its runs of words."),
    ),
    ("copy", "original"),
    (Index(("original", "copy")),),
    rowid=False,
)

REPORT_GISTS = Table(
    "report_gists",
    "One row a report that merging has read: the agencies that it credits, and masks of the words it is about.",
    (
        C("report", "integer", "The report.", references="reports.no"),
        C("credits", "json", "Names of the agencies that it credits."),
        C("words", "text", "Mask of its telling words, hexadecimal."),
        C("names", "text", "Mask of its names, hexadecimal."),
    ),
    ("report",),
)

TELLINGS = Table(
    "tellings",
    "One row a claim as merging compares it.",
    (
        C("claim", "integer", "Number of the claim."),
        C("run", "integer", "The merging that made it.", references="runs.no"),
        C("report", "integer", "The report.", references="reports.no"),
        C("event", "text", "PLOVER type."),
        C("record", "json", "What is compared."),
    ),
    ("claim",),
    (Index(("event", "claim")), Index(("report",))),
)

TELLING_STRETCHES = Table(
    "telling_stretches",
    "One row a claim and a stretch of days in which it meets others of its type.",
    (
        C("event", "text", "PLOVER type."),
        C("stretch", "integer", "Number of the stretch of days; a year below nought; 0 for no time."),
        C("claim", "integer", "Number of the claim."),
    ),
    ("event", "stretch", "claim"),
    (Index(("claim",)),),
    rowid=False,
)

TABLES = (COPY_BANDS, COPY_LINKS, REPORT_GISTS, TELLINGS, TELLING_STRETCHES)
