"""`export`: an archive's record as a file of a layout, whole or not there."""

from __future__ import annotations

import io
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TextIO, cast

from dragoman.archive import Archive
from dragoman.archive.filters import Filter, checked
from dragoman.archive.flat import CLAIMS
from dragoman.archive.listing import Source, opened
from dragoman.errors import BadSetting
from dragoman.exchange import dyadic, plover, ucdp
from dragoman.exchange.acts import claim_acts, event_acts, ordered_claims
from dragoman.exchange.policy import Written
from dragoman.exchange.telling import Told

Acts = Callable[[Archive, Filter], Iterable[Told]]


class Layout(NamedTuple):
    """A layout: what a row is, and how it is written."""

    meaning: str
    write: Callable[[Archive, Filter, BinaryIO, str], Written]


def _as_text(write: Callable[[Iterable[Told], TextIO], Written], acts: Acts) -> Callable[..., Written]:
    def run(archive: Archive, filter: Filter, out: BinaryIO, texts: str) -> Written:
        text = io.TextIOWrapper(out, encoding="utf-8", newline="")
        written = write(acts(archive, filter), text)
        text.flush()
        text.detach()
        return written

    return run


def _csv(archive: Archive, filter: Filter, out: BinaryIO, texts: str) -> Written:
    from dragoman.archive.frames import records, write_csv

    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    count = write_csv(CLAIMS.table, records(CLAIMS, ordered_claims(archive, filter)), text)
    text.flush()
    text.detach()
    return Written(count, Counter())


def _spreadsheet(archive: Archive, filter: Filter, out: BinaryIO, texts: str) -> Written:
    from dragoman.archive.frames import records
    from dragoman.exchange.spreadsheet import write_spreadsheet

    rows = records(CLAIMS, ordered_claims(archive, filter))
    return Written(write_spreadsheet(CLAIMS.table, rows, out), Counter())


def _parquet(archive: Archive, filter: Filter, out: BinaryIO, texts: str) -> Written:
    from dragoman.archive.frames import records, write_parquet

    rows = records(CLAIMS, ordered_claims(archive, filter))
    return Written(write_parquet(CLAIMS.table, rows, out), Counter())


def _graphml(archive: Archive, filter: Filter, out: BinaryIO, texts: str) -> Written:
    from dragoman.exchange.graph import write_graphml

    return write_graphml(claim_acts(archive, filter), out)


def _jsonld(archive: Archive, filter: Filter, out: BinaryIO, texts: str) -> Written:
    from dragoman.exchange.linked import write_jsonld

    # A filter asks for acts; relations rest on many, so that they are told only with the whole record.
    whole = filter == Filter()
    return write_jsonld(event_acts(archive, filter), out, archive.relations() if whole else ())


def _plover(archive: Archive, filter: Filter, out: BinaryIO, texts: str) -> Written:
    return plover.write_plover(claim_acts(archive, filter), out, texts)


def _strict(archive: Archive, filter: Filter, out: BinaryIO, texts: str) -> Written:
    return plover.write_strict(claim_acts(archive, filter), out, texts)


LAYOUTS: dict[str, Layout] = {
    "plover": Layout("PLOVER JSON lines, every claim, lossless by an extension.", _plover),
    "plover-strict": Layout("PLOVER JSON lines, only what the manual would code, without extension.", _strict),
    "polecat": Layout("POLECAT's 40 columns, a row a pair of sides.", _as_text(dyadic.write_polecat, claim_acts)),
    "icews": Layout("ICEWS's 20 columns, a row a pair of sides.", _as_text(dyadic.write_icews, claim_acts)),
    "gdelt": Layout("GDELT 2.0's 61 columns, events.", _as_text(dyadic.write_gdelt, event_acts)),
    "gdelt-mentions": Layout("GDELT 2.0's 16 columns, mentions.", _as_text(dyadic.write_mentions, event_acts)),
    "ucdp": Layout("UCDP GED's columns: violence with deaths, best, low, high.", _as_text(ucdp.write_ucdp, event_acts)),
    "phoenix": Layout("Phoenix's 26 columns, events.", _as_text(dyadic.write_phoenix, event_acts)),
    "csv": Layout("CSV for analysis, a row a claim.", _csv),
    "csv-spreadsheet": Layout("CSV for spreadsheets: formulas and codes marked as text.", _spreadsheet),
    "parquet": Layout("Parquet, a row a claim.", _parquet),
    "graphml": Layout("GraphML: actors as nodes, acts as edges.", _graphml),
    "jsonld": Layout("JSON-LD in SEM and PROV, events with claims, spans and voices.", _jsonld),
}


def export(archive: Source, layout: str, out: str | Path, texts: str = "sentence", **filter: Any) -> Written:
    """Write an archive's record to a file, and say how many rows it has and what the layout could not hold.

    `texts` is what PLOVER's lines hold of the reports: `sentence`, `story` or `none`. `filter` takes the fields of
    `dragoman.Filter`. The file is written under another name and put in its place when it is whole.
    """
    with opened(archive) as source:
        return export_to(source, layout, Path(out), texts, checked(**filter))


def export_to(archive: Archive, layout: str, out: Path, texts: str, filter: Filter) -> Written:
    """`export` of an open archive by a filter that is checked."""
    chosen = layout_named(layout)
    if texts not in plover.TEXTS:
        raise BadSetting(f"{texts!r} is no amount of text; take one of {', '.join(plover.TEXTS)}")
    if not out.parent.is_dir():
        raise BadSetting(f"{out}: there is no folder {out.parent}; make it first")
    handle, name = tempfile.mkstemp(prefix=f".{out.name}-", dir=out.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w+b") as stream:
            written = chosen.write(archive, filter, cast(BinaryIO, stream), texts)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(out)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return written


def layout_named(name: str) -> Layout:
    """A layout by its name; BadSetting where there is none."""
    if name not in LAYOUTS:
        raise BadSetting(f"{name!r} is no layout; they are {', '.join(LAYOUTS)}")
    return LAYOUTS[name]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
