"""The layouts of `dragoman code` by profile: what may be asked for together, and dyads as table, JSON lines or CSV."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from dragoman.errors import BadSetting

if TYPE_CHECKING:
    from dragoman.coder import Coder
    from dragoman.exchange.profiles import CameoRow
    from dragoman.records import Report

PROFILES = ("plover", "plover-strict", "cameo")
FIELDS = ("date", "source", "target", "code", "name", "report", "sentence_start", "sentence_end", "anchor", "row")
SHOWN = ("date", "source", "target", "code", "name", "anchor", "row")
BATCH = 32


def checked(profile: str, as_json: bool | None, as_csv: bool, explain: bool) -> str:
    """The layout: csv, json, table or explained. Raises BadSetting for a profile or a combination that there is not."""
    if profile not in PROFILES:
        raise BadSetting(f"there is no profile {profile!r}; use one of {', '.join(PROFILES)}")
    if as_csv and profile != "cameo":
        raise BadSetting("--csv writes the dyads of --profile cameo; for claims as CSV use `dragoman export`")
    if explain and profile == "cameo":
        raise BadSetting("--explain shows claims, and --profile cameo has dyads; its last column names each row")
    if as_csv:
        return "csv"
    as_table = sys.stdout.isatty() if as_json is None else not as_json
    return "explained" if explain else "table" if as_table else "json"


def code_dyads(coder: Coder, reports: Iterable[Report], layout: str) -> None:
    """Print the dyads of reports."""
    if layout == "json":
        for _, rows in _dyads(coder, reports):
            sys.stdout.buffer.write(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
        sys.stdout.flush()
    elif layout == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(FIELDS)
        for _, rows in _dyads(coder, reports):
            writer.writerows([getattr(row, field) for field in FIELDS] for row in rows)
    else:
        _print_tables(coder, reports)


def _print_tables(coder: Coder, reports: Iterable[Report]) -> None:
    from rich.console import Console, Group
    from rich.table import Table

    from dragoman.cli.display import heading

    console = Console(width=None if sys.stdout.isatty() else 140)
    for report, rows in _dyads(coder, reports):
        table = Table(box=None, pad_edge=False)
        for field in SHOWN:
            table.add_column(field, style="dim" if field == "row" else "")
        for row in rows:
            table.add_row(*(str(getattr(row, field) or "") for field in SHOWN))
        console.print(Group(heading(report, len(rows)), table, ""))


def _dyads(coder: Coder, reports: Iterable[Report]) -> Iterator[tuple[Report, list[CameoRow]]]:
    """Each report with its dyads: by PETRARCH's dictionaries where the coder holds some, else from its claims."""
    from itertools import islice

    from dragoman.coder import not_coded, prose
    from dragoman.exchange.profiles import cameo_rows, dyad_rows

    if coder.petrarch is None:
        for report, claims in coder.code(reports):
            yield report, cameo_rows(report, claims)
        return
    stream = iter(reports)
    while batch := [report for report in islice(stream, BATCH) if not_coded(report) is None]:
        for report, sentences in zip(batch, coder.analyser.analyse([prose(one) for one in batch]), strict=True):
            yield report, dyad_rows(report, coder.petrarch.dyads(report, sentences))
