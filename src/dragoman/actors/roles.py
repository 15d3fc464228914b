"""Mentions whose head is an office, a title or an agent noun and that give no name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.actors.bodies import Bodies
from dragoman.actors.identity import Identity
from dragoman.actors.knowledge import Entry, Knowledge
from dragoman.actors.names import singular
from dragoman.actors.naming import government_name, group_name
from dragoman.actors.nationality import Nations, entry_in
from dragoman.actors.persons import Persons
from dragoman.actors.phrase import PLACES, ROLES, Phrase, Piece, Tail
from dragoman.actors.view import View, is_foreign, is_relational, keys_of, role_entry, surface_of
from dragoman.actors.words import words_of

Read = Callable[[Phrase, View], Identity | None]

_OVER_ARMS = frozenset(
    {"head_of_state", "head_of_government", "deputy_head", "minister", "envoy", "legislator", "head"}
)
"""Ranks of office that outweigh a military title before a name."""
_ONE_HOLDER = frozenset({"head_of_state", "head_of_government", "deputy_head", "minister", "chief", "head"})
"""Ranks of office whose holder a mention without a name can mean."""
_UNCOUNTED = frozenset({"police", "people", "personnel", "staff", "troops", "crew", "clergy", "cavalry", "infantry"})
_BODIES_OF_STATES = frozenset({"UNO", "IGO", "EUR"})
_NATIONS = ("state", "demonym")
_LONGEST_BODY = 3
_WIDE_DEMONYMS = frozenset({"us", "american", "americans"})
"""Demonyms of a state that goes by its own name."""


class Roles:
    """Reads offices, titles and agents. `read` is the reading of a whole phrase, for what follows a preposition."""

    def __init__(self, knowledge: Knowledge, persons: Persons, nations: Nations, bodies: Bodies, read: Read) -> None:
        self._knowledge = knowledge
        self._persons = persons
        self._nations = nations
        self._bodies = bodies
        self._read = read

    def read(self, core: Sequence[Piece], phrase: Phrase, view: View) -> Identity | None:
        """Who the head is if it is an office, a title or an agent noun."""
        heads = [index for index, piece in enumerate(core) if piece.kind in ROLES]
        if not heads:
            return None
        after = core[heads[-1] + 1 :]
        if any(piece.kind not in (*PLACES, "organisation") for piece in after):
            return None
        head = core[heads[-1]]
        entry = role_entry(head)
        before = [piece for piece in core if piece is not head]
        body = self._body(head, before, phrase.tails, view) or self._body_within(head, entry)
        country, source = self._country(core, head, phrase, body, view)
        if not view.former and entry.kind == "office" and source != "context":
            holder = self._holder(entry, core, head, country, view.day)
            if holder is not None:
                return holder
        sector = "ELI" if view.former else self._sector(head, entry, before, body, country)
        return Identity(
            name=self._name(core, head, country, source),
            country=country,
            sector=sector,
            kind=_kind(head, entry),
            rule=f"{entry.kind} {entry.name!r}" + ("; called former" if view.former else ""),
            id=_combined_code(entry, body, country),
            office=entry.name if entry.kind == "office" and not view.former else None,
            row=entry.row,
            country_from=source if country else "nothing",
            weak=bool(entry.cells.get("weak")),
        )

    def _country(
        self, core: Sequence[Piece], head: Piece, phrase: Phrase, body: Identity | None, view: View
    ) -> tuple[str | None, str]:
        entry = role_entry(head)
        country = self._nations.of(core, phrase.tails, view.day, view.context)
        if body is not None and body.country and (country is None or body.kind == "organisation"):
            country = body.country
        if country is not None:
            return country, "phrase"
        if is_foreign(core, head):
            return None, "nothing"
        if entry.country is not None:
            return entry.country, "row"
        return view.context, "context"

    def _name(self, core: Sequence[Piece], head: Piece, country: str | None, source: str) -> str:
        nations = [piece for piece in core if piece.kind in _NATIONS]
        if (
            nations
            and all(piece.kind == "demonym" and not piece.possessive for piece in nations)
            and source == "phrase"
        ):
            if head.key not in words_of("government") and not any(p.key in _WIDE_DEMONYMS for p in nations):
                return surface_of(core)
        words = surface_of([piece for piece in core if piece not in nations]) or surface_of(core)
        if source == "phrase" and country and head.key in words_of("government"):
            return government_name(country, self._knowledge) or words
        if nations or (country and len(core) == 1):
            return group_name(words, country, self._knowledge)
        return words

    def _holder(
        self, entry: Entry, core: Sequence[Piece], head: Piece, country: str | None, day: str | None
    ) -> Identity | None:
        """The person who holds a singular office of a country on the day, if exactly one does."""
        if country is None or day is None or entry.cells.get("rank") not in _ONE_HOLDER:
            return None
        if words_of("lesser").intersection(keys_of(core)) or singular(head.tokens[-1].key) != head.tokens[-1].key:
            return None
        held = self._persons.holder(country, entry.name, day)
        if held is None:
            return None
        person, spell, others = held
        sector = spell.sector or entry.sector
        return Identity(
            name=person.name,
            country=country,
            sector=None if sector == "IGO" else sector,
            kind="person",
            rule=f"holder of the office {entry.name!r} on {day}",
            id=person.id,
            office=spell.office,
            row=spell.row,
            country_from="phrase",
            alternatives=others,
        )

    def _sector(
        self, head: Piece, entry: Entry, before: Sequence[Piece], body: Identity | None, country: str | None
    ) -> str | None:
        sector = self._sector_in_words(head, entry, before, body)
        if sector == "IGO" or (sector == "GOV" and country in _BODIES_OF_STATES):
            return None
        return sector

    def _sector_in_words(self, head: Piece, entry: Entry, before: Sequence[Piece], body: Identity | None) -> str | None:
        sector = entry.sector
        roles = [role_entry(piece) for piece in before if piece.kind in ROLES]
        telling = [role.sector for role in roles if role.sector and role.sector != "UNK"]
        if is_relational(head) or not sector or entry.cells.get("weak"):
            if body is not None:
                return body.sector if body.kind != "state" else sector or "GOV"
            if telling:
                return telling[-1]
            return sector
        if entry.kind == "title":
            over = [r for r in roles if r.sector and (sector != "MIL" or r.cells.get("rank") in _OVER_ARMS)]
            return over[-1].sector if over else sector
        return sector

    def _body(self, head: Piece, before: Sequence[Piece], tails: Sequence[Tail], view: View) -> Identity | None:
        """The body to which a head belongs: "Houthi spokesman", "head of Amnesty International"."""
        for piece in reversed(before):
            if piece.kind == "own":
                return self._bodies.own(piece, view._replace(former=False))
            if piece.kind == "organisation":
                if piece.entries[0].sector == "JRN" and not is_relational(head) and not piece.possessive:
                    continue  # "National Police" is not of the newspaper The National
                return self._bodies.organisation(entry_in(piece, view.context, ("organisation",)))
            if piece.kind == "seat":
                return self._bodies.place(piece, [], view)
        for tail in tails:
            if tail.preposition in words_of("naming tail"):
                found = self._read(Phrase(tail.pieces, (), ()), view._replace(former=False))
                if found is not None and found.country_from != "context" and (not found.weak or found.sector):
                    return found
        return None

    def _body_within(self, head: Piece, entry: Entry) -> Identity | None:
        """The international body that an office names itself: "UN Secretary-General"."""
        if entry.sector != "IGO":
            return None
        words = f"{head.key} {entry.name}".split(" ")
        for length in range(_LONGEST_BODY, 0, -1):
            for start in range(len(words) - length + 1):
                for found in self._knowledge.entries(" ".join(words[start : start + length])):
                    if found.kind == "organisation" and found.country:
                        return self._bodies.organisation(found)
        return None


def _kind(head: Piece, entry: Entry) -> str:
    last = head.tokens[-1].key
    if singular(last) != last or last in _UNCOUNTED:
        return "group"
    role = next((e.cells["role"] for e in head.entries if e.kind == "agent" and e.cells["role"]), "")
    return role or ("person" if entry.kind in ("office", "title") else "group")


def _combined_code(entry: Entry, body: Identity | None, country: str | None) -> str | None:
    """The code of an agent of a PETRARCH dictionary with its actor's code in place of the tilde."""
    code = entry.cells.get("code", "")
    if "~" not in code:
        return None
    if body is not None and body.rule.startswith("own table") and body.id:
        return code.replace("~", body.id)
    return code.replace("~", country if country and country != entry.country else "")
