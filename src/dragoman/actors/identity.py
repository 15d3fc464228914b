"""Who a mention stands for: the frozen records that the resolver hands out."""

from __future__ import annotations

import msgspec

KINDS = ("state", "person", "organisation", "group", "place")


class Choice(msgspec.Struct, frozen=True):
    """Another reading of a mention: who else it could be and why it was not taken."""

    name: str
    country: str | None
    sector: str | None
    reason: str


class Identity(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who a mention stands for on a day.

    `country` is ISO 3166-1 alpha-3 or one of PLOVER's codes (UNO, IGO, IMG ...), `sector` PLOVER's primary sector; each
    is None where none can be told. `kind` is state, person, organisation, group or place. `row` is `table:line`
    of the row that the answer rests on, `rule` the rule that read it. `members` are the parties of a collective that
    names its members. `country_from` says where the country was read: row, phrase, context or nothing.
    """

    name: str
    country: str | None
    sector: str | None
    kind: str
    rule: str
    id: str | None = None
    office: str | None = None
    row: str | None = None
    country_from: str = "row"
    weak: bool = False
    alternatives: tuple[Choice, ...] = ()
    members: tuple[Identity, ...] = ()


class Abstention(msgspec.Struct, frozen=True):
    """Why a text is not taken for an actor."""

    text: str
    reason: str
