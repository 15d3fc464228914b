"""`ecbplus`: the same event told in several reports, with gold mentions given (Cybulska and Vossen 2014).

The mentions of all documents are clustered together: neither topic nor sub-topic is told to the system. The baseline is
told the topic and puts the mentions of one head lemma in a topic together, as the published baselines do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.evaluation.coded import write_errors
from dragoman.evaluation.coreference import bcubed, ceaf_e, conll_f1, muc
from dragoman.evaluation.gold import find, lines
from dragoman.language import Analyser
from dragoman.records import Report, Sentence
from dragoman.stories.acquaintance import Cast, Side
from dragoman.stories.gist import Gist, sentence_gist, story_gist
from dragoman.stories.merging import merge
from dragoman.stories.telling import Telling

DEV_TOPICS = frozenset(("2", "5", "12", "18", "21", "23", "34", "35"))
"""The usual development topics; where a file holds none of them, all its topics are scored."""
ACTING = frozenset(("nsubj", "obl:agent", "nmod:poss"))
ACTED_UPON = frozenset(("obj", "nsubj:pass", "iobj", "nmod", "obl", "compound"))
NAMING = frozenset(("PROPN", "NOUN"))
PARTS = frozenset(("compound", "flat", "amod", "appos", "nmod"))


class Mention(NamedTuple):
    """A gold mention: document, topic, gold chain, and the mention as merging sees it."""

    document: str
    topic: str
    chain: str
    telling: Telling


def topics(path: Path, split: str | None = None) -> list[dict[str, Any]]:
    """The documents that are scored: the development topics where there are some; `split` is "train" for the others of
    the same file, "all" for all, or numbers of topics with commas between."""
    documents = list(lines(find(path, "docs.jsonl")))
    if split == "all":
        return documents
    if split and split != "train":
        return [one for one in documents if one["topic"] in split.split(",")]
    development = [one for one in documents if one["topic"] in DEV_TOPICS]
    if split == "train":
        return [one for one in documents if one["topic"] not in DEV_TOPICS]
    return development or documents


def mentions(documents: Sequence[dict[str, Any]], analyser: Analyser) -> Iterator[Mention]:
    """The gold mentions of documents, analysed."""
    for document in documents:
        if not document["events"]:
            continue
        sentences = analyser.analyse_tokens(document["sents"])
        text = "\n".join(" ".join(words) for words in document["sents"])
        story = story_gist(Report(id=document["doc_id"], text=text, text_sha256=""))
        for place, event in enumerate(document["events"]):
            sentence = sentences[event["sent"]]
            made = _telling(document["doc_id"], place, sentence, event["tokens"], event.get("head", ""), story)
            yield Mention(document["doc_id"], document["topic"], event["chain"], made)


def _telling(document: str, place: int, sentence: Sentence, tokens: Sequence[int], head: str, story: Gist) -> Telling:
    own = head_token(sentence, tokens, head)
    verb = sentence.heads[own] if sentence.relations[own] in ("xcomp", "obj") and sentence.upos[own] != "NOUN" else own
    acting = list(_sides(sentence, {own, verb}, ACTING))
    acted_upon = list(_sides(sentence, {own}, ACTED_UPON))
    return Telling(
        claim=f"{document}:{place}",
        report=document,
        order=(0, document, place),
        published=0,
        event="",
        mode="",
        content="",
        is_plan=False,
        status="actual",
        anchor=sentence.lemmas[own].lower(),
        actors=Cast.of(acting),
        recipients=Cast.of(acted_upon),
        everyone=Cast.of((*acting, *acted_upon)),
        first=0,
        last=0,
        basis="",
        site=None,
        counts=(),
        gist=sentence_gist(" ".join(sentence.words)),
        story=story,
    )


def head_token(sentence: Sentence, tokens: Sequence[int], head: str) -> int:
    """The token of a mention that heads it: the one that the gold names, else the one whose head lies outside."""
    for token in tokens:
        if sentence.words[token] == head:
            return token
    return next((token for token in tokens if sentence.heads[token] not in tokens), tokens[-1])


def _sides(sentence: Sentence, heads: set[int], relations: frozenset[str]) -> Iterator[Side]:
    for token, (head, relation) in enumerate(zip(sentence.heads, sentence.relations, strict=True)):
        if head in heads and relation in relations and sentence.upos[token] in NAMING:
            parts = [
                at
                for at, (over, kind) in enumerate(zip(sentence.heads, sentence.relations, strict=True))
                if at == token or (over == token and kind in PARTS and sentence.upos[at] in NAMING)
            ]
            words = tuple(sentence.words[at].lower() for at in parts)
            yield Side(words, any(sentence.upos[at] == "PROPN" for at in parts), "", "", "")


def evaluate(path: Path, errors: Path | None = None, split: str | None = None) -> dict[str, Any]:
    """`bcubed_f1`, `conll_f1`, `baseline_bcubed_f1`, with precision and recall, MUC and CEAF-e, and `n` mentions."""
    found = list(mentions(topics(path, split), Analyser()))
    key = [one.chain for one in found]
    clusters = merge([one.telling for one in found])
    label = {member: number for number, members in enumerate(clusters) for member in members}
    response = [label[place] for place in range(len(found))]
    baseline = [(one.topic, one.telling.anchor) for one in found]
    own, lemma = bcubed(key, response), bcubed(key, baseline)
    write_errors(errors, _errors(found, response))
    return {
        "bcubed_f1": round(own.f1, 4),
        "conll_f1": round(conll_f1(key, response), 4),
        "baseline_bcubed_f1": round(lemma.f1, 4),
        "bcubed_precision": round(own.precision, 4),
        "bcubed_recall": round(own.recall, 4),
        "muc_f1": round(muc(key, response).f1, 4),
        "ceaf_e_f1": round(ceaf_e(key, response).f1, 4),
        "baseline_conll_f1": round(conll_f1(key, baseline), 4),
        "topics": len({one.topic for one in found}),
        "chains": len(set(key)),
        "n": len(found),
    }


def _errors(found: Sequence[Mention], response: Sequence[int]) -> list[dict[str, Any]]:
    """The clusters that mix chains, and the chains that are split."""
    together: dict[int, set[str]] = {}
    for mention, cluster in zip(found, response, strict=True):
        together.setdefault(cluster, set()).add(mention.chain)
    return [
        {"mention": m.telling.claim, "anchor": m.telling.anchor, "chain": m.chain, "cluster": cluster}
        for m, cluster in zip(found, response, strict=True)
        if len(together[cluster]) > 1
    ]
