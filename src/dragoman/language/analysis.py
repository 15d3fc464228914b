"""Texts to sentences: segmenting, tokens, tags, lemmas, dependencies, named spans, attribution and status."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.language.clauses import subjects_restored
from dragoman.language.encoder import Encoder, Pieces
from dragoman.language.lemmas import Lemmas
from dragoman.language.parts import Part, parts_of
from dragoman.language.segmenting import segment
from dragoman.language.tokenising import Token, tokenise
from dragoman.language.windows import windows
from dragoman.language.wordpieces import MAX_LETTERS_READ
from dragoman.records import LearnedAct, NamedSpan, Sentence
from dragoman.settings import current

MODELS = Path(__file__).resolve().parents[1] / "models"
MAX_ANALYSED_WORDS = 4000
JOINED = "parataxis"
GATED = "not analysed: the gate finds no word that tells of an act"

Gate = Callable[[Sequence[str]], bool]
"""Whether a sentence of these words is worth analysing."""


@dataclass
class Draft:
    """A sentence on its way: its place in the text, its tokens, its windows and what was found in each."""

    text: int
    start: int
    end: int
    tokens: list[Token]
    windows: list[tuple[int, int]] = field(default_factory=list)
    parts: list[Part | None] = field(default_factory=list)
    note: str | None = None


class Analyser:
    """The linguistic stage with its model loaded. Keep one a process; it holds no state between calls.

    `models` is the folder with `encoder.onnx`, `relations.onnx`, `roles.onnx`, `labels.json`, `transitions.json`,
    `vocab.txt` and `lemmas.tsv`; the one shipped with the package by default. `threads` is onnxruntime's: processes
    scale better than threads. `device` is cpu or cuda; the setting language.device where it is None. Raises BadSetting
    where that device cannot be used.
    """

    def __init__(self, models: Path | None = None, threads: int = 1, device: str | None = None) -> None:
        folder = models or MODELS
        self._encoder = Encoder(folder, threads, device or current().language.device)
        self._lemmas = Lemmas.load(folder / "lemmas.tsv")

    def analyse(self, texts: Sequence[str], gate: Gate | None = None) -> list[tuple[Sentence, ...]]:
        """The sentences of each text, with offsets of that text.

        A sentence's analysis depends on its own words only, not on its neighbours or on the other texts. A text without
        any letter or digit gives one unanalysed sentence with a `note`, an empty text none. A `gate` says by its words
        whether a sentence is worth analysing; the others have tokens alone and say so in `note`.
        """
        drafts = [draft for index, text in enumerate(texts) for draft in _drafts(index, text)]
        if gate is not None:
            for draft in drafts:
                if draft.note is None and not gate([token.text for token in draft.tokens]):
                    draft.note = GATED
        found: list[list[Sentence]] = [[] for _ in texts]
        for draft, sentence in zip(drafts, self._analysed(drafts), strict=True):
            found[draft.text].append(sentence)
        return [tuple(sentences) for sentences in found]

    def analyse_tokens(self, sentences: Sequence[Sequence[str]]) -> list[Sentence]:
        """Analyse sentences whose tokens are given, for scoring against annotated sets.

        Each result has exactly the given words; its offsets are those of the words joined by single spaces.
        """
        drafts = []
        for index, words in enumerate(sentences):
            tokens, place = [], 0
            for word in words:
                tokens.append(Token(word, place, place + len(word)))
                place += len(word) + 1
            drafts.append(Draft(index, 0, max(0, place - 1), tokens))
        return self._analysed(drafts)

    def _analysed(self, drafts: Sequence[Draft]) -> list[Sentence]:
        jobs: list[tuple[Draft, int]] = []
        inputs: list[Pieces] = []
        for draft in drafts:
            for number, pieces in enumerate(self._prepare(draft)):
                jobs.append((draft, number))
                inputs.append(pieces)
        for scores in self._encoder.run(inputs):
            for member, part in zip(scores.members, parts_of(scores, self._encoder), strict=True):
                draft, number = jobs[member]
                draft.parts[number] = part
        return [self._sentence(draft) for draft in drafts]

    def _prepare(self, draft: Draft) -> list[Pieces]:
        """The word pieces of a draft, in one window or several."""
        words = [token.text for token in draft.tokens]
        if draft.note is None and len(words) > MAX_ANALYSED_WORDS:
            draft.note = f"not analysed: {len(words)} words without a sentence boundary"
        if draft.note is not None or not words:
            return []
        of_word = self._encoder.pieces.of_word
        draft.windows = windows(words, [len(of_word(word)) for word in words])
        draft.parts = [None] * len(draft.windows)
        draft.note = _reservation(words, len(draft.windows))
        return [self._encoder.pieces.of_sentence(words[first:last]) for first, last in draft.windows]

    def _sentence(self, draft: Draft) -> Sentence:
        words, starts, ends = tuple(zip(*draft.tokens, strict=True)) or ((), (), ())
        parts = [part for part in draft.parts if part is not None]
        if not parts:
            return _unanalysed(draft, words, starts, ends)
        tags = tuple(tag for part in parts for tag in part.tags)
        upos = tuple(tag for part in parts for tag in part.upos)
        heads, relations, spans = _joined(draft, parts)
        heads, relations = subjects_restored(heads, relations, tags, upos)
        return Sentence(
            start=draft.start,
            end=draft.end,
            words=words,
            starts=starts,
            ends=ends,
            lemmas=tuple(map(self._lemmas.of, words, tags, upos)),
            upos=upos,
            tags=tags,
            heads=heads,
            relations=relations,
            spans=spans,
            note=draft.note,
            layers={
                "attribution": tuple(label for part in parts for label in part.attribution),
                "attribution_p": tuple(value for part in parts for value in part.attribution_p),
                "status": tuple(value for part in parts for value in part.status),
                "event": tuple(value for part in parts for value in part.event),
            },
            acts=_acts(draft, parts),
        )


def _drafts(index: int, text: str) -> Iterator[Draft]:
    bounds = segment(text)
    for start, end in bounds:
        yield Draft(index, start, end, tokenise(text, start, end))
    body = text.strip()
    if body and not bounds:
        start = text.index(body)
        tokens = tokenise(text, start, start + len(body))
        yield Draft(index, start, start + len(body), tokens, note="not analysed: no letters or digits")


def _unanalysed(draft: Draft, words: tuple[str, ...], starts: tuple[int, ...], ends: tuple[int, ...]) -> Sentence:
    """Tokens only: each is tagged X and hangs on the first."""
    count = len(words)
    return Sentence(
        start=draft.start,
        end=draft.end,
        words=words,
        starts=starts,
        ends=ends,
        lemmas=words,
        upos=("X",) * count,
        tags=("FW",) * count,
        heads=tuple(-1 if place == 0 else 0 for place in range(count)),
        relations=tuple("root" if place == 0 else "dep" for place in range(count)),
        note=draft.note or "not analysed: no words",
    )


def _reservation(words: Sequence[str], windows: int) -> str | None:
    """Why an analysis is partial or not to be relied on, if it is."""
    longest = max(map(len, words))
    reasons = []
    if windows > 1:
        reasons.append(f"{len(words)} words, analysed in {windows} windows")
    if longest > MAX_LETTERS_READ:
        reasons.append(f"a word of {longest} letters, of which {MAX_LETTERS_READ} are read")
    if not any(letter.isascii() and letter.isalpha() for word in words for letter in word):
        reasons.append("no Latin letter, so that the analysis is not to be relied on")
    return "; ".join(reasons) or None


def _joined(draft: Draft, parts: Sequence[Part]) -> tuple[tuple[int, ...], tuple[str, ...], tuple[NamedSpan, ...]]:
    """Heads, relations and spans of the windows as one sentence; later roots hang on the first as parataxis."""
    heads: list[int] = []
    relations: list[str] = []
    spans: list[NamedSpan] = []
    top = parts[0].heads.index(-1)
    for (offset, _), part in zip(draft.windows, parts, strict=True):
        for head, relation in zip(part.heads, part.relations, strict=True):
            is_joint = head < 0 and offset > 0
            heads.append(top if is_joint else head if head < 0 else head + offset)
            relations.append(JOINED if is_joint else relation)
        spans += [NamedSpan(first + offset, last + offset, label) for first, last, label in part.spans]
    return tuple(heads), tuple(relations), tuple(spans)


def _acts(draft: Draft, parts: Sequence[Part]) -> tuple[LearnedAct, ...]:
    """The acts of the windows, their words counted in the sentence."""
    return tuple(
        LearnedAct(
            word + offset, share, types, content, tuple((side + offset, role, sure) for side, role, sure in roles)
        )
        for (offset, _), part in zip(draft.windows, parts, strict=True)
        for word, share, types, content, roles in part.acts
    )
