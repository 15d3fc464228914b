"""`ud`: trees in CoNLL-U. Attachment, tags, lemmas on gold tokens; tokens, sentences, attachment from raw text.

Relations are compared without subtypes. From raw text a word is right if its offsets are those of a gold word;
multiword tokens ("don't") are compared by their surface parts as the treebank's words align with them.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.errors import DragomanError
from dragoman.evaluation.shares import f1
from dragoman.language import Analyser
from dragoman.records import Sentence

BATCH = 256


class Tree(NamedTuple):
    """One gold sentence: raw text, document-breaking flag, and the words' columns; heads count from 0, -1 the root."""

    text: str
    new_document: bool
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    offsets: tuple[tuple[int, int], ...]


def trees(path: Path) -> Iterator[Tree]:
    """The sentences of a CoNLL-U file, `.gz` or not. Raises DragomanError that names file and line."""
    opener = gzip.open if path.suffix == ".gz" else open
    block: list[str] = []
    with opener(path, "rt", encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield _tree(block, path, number)
                block = []
    if block:
        yield _tree(block, path, 0)


def _tree(block: Sequence[str], path: Path, number: int) -> Tree:
    text = next((line[9:] for line in block if line.startswith("# text = ")), "")
    new = any(line.startswith("# newdoc") for line in block)
    rows = [line.split("\t") for line in block if not line.startswith("#")]
    if any(len(row) != 10 for row in rows):
        raise DragomanError(f"{path}:{number}: a word line without ten columns; give CoNLL-U")
    words = [row for row in rows if row[0].isdigit()]
    return Tree(
        text,
        new,
        tuple(row[1] for row in words),
        tuple(row[2] for row in words),
        tuple(row[3] for row in words),
        tuple(row[4] for row in words),
        tuple(int(row[6]) - 1 for row in words),
        tuple(row[7] for row in words),
        _offsets(rows, text),
    )


def _offsets(rows: Sequence[Sequence[str]], text: str) -> tuple[tuple[int, int], ...]:
    """Where each word stands in the sentence's text; words of a multiword token share out its letters."""
    found: list[tuple[int, int]] = []
    position, until, inside = 0, 0, 0
    for row in rows:
        if "-" in row[0]:
            position = max(text.find(row[1], position), position)
            until, inside = int(row[0].split("-")[1]), position + len(row[1])
            continue
        if not row[0].isdigit():
            continue
        at = text.find(row[1], position)
        if int(row[0]) <= until:
            at = position if at < 0 or at >= inside else at
            end = inside if int(row[0]) == until else min(inside, at + len(row[1]))
        else:
            at = position if at < 0 else at
            end = at + len(row[1])
        found.append((at, end))
        position = end
    return tuple(found)


def evaluate(path: Path, errors: Path | None = None) -> dict[str, Any]:
    """Attachment and tags of one file, or of each `*test*` and `*dev*` file of a folder."""
    if path.is_dir():
        files = sorted(found for found in path.glob("*.conllu*") if "train" not in found.name)
        return {found.name.split(".")[0]: evaluate(found, None) for found in files} | {"n": len(files)}
    gold = list(trees(path))
    analyser = Analyser()
    result = on_gold_tokens(gold, analyser) | from_raw_text(gold, analyser)
    if errors:
        errors.write_text("", encoding="utf-8")
    return result


def on_gold_tokens(gold: Sequence[Tree], analyser: Analyser) -> dict[str, Any]:
    """Shares right of heads, heads and relations, tags and lemmas, given the words."""
    right = dict.fromkeys(("uas", "las", "las_subtypes", "upos", "xpos", "lemma"), 0)
    total = 0
    for start in range(0, len(gold), BATCH):
        batch = gold[start : start + BATCH]
        for tree, found in zip(batch, analyser.analyse_tokens([list(tree.words) for tree in batch]), strict=True):
            total += len(tree.words)
            _count(tree, found, right)
    return {name: round(count / max(total, 1), 4) for name, count in right.items()} | {"n": total}


def _count(tree: Tree, found: Sentence, right: dict[str, int]) -> None:
    for k in range(len(tree.words)):
        attached = found.heads[k] == tree.heads[k]
        relation, own = tree.relations[k], found.relations[k]
        right["uas"] += attached
        right["las"] += attached and relation.split(":")[0] == own.split(":")[0]
        right["las_subtypes"] += attached and relation == own
        right["upos"] += found.upos[k] == tree.upos[k]
        right["xpos"] += found.tags[k] == tree.tags[k]
        right["lemma"] += found.lemmas[k].lower() == tree.lemmas[k].lower()


def from_raw_text(gold: Sequence[Tree], analyser: Analyser) -> dict[str, Any]:
    """F1 of tokens, sentences and labelled attachment from raw text, by offsets."""
    tally = dict.fromkeys(("tokens", "sentences", "las", "gold", "found", "gold_sentences", "found_sentences"), 0)
    documents = _documents(gold)
    for (_, members), sentences in zip(documents, analyser.analyse([text for text, _ in documents]), strict=True):
        words, spans = {}, set()
        for base, tree in members:
            places = [(base + a, base + b) for a, b in tree.offsets]
            for k, place in enumerate(places):
                head = tree.heads[k]
                words[place] = (places[head] if head >= 0 else None, tree.relations[k].split(":")[0])
            if places:
                spans.add((places[0][0], places[-1][1]))
        tally["gold"] += len(words)
        tally["gold_sentences"] += len(spans)
        for sentence in sentences:
            places = list(zip(sentence.starts, sentence.ends, strict=True))
            tally["found"] += len(places)
            tally["found_sentences"] += 1
            if places:
                tally["sentences"] += (places[0][0], places[-1][1]) in spans
            for k, place in enumerate(places):
                if place in words:
                    tally["tokens"] += 1
                    head = sentence.heads[k]
                    own = (places[head] if head >= 0 else None, sentence.relations[k].split(":")[0])
                    tally["las"] += own == words[place]
    return {
        "token_f1": round(f1(tally["tokens"], tally["found"], tally["gold"]), 4),
        "sentence_f1": round(f1(tally["sentences"], tally["found_sentences"], tally["gold_sentences"]), 4),
        "las_raw": round(f1(tally["las"], tally["found"], tally["gold"]), 4),
    }


def _documents(gold: Sequence[Tree]) -> list[tuple[str, list[tuple[int, Tree]]]]:
    """Gold sentences joined by blanks into documents, each sentence with its offset."""
    documents: list[tuple[str, list[tuple[int, Tree]]]] = []
    text = ""
    members: list[tuple[int, Tree]] = []
    for tree in gold:
        if tree.new_document and members:
            documents.append((text, members))
            text, members = "", []
        members = [*members, (len(text), tree)]
        text += tree.text + " "
    documents.append((text, members))
    return documents
