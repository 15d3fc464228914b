"""What the room of voices delivers: who is given as the source of what, by which words.

Token ranges are (sentence, first, last) with `last` exclusive; a source is (first, last, head) in `source_sentence`.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

VOUCHING = frozenset({"speech", "writing", "evidence", "thought", "wish", "channel", "according"})
MANNERS = VOUCHING | {"question", "request", "promise", "stance", "topic", "seeming"}
KINDS = ("direct", "indirect", "mixed", "according", "noun")

Range = tuple[int, int, int]


class Attribution(msgspec.Struct, frozen=True):
    """One attribution: a cue, the source it names (None for “it was reported that”), and the content.

    `kind` is direct, indirect, mixed (speech by its quotation marks), according or noun. `manner` is the kind of the
    cue's row: speech, writing, evidence, thought, wish, channel and according say on whose word the content stands;
    question, request, promise, stance, topic and seeming name a speaker but vouch for nothing. A quotation that runs
    on into other sentences gives one `inherited` attribution for each of them. `row` is `cues.tsv:LINE`, or empty
    where the learned layer alone found the cue; `evidence` is table, layer or both.
    """

    sentence: int
    cue: Range
    content: tuple[Range, ...]
    strength: str
    kind: str
    manner: str
    lemma: str
    row: str
    source: Range | None = None
    source_sentence: int = -1
    inherited: bool = False
    evidence: str = "table"

    @property
    def vouches(self) -> bool:
        """Whether the source stands for the content, rather than asking, demanding or judging."""
        return self.manner in VOUCHING

    def holds(self, sentence: int, token: int) -> bool:
        """Whether a token lies in the content."""
        return any(at == sentence and first <= token < last for at, first, last in self.content)


def chain(attributions: Sequence[Attribution], sentence: int, token: int) -> tuple[Attribution, ...]:
    """The attributions on whose word a token's assertion stands, outermost first.

    An attribution whose content holds another's cue is outside it; parallel ones follow the text's order.
    """
    holders = [one for one in attributions if one.vouches and one.holds(sentence, token)]
    if len(holders) < 2:
        return tuple(holders)
    return tuple(sorted(holders, key=lambda one: (_depth(one, holders), one.cue)))


def _depth(one: Attribution, holders: Sequence[Attribution]) -> int:
    """How many of the others hold this one's cue in their content; of two that hold each other's, neither counts."""
    at, first, _ = one.cue
    return sum(
        other.holds(at, first) and not one.holds(other.cue[0], other.cue[1]) for other in holders if other is not one
    )
