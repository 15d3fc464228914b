"""Filtered lists are what going through all claims gives, whichever way the query takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.archive import Archive, queries
from dragoman.archive.filters import Filter, checked
from dragoman.archive.queries import Found, claims
from dragoman.archive.reviewing import review
from dragoman.errors import BadSetting
from dragoman.ontology import quad
from dragoman.records import Party
from tests.archive.crowd import COUNTRIES, NAMES, SECTORS, fill


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path = tmp_path_factory.mktemp("crowd") / "a.db"
    with Archive(path, write=True) as writing:
        fill(writing)
    with Archive(path) as reading:
        yield reading


@pytest.fixture(params=[(0, 0), (10, 40), (1000, 20_000)], ids=["all common", "some rare", "all rare"])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The query goes each way: no term counts as rare, some do, all do."""
    monkeypatch.setattr(queries, "SAMPLE", request.param[0])
    monkeypatch.setattr(queries, "LOOKED_UP", request.param[-1])


def _named(party: Party, value: str) -> bool:
    if len(value) == 3 and value.isupper():
        return party.country == value
    if value.endswith("*"):
        return bool(party.name and party.name.startswith(value[:-1]))
    return party.name == value


def _wanted(found: Found, filter: Filter) -> bool:
    claim = found.claim
    both = claim.actors + claim.recipients
    day = (claim.when.from_ if claim.when else None) or found.published
    sides = [
        (filter.actor, claim.actors), (filter.recipient, claim.recipients), (filter.party, both),
        (filter.source, claim.sources),
    ]  # fmt: skip
    acting, acted = ({one.country for one in side} - {None} for side in (claim.actors, claim.recipients))
    first, second = filter.dyad or (None, None)
    alone = not claim.recipients and first == second  # the sides of a mutual act are different countries
    met = set() if alone else acted if claim.recipients else acting
    return all(
        [
            *(any(_named(one, value) for one in parties for value in values) for values, parties in sides if values),
            not filter.country or any(one.country in filter.country for one in both),
            not filter.sector or any(one.sector in filter.sector for one in both),
            not filter.event or claim.event in filter.event,
            not filter.mode or claim.mode in filter.mode,
            not filter.content or claim.content in filter.content,
            not filter.status or claim.status in filter.status,
            not filter.quad or quad(claim.event) in filter.quad,
            not filter.context or bool(set(claim.contexts) & set(filter.context)),
            not filter.outlet or found.outlet in filter.outlet,
            not filter.place
            or (claim.where is not None and {claim.where.name, claim.where.country} & set(filter.place)),
            not filter.since or (day is not None and day >= filter.since),
            not filter.until or (day is not None and day <= filter.until),
            filter.confidence is None or min(claim.confidence.values()) >= filter.confidence,  # type: ignore[union-attr]
            not filter.dyad or (first in acting and second in met) or (second in acting and first in met),
        ]
    )


who = st.sampled_from(["ARL", "BOR", "Boria", "rebels", "Rebel*", "NOB"])
several = st.lists(who, max_size=2).map(tuple)
filters = st.fixed_dictionaries(
    {},
    optional={
        "actor": several, "recipient": several, "party": several, "source": several,
        "country": st.lists(st.sampled_from(["ARL", "BOR"]), max_size=2),
        "sector": st.lists(st.sampled_from(["GOV", "MIL"]), max_size=2),
        "event": st.lists(st.sampled_from(["ASSAULT", "AID"]), max_size=2),
        "status": st.lists(st.sampled_from(["actual", "negated"]), max_size=2),
        "quad": st.lists(st.sampled_from([1, 4]), max_size=1),
        "context": st.lists(st.sampled_from(["military", "executive"]), max_size=2),
        "content": st.just("AID"), "outlet": st.sampled_from(["Lantern", "Nobody"]),
        "place": st.sampled_from(["BOR", "Hallum"]),
        "since": st.sampled_from(["2020-02", "2020-01-15"]), "until": st.sampled_from(["2020-02-14", "2020"]),
        "confidence": st.floats(0, 1), "dyad": st.sampled_from([("ARL", "BOR"), ("CAD", "CAD")]),
    },
)  # fmt: skip


