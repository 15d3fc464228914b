"""Three relations that one agency story tells of, each on the right words. Skipped where the data folder is absent."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from dragoman.coder import Coder
from dragoman.reading import read_text
from dragoman.records import Relation
from dragoman.stories.relations import derive, in_force, shipped_kinds
from dragoman.stories.relations.derivation import alone

ROOT = Path(__file__).parents[3]
WIRE = Path(os.environ.get("DRAGOMAN_SHARED", ROOT.parent / "shared")) / "data" / "wire" / "reports.jsonl"
DAY = "2020-07-09"


@pytest.fixture(scope="module")
def told(coder: Coder) -> dict[str, Relation]:
    """What stands for Syria on the day after the story, by kind."""
    if not WIRE.exists():
        pytest.skip("no wire in the data folder")
    with WIRE.open(encoding="utf-8") as lines:
        given = json.loads(next(lines))
    report = read_text(given["text"], given["id"], given["date"])
    ((_, claims),) = coder.code([report])
    found = derive([(alone(claim, report.published), [claim]) for claim in claims], lambda _: report)
    kinds = shipped_kinds()
    return {
        one.kind: one
        for one in found
        if in_force(one, kinds[one.kind], DAY) and "SYR" in {party.country for party in (*one.holders, *one.towards)}
    }


@pytest.mark.data
def test_the_pact_is_in_force_since_the_day_of_its_signing(told: dict[str, Relation]) -> None:
    pact = told["agreement"]
    assert [party.country for party in pact.holders] == ["IRN", "SYR"]
    assert (pact.from_, pact.from_basis, pact.subject) == ("2020-07-08", "relative", "military partnership")
    assert len(pact.terms) == 1 and len(pact.signatories) == 2


@pytest.mark.data
def test_the_sanctions_have_their_act_and_an_uncertain_begin(told: dict[str, Relation]) -> None:
    regime = told["sanctions"]
    assert [party.country for party in (*regime.holders, *regime.towards)] == ["USA", "SYR"]
    assert (regime.from_, regime.from_latest, regime.name) == ("2019-10-01", "2019-12-31", "Caesar Act")
    assert "Caesar Act" in regime.evidence[0].words.text


@pytest.mark.data
def test_the_presence_has_an_open_start(told: dict[str, Relation]) -> None:
    presence = told["presence"]
    assert [party.country for party in (*presence.holders, *presence.towards)] == ["TUR", "SYR"]
    assert (presence.from_, presence.from_basis) == (None, "untold")
    assert presence.where is not None and presence.where.name == "northern Syria"
    assert "presence in Syria" in presence.evidence[0].words.text
