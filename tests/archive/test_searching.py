"""Search: words, phrases, alternatives, exclusions; the best first; snippets; no query breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.archive import Archive, Coded
from dragoman.archive.searching import CLOSE, OPEN, expression, search
from dragoman.errors import BadSetting
from tests.archive.made import RUN, report

TEXTS = {
    "sanctions": "Sanctions on Boria\n\nArland imposed sanctions on two Borian generals, the ministry said on Monday.",
    "talks": "Talks in Selm\n\nCadria and Boria talked of the sanctions; the general did not come. It was a long day.",
    "rain": "Rain\n\nIt rained in Selm, and the señor stayed at home.",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("search") / "a.db", write=True) as opened:
        with opened.transaction():
            day = iter(("2020-07-01", "2020-07-02", "2020-07-03"))
            reports = [report(id, text, next(day), outlet=f"The {id}") for id, text in TEXTS.items()]
            opened.store(opened.add_run(RUN), [Coded(one, ()) for one in reports])
        yield opened


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sanction", ["sanctions", "talks"]),
        ("sanctions general", ["sanctions", "talks"]),
        ('"two Borian generals"', ["sanctions"]),
        ("sanctions -talks", ["sanctions"]),
        ("rained OR talked", ["rain", "talks"]),
        ("minist*", ["sanctions"]),
        ("senor", ["rain"]),
        ("Selm (sanctions)", ["talks"]),
        ("nowhere", []),
    ],
)
def test_words_find_reports(archive: Archive, words: str, found: list[str]) -> None:
    hits = search(archive, words)
    assert sorted(hit.report for hit in hits) == sorted(found)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_word_in_the_headline_ranks_higher_and_the_snippet_marks_it(archive: Archive) -> None:
    first, second = search(archive, "sanctions")
    assert first.report == "sanctions" and first.headline == "Sanctions on Boria" and first.outlet == "The sanctions"
    assert f"{OPEN}sanctions{CLOSE}" in second.snippet


def test_days_and_outlets_limit_a_search(archive: Archive) -> None:
    assert [hit.report for hit in search(archive, "Selm", since="2020-07-03")] == ["rain"]
    assert [hit.report for hit in search(archive, "Selm", until="2020-07-02")] == ["talks"]
    assert [hit.report for hit in search(archive, "Selm", outlet="The rain")] == ["rain"]
    assert len(search(archive, "Selm", limit=1)) == 1


def test_a_search_for_no_word_is_refused() -> None:
    with pytest.raises(BadSetting, match="no word"):
        expression('-never "" ?')


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_no_query_breaks_the_index(archive: Archive, words: str) -> None:
    with suppress(BadSetting):
        search(archive, words)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(['"', "OR", "-", "*", "a", "NEAR(", ")", "AND", "NOT", ":", "^", "{"]), max_size=8))
def test_no_syntax_breaks_the_index(archive: Archive, words: list[str]) -> None:
    with suppress(BadSetting):
        search(archive, " ".join(words))