@given(fields=filters)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_filter_takes_what_it_says(archive: Archive, few: None, fields: dict[str, object]) -> None:
    filter = checked(**fields)
    every = list(claims(archive, Filter()))
    found = list(claims(archive, filter))
    assert [one.claim.id for one in found] == [one.claim.id for one in every if _wanted(one, filter)]


def test_the_newest_come_first_and_pages_fit_together(archive: Archive, few: None) -> None:
    every = list(claims(archive, Filter(actor=("ARL",))))
    days = [(one.claim.when.from_ if one.claim.when else one.published) or "" for one in every]
    assert days == sorted(days, reverse=True)
    pages = [list(claims(archive, Filter(actor=("ARL",), limit=7, offset=start))) for start in range(0, len(every), 7)]
    assert [one for page in pages for one in page] == every


def test_a_claim_carries_the_facts_of_its_report(archive: Archive) -> None:
    (found, *_) = claims(archive, Filter(outlet=("Lantern",), limit=1))
    assert found.outlet == "Lantern"
    assert found.published is not None
    assert found.origin == "dragoman"
    assert found.review is None


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"event": "ATTACK"}, "'ATTACK' is no event; "),
        ({"event": "ASSAULTS"}, "did you mean 'ASSAULT'"),
        ({"status": "denied"}, "'denied' is no status"),
        ({"country": "Germany"}, "'GERMANY' is no country code"),
        ({"dyad": ("IRN",)}, "a dyad is two countries"),
        ({"since": "last year"}, "'last year' is no day"),
        ({"since": "2021", "until": "2020"}, "since 2021-01-01 lies after until 2020-12-31"),
        ({"confidence": 3.0}, "it lies between 0 and 1"),
        ({"quad": 7}, "7 is no quad class"),
        ({"limit": -1}, "limit and offset count claims"),
    ],
)
def test_what_no_filter_can_hold_is_refused_with_a_remedy(fields: dict[str, object], message: str) -> None:
    with pytest.raises(BadSetting, match=message.replace("(", "\\(")):
        checked(**fields)


def test_years_and_months_are_whole() -> None:
    filter = checked(since="2020-02", until="2020-02")
    assert (filter.since, filter.until) == ("2020-02-01", "2020-02-29")
    assert checked(until="2019").until == "2019-12-31"


assert len(COUNTRIES) == len(NAMES) == len(SECTORS)


def test_a_name_beside_a_country_is_walked_in_order(archive: Archive) -> None:
    both = [one.claim.id for one in claims(archive, Filter(party=("Arland", "BOR")))]
    wanted = Filter(party=("Arland", "BOR"))
    assert both == [one.claim.id for one in claims(archive, Filter()) if _wanted(one, wanted)] != []


def test_a_corrected_day_moves_a_claim_in_every_index(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db", write=True) as writing:
        fill(writing, reports=30)
        (found, *_) = claims(writing, Filter(actor=("ARL",), context=("military",)))
        when = {"text": None, "start": None, "end": None, "from": "1999-05-05", "to": "1999-05-05", "basis": "explicit"}
        with writing.transaction():
            review(writing, str(found.claim.id), "corrected", "Ann", {"when": when})
        moved = Filter(actor=("ARL",), context=("military",), event=(found.claim.event,), until="1999-12-31")
        assert [one.claim.id for one in claims(writing, moved)] == [found.claim.id]


def test_walking_an_index_reads_no_table(archive: Archive) -> None:
    plans: list[str] = []
    archive.connection.set_trace_callback(plans.append)
    list(queries.claim_numbers(archive, Filter(actor=("ARL",), event=("AID",), context=("military",), limit=5)))
    archive.connection.set_trace_callback(None)
    steps = [row[3] for row in archive.connection.execute(f"EXPLAIN QUERY PLAN {plans[-1]}")]
    searches = [step for step in steps if step.startswith("SEARCH")]
    assert len(searches) == 3
    assert all("USING COVERING INDEX" in step for step in searches), steps
