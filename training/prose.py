"""News prose as it is, for the act head: what the frames find in it, and the words that surely tell of no act.

Our coded sentences hold more acts than news does, so alone they would make the head see acts everywhere. Here a word
that a frame anchors on has that frame's type; a word that the lexicon does not know, or that stands in a sentence
without a named party, tells of none; a known word that no frame matches stays open, since frames miss a good part of
the acts.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.claims import ClaimCoder
from dragoman.claims.lexicon import Lexicon
from dragoman.coder import BATCH, Coder, prose
from dragoman.language.segmenting import segment
from dragoman.language.tokenising import tokenise
from dragoman.reading import read_text
from dragoman.records import Claim, Report, Sentence
from training.acts import TAGS
from training.attribution import FOLDER as ATTRIBUTIONS
from training.examples import OPEN, Example
from training.names import newswire

UNLABELLED = ("text/open_news/articles.jsonl", "events/ngec_synthetic/stories.jsonl.gz")
CODED, LONG_PARAGRAPH = Path("wire/reports.jsonl"), 60
PARTIES = frozenset({"Person", "Organization", "NORP", "GPE"})
ATTRIBUTED_DOCUMENTS, WIRE_SENTENCES, PER_REPORT = 240, 6000, 20
DAY = "2018-06-15"


def texts(data: Path) -> Iterator[str]:
    """Whole news texts: PolNeAR's training documents, and the newswire sentences that train spans."""
    with gzip.open(data / ATTRIBUTIONS / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number < ATTRIBUTED_DOCUMENTS:
                yield json.loads(line)["text"]
    sentences = [" ".join(words) for words, _ in newswire(data, held_out=False)[:WIRE_SENTENCES]]
    for start in range(0, len(sentences), PER_REPORT):
        yield "\n".join(sentences[start : start + PER_REPORT])


def unlabelled(data: Path) -> list[Example]:
    """Sentences without labels, for what the teachers say of them: open news and the made-up stories by type.

    The articles that are coded as the end-to-end gold are among the open news, and left out.
    """
    with (data / CODED).open(encoding="utf-8") as lines:
        coded = {part for row in map(json.loads, lines) for part in _paragraphs(row["text"])}
    texts = []
    for name in UNLABELLED:
        with (gzip.open if name.endswith(".gz") else open)(data / name, "rt", encoding="utf-8") as lines:
            texts += [row["text"] for row in map(json.loads, lines)]
    texts = [text for text in texts if coded.isdisjoint(_paragraphs(text))]
    bounds = ((text, *bound) for text in texts for bound in segment(text))
    return [Example(tuple(token.text for token in tokenise(*bound)), "text") for bound in bounds]


def _paragraphs(text: str) -> set[str]:
    return {part.strip() for part in text.split("\n") if len(part.strip()) > LONG_PARAGRAPH}


def training_prose(data: Path) -> list[Example]:
    """The sentences of those texts with what is known of their words."""
    coder = Coder()
    coder.claims = ClaimCoder(by_head=False)  # the frames alone: the head is not to teach itself
    reports = [read_text(text, id=str(number), date=DAY) for number, text in enumerate(texts(data))]
    made: list[Example] = []
    for start in range(0, len(reports), BATCH):
        batch = reports[start : start + BATCH]
        analysed = coder.analyser.analyse([prose(report) for report in batch])
        for report, sentences in zip(batch, analysed, strict=True):
            made += _examples(report, sentences, coder)
    return made


def _examples(report: Report, sentences: Sequence[Sentence], coder: Coder) -> Iterator[Example]:
    claims = coder.code_sentences(report, tuple(sentences))
    for sentence in sentences:
        own = [claim for claim in claims if claim.sentence_start == sentence.start]
        if sentence.note is None:
            yield Example(
                sentence.words,
                "prose",
                acts=_acts(sentence, own, coder.claims.lexicon),
                contents=(OPEN,) * len(sentence),
            )


def _acts(sentence: Sentence, claims: Sequence[Claim], lexicon: Lexicon) -> tuple[str, ...]:
    political = any(span.label in PARTIES for span in sentence.spans) or bool(claims)
    acts = []
    for place, lemma in enumerate(sentence.lemmas):
        start = sentence.starts[place]
        here = [claim for claim in claims if claim.anchor.start <= start < claim.anchor.end]
        known = any(lexicon.lookup(pos, lemma) for pos, tags in TAGS.items() if sentence.upos[place] in tags)
        if here and known:
            acts.append(here[0].event)
        else:
            acts.append(OPEN if here or (known and political) else "O")
    return tuple(acts)
