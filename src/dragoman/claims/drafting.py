"""From a match to a draft: type, mode, content, status and sides, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from dragoman.claims import codes, deeper, precedence
from dragoman.claims import content as contents
from dragoman.claims.anchors import anchor
from dragoman.claims.content import Content, Usually
from dragoman.claims.judgements import Judgement
from dragoman.claims.learned import MODEL, cases
from dragoman.claims.matching import Match
from dragoman.claims.modals import Duty, abstains, intends, is_conditioned
from dragoman.claims.roles import Scene, author, parties_at, sides, struck
from dragoman.claims.status import Found, StatusReader
from dragoman.claims.tree import Tree
from dragoman.ontology.crosswalk import to_cameo
from dragoman.ontology.plover import MODES
from dragoman.records import Because, Party, Span

FORECASTS = frozenset({"expect", "predict", "forecast", "foresee", "anticipate", "reckon", "believe", "think"})
HELPED = frozenset({"AGREE", "THREATEN", "CONCEDE"})
HARMS = frozenset({"ASSAULT", "COERCE", "SANCTION"})
STRUCK = frozenset({"ASSAULT", "COERCE"})
MUST_ACT = frozenset({"REQUEST", "ACCUSE", "SUPPORT"})


class Draft(msgspec.Struct):
    """A claim in the making: where it anchors, what it says, and why."""

    token: int
    first: int
    last: int
    event: str
    mode: str | None
    content: str | None
    status: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    nominal: bool
    cameo: str | None
    because: dict[str, Because]
    cue: Span | None = None
    bare: bool = False
    lent: bool = False
    fact: bool = False
    conditions: int | None = None


def draft(match: Match, found: Content | None, scene: Scene, reader: StatusReader) -> Draft:
    """What a match says, after precedence and with the sides that its content lends it."""
    frame = match.frame
    because: dict[str, Because] = {"event": _chosen(match)}
    status = reader.read(scene.tree, match.token)
    if match.heard is not None and frame.event == "REJECT" and status.status == "negated":
        status = Found("actual", None, Because(rule="the negation is what makes it a refusal"))
    because["status"] = status.because
    if found:
        because["content"] = found.because
    content = found.event if found and not (found.negated and frame.event == "REQUEST") else None
    act = precedence.Act(frame.event, frame.mode, content, status.status)
    if not match.reader.fill("with"):  # what is agreed with somebody threatens nobody here
        act = _through_content(act, found, because)
    parties = sides(match, scene)
    act = act._replace(status=_intention(act.status, match.token, parties.actors, scene))
    if act.status == "future" and is_forecast(scene.tree, match.token):
        act = act._replace(status=precedence.FORECAST)
    act, changed = precedence.apply(act)
    act = act._replace(status=precedence.PLAIN.get(act.status, act.status))
    promised = None
    if act.event == "CONCEDE" and status.status == "future":
        promised = codes.about("03", frame.cameo)
    if changed:
        because["event"] = changed
    if act.mode is None and act.event in ("REQUEST", "REJECT"):
        mode, reason = contents.mode_of(act.event, found)
        if mode and reason:
            act = act._replace(mode=mode)
            because["mode"] = reason
    elif act.event == "THREATEN" and act.content:
        announced = found or Content(act.content, match, False, because["event"])
        mode, reason = contents.mode_of("THREATEN", announced, _code_of(announced))
        if mode and reason:
            act = act._replace(mode=mode)
            because["mode"] = reason
    if act.mode and "mode" not in because:
        because["mode"] = because["event"] if changed else Because(rule="fixed by the frame", row=frame.row)
    if act.mode not in MODES[act.event]:
        act = act._replace(mode=None)
    because.update(parties.because)
    first, last = anchor(match, scene.tree)
    made = Draft(
        match.token,
        first,
        last,
        act.event,
        act.mode,
        act.content if act.event in contents.WITH_CONTENT else None,
        act.status,
        parties.actors,
        parties.recipients,
        frame.pos == "N",
        promised or codes.refined(frame.cameo, act.event, frame.event, _code_of(found)),
        because,
        status.cue,
        match.bare,
        parties.lent,
        conditions=frame.weight,
    )
    if act.event == "REJECT" and changed:
        made.actors, made.recipients = _refusing(made, scene)
    made = _with_parties_of_content(made, found, scene)
    if not made.recipients and (made.event, made.content) != ("CONCEDE", "RETREAT"):  # gains nobody: hard case 15
        reached, reason = deeper.recipients(made.event, match, scene, made.actors)
        if _hits(made, found) and found is not None and found.match is not None:
            victims = sides(found.match, scene).recipients
            reached = tuple(one for one in reached if not any(_within(one, other) for other in victims))
        if reason and reached:
            made.recipients, made.because["recipients"] = reached, reason
    if not made.recipients and made.event in STRUCK:
        made.recipients = struck(match, scene)
        if made.recipients:
            made.because["recipients"] = Because(rule="the thing itself, whose owner is not told", row=frame.row)
    return made


def _chosen(match: Match) -> Because:
    """Why a match has its frame: the frame's conditions, or what the act head sees."""
    words = " ".join(match.frame.words)
    if match.heard is None:
        return Because(rule=f"the frame of “{words}”", row=match.frame.row)
    rule = f"{cases()['propose'].note}: “{words}”"
    return Because(rule=rule, row=match.frame.row, model=MODEL, probability=match.heard)


