"""The utterances of one sentence: cues of the table and of the learned layer, each with its content and source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.records import Sentence
from dragoman.voices.clauses import clause, parenthesis
from dragoman.voices.contents import content_tokens
from dragoman.voices.cues import Cue, Cues, Occurrence
from dragoman.voices.learned import Learned, Run, cue_head, is_fragment, learned
from dragoman.voices.sources import can_speak
from dragoman.voices.tree import Tree

UNKNOWN_VERB = (
    "ccomp",
    "quote",
    "xcomp",
    "obj",
    "to",
    "about",
    "on",
    "for",
    "of",
    "as",
    "with",
    "at",
    "against",
    "over",
)
UNKNOWN_NOUN = ("acl", "ccomp", "of", "about", "for", "to", "on", "against", "over")


@dataclass(slots=True)
class Utterance:
    """An attribution in the making: the cue's row and place, its content's tokens, its source's head.

    `evidence` is table, layer or both; `run` numbers the learned cue that it shares words with; `slot` is the
    one that gave the content; `quoted` are the quotations of the sentence that belong to it.
    """

    row: Cue
    head: int
    first: int
    last: int
    tree: Tree
    tokens: set[int]
    evidence: str = "table"
    run: int | None = None
    slot: str = ""
    source: int | None = None
    quoted: list[tuple[int, int]] = field(default_factory=list)

    @property
    def awaits(self) -> bool:
        """Whether it is a speaking verb whose content may be a quotation in another sentence."""
        return not self.tokens and self.speaks and self.row.pos == "V"

    @property
    def speaks(self) -> bool:
        """Whether a quotation may be its content."""
        return "quote" in self.row.contents


def drafts(sentence: Sentence, cues: Cues) -> tuple[list[Utterance], Learned | None]:
    """All that may be an utterance in a sentence, in the text's order, and the learned layer's evidence."""
    found = cues.occurrences(sentence)
    evidence = learned(sentence)
    if not found and (evidence is None or not evidence.cues):
        return [], evidence
    tree = Tree(sentence)
    result = [draft for one in found if (draft := _from_table(tree, one, evidence, cues.speakers)) is not None]
    if evidence is not None:
        result += _from_layer(tree, evidence, result)
    result.sort(key=lambda one: one.first)
    return result, evidence


def _from_table(tree: Tree, one: Occurrence, evidence: Learned | None, speakers: frozenset[str]) -> Utterance | None:
    """The first row of the cue whose content the sentence holds; else one that can wait for a quotation."""
    run = evidence.cue_at(one.first, one.last) if evidence is not None else None
    kind = "table" if run is None else "both"
    waiting: Utterance | None = None
    for row in one.rows:
        if not _applies(tree, row, one.head, speakers):
            continue
        slot, tokens = content_tokens(tree, row, one.head)
        draft = Utterance(row, one.head, one.first, one.last, tree, tokens, kind, run, slot)
        if tokens:
            tokens.difference_update(range(one.first, one.last))
            return draft
        if waiting is None and draft.awaits:
            waiting = draft
    return waiting


def _applies(tree: Tree, row: Cue, head: int, speakers: frozenset[str]) -> bool:
    """Whether what a row presupposes holds: somebody cited who can speak, a by-phrase, a speaker before a colon."""
    if row.pos == "V" and row.sources == ("obj",):
        cited = tree.kid(head, "obj", "iobj")
        return cited is not None and tree.tags[head] == "VBG" and can_speak(tree, cited, speakers)
    if row.pos == "V" and row.sources == ("by",):
        return tree.is_passive(head)
    if row.sources == ("before",):
        return any(can_speak(tree, token, speakers) for token in range(max(0, head - 2), head))
    return True


def _from_layer(tree: Tree, evidence: Learned, known: Sequence[Utterance]) -> list[Utterance]:
    """Utterances for learned cues of which the table has no word."""
    taken = {one.run for one in known}
    found: list[Utterance] = []
    for number, run in enumerate(evidence.cues):
        if number in taken or is_fragment(tree, run):
            continue
        head = cue_head(tree, run)
        row = _unknown(tree, head)
        slot, tokens = content_tokens(tree, row, head)
        tokens = tokens - set(range(run.first, run.last)) or _nearest(evidence.contents, run)
        if tokens:
            found.append(Utterance(row, head, run.first, run.last, tree, tokens, "layer", number, slot))
    return found


def _unknown(tree: Tree, head: int) -> Cue:
    """A row for a learned cue that the table lacks: a verb, a noun or adjective, or the preposition of a source."""
    lemmas = (tree.lemmas[head].lower(),)
    if tree.upos[head] == "ADP":
        return Cue(lemmas, "P", "stance", ("obj",), ("host",), "stated", "")
    if tree.is_verb(head):
        manner = "speech" if clause(tree, head) or parenthesis(tree, head) else "stance"
        return Cue(lemmas, "V", manner, ("subj",), UNKNOWN_VERB, "stated", "")
    sources = ("subj",) if tree.upos[head] == "ADJ" else ("poss", "by", "from", "of", "light")
    return Cue(lemmas, "N", "stance", sources, UNKNOWN_NOUN, "stated", "")


def _nearest(runs: Sequence[Run], cue: Run) -> set[int]:
    """The tokens of the run that stands nearest to a cue."""
    best = min(runs, key=lambda run: min(abs(run.first - cue.last), abs(cue.first - run.last)), default=None)
    return set(range(best.first, best.last)) if best is not None else set()
