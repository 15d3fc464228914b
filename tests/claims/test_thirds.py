"""Who mediates, who hosts, on whose side, by whose proxy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import UNSET

from dragoman.records import Claim

Code = Callable[..., tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("sentence", "event", "role", "countries"),
    [
        ("Israel and Hamas held talks brokered by Egypt in Cairo.", "CONSULT", "mediator", ["EGY"]),
        ("Egyptian-brokered talks between Israel and Hamas began on Monday.", "CONSULT", "mediator", ["EGY"]),
        ("Serbia and Kosovo signed an agreement under the auspices of the EU.", "SUPPORT", "mediator", ["EUR"]),
        ("Russia and Ukraine met at a summit hosted by France.", "CONSULT", "host", ["FRA"]),
        ("Turkish troops fought alongside Azerbaijan against Armenia.", "ASSAULT", "side", ["AZE"]),
        ("Iran-backed rebels attacked Saudi Arabia.", "ASSAULT", "proxy", ["IRN"]),
        ("Rebels backed by Turkey attacked Syrian soldiers.", "ASSAULT", "proxy", ["TUR"]),
    ],
)
def test_a_third_party_has_its_role(code: Code, sentence: str, event: str, role: str, countries: list[str]) -> None:
    claim = next(one for one in code(sentence) if one.event == event and one.third is not UNSET)
    assert isinstance(claim.third, dict) and isinstance(claim.because, dict)
    assert [party.country for party in claim.third[role]] == countries
    assert claim.because[f"third.{role}"].row


def test_a_mediator_is_no_recipient(code: Code) -> None:
    claim = next(c for c in code("Israel and Hamas agreed to a ceasefire mediated by Egypt.") if c.event == "CONCEDE")
    assert claim.recipients == () and isinstance(claim.third, dict)
    assert [party.country for party in claim.third["mediator"]] == ["EGY"]


def test_a_claim_without_one_has_no_such_key(code: Code) -> None:
    (claim,) = code("Turkey condemned Greece.")
    assert claim.third is UNSET
