"""Every layout of the small archive, byte for byte. `python -m tests.exchange.test_golden` writes the files anew."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from dragoman.archive.flat import CLAIMS, claim_cells
from dragoman.archive.frames import write_csv
from dragoman.archive.queries import Found
from dragoman.exchange import dyadic, fields, graph, linked, plover, ucdp
from dragoman.exchange.policy import Written
from dragoman.exchange.spreadsheet import write_spreadsheet
from tests.exchange.made import BY_ID, told_claims, told_events

GOLDEN = Path(__file__).parent / "golden"
Write = Callable[[BinaryIO], Written]


def _text(write: Callable[..., Written], told: Callable[..., object]) -> Write:
    def run(out: BinaryIO) -> Written:
        wrapper = io.TextIOWrapper(out, encoding="utf-8", newline="")
        written = write(told(), wrapper)
        wrapper.flush()
        wrapper.detach()
        return written

    return run


def _rows() -> list[tuple[object, ...]]:
    facts = ((claim, report) for report, claim in BY_ID.values())
    return [claim_cells(Found(c, r.published, r.outlet, r.url, None, "dragoman", None)) for c, r in facts]


def _csv(out: BinaryIO) -> Written:
    text = io.StringIO()
    rows = write_csv(CLAIMS.table, _rows(), text)
    out.write(text.getvalue().encode())
    return Written(rows, Counter())


WRITERS: dict[str, Write] = {
    "polecat.txt": _text(dyadic.write_polecat, told_claims),
    "icews.tab": _text(dyadic.write_icews, told_claims),
    "gdelt.CSV": _text(dyadic.write_gdelt, told_events),
    "gdelt-mentions.CSV": _text(dyadic.write_mentions, told_events),
    "ucdp.tsv": _text(ucdp.write_ucdp, told_events),
    "phoenix.txt": _text(dyadic.write_phoenix, told_events),
    "claims.csv": _csv,
    "claims-spreadsheet.csv": lambda out: Written(write_spreadsheet(CLAIMS.table, _rows(), out), Counter()),
    "plover.jsonl": lambda out: plover.write_plover(told_claims(), out),
    "plover-strict.jsonl": lambda out: plover.write_strict(told_claims(), out),
    "acts.graphml": lambda out: graph.write_graphml(told_claims(), out),
    "acts.jsonld": lambda out: linked.write_jsonld(told_events(), out),
}


def written(name: str) -> bytes:
    out = io.BytesIO()
    WRITERS[name](out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def _one_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Golden files do not change with the version."""
    for module in (fields, plover, linked):
        monkeypatch.setattr(module, "__version__", "0.1.0")
    monkeypatch.setattr(linked, "SOFTWARE", "dragoman:software:0.1.0")


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_the_file_is_the_golden_one(name: str) -> None:
    assert written(name) == (GOLDEN / name).read_bytes(), "if the change is meant: python -m tests.exchange.test_golden"


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_writing_twice_gives_the_same_bytes(name: str) -> None:
    assert written(name) == written(name)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name in WRITERS:
        (GOLDEN / name).write_bytes(written(name))
