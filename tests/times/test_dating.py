"""The date of a claim: whose time it is, what prepositions make of it, and when there is none."""

from __future__ import annotations

import pytest

from tests.times.conftest import Date

REPORT = ("2020-07-08", "2020-07-08")


@pytest.mark.parametrize(
    ("text", "word", "days"),
    [
        ("Rebels shelled the port on Monday.", "shelled", ("2020-07-06", "2020-07-06")),
        ("On Monday the army attacked the camp and arrested its leader.", "arrested", ("2020-07-06", "2020-07-06")),
        ("The army has held the airport since July 1.", "held", ("2020-07-01", "2020-07-08")),
        (
            "More than 100 people have been arrested since the protests began in May.",
            "arrested",
            ("2020-05-01", "2020-07-08"),
        ),
        ("The army held the valley until 2016.", "held", (None, "2016-12-31")),
        ("Rebels recently shelled the port.", "shelled", (None, "2020-07-08")),
        ("Police have detained the editor for weeks.", "detained", (None, "2020-07-08")),
        ("A bomb attack took place on June 27.", "attack", ("2020-06-27", "2020-06-27")),
        ("The minister condemned last week's attack.", "attack", ("2020-06-29", "2020-07-05")),
        ("In a letter sent on Friday, the minister condemned the raid.", "condemned", ("2020-07-03", "2020-07-03")),
    ],
)
def test_an_act_s_own_time_dates_it(dated: Date, text: str, word: str, days: tuple[str | None, str | None]) -> None:
    found, _ = dated(text, word)
    assert found is not None and (found.from_, found.to) == days


def test_the_text_of_a_date_includes_its_preposition(dated: Date) -> None:
    found, because = dated("Rebels shelled the port on Monday.", "shelled")
    assert found is not None and (found.text, found.basis) == ("on Monday", "relative")
    assert because.row is not None and because.row.startswith("phrases.tsv:")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The army shelled the port.", "shelled"),
        ("The minister said on Monday that rebels had shelled the port.", "shelled"),
        ("The minister condemned last week's attack.", "condemned"),
        ("The president, who was elected in 2014, condemned the raid.", "condemned"),
        ("The court sentenced him to 12 years in prison.", "sentenced"),
    ],
)
def test_another_act_s_time_does_not_date_it(dated: Date, text: str, word: str) -> None:
    found, _ = dated(text, word)
    assert found is not None and (found.from_, found.to, found.basis) == (*REPORT, "report")


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        ("The minister spoke of the American sanctions.", "sanctions", "presupposes"),
        ("Arland supports the rebels.", "supports", "standing state"),
        ("The unions march every Friday.", "march", "recurring"),
        ("The army, which occupied the valley, is strong.", "occupied", "relative clause"),
    ],
)
def test_background_has_no_date(dated: Date, text: str, word: str, reason: str) -> None:
    found, because = dated(text, word)
    assert found is None and reason in because.rule


def test_an_undated_report_dates_only_what_it_writes(dated: Date) -> None:
    found, because = dated("Rebels shelled the port.", "shelled", date=None)
    assert found is None and "undated" in because.rule
    found, _ = dated("Rebels shelled the port on 4 July 2019.", "shelled", date=None)
    assert found is not None and found.from_ == "2019-07-04"
