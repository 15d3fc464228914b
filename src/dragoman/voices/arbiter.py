"""Which drafts of a sentence stand, whose its quotations are, and who speaks.

The rules, in this order. A cue that table and learned layer both see stands; of several in one learned cue, the one
that speaks. A cue that only the layer sees stands if syntax or the layer gives it content; a noun needs a layer that
is sure. A cue that only the table sees stands without a layer if its row is firm or its content is a clause. With
one, a channel and a fixed phrase stand; a firm row stands where the layer was unsure. Inside another's content the
layer's silence means nothing, because its training texts never mark attributions there: a firm verb that vouches and
has a clause stands, since the chain of voices needs it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Sentence
from dragoman.voices.attribution import VOUCHING
from dragoman.voices.clauses import displaced
from dragoman.voices.cues import Cues
from dragoman.voices.learned import LAYER, SURENESS, Learned, cue_head
from dragoman.voices.sources import issuer, source_head
from dragoman.voices.utterances import Utterance, drafts

SHORTEST_UTTERANCE = 4
UNSURE = 0.5
SURE = 0.8
SURE_NOUN = 0.55
PLAIN = frozenset({"speech", "writing"})
UNREAL = frozenset(
    {"to", "will", "would", "can", "could", "may", "might", "should", "must", "if", "not", "n't", "never", "’ll"}
)
APART = frozenset({"ccomp", "conj", "acl:relcl", "parataxis", "root"})
OWN_WORDS = frozenset({"i", "we", "you"})
ADDRESSED = frozenset({"tell", "ask"})


def utterances(sentence: Sentence, cues: Cues, quoted: Sequence[tuple[int, int]]) -> list[Utterance]:
    """The utterances of a sentence in the text's order; `quoted` are its token ranges between quotation marks."""
    found, evidence = drafts(sentence, cues)
    if not found:
        return []
    take_quotations(found, quoted)
    kept = [one for one in found if _stands(one, evidence) and not _idle(one, quoted)]
    if evidence is not None:
        kept = _one_a_run(kept)
    for one in kept:
        one.source = source_head(one.tree, one.row, one.head, one.tokens)
        if one.source is not None:
            one.source = None if _is_dummy(one, one.source) else issuer(one.tree, one.source, one.head, cues.messages)
    for one in kept:
        _share(one, kept)
    if evidence is not None:
        for one in kept:
            _learned_source(one, evidence, kept)
    return [one for one in kept if not _speaks_of_himself(one, quoted)]


def take_quotations(found: Sequence[Utterance], quoted: Sequence[tuple[int, int]]) -> None:
    """Give every quotation to those whose content it mostly is, else to the speaking cue beside it."""
    for first, last in quoted:
        piece = set(range(first, last))
        speaking = [one for one in found if one.speaks and one.head not in piece]
        holders = [one for one in speaking if 2 * len(piece & one.tokens) >= len(piece)]
        if not holders and last - first >= SHORTEST_UTTERANCE:
            beside = [one for one in speaking if _beside(one, first, last)]
            holders = sorted(beside, key=lambda one: min(abs(first - one.last), abs(one.first - last)))[:1]
        for one in holders:
            one.tokens |= piece - set(range(one.first, one.last))
            one.quoted.append((first, last))


def _beside(one: Utterance, first: int, last: int) -> bool:
    """Whether only the cue's own clause, or marks, lie between a cue and a quotation."""
    low, high = (last, one.first) if last <= one.first else (one.last, first)
    own = one.tree.below(one.head)
    upos = one.tree.upos
    strange = [at for at in range(low, high) if upos[at] != "PUNCT" and at not in own and at not in one.tokens]
    return len(strange) <= 1


def _stands(one: Utterance, evidence: Learned | None) -> bool:
    row = one.row
    if one.evidence == "layer" and row.pos == "N" and evidence is not None and one.run is not None:
        return evidence.cues[one.run].probability >= SURE_NOUN
    if one.evidence != "table":
        return True
    if one.awaits:
        return row.firm
    if row.manner == "channel" or (row.pos == "P" and row.firm):
        return True
    if evidence is None:
        return row.firm or (one.speaks and bool(one.quoted)) or row.contents[0] in ("ccomp", "acl")
    if not row.firm:
        return False
    label, sureness = (one.tree.sentence.layers[name][one.head] for name in (LAYER, SURENESS))
    real = row.pos == "V" and row.manner in VOUCHING and _is_real(one)
    if str(label).endswith("content"):
        return real
    return float(sureness) < (SURE if real else UNSURE)