def _code_of(found: Content | None) -> str | None:
    """The CAMEO code of what a speech act is about, for want of a finer one that of its type."""
    if found is None or found.negated:
        return None
    if found.match is None:
        return to_cameo(found.event) if found.event else None
    return found.match.frame.cameo


def _intention(status: str, token: int, actors: tuple[Party, ...], scene: Scene) -> str:
    """The status of what is said to be coming or not: refused; conditioned on what another does; intended or not
    done, where those who would do it say so themselves."""
    meant, tree, speaker = intends(scene.tree, token), scene.tree, scene.speaker
    if status == "negated" and meant:
        return precedence.REFUSED
    own = speaker is not None and any(
        speaker.name == actor.name
        or (speaker.country and speaker.country == actor.country)
        or (speaker.sector == actor.sector == "GOV" and speaker.country is None and actor.country is None)
        for actor in actors
    )
    if (own or speaker is None) and status in ("future", "hypothetical") and meant and is_conditioned(tree, token):
        return precedence.CONDITIONED
    if own and status == "negated" and abstains(tree, token):
        return precedence.REFUSED
    if own and status == "future" and meant:
        return precedence.INTENDED
    return status


def _refusing(made: Draft, scene: Scene) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """A refusal of a two-sided act has sides: who "will not meet X" refuses X."""
    anchor = scene.tree.sentence.starts[made.token]
    first = tuple(party for party in made.actors if party.start is None or party.start < anchor)
    if made.recipients or not first:
        return made.actors, made.recipients
    return first, tuple(party for party in made.actors if party not in first)


def is_forecast(tree: Tree, token: int) -> bool:
    """Whether an act stands in what somebody else expects to happen (codebook, hard case 17)."""
    below = token
    for above in tree.ancestors(token):
        if tree.lemma(above) in FORECASTS and tree.relation(below) in ("ccomp", "xcomp"):
            return True
        below = above
    return False


def _through_content(act: precedence.Act, found: Content | None, because: dict[str, Because]) -> precedence.Act:
    """A promise of an attack is a threat, of a withdrawal a concession."""
    if found is None or found.negated or found.guessed or found.event is None:
        return act
    inner = precedence.Act(found.event, found.match.frame.mode if found.match else None, None, "actual")
    changed, reason = precedence.apply(inner, through=act.event)
    if reason is None:
        return act
    because["event"] = reason
    return precedence.Act(
        changed.event, changed.mode, changed.content, act.status if act.status != "actual" else changed.status
    )


