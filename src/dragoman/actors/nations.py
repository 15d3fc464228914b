"""Several nations before one noun: "Kenyan and Ugandan refugees" are two groups on the same words.

The codebook has a collective of named states as one entry for each on the same span (hard case 10). The words decide
and not the tree, which parsers draw in many ways here; which of them are nations the tables say.
"""

from __future__ import annotations

from dragoman.actors.figures import Figures
from dragoman.actors.identity import Identity
from dragoman.actors.words import words_of
from dragoman.records import NamedSpan, Sentence

_JOINTS = ((",",), ("and",), (",", "and"), ("&",))


def by_nation(figures: Figures, index: int, head: int) -> tuple[Identity, ...]:
    """One identity for each of at least two nations coordinated before a noun; none where it is otherwise."""
    sentence, phrases = figures.sentences[index], figures.phrases[index]
    noun = _counted(figures, index, head)
    if sentence.upos[noun] != "NOUN":
        return ()
    run = _run(sentence, noun)
    if len(run) < 2:
        return ()
    first, last = phrases.mention(noun)
    first = min(first, run[0].first)
    before = figures.text_of(index, first, run[0].first) + " " if first < run[0].first else ""
    behind = figures.text_of(index, run[-1].last, last)
    if sentence.lemmas[noun].lower() in words_of("government"):  # each of the governments is one
        behind = behind.replace(sentence.words[noun], sentence.lemmas[noun])
    found = [
        figures.resolver.resolve(f"{before}{figures.text_of(index, one.first, one.last)} {behind}", figures.day)
        for one in run
    ]
    kept = tuple(identity for identity in found if identity is not None and identity.country is not None)
    return kept if len(kept) == len(run) and len({identity.country for identity in kept}) > 1 else ()


def _run(sentence: Sentence, noun: int) -> list[NamedSpan]:
    """The adjectives of nations before a noun that commas and "and" join, the last of them its own modifier."""
    nations = {span.last: span for span in sentence.spans if span.last <= noun and _is_adjective(sentence, span)}
    last = next((nations[end] for end in range(noun, max(0, noun - 3), -1) if end in nations), None)
    if last is None or sentence.heads[last.last - 1] not in (noun, *range(last.first)):
        return []
    run = [last]
    while True:
        joint = next((j for j in _JOINTS if sentence.words[run[0].first - len(j) : run[0].first] == j), None)
        before = nations.get(run[0].first - len(joint)) if joint else None
        if before is None:
            return run
        run.insert(0, before)


def _is_adjective(sentence: Sentence, span: NamedSpan) -> bool:
    """Whether a nation stands as an adjective ("Kenyan", "South Korean", "US"), not as a name of its own."""
    if span.label == "NORP":
        return not sentence.tags[span.last - 1].endswith("S")
    return span.label == "GPE" and sentence.words[span.first].replace(".", "").isupper()


def _counted(figures: Figures, index: int, head: int) -> int:
    """The noun that a number counts ("scores of ... refugees"), else the head itself."""
    sentence, phrases = figures.sentences[index], figures.phrases[index]
    if not {sentence.lemmas[head].lower(), sentence.words[head].lower()} & words_of("quantity"):
        return head
    counted = (c for c in phrases.children[head] if sentence.relations[c] == "nmod" and phrases.preposition(c) == "of")
    return next(counted, head)
