"""Series of dyads: directed counts and means by period, with how much was read."""

from __future__ import annotations

import pytest

from dragoman.archive import Archive, Coded, Run
from dragoman.archive.dyads import Period, series
from dragoman.archive.filters import Filter
from dragoman.errors import BadSetting
from dragoman.reading.identity import sha256
from dragoman.records import Claim, Party, Report, Span, When

RUN = Run("r", "coded", "dragoman", "0")
ARLAND, BORIA = (Party(None, None, None, name, code, "GOV") for name, code in (("Arland", "ARL"), ("Boria", "BOR")))


def claim(
    event: str, day: str | None, *actors: Party, to: tuple[Party, ...] = (), status: str = "actual", cameo: str = "190"
) -> Claim:
    when = When(None, None, None, day, day, "explicit") if day else None
    id = f"{event}{day}{status}{len(actors)}{len(to)}"
    return Claim(
        "r", 0, 1, Span("x", 0, 1), event, None, None, status, actors, to, (), when, None, id=id, cameo=cameo
    )  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    path = tmp_path_factory.mktemp("dyads") / "a.db"
    told = {
        "2020-01-05": [claim("ASSAULT", "2020-01-04", ARLAND, to=(BORIA,)), claim("AID", None, ARLAND, to=(BORIA,))],
        "2020-01-20": [
            claim("CONSULT", "2020-01-19", ARLAND, BORIA, cameo="042"),
            claim("ASSAULT", "2020-01-19", ARLAND, to=(BORIA,), status="negated"),
        ],
        "2020-03-02": [claim("AID", "2020-03-01", BORIA, to=(ARLAND,), cameo="070")],
        "2020-04-02": [],
    }
    with Archive(path, write=True) as writing, writing.transaction():
        run = writing.add_run(RUN)
        for day, claims in told.items():
            report = Report(day, day, sha256(day), day, outlet="Quay Post" if day < "2020-03" else "Lantern")
            writing.store(run, [Coded(report, tuple(claims))])
        foreign = Report("foreign", "x", sha256("x"), "2020-03-02", language="fr")
        writing.store(run, [Coded(foreign, (), "it is in French, which is not coded")])
    return Archive(path)


def row(archive: Archive, by: str = "month", **filter: object) -> dict[tuple[str, str, str], Period]:
    made = series(archive, Filter(**filter), by)  # type: ignore[arg-type]
    return {(one.period, one.actor, one.recipient): one for one in made}


def test_a_pair_has_a_row_for_every_month_and_direction(archive: Archive) -> None:
    found = row(archive, dyad=("ARL", "BOR"))
    months = ["2020-01-01", "2020-02-01", "2020-03-01"]
    assert list(found) == [(m, "ARL", "BOR") for m in months] + [(m, "BOR", "ARL") for m in months]
    assert found["2020-01-01", "ARL", "BOR"] == Period(
        "2020-01-01", "ARL", "BOR", "dragoman", claims=2, mutual=1, undated=1, score=(-9.0 + 2.5) / 2,
        goldstein=(-10 + 1.9) / 2, verbal_cooperation=1, material_cooperation=0, verbal_conflict=0,
        material_conflict=1, reports_read=2,
    )  # fmt: skip


def test_a_month_without_reports_is_a_gap_and_not_peace(archive: Archive) -> None:
    found = row(archive, dyad=("ARL", "BOR"))
    assert (found["2020-02-01", "ARL", "BOR"].claims, found["2020-02-01", "ARL", "BOR"].reports_read) == (0, 0)
    assert (found["2020-03-01", "ARL", "BOR"].claims, found["2020-03-01", "ARL", "BOR"].reports_read) == (0, 1)


def test_what_is_denied_counts_only_when_asked_for(archive: Archive) -> None:
    assert row(archive, dyad=("ARL", "BOR"), status=("negated",))["2020-01-01", "ARL", "BOR"].claims == 1


def test_an_undated_act_is_in_no_period(archive: Archive) -> None:
    found = row(archive, dyad=("ARL", "BOR"), event=("AID",))
    assert (found["2020-01-01", "ARL", "BOR"].claims, found["2020-01-01", "ARL", "BOR"].undated) == (0, 1)


def test_weeks_begin_on_monday_and_the_range_can_be_given(archive: Archive) -> None:
    found = series(archive, Filter(dyad=("ARL", "BOR"), since="2020-01-01", until="2020-01-20"), "week")
    assert [one.period for one in found][:4] == ["2019-12-30", "2020-01-06", "2020-01-13", "2020-01-20"]
    assert [one.claims for one in found][:4] == [1, 0, 1, 0]


def test_reports_read_are_those_of_the_outlet(archive: Archive) -> None:
    found = row(archive, dyad=("ARL", "BOR"), outlet=("Quay Post",), since="2020-01-01", until="2020-03-31")
    assert found["2020-03-01", "BOR", "ARL"].reports_read == 0
    assert row(archive, dyad=("ARL", "BOR"), outlet=("Quay*",))["2020-01-01", "ARL", "BOR"].reports_read == 2


def test_without_a_pair_only_periods_with_claims_have_rows(archive: Archive) -> None:
    assert [(one.period, one.actor, one.claims) for one in series(archive, Filter(country=("ARL",)), "year")] == [
        ("2020-01-01", "ARL", 2),
        ("2020-01-01", "BOR", 2),
    ]


def test_an_unknown_period_is_refused(archive: Archive) -> None:
    with pytest.raises(BadSetting, match="'decade' is no period; take one of day, week, month, year"):
        series(archive, Filter(), "decade")
