"""`polnear`: attributions of PolNeAR, found by the shipped system from raw text.

Gold spans are laid on the system's tokens. A predicted and a gold cue match one to one where they share a token, best
overlap first. `detection_f1`: sentences that hold a part of an attribution (source, cue or content). `cue_f1`:
matched cues. `source_head_f1`, given a matched cue: the predicted source's head is the head of the gold source in the
system's tree (the tops of the span: words whose own head lies outside it); attributions without a source count for
cue and content only. PolNeAR marks no attribution inside the content of another (0 of 19,943 cues of its training
part), so a found cue that lies inside gold content is not counted against precision; `cue_f1_all` counts it.
`content_token_f1`: tokens that lie in the content of any attribution; `content_token_f1_given_cue` compares the
contents of matched attributions only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.evaluation.gold import find, lines
from dragoman.evaluation.shares import f1
from dragoman.language.analysis import Analyser
from dragoman.records import Report, Sentence
from dragoman.voices import Attribution, Voices

BATCH = 32

Token = tuple[int, int]


class Voice(NamedTuple):
    """An attribution as sets of tokens (sentence, token); `heads` are the tops of its source."""

    cue: frozenset[Token]
    heads: frozenset[Token]
    content: frozenset[Token]


def evaluate(path: Path, errors: Path | None = None) -> dict[str, object]:
    """The figures on a file, or on `dev.jsonl` of a folder; `errors` gets one JSON line for each wrong attribution."""
    source = find(path, "dev.jsonl", "test.jsonl", "train.jsonl")
    documents = list(lines(source))
    analyser, voices = Analyser(), Voices()
    tally = Tally()
    wrong: list[dict[str, object]] = []
    for start in range(0, len(documents), BATCH):
        batch = documents[start : start + BATCH]
        for document, sentences in zip(batch, analyser.analyse([one["text"] for one in batch]), strict=True):
            report = Report(id=document["doc_id"], text=document["text"], text_sha256="")
            gold = gold_voices(document, sentences)
            found = found_voices(voices.attributions(report, sentences))
            wrong += tally.add(gold, found, sentences, report)
    if errors is not None:
        errors.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in wrong), encoding="utf-8")
    return tally.figures()


def gold_voices(document: Mapping[str, Any], sentences: Sequence[Sentence]) -> list[Voice]:
    """The gold attributions that have a cue, laid on tokens."""
    place: dict[int, Token] = {}
    for index, sentence in enumerate(sentences):
        for token, (start, end) in enumerate(zip(sentence.starts, sentence.ends, strict=True)):
            place.update(dict.fromkeys(range(start, end), (index, token)))

    def tokens(spans: Iterable[Mapping[str, int]]) -> frozenset[Token]:
        return frozenset(
            place[offset] for span in spans for offset in range(span["start"], span["end"]) if offset in place
        )

    found = []
    for one in document["attributions"]:
        cue, named = tokens(one["cue"]), tokens(one["source"])
        if cue:
            found.append(Voice(cue, _tops(named, sentences), tokens(one["content"])))
    return found


def _tops(named: frozenset[Token], sentences: Sequence[Sentence]) -> frozenset[Token]:
    return frozenset(
        (at, token)
        for at, token in named
        if (at, sentences[at].heads[token]) not in named and sentences[at].relations[token] != "punct"
    )


def found_voices(attributions: Sequence[Attribution]) -> list[Voice]:
    """The system's attributions, the inherited ones joined to the one that they continue."""
    cues: dict[tuple[int, int, int], tuple[set[Token], set[Token]]] = {}
    for one in attributions:
        heads, content = cues.setdefault(one.cue, (set(), set()))
        if one.source is not None:
            heads.add((one.source_sentence, one.source[2]))
        content.update((at, token) for at, first, last in one.content for token in range(first, last))
    return [
        Voice(frozenset((at, token) for token in range(first, last)), frozenset(heads), frozenset(content))
        for (at, first, last), (heads, content) in cues.items()
    ]


