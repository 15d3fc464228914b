"""The coder over reports of several languages: English is coded, the others come out in their place without claims."""

from __future__ import annotations

from dragoman.coder import Coder, not_coded
from dragoman.reading import Details, read_text

ENGLISH = "Arland's army shelled the town of Hallum in Boria on Monday, killing five soldiers, the ministry said."


def test_other_languages_are_kept_in_their_place_and_not_coded(coder: Coder) -> None:
    told = Details(language="de")
    reports = [
        read_text(ENGLISH, "a", "2020-07-08"),
        read_text(ENGLISH, "b", "2020-07-08", details=told),
        read_text(ENGLISH, "c", "2020-07-08"),
    ]
    found = [(report.id, len(claims)) for report, claims in coder.code(reports)]
    assert [id for id, _ in found] == ["a", "b", "c"]
    assert found[0][1] == found[2][1] > 0 and found[1][1] == 0
    assert not_coded(reports[0]) is None
    assert not_coded(reports[1]) == "not coded: its language is 'de' (given), and only English is coded"