def _with_parties_of_content(made: Draft, found: Content | None, scene: Scene) -> Draft:
    """Where the frame names no recipient, the content's: who is helped or hit, or who must act or has acted."""
    if found is None or found.guessed or found.match is None or (made.recipients and not made.lent):
        return made
    inner = sides(found.match, scene)
    offered: tuple[tuple[Party, ...], ...] = ()
    if made.event in HELPED:
        offered = (inner.recipients,)
    elif made.lent and made.recipients:
        return made  # who must act or has acted is the subject of the clause itself
    elif made.event in MUST_ACT or made.event == "REJECT":
        offered = (inner.actors,) if _hits(made, found) else (inner.actors, inner.recipients)
    acting = deeper.Acting(made.actors, made.event)
    for side in offered:
        lent = tuple(party for party in side if not acting.is_own(party))
        if lent:
            made.recipients = lent
            made.because["recipients"] = Because(rule="a side of the content", row=found.match.frame.row)
            break
    return made


def _within(one: Party, other: Party) -> bool:
    """Whether the words of a party stand in those of another."""
    if one.start is None or other.start is None or other.end is None:
        return one.name == other.name
    return other.start <= one.start < other.end


def _hits(made: Draft, found: Content | None) -> bool:
    """Whether a demand or condemnation is of an act that hits somebody: its victims are neither asked nor accused."""
    return made.event in ("REQUEST", "ACCUSE") and found is not None and not found.negated and found.event in HARMS


def judgement_draft(
    judgement: Judgement, scene: Scene, reader: StatusReader, matches: Mapping[int, Sequence[Match]]
) -> Draft | None:
    """An ACCUSE or SUPPORT from a verdict that a voice passes; None where nobody says so or it judges itself."""
    speaker, verdict = scene.speaker, judgement.verdict
    if speaker is None:
        return None
    judged = parties_at(judgement.subject, scene) or author(judgement.subject, scene)
    acting = deeper.Acting((speaker,), verdict.event)
    recipients = tuple(party for party in judged if not acting.is_own(party))
    if judged and not recipients:
        return None
    status = reader.read(scene.tree, judgement.predicate)
    rule = Because(rule=f"a voice's verdict: {verdict.note}", row=verdict.row)
    because = {"event": rule, "status": status.because, "actors": Because(rule="the voice that says so")}
    if recipients:
        because["recipients"] = Because(rule="the one that is judged, or whose act is")
    if verdict.mode:
        because["mode"] = rule
    act = contents.act_below(judgement.subject, matches, scene.tree)
    if act:
        because["content"] = Because(rule="the act that is judged", row=act.frame.row)
    return Draft(
        judgement.predicate,
        judgement.predicate,
        judgement.predicate + 1,
        verdict.event,
        verdict.mode,
        act.frame.event if act else None,
        status.status if status.status in ("negated", "hypothetical") else "actual",
        (msgspec.structs.replace(speaker, cue=msgspec.UNSET, strength=msgspec.UNSET),),
        recipients,
        False,
        "111" if verdict.event == "ACCUSE" else "051",
        because,
    )


def duty_draft(
    duty: Duty, scene: Scene, matches: Mapping[int, Sequence[Match]], usually: Usually = contents.nothing
) -> Draft | None:
    """A REQUEST from “X should ...” said by a voice; None where nobody says so or its subject is no party."""
    tree, speaker = scene.tree, scene.speaker
    if speaker is None:
        return None
    recipients = tuple(party for party in parties_at(duty.subject, scene) if party.name != speaker.name)
    if not recipients:
        return None
    act = contents.act_below(duty.predicate, matches, tree, usually=usually)
    negated = any(tree.lemma(kid) in ("not", "never") for kid in tree.children(duty.predicate, "advmod"))
    rule = Because(rule=f"“{tree.sentence.words[duty.modal]}” said to a party is a request")
    found = Content(act.frame.event, act, negated, rule) if act else None
    mode, reason = contents.mode_of("REQUEST", found)
    if mode is None and negated:
        mode, reason = "yield", rule
    because = {
        "event": rule,
        "actors": Because(rule="the voice that says so"),
        "recipients": Because(rule="the one who must act"),
    }
    if reason:
        because["mode"] = reason
    return Draft(
        duty.modal,
        duty.modal,
        duty.modal + 1,
        "REQUEST",
        mode,
        found.event if found and not negated else None,
        "actual",
        (msgspec.structs.replace(speaker, cue=msgspec.UNSET, strength=msgspec.UNSET),),
        recipients,
        False,
        "020",
        because,
    )