class Tally:
    """Counts over documents: (right, predicted, gold) of each figure."""

    def __init__(self) -> None:
        self.counts = {name: [0, 0, 0] for name in ("detection", "cue", "all", "source", "content", "given")}

    def add(
        self, gold: Sequence[Voice], found: Sequence[Voice], sentences: Sequence[Sentence], report: Report
    ) -> list[dict[str, object]]:
        """Count one document; returns its wrong cases."""
        self._sets("detection", _sentences_of(found), _sentences_of(gold))
        self._sets("content", _contents_of(found), _contents_of(gold))
        pairs = paired(gold, found)
        taken = set(pairs.values())
        unmarked = _contents_of(gold)
        counted = {p for p, one in enumerate(found) if p in taken or not one.cue <= unmarked}
        for name, number in (("cue", len(counted)), ("all", len(found))):
            count = self.counts[name]
            count[0] += len(pairs)
            count[1] += number
            count[2] += len(gold)
        wrong = []
        for g, p in pairs.items():
            one, other = gold[g], found[p]
            self._sets("given", other.content, one.content)
            right = bool(one.heads & other.heads)
            if one.heads:
                source = self.counts["source"]
                source[0] += right
                source[1] += bool(other.heads)
                source[2] += 1
            if one.heads and not right:
                wrong.append(_case("source", one, other, sentences, report))
            if 2 * len(one.content & other.content) < len(one.content | other.content):
                wrong.append(_case("content", one, other, sentences, report))
        wrong += [_case("missed", one, None, sentences, report) for g, one in enumerate(gold) if g not in pairs]
        wrong += [_case("spurious", None, found[p], sentences, report) for p in sorted(counted - taken)]
        return wrong

    def _sets(self, name: str, found: set[Any] | frozenset[Any], gold: set[Any] | frozenset[Any]) -> None:
        count = self.counts[name]
        count[0] += len(found & gold)
        count[1] += len(found)
        count[2] += len(gold)

    def figures(self) -> dict[str, object]:
        """F1 of each figure; `n` is the number of gold attributions with a cue."""
        scores = {name: round(f1(*count), 4) for name, count in self.counts.items()}
        right, predicted, gold = self.counts["cue"]
        return {
            "detection_f1": scores["detection"],
            "cue_f1": scores["cue"],
            "cue_f1_all": scores["all"],
            "cue_precision": round(right / max(predicted, 1), 4),
            "cue_recall": round(right / max(gold, 1), 4),
            "source_head_f1": scores["source"],
            "content_token_f1": scores["content"],
            "content_token_f1_given_cue": scores["given"],
            "n": gold,
        }


def paired(gold: Sequence[Voice], found: Sequence[Voice]) -> dict[int, int]:
    """Gold to found by overlapping cues, one to one, the larger overlap first."""
    by_token: dict[Token, list[int]] = {}
    for p, other in enumerate(found):
        for token in other.cue:
            by_token.setdefault(token, []).append(p)
    scored = sorted(
        {
            (-len(one.cue & found[p].cue), g, p)
            for g, one in enumerate(gold)
            for t in one.cue
            for p in by_token.get(t, ())
        }
    )
    pairs: dict[int, int] = {}
    for _, g, p in scored:
        if g not in pairs and p not in pairs.values():
            pairs[g] = p
    return pairs


def _sentences_of(voices: Sequence[Voice]) -> set[int]:
    return {at for one in voices for part in one for at, _ in part}


def _contents_of(voices: Sequence[Voice]) -> set[Token]:
    return {token for one in voices for token in one.content}


def _case(
    kind: str, gold: Voice | None, found: Voice | None, sentences: Sequence[Sentence], report: Report
) -> dict[str, object]:
    """One wrong case, in words."""

    def words(tokens: frozenset[Token]) -> str:
        return " ".join(sentences[at].words[token] for at, token in sorted(tokens))

    at = min((gold or found).cue)[0]  # type: ignore[union-attr]
    sentence = sentences[at]
    case: dict[str, object] = {
        "report": report.id,
        "error": kind,
        "start": sentence.start,
        "sentence": report.text[sentence.start : sentence.end],
    }
    for name, voice in (("gold", gold), ("found", found)):
        if voice is not None:
            case[name] = {"cue": words(voice.cue), "source": words(voice.heads), "content": words(voice.content)}
    return case
