"""Mentions whose head is a name of the tables: states, peoples, places, organisations, rows of a user's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from dragoman.actors.identity import Choice, Identity
from dragoman.actors.knowledge import Entry, Knowledge
from dragoman.actors.naming import acting, group_name
from dragoman.actors.nationality import Nations, city_named, entry_in
from dragoman.actors.own import on_day
from dragoman.actors.phrase import PLACES, Phrase, Piece
from dragoman.actors.view import NOTHING, NOWHERE, View, keys_of, surface_of
from dragoman.actors.words import words_of

_NATIONS = ("state", "demonym")
_BODY = ("organisation",)
MOST_ALTERNATIVES = 4
_SHORT_NAME = 2
SHORTEST_MISSPELT = 7
ENOUGH_ALIKE = 80.0
"""Least rapidfuzz ratio of two names of a body with equal consonants."""
ORGANS = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})
"""Sectors of organs of state, whose names several states share."""


class Bodies:
    """Reads names of states, places and organisations."""

    def __init__(self, knowledge: Knowledge, nations: Nations) -> None:
        self._knowledge = knowledge
        self._nations = nations
        self._spelt: dict[str, list[str]] | None = None

    def read(self, core: Sequence[Piece], phrase: Phrase, view: View) -> Identity | None:
        """Who the head is if its last piece is a name of the tables."""
        last = core[-1]
        if last.kind == "own":
            return self.own(last, view)
        if last.kind == "organisation":
            return self._organisation(last, core[:-1], phrase, view)
        if last.kind == "region" and len(core) > _SHORT_NAME and all(piece.capitalised for piece in core):
            return None  # the end of a longer name ("Jabir Ahmad al-Sabah")
        if last.kind in PLACES:
            return self.place(last, core[:-1], view)
        return self._side(core, view)

    def own(self, piece: Piece, view: View) -> Identity | None:
        """A row of a user's own table: the one for the day. A person whose rows are all past counts as former."""
        rows = [entry for entry in piece.entries if entry.kind == "own" and entry.name == piece.entries[0].name]
        found = on_day(rows, view.day)
        if found is None:
            return None
        entry, held = found
        person = entry.cells["kind"] == "person"
        if not held and not person:
            return None
        past = view.former or not held
        return Identity(
            name=entry.name,
            country=entry.country,
            sector="ELI" if past and person else entry.sector,
            kind=entry.cells["kind"],
            rule="own table" + ("" if held else "; office no longer held"),
            id=entry.cells["code"] or entry.cells["id"] or None,
            office=(entry.cells["office"] or None) if not past else None,
            row=entry.row,
        )

    def organisation(
        self, entry: Entry, before: Sequence[Piece] = (), phrase: Phrase = NOTHING, view: View = NOWHERE
    ) -> Identity:
        """An organisation; one without a country of its own ("parliament") takes that of the words around or of the
        context."""
        country, source = entry.country, "row"
        if country is None:
            country, source = self._nations.of(before, phrase.tails, view.day, None), "phrase"
            if country is None:
                country, source = view.context, "context"
        return Identity(
            name=entry.name,
            country=country,
            sector=None if entry.sector == "IGO" else entry.sector,
            kind="organisation",
            rule="name of an organisation",
            id=entry.cells.get("id") or None,
            row=entry.row,
            country_from=source,
        )

    def _organisation(self, piece: Piece, before: Sequence[Piece], phrase: Phrase, view: View) -> Identity | None:
        """An organisation by name; an organ of state under another nation's name is that nation's."""
        if before and before[-1].kind == "word" and before[-1].capitalised and not before[-1].possessive:
            return self._longer_name(piece, before, phrase, view)
        near = self._nations.belonging(before, view.context)
        alive = [entry for entry in piece.entries if entry.kind != "organisation" or _existed(entry, view.day)]
        entry = entry_in(
            piece._replace(entries=tuple(alive or piece.entries)), near.country if near else view.context, _BODY
        )
        organ_elsewhere = entry.sector in ORGANS and entry.country is not None and near is not None
        if near is None or not organ_elsewhere or near.kind not in _NATIONS or near.country == entry.country:
            others = tuple(
                Choice(other.name, other.country, other.sector, "another body of that name")
                for other in piece.entries
                if other.kind == "organisation" and other.name != entry.name
            )
            found = self.organisation(entry, before, phrase, view)
            return msgspec.structs.replace(found, alternatives=others[:MOST_ALTERNATIVES]) if others else found
        return Identity(
            name=group_name(piece.surface, near.country, self._knowledge),
            country=near.country,
            sector="GOV" if words_of("ministry").intersection(keys_of([piece])) else entry.sector,
            kind="organisation",
            rule=f"organ of a state named as {entry.name!r} is in another",
            row=near.row,
            country_from="phrase",
        )

    def _longer_name(self, piece: Piece, before: Sequence[Piece], phrase: Phrase, view: View) -> Identity:
        """A name that only ends like one of the tables ("Northern Workers' Party"): the acronym beside it decides, else
        it is a body of the same kind."""
        known = self.acronym(phrase, view)
        if known is not None:
            return known
        country = self._nations.of(before, phrase.tails, view.day, None)
        return Identity(
            name=surface_of([*before, piece]),
            country=country or view.context,
            sector=entry_in(piece, view.context, ("organisation",)).sector,
            kind="organisation",
            rule="name that ends like one of the tables",
            country_from="phrase" if country else "context",
        )

    def place(self, piece: Piece, before: Sequence[Piece], view: View) -> Identity | None:
        """A state, a nation, a seat of government, a people or a region; namesakes become alternatives."""
        entry = entry_in(piece, view.context)
        if entry.kind == "organisation":
            return None
        others = tuple(
            Choice(other.name, other.country, other.sector, f"{other.kind} of that name")
            for other in piece.entries
            if other.country != entry.country and other.kind in PLACES
        )
        if entry.kind in ("state", "demonym"):
            return self._state(entry, before, others)
        if entry.kind == "seat":
            seat = Identity(
                entry.name, entry.country, None, "state", "seat of a government", row=entry.row, alternatives=others
            )
            return acting(seat, self._knowledge, seat.rule)
        return Identity(
            name=piece.surface,
            country=entry.country,
            sector="PRE" if entry.kind == "region" and entry.cells["kind"] == "disputed" else None,
            kind="group" if entry.kind == "people" else "place",
            rule=f"name of a {entry.kind}",
            row=entry.row,
            weak=True,
            alternatives=others,
        )

    def city(self, name: Sequence[Piece], view: View) -> Identity | None:
        """A city that is no seat of a government."""
        entry = city_named(surface_of(name), view.context, self._knowledge)
        if entry is None:
            return None
        return Identity(entry.name, entry.country, "CVL", "place", "name of a city", row=entry.row, weak=True)

    def misspelt(self, word: str, view: View) -> Identity | None:
        """A state or nation with one letter wrong or two exchanged ("Kazahks"): only long words, first letter right."""
        from rapidfuzz.distance import OSA

        if len(word) < SHORTEST_MISSPELT:
            return None
        if self._spelt is None:
            self._spelt = defaultdict(list)
            for nation in self._knowledge.nations:
                if len(nation) >= SHORTEST_MISSPELT:
                    self._spelt[nation[0]].append(nation)
        for key in self._spelt.get(word[0], ()):
            if abs(len(key) - len(word)) <= 1 and OSA.distance(word, key, score_cutoff=1) <= 1:
                entry = self._knowledge.entries(key)[0]
                found = self._state(entry, (), ())
                return msgspec.structs.replace(found, rule=found.rule + f", spelt {key!r} in the table")
        return None

    def sounding(self, name: Sequence[Piece], phrase: Phrase, view: View) -> Identity | None:
        """A body under another transliteration of its name ("Ahlu Sunnah Waljama" for "Ahlu Sunna Waljama'a"): equal
        consonants, and nearly equal spelling."""
        from rapidfuzz import fuzz

        if len(keys_of(name)) < _SHORT_NAME or not all(piece.capitalised for piece in name):
            return None
        wanted = " ".join(keys_of(name))
        ratios = {key: fuzz.ratio(wanted, key) for key in self._knowledge.sounding(wanted)}
        best = max(ratios, key=lambda key: ratios[key], default="")
        if ratios.get(best, 0.0) < ENOUGH_ALIKE:
            return None
        entry = entry_in(Piece("organisation", (), tuple(self._knowledge.entries(best))), view.context, _BODY)
        found = self.organisation(entry, (), phrase, view)
        return msgspec.structs.replace(found, rule=found.rule + f", spelt {best!r} in the table")

    def acronym(self, phrase: Phrase, view: View) -> Identity | None:
        """The organisation whose acronym stands in brackets after a name that is not known itself."""
        for aside in phrase.asides:
            if len(aside.core) == 1 and aside.core[0].kind == "organisation":
                return self.organisation(entry_in(aside.core[0], view.context), (), aside, view)
        return None

    def _state(self, entry: Entry, before: Sequence[Piece], others: tuple[Choice, ...]) -> Identity:
        crowd = entry.kind == "demonym" and any(piece.kind == "word" for piece in before)
        state = self._knowledge.state_named(entry.country)
        name = state.name if state is not None else entry.name
        if crowd:  # "ordinary Syrians"
            return Identity(
                name, entry.country, "CVL", "group", "people of a nation", row=entry.row, alternatives=others
            )
        rule = "name of a state" if entry.kind == "state" else "nation"
        return Identity(name, entry.country, None, "state", rule, row=entry.row, alternatives=others)

    def _side(self, core: Sequence[Piece], view: View) -> Identity | None:
        """ "The Syrian side", "the Iranian leadership": the state itself."""
        if len(core) < 2 or core[-1].key not in words_of("stands for state") or core[-2].kind not in PLACES:
            return None
        found = self.place(core[-2], [], view)
        return msgspec.structs.replace(found, rule="side or land of a state") if found is not None else None


def _existed(entry: Entry, day: str | None) -> bool:
    """Whether an organisation existed on an ISO day, by the days of its row."""
    start, end = entry.cells.get("from", ""), entry.cells.get("to", "")
    return day is None or ((not start or start <= day) and (not end or end + "~" >= day))