def _idle(one: Utterance, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether a cue inside a quotation vouches for nothing, or only the layer sees it there."""
    if not any(first <= one.head < last for first, last in quoted):
        return False
    return one.row.manner not in VOUCHING or one.evidence == "layer" or one.row.pos == "N"


def _speaks_of_himself(one: Utterance, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether a cue inside a quotation is its speaker's own (“I told them”) or nobody's."""
    if not any(first <= one.head < last for first, last in quoted):
        return False
    return one.source is None or one.tree.lemmas[one.source].lower() in OWN_WORDS


def _is_real(one: Utterance) -> bool:
    """Whether a verb tells of speech that took place: a finite verb with a clause, not wished, possible or denied."""
    tree = one.tree
    if one.slot != "ccomp" or tree.tags[one.head] not in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
        return False
    return not any(tree.lemmas[kid].lower() in UNREAL for kid in tree.kids[one.head])


def _one_a_run(kept: Sequence[Utterance]) -> list[Utterance]:
    """One utterance for the words of a learned cue that hang together (“went on to say”, “said in a statement”)."""
    dropped: set[int] = set()
    for place, one in enumerate(kept):
        for other in kept[place + 1 :]:
            if one.run is not None and one.run == other.run and _one_cue(one, other):
                dropped.add(id(other if _rank(one) >= _rank(other) else one))
    return [one for one in kept if id(one) not in dropped]


def _one_cue(one: Utterance, other: Utterance) -> bool:
    """Whether one head hangs on the other by words that are no clause of their own."""
    if "channel" in (one.row.manner, other.row.manner):
        return False
    tree = one.tree
    for low, high in ((one.head, other.head), (other.head, one.head)):
        token = low
        while token >= 0 and token != high and tree.relations[token] not in APART:
            token = tree.heads[token]
        if token == high:
            return True
    return False


def _rank(one: Utterance) -> tuple[bool, bool, bool]:
    return bool(one.tokens), one.row.manner in PLAIN, one.row.pos == "V"


def _is_dummy(one: Utterance, source: int) -> bool:
    """Whether a subject is the “it” of “it was reported that”."""
    tree = one.tree
    return tree.lemmas[source].lower() == "it" and (
        tree.relations[source] == "expl" or (tree.is_passive(one.head) and tree.heads[source] == one.head)
    )


def _share(one: Utterance, others: Sequence[Utterance]) -> None:
    """What an utterance takes from the one around it."""
    if one.row.manner == "channel":
        _share_channel(one, others)
    elif one.tree.tags[one.head] == "VBG" and one.row.manner in PLAIN and one.row.text not in ADDRESSED:
        _share_speaker(one, others)


def _share_channel(one: Utterance, others: Sequence[Utterance]) -> None:
    """“…, citing X” has the content of the cue on which it hangs; “X said, as quoted by Y” is all Y's word."""
    tree = one.tree
    own = tree.below(one.head) - displaced(tree, one.head)
    cites = one.row.contents == ("host",)
    for other in others:
        if not other.tokens or other.row.manner not in VOUCHING or other.row.manner == "channel":
            continue
        if cites and other.head == tree.heads[one.head]:
            other.tokens -= own
            one.tokens = set(other.tokens)
        elif not cites and tree.is_passive(one.head) and one.head in other.tokens and one.head > other.head:
            other.tokens -= own
            one.tokens |= other.tokens | set(range(other.first, other.last))


def _share_speaker(one: Utterance, others: Sequence[Utterance]) -> None:
    """A participle after a comma (“…, adding that”) is the main speaker's, and its words leave his content.

    It is not that of somebody inside what he says.
    """
    tree = one.tree
    if tree.kid(one.head, "nsubj") is not None:
        return
    own = tree.below(one.head)
    before = min(own - set(tree.each(one.head, "cc", "punct"))) - 1
    if before < 1 or tree.sentence.words[before] not in (",", "and"):
        return
    for other in others:
        if other is one or other.row.manner not in PLAIN or other.head > one.head or one.head not in other.tokens:
            continue
        if other.source is not None and not any(first <= one.head < last for first, last in other.quoted):
            one.source = other.source
            other.tokens -= own
            return


def _learned_source(one: Utterance, evidence: Learned, others: Sequence[Utterance]) -> None:
    """The learned source next to a cue for which syntax found none, if nobody else has it."""
    if one.source is not None or one.awaits:
        return
    taken = {other.source for other in others}
    for run in evidence.sources:
        if min(abs(run.first - one.last), abs(one.first - run.last)) <= 3 and taken.isdisjoint(
            range(run.first, run.last)
        ):
            head = cue_head(one.tree, run)
            if one.tree.lemmas[head].lower() != "it":
                one.source = head
            return
