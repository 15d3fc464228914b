"""The claims of a report: every sentence's matches, drafted, voiced, dated, placed and threaded together."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

import msgspec

from dragoman.actors.cast import Cast
from dragoman.claims import content as contents
from dragoman.claims import contexts, guards, learned, modals, threads, voicing
from dragoman.claims.confidence import with_confidence
from dragoman.claims.counts import counts, reasons
from dragoman.claims.drafting import Draft, draft, duty_draft, judgement_draft
from dragoman.claims.everyone import Everyone
from dragoman.claims.judgements import judgements
from dragoman.claims.lexicon import Lexicon, shipped
from dragoman.claims.matching import Matcher
from dragoman.claims.means import completed
from dragoman.claims.relevance import is_political, nations
from dragoman.claims.roles import Scene
from dragoman.claims.selection import select, taken_as_fact, told
from dragoman.claims.status import StatusReader
from dragoman.claims.thirds import with_thirds
from dragoman.claims.tree import Tree
from dragoman.claims.unasserted import asserts_nothing
from dragoman.claims.understood import Naming, answer, supply
from dragoman.claims.voicing import Speakers
from dragoman.ontology.plover import MODES
from dragoman.places import PlaceMention, where
from dragoman.places.scene import carried
from dragoman.records import Because, Claim, Report, Sentence, Span, When, Where
from dragoman.times import TimeExpression, when
from dragoman.voices import Attribution

HISTORICAL_DAYS = 90
AT_A_PLACE = frozenset({"ASSAULT", "COERCE", "PROTEST"})


class ClaimCoder:
    """Reads claims off analysed reports by a lexicon; holds no state of a report.

    `every_party` keeps acts between parties that are not known to be political, for those who chose the parties;
    `every_noun` takes any noun for a party, to try rows of the lexicon; `matcher` is how frames are matched
    (`pairing.Willing` for a known pair); `every_act` codes also what is only demanded, promised, or mentioned in
    passing; `by_head` lets the encoder's act head be heard beside the frames.
    """

    def __init__(
        self,
        lexicon: Lexicon | None = None,
        every_party: bool = False,
        every_noun: bool = False,
        matcher: type[Matcher] = Matcher,
        every_act: bool = False,
        by_head: bool = True,
    ) -> None:
        self.lexicon = lexicon or shipped()
        self.every_party = every_party or every_noun
        self.every_noun = every_noun
        self.matcher = matcher
        self.every_act = every_act
        self.by_head = by_head
        self.status = StatusReader()

    def claims(
        self,
        report: Report,
        sentences: Sequence[Sentence],
        cast: Cast,
        attributions: Sequence[Attribution],
        times: Sequence[Sequence[TimeExpression]],
        places: Sequence[Sequence[PlaceMention]],
        named: Naming = lambda words, country: None,
    ) -> tuple[Claim, ...]:
        """The claims of a report in the text's order; `named` names groups of a country."""
        if self.every_noun:
            cast = Everyone(cast, sentences)
        matcher = self.matcher(self.lexicon, cast)
        speakers = Speakers(attributions, sentences, cast, report.text)
        trees = [Tree(sentence) for sentence in sentences]
        by_sentence = [self._drafts(report, i, tree, matcher, cast, speakers) for i, tree in enumerate(trees)]
        if not any(by_sentence):
            return ()
        surroundings = contexts.Surroundings(report.text, sentences)
        states = nations(sentences)
        over = () if self.every_party else guards.raised(sentences)
        made: list[Claim] = []
        for i, drafts in enumerate(by_sentence):
            lemmas = frozenset(trees[i].lemmas if drafts else ())
            for one in drafts:
                about = surroundings.contexts(i, one.event, one.mode)
                claim = _at_home(_claim(one, i, trees[i], report, speakers, times, places, about), cast)
                if over and (guards.is_no_event(claim, over[i], report) or asserts_nothing(claim, trees[i], one.token)):
                    continue
                filled = _told_here(threads.fill(claim, made, one.nominal), i, cast)
                if one.nominal and voicing.presupposed(trees[i], one.token) and threads.is_known(filled, made):
                    filled = msgspec.structs.replace(filled, sources=())
                if one.bare and not one.fact and not threads.told_before(filled, made):
                    continue
                filled = threads.owned_where_it_stands(threads.hit_place(_placed_before(filled, made)), cast.focus)
                filled = _told_here(supply(filled, made, named, cast.focus), i, cast, states=False)
                known = Scene(i, trees[i], cast, None, report.text)
                filled = with_thirds(filled, one.token, known)
                if (
                    one.fact
                    or is_political(filled, states, lemmas)
                    or (self.every_party and (filled.actors or filled.recipients))
                ):
                    if self.by_head:
                        filled = learned.with_recipient(filled, one.token, known)
                    told_by_head = learned.evidence(filled, one.first, one.last, trees[i])
                    made.append(with_confidence(filled, evidence_of(one, trees[i], len(drafts)) | told_by_head))
        return tuple(threads.same_means(answer(made)))

    def _drafts(
        self,
        report: Report,
        index: int,
        tree: Tree,
        matcher: Matcher,
        cast: Cast,
        speakers: Speakers,
    ) -> list[Draft]:
        matches = matcher.matches(index, tree)
        if self.by_head:
            matches = learned.arbitrated(tree, matches, matcher)
        drafts: list[Draft] = []

        def scene(token: int) -> Scene:
            voices = speakers.of(index, token)
            return Scene(index, tree, cast, voices[-1] if voices else None, report.text)

        if matches:
            found = {token: contents.read(here[0], matches, tree, matcher.usually) for token, here in matches.items()}
            blamed = taken_as_fact(matches, found, tree)
            for match in told(matches) if self.every_act else select(matches, found, tree):
                if self.by_head and not self.every_party and learned.doubted(match, tree):
                    continue
                own = found[match.token] if match is matches[match.token][0] else None
                made = draft(completed(match, matches), own, scene(match.token), self.status)
                made.fact = match.token in blamed
                if learned.sides_agree(match, made.actors, made.recipients, tree):
                    drafts.append(made)
        anchored = {one.token for one in drafts}
        for judgement in judgements(tree):
            verdict = judgement_draft(judgement, scene(judgement.predicate), self.status, matches)
            if verdict is not None and verdict.token not in anchored:
                drafts.append(verdict)
        for duty in modals.duties(tree):
            one = duty_draft(duty, scene(duty.predicate), matches, matcher.usually)
            if one is not None:
                drafts = [other for other in drafts if other.token != duty.predicate] + [one]
        return sorted(drafts, key=lambda one: (one.first, one.last))


