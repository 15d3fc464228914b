"""Languages: English by its small words, others by the identifier where it is sure, short texts not guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.reading import read_text
from dragoman.reading.languages import identified, language_of, tag_code
from dragoman.tables import rows

TALKS = {row.cells["code"]: row.cells["text"] for row in rows(Path(__file__).with_name("talks.tsv"), ("code", "text"))}


@pytest.mark.parametrize("code", sorted(TALKS))
def test_running_text_is_told(code: str) -> None:
    assert identified(TALKS[code]) == code


@pytest.mark.parametrize("shout", [str.upper, str.lower, str.title])
def test_english_in_any_case(shout: object) -> None:
    assert callable(shout) and identified(shout(TALKS["en"])) == "en"


def test_croatian_and_serbian_are_at_least_not_english() -> None:
    text = (
        "Ministri vanjskih poslova Arlanda i Borije sastali su se u ponedjeljak u Hallumu i dogovorili početak "
        "pregovora o granici, priopćila je vlada."
    )
    assert identified(text) in {"hr", "sr", "und"}


def test_short_texts_are_not_guessed() -> None:
    assert identified("Envoyés à Hallum.") is None
    assert identified("") is None
    assert identified("1914-1918: 17 000 000") is None
    assert language_of("Envoyés à Hallum.").basis == "assumed"


def test_short_text_of_another_script_is_not_english() -> None:
    assert identified("Переговоры в Халлуме") == "und"


def test_list_of_names_is_no_other_language() -> None:
    assert identified("Hallum, Bora City, Port Cadria, New Arland. " * 6) in {None, "en"}


def test_what_the_user_gives_counts_before_the_text_and_the_text_before_the_page() -> None:
    assert language_of(TALKS["fr"], given="English") == ("en", "given")
    assert language_of(TALKS["fr"], declared="en") == ("fr", "identified")
    assert language_of("Envoyés à Hallum.", declared="fr-FR") == ("fr", "declared")
    assert language_of("Envoyés à Hallum.", given="xx") == ("xx", "given")


def test_tags() -> None:
    assert [tag_code(tag) for tag in ("en-GB", "eng", "English", "zh_Hans_CN", "FR", "klingon", "", None)] == [
        "en",
        "en",
        "en",
        "zh",
        "fr",
        None,
        None,
        None,
    ]


def test_reports_keep_language_and_basis() -> None:
    report = read_text(TALKS["de"], date="2020-07-08")
    assert (report.language, report.language_basis) == ("de", "identified")
    short = read_text("Envoys met.", date="2020-07-08")
    assert (short.language, short.language_basis) == ("en", "assumed")
