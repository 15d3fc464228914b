"""The vocabulary of Dragoman: frozen records that the rooms pass to one another.

Every offset counts Unicode code points of `Report.text`, `end` exclusive. The JSON of a claim is that of the codebook
(`docs/codebook.md`, "The JSON of a claim"); optional keys are left out of the JSON when they hold their default.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import msgspec

STATUSES = ("actual", "future", "hypothetical", "negated", "historical")
BASES = ("explicit", "relative", "report")
STRENGTHS = ("stated", "claimed", "alleged", "confirmed", "denied", "quoted")
COUNTED = ("dead", "injured", "arrested", "displaced", "missing", "participants", "casualties")


class Span(msgspec.Struct, frozen=True, gc=False):
    """A stretch of a report's text: its words and where they stand."""

    text: str
    start: int
    end: int


class Mark(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that reading recognised or would mend, kept beside the text: kind, where, and the mended value."""

    kind: str
    start: int
    end: int
    value: str | None = None


class Report(msgspec.Struct, frozen=True):
    """One article as published.

    `text` is the input's text in NFC and nothing else. `published` is an ISO date (`YYYY-MM-DD`) or None for an
    undated report; `published_basis` says where it comes from: given, column, leading, dateline; json_ld, meta,
    time_element, url, page of a web page; feed, feed_updated, seen (the day a watched feed first showed it); email;
    pdf. `language` is an ISO 639-1 code and `language_basis` says on what it rests: given (by a column or a caller),
    identified (from the text), declared (by the page, feed or mail) or assumed (short texts). `headline` and
    `dateline` are spans of `text`. `original_sha256` is the hash of the bytes as they came in. `origin` says where the
    report was found: `file`, `file:line` (or the number of the item), `file!member`, or the address.
    """

    id: str
    text: str
    text_sha256: str
    published: str | None = None
    published_time: str | None = None
    published_basis: str | None = None
    headline: Span | None = None
    dateline: Span | None = None
    place: Span | None = None
    agencies: tuple[Span, ...] = ()
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str = "en"
    language_basis: str | None = None
    encoding: str | None = None
    original_sha256: str | None = None
    marks: tuple[Mark, ...] = ()
    origin: str | None = None


class NamedSpan(msgspec.Struct, frozen=True, array_like=True):
    """A named span over the tokens of one sentence: first token, one past the last, label."""

    first: int
    last: int
    label: str


class LearnedAct(msgspec.Struct, frozen=True, array_like=True):
    """An act that the encoder sees at a word of a sentence: its probability, those of its types (likeliest first), the
    type of its content, and the words that head its sides, each with role ("actor", "recipient") and probability.
    """

    word: int
    probability: float
    types: tuple[tuple[str, float], ...] = ()
    content: str | None = None
    roles: tuple[tuple[int, str, float], ...] = ()


class Sentence(msgspec.Struct, frozen=True, dict=True):
    """One sentence as parallel arrays over its tokens.

    `starts` and `ends` are offsets of the report's text; `heads` holds the index of each token's head in this
    sentence, -1 for the root; `relations` are Universal Dependencies labels with subtypes, `tags` Penn tags, `upos`
    universal tags. `note` says why an analysis is partial or empty. `layers` holds per-token labels of the learned
    heads by name ("attribution", "status" ...), one string or number a token; `acts` the acts that the encoder sees.
    """

    start: int
    end: int
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    spans: tuple[NamedSpan, ...] = ()
    note: str | None = None
    layers: Mapping[str, tuple[str | float, ...]] = {}
    acts: tuple[LearnedAct, ...] = ()

    def __len__(self) -> int:
        return len(self.words)

    # What every room asks for is worked out once a sentence, at first need, and is no part of the record.
    @cached_property
    def children(self) -> Sequence[Sequence[int]]:
        """The tokens that hang directly on each token, in the text's order."""
        found: list[tuple[int, ...]] = [()] * len(self.words)
        for token, head in enumerate(self.heads):
            if head >= 0:
                found[head] += (token,)
        return found

    @cached_property
    def low_words(self) -> Sequence[str]:
        """The words in lower case."""
        return [word.lower() for word in self.words]

    @cached_property
    def low_lemmas(self) -> Sequence[str]:
        """The lemmas in lower case."""
        return [lemma.lower() for lemma in self.lemmas]


class Because(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Why a field holds its value: the table row, the model with its probability, or the rule that decided."""

    rule: str
    row: str | None = None
    model: str | None = None
    probability: float | None = None
    span: Span | None = None


class PartyChoice(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Another reading of a party that was not chosen."""

    name: str
    country: str | None = None
    sector: str | None = None
    reason: str | None = None


class Party(msgspec.Struct, frozen=True, gc=False):
    """Somebody who acts, is acted upon or speaks. A party understood from elsewhere has null text, start and end."""

    text: str | None
    start: int | None
    end: int | None
    name: str | None
    country: str | None
    sector: str | None
    id: str | msgspec.UnsetType = msgspec.UNSET
    office: str | msgspec.UnsetType = msgspec.UNSET
    alternatives: tuple[PartyChoice, ...] | msgspec.UnsetType = msgspec.UNSET
    cue: Span | msgspec.UnsetType = msgspec.UNSET
    strength: str | msgspec.UnsetType = msgspec.UNSET
    because: Because | msgspec.UnsetType = msgspec.UNSET


class When(msgspec.Struct, frozen=True, gc=False, rename={"from_": "from"}):
    """The interval in which the act lies, ISO dates, inclusive; `basis` is explicit, relative or report."""

    text: str | None
    start: int | None
    end: int | None
    from_: str | None
    to: str | None
    basis: str


class Where(msgspec.Struct, frozen=True, gc=False):
    """The most specific place where the act happened."""

    text: str | None
    start: int | None
    end: int | None
    name: str | None
    country: str | None
    geonames: int | msgspec.UnsetType = msgspec.UNSET
    lat: float | msgspec.UnsetType = msgspec.UNSET
    lon: float | msgspec.UnsetType = msgspec.UNSET
    admin1: str | msgspec.UnsetType = msgspec.UNSET
    precision: int | msgspec.UnsetType = msgspec.UNSET


class Claim(msgspec.Struct, frozen=True):
    """One assertion, in one sentence of a report, of an act that falls under one of PLOVER's sixteen types.

    `third` holds parties that are no sides by role: mediator, host, side (on whose side it is done), proxy (who stands
    behind a side).
    """

    report: str
    sentence_start: int
    sentence_end: int
    anchor: Span
    event: str
    mode: str | None
    content: str | None
    status: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    sources: tuple[Party, ...]
    when: When | None
    where: Where | None
    counts: Mapping[str, tuple[int | None, int | None]] = {}
    contexts: tuple[str, ...] = ()
    id: str | msgspec.UnsetType = msgspec.UNSET
    cameo: str | msgspec.UnsetType = msgspec.UNSET
    confidence: Mapping[str, float] | msgspec.UnsetType = msgspec.UNSET
    because: Mapping[str, Because] | msgspec.UnsetType = msgspec.UNSET
    nulls: Mapping[str, str] | msgspec.UnsetType = msgspec.UNSET
    status_cue: Span | msgspec.UnsetType = msgspec.UNSET
    third: Mapping[str, tuple[Party, ...]] | msgspec.UnsetType = msgspec.UNSET
    run: str | msgspec.UnsetType = msgspec.UNSET


class Version(msgspec.Struct, frozen=True):
    """One of several things that are told of the same field of an event: the value as text, which claims tell it, and
    the names of the voices that stand behind it (empty where reports tell it in their own voice)."""

    value: str
    claims: tuple[str, ...]
    voices: tuple[str, ...] = ()


class Disagreement(msgspec.Struct, frozen=True):
    """A field on which the claims of an event differ ("dead", "status", "actors"), with all that is told of it."""

    field: str
    versions: tuple[Version, ...]


class Event(msgspec.Struct, frozen=True):
    """What several claims, in one report or many, tell of: the codebook's "Relations and events".

    `id` rests on the identity of its earliest claim, not on the order of arrival. `claims` are ids in order of
    publication.
    Each field holds the best value, `because` says why. `reports`, `outlets` and `voices` are separate counts:
    `voices` counts the independent ones, so that a wire copy or a second paper that cites the same agency adds none.
    `credibility` is a suggestion on the Admiralty scale ("1") with its reason in `because`, or None.
    """

    id: str
    event: str
    mode: str | None
    content: str | None
    status: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    when: When | None
    where: Where | None
    counts: Mapping[str, tuple[int | None, int | None]]
    contexts: tuple[str, ...]
    claims: tuple[str, ...]
    reports: int
    outlets: int
    voices: int
    first_reported: str | None
    last_reported: str | None
    cameo: str | None = None
    disagreements: tuple[Disagreement, ...] = ()
    credibility: str | None = None
    because: Mapping[str, Because] = {}


class Quote(msgspec.Struct, frozen=True):
    """Words of a report, for what has no claim of its own: the terms of an agreement, the name of an act."""

    report: str
    words: Span


class Evidence(msgspec.Struct, frozen=True):
    """What an event does to a relation, by a row of the rules: opens, renews, weakens, closes or contradicts.

    `date` is the day from which it works, None where nobody says; `claim` is the claim of the event that shows it best,
    `words` its words in `report`, and `voices` the names of those on whose word the report has it.
    """

    event: str
    effect: str
    date: str | None
    row: str
    claim: str
    report: str
    words: Span
    voices: tuple[str, ...] = ()


class Relation(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A standing state between actors over an interval, with the events that opened, renewed, weakened or closed it.

    `kind` is a row of the kinds table ("agreement", "sanctions", "presence" ...). `holders` are those who hold it (who
    sanctions, whose troops, all sides of a symmetric one), `towards` those on whom it lies, `signatories` those who put
    their name to it. `name` is its legal name, `subject` what it is about, both in the words of a report.

    `from_` and `to` are ISO dates, or None for an open end; `from_latest` and `to_earliest` are the other bounds where
    the words leave room ("in late 2019"). Bases: explicit, relative, report (as `When.basis`), untold (in being when
    it was first told of; never told to have ended) or lapsed (no word of it for longer than its kind's lifetime).
    `first_told` and `last_told` are the dates of the reports. `state` is in_force, weakened, ended or disputed;
    `renewals` counts the events that renew it, of which `evidence` lists the first and one a month.
    """

    id: str
    kind: str
    holders: tuple[Party, ...]
    towards: tuple[Party, ...]
    from_: str | None
    to: str | None
    from_basis: str
    to_basis: str | None
    state: str
    evidence: tuple[Evidence, ...]
    name: str | None = None
    subject: str | None = None
    terms: tuple[Quote, ...] = ()
    signatories: tuple[Party, ...] = ()
    where: Where | None = None
    from_latest: str | None = None
    to_earliest: str | None = None
    first_told: str | None = None
    last_told: str | None = None
    renewals: int = 0
    disputes: tuple[Evidence, ...] = ()
