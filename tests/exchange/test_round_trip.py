"""What comes back from a file is what went into it, as far as the layout can hold it."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.exchange.icews import read_icews
from dragoman.exchange.plover import write_plover
from dragoman.exchange.plover_in import read_plover
from dragoman.exchange.polecat import read_polecat
from dragoman.exchange.telling import Telling, Told
from dragoman.records import Claim, Party, Span, When
from tests.exchange.made import BY_ID, CLAIMS, REPORTS, told_claims

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("texts", ["sentence", "story", "none"])
def test_plover_gives_back_every_claim(texts: str) -> None:
    out = io.BytesIO()
    write_plover(told_claims(), out, texts)
    found = list(read_plover("f", io.BytesIO(out.getvalue())))
    assert [one.claim for one in found if isinstance(one, Telling)] == list(CLAIMS)
    expected = [REPORTS[one.report] for one in CLAIMS]
    if texts != "story":
        expected = [msgspec.structs.replace(one, text="") for one in expected]
    assert [one.report for one in found if isinstance(one, Telling)] == expected


names = st.text(st.characters(codec="utf-8"), max_size=20)
parties = st.builds(
    Party,
    text=st.none() | names,
    start=st.none() | st.integers(0, 99),
    end=st.none() | st.integers(0, 99),
    name=st.none() | names,
    country=st.none() | st.sampled_from(["NAM", "UNO", "DEU"]),
    sector=st.none() | st.sampled_from(["GOV", "MIL"]),
)


@given(
    who=st.lists(parties, max_size=3),
    whom=st.lists(parties, max_size=2),
    status=st.sampled_from(["actual", "negated", "future"]),
    begin=st.none() | st.dates(),
    words=names,
)
def test_plover_gives_back_whatever_a_claim_holds(
    who: list[Party], whom: list[Party], status: str, begin: object, words: str
) -> None:
    when = When(words, 1, 2, str(begin), None, "explicit") if begin else None
    claim = Claim(
        "bor", 0, 5, Span(words, 0, 5), "ASSAULT", None, None, status, tuple(who), tuple(whom), tuple(who), when, None,
        counts={"dead": (None, 3)}, id="x",
    )  # fmt: skip
    telling, out = Telling(REPORTS["bor"], claim), io.BytesIO()
    write_plover([Told("x", claim, (telling,))], out, "story")
    assert list(read_plover("f", io.BytesIO(out.getvalue()))) == [telling]


def _kept(claim: Claim, raw: bool = True) -> tuple[object, ...]:
    """What POLECAT keeps of a claim."""
    sides = [
        [(one.name, one.country, one.sector, one.office) for one in side] for side in (claim.actors, claim.recipients)
    ]
    where = claim.where
    place = (where.name, where.country, where.lat, where.lon, where.geonames, where.admin1) if where else None
    return (claim.event, claim.mode, sorted(claim.contexts), sides, claim.when and claim.when.from_, place)


def test_polecat_gives_back_what_it_can_hold() -> None:
    found = list(read_polecat("f", io.BytesIO((GOLDEN / "polecat.txt").read_bytes())))
    tellings = [one for one in found if isinstance(one, Telling)]
    assert len(tellings) == len(found) == 7
    kept = ["c1", "c3", "c4", "c7", "c9", "c10"]
    by_id = {one.report.id.removeprefix("polecat:"): one for one in tellings}
    for id in kept:
        assert _kept(by_id[id].claim) == _kept(BY_ID[id].claim), id
        assert by_id[id].report.published == BY_ID[id].report.published
        assert (by_id[id].report.outlet or "") == (BY_ID[id].report.outlet or "")
    mutual = by_id["c8"].claim
    assert [one.country for one in (*mutual.actors, *mutual.recipients)] == ["SRB", "KOS"]


def test_icews_gives_back_what_it_can_hold() -> None:
    found = list(read_icews("f", io.BytesIO((GOLDEN / "icews.tab").read_bytes())))
    tellings = [one for one in found if isinstance(one, Telling)]
    assert len(tellings) == 6
    strike = tellings[1].claim
    own = BY_ID["c4"].claim
    assert (strike.cameo, strike.event, strike.mode) == (own.cameo, own.event, own.mode)
    for there, here in ((strike.actors, own.actors), (strike.recipients, own.recipients)):
        assert [(p.name, p.country, p.sector) for p in there] == [(p.name, p.country, p.sector) for p in here]
    assert strike.where and own.where
    assert (strike.where.name, strike.where.country, strike.where.lat) == ("Sanaa", "YEM", own.where.lat)
    assert strike.when and strike.when.from_ == "2015-03-26"


def test_reading_the_same_file_twice_gives_the_same_ids() -> None:
    data = (GOLDEN / "polecat.txt").read_bytes()
    once, again = (
        [t.claim.id for t in read_polecat(n, io.BytesIO(data)) if isinstance(t, Telling)] for n in ("a", "b")
    )
    assert once == again
    assert len(set(once)) == len(once)