def _claim(
    one: Draft,
    index: int,
    tree: Tree,
    report: Report,
    speakers: Speakers,
    times: Sequence[Sequence[TimeExpression]],
    places: Sequence[Sequence[PlaceMention]],
    about: tuple[str, ...],
) -> Claim:
    sentence = tree.sentence
    anchor = _span(report, sentence, one.first, one.last)
    past = sentence.tags[one.token] in ("VBD", "VBN")
    voices = voicing.without_self(one.event, speakers.of(index, one.token), one.actors, past)
    if tree.lemma(one.token) == "claim":
        voices = (*voices, *voicing.claimed(one.event, anchor, one.actors))
    dated, when_because = when(times[index], sentence, one.token, report, background=one.nominal)
    status = _aged(one.status, dated, report)
    placed, where_because = where(places[index], sentence, one.token, report)
    if placed is None and one.event == "ASSAULT":
        placed, where_because = _ground_hit(one, places[index], sentence) or (placed, where_because)
    counted = counts(tree, one.token)
    because = {**one.because, **reasons(tree, report.text, counted)}
    because["when"], because["where"] = when_because, where_because
    if status != one.status:
        because["status"] = Because(rule=f"its date lies more than {HISTORICAL_DAYS} days before the report's")
    if voices and isinstance(voices[-1].because, Because):
        because["sources"] = voices[-1].because
    return Claim(
        report=report.id,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        anchor=anchor,
        event=one.event,
        mode=one.mode,
        content=one.content,
        status=status,
        actors=one.actors,
        recipients=one.recipients,
        sources=voices,
        when=dated,
        where=placed,
        counts={what: told.range for what, told in counted.items()},
        contexts=about,
        id=_identity(report.id, anchor, one.event),
        cameo=one.cameo or msgspec.UNSET,
        because=because,
        nulls=_nulls(one, dated is None, placed is None, because),
        status_cue=one.cue or msgspec.UNSET,
    )


def evidence_of(one: Draft, tree: Tree, beside: int) -> dict[str, float]:
    """What a draft and its sentence say of how sure it is, by name (`claims/confidence.py`)."""
    head = tree.sentence.layers.get("status")
    told = {
        "conditions": min(one.conditions or 0, 10) / 10,
        "no frame": float(one.conditions is None),
        "an event noun": float(one.nominal),
        "a bare noun": float(one.bare),
        "many claims": float(beside > 3),
        "a long sentence": float(len(tree.sentence) > 40),
    }
    return told | ({"status head": float(head[one.token])} if head else {})


def _ground_hit(one: Draft, places: Sequence[PlaceMention], sentence: Sentence) -> tuple[Where, Because] | None:
    """An attack on a named place happened there, though the sentence does not say "in"."""
    for party in one.recipients:
        for mention in places:
            if (
                mention.where is not None
                and mention.kind != "country"
                and party.start == sentence.starts[mention.first]
            ):
                return mention.where, Because(rule="an attack on a place happens there")
    return None


def _aged(status: str, dated: When | None, report: Report) -> str:
    if status != "actual" or dated is None or dated.to is None or report.published is None or dated.basis == "report":
        return status
    age = (date.fromisoformat(report.published) - date.fromisoformat(dated.to)).days
    return "historical" if age > HISTORICAL_DAYS else status


def _at_home(claim: Claim, cast: Cast) -> Claim:
    """The claim with those who name no country as people of the place where they were hit, held or gathered, and not as
    those of the state upon which they act."""
    foreign = tuple(cast.of_another_state(one, claim.recipients) for one in claim.actors)
    claim = msgspec.structs.replace(claim, actors=foreign)
    country = claim.where.country if claim.where else None
    if country is None or claim.event not in AT_A_PLACE:
        return claim
    sides = (claim.actors, claim.recipients)
    actors, recipients = (tuple(cast.at_home_in(one, country) for one in side) for side in sides)
    return msgspec.structs.replace(claim, actors=actors, recipients=recipients)


def _told_here(claim: Claim, index: int, cast: Cast, states: bool = True) -> Claim:
    """The claim with the words of its sentence for sides that are understood from elsewhere but named in it too.

    A group that a row supplies is not told by its state's name alone (`states`).
    """
    near, sides = claim.anchor.start, (claim.actors, claim.recipients)
    actors, recipients = (tuple(cast.told_in(index, one, near, states) for one in side) for side in sides)
    return msgspec.structs.replace(claim, actors=actors, recipients=recipients)


def _placed_before(claim: Claim, earlier: Sequence[Claim]) -> Claim:
    """The claim with the place where the same act was told to happen before, if it has none of its own."""
    if claim.where is not None:
        return claim
    told = carried(claim.event, [(one.event, one.where) for one in earlier])
    if told is None:
        return claim
    because = dict(claim.because) if isinstance(claim.because, dict) else {}
    nulls = {field: reason for field, reason in claim.nulls.items() if field != "where"} if claim.nulls else {}
    return msgspec.structs.replace(claim, where=told[0], because={**because, "where": told[1]}, nulls=nulls)


def _nulls(one: Draft, undated: bool, unplaced: bool, because: dict[str, Because]) -> dict[str, str]:
    reasons: dict[str, str] = {}
    if one.mode is None:
        reasons["mode"] = (
            "PLOVER gives this type no modes"
            if not MODES[one.event]
            else "neither the frame nor the content settles it"
        )
    if one.content is None and one.event in contents.WITH_CONTENT:
        reasons["content"] = "no act of PLOVER's types stands in the frame's content slot"
    if undated:
        reasons["when"] = because["when"].rule
    if unplaced:
        reasons["where"] = because["where"].rule
    return reasons


def _span(report: Report, sentence: Sentence, first: int, last: int) -> Span:
    start, end = sentence.starts[first], sentence.ends[last - 1]
    return Span(report.text[start:end], start, end)


def _identity(report: str, anchor: Span, event: str) -> str:
    """A stable id: sixteen hexadecimal digits of the hash of report, anchor and type."""
    key = f"{report}\x1f{anchor.start}\x1f{anchor.end}\x1f{event}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]
