"""What a report says of the act: done, coming, possible, denied, long past.

Cues are rows of `lexicon/status_cues.tsv`: auxiliaries, adverbs, adjectives, and words that govern the act. The walk
from the act up to the words that govern it is syntax and so stands here. The strongest cue wins: negated, hypothetical,
future, historical. A negation of a negation ("did not deny") gives the act back.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from dragoman.claims.tree import Tree
from dragoman.records import Because, Span
from dragoman.tables import package_path, rows

POSSIBLE = frozenset({("may",), ("might",)})
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj"})
LINKS = frozenset({"to", "for", "of", "that", "on", "in", "from", "against", "at", "with", "about", "by", "into"})
STRENGTH = {"negated": 4, "hypothetical": 3, "future": 2, "historical": 1, "actual": 0}
UPWARD = frozenset(
    {"xcomp", "ccomp", "obj", "obl", "nsubj", "nsubj:pass", "acl", "nmod", "csubj", "csubj:pass", "advcl", "obl:agent"}
)
GOVERNED = frozenset(relation.split(":")[0] for relation in UPWARD)
CORE = frozenset({"obj", "nsubj:pass", "ccomp", "xcomp", "obl", "acl", "nmod", "csubj", "csubj:pass"})


class Cue(NamedTuple):
    """A row of the cue table: its words without copula and link, the link it ends in, and what it does."""

    words: tuple[str, ...]
    link: str
    effect: str
    scope: str
    pos: str
    row: str


class Found(NamedTuple):
    """The status of an act with the cue that set it."""

    status: str
    cue: Span | None
    because: Because


class StatusReader:
    """Reads the status of acts off trees by the cue table."""

    def __init__(self, table: Path | None = None) -> None:
        self._cues: dict[tuple[str, str], list[Cue]] = defaultdict(list)
        for row in rows(table or package_path("lexicon", "status_cues.tsv"), ("cue", "pos", "effect", "scope", "note")):
            words = row.cells["cue"].lower().split()
            copula = words[0] == "be" and len(words) > 1 and row.cells["scope"] == "governs-complement"
            words = words[1:] if copula else words
            link = words[-1] if len(words) > 1 and words[-1] in LINKS else ""
            core = tuple(words[:-1] if link else words)
            scope = "governs-complement" if link else row.cells["scope"]
            cue = Cue(core, link, row.cells["effect"], scope, row.cells["pos"], row.where)
            self._cues[cue.scope, core[0]].append(cue)
            if (
                link and row.cells["scope"] == "auxiliary"
            ):  # "is to meet", whichever of the two verbs the parser puts first
                self._cues["auxiliary", words[0]].append(cue._replace(words=tuple(words), link="", scope="auxiliary"))
        for found in self._cues.values():
            found.sort(key=lambda one: (-len(one.words), not one.link))

    def read(self, tree: Tree, token: int) -> Found:
        """The status of the act anchored at a token."""
        found: list[tuple[Cue, int]] = []
        found += self._beside(tree, token)
        for governor, link, below in _governors(tree, token):
            cue = self._governing(tree, governor, link, below)
            if cue:
                found.append((cue, governor))
                found += [(c, at) for c, at in self._beside(tree, governor) if c.effect in ("negated", "hypothetical")]
            elif tree.relation(below) in ("xcomp",) and not self._is_reporting(tree, governor):
                found += self._beside(tree, governor)
        found = [(self._shifted(tree, cue, at), at) for cue, at in found]
        if any(cue.words in POSSIBLE for cue, _ in found):  # "may not join" leaves open whether it will
            found = [pair for pair in found if pair[0].effect != "negated"]
        negations = [pair for pair in found if pair[0].effect == "negated"]
        if len(negations) == 2:
            found = [pair for pair in found if pair[0].effect != "negated"]
        if not found:
            return Found("actual", None, Because(rule="asserted without a cue of another status"))
        cue, at = max(found, key=lambda pair: STRENGTH[pair[0].effect])
        sentence = tree.sentence
        span = Span(sentence.words[at], sentence.starts[at], sentence.ends[at])
        return Found(
            cue.effect, span, Because(rule=f"the cue “{' '.join(cue.words)}” makes it {cue.effect}", row=cue.row)
        )

    def _is_reporting(self, tree: Tree, governor: int) -> bool:
        return tree.child(governor, "ccomp") is not None

    def _shifted(self, tree: Tree, cue: Cue, at: int) -> Cue:
        """ "Said it would attack" is "will attack" told afterwards: a past verb above makes `would` future.

        What a bill or plan would permit, or would have permitted, is hypothetical (codebook, hard case 6).
        """
        if cue.words[0] == "would":
            for noun in _permitting(tree, tree.sentence.heads[at]):
                for plan in self._cues.get(("permits", tree.lemma(noun)), ()):
                    return cue._replace(effect=plan.effect)
        if cue.words != ("would",) or _has_condition(tree, at):
            return cue
        for above in tree.ancestors(at):
            if tree.sentence.tags[above] in ("VBD", "VBN") and tree.is_verb(above):
                return cue._replace(effect="future")
        return cue

    def _beside(self, tree: Tree, token: int) -> list[tuple[Cue, int]]:
        """Cues among the dependents of a predicate or noun: auxiliaries, adverbs, adjectives, subordinators."""
        found: list[tuple[Cue, int]] = []
        for kid in tree.kids[token]:
            relation = tree.relation(kid)
            if relation in ("aux", "aux:pass") or (relation == "cop" and tree.is_verb(token)):
                found += [(cue, kid) for cue in self._matching(tree, "auxiliary", token, kid)]
            elif relation in ("advmod", "obl", "obl:unmarked", "cc:preconj"):
                found += [(cue, kid) for cue in self._matching(tree, "adverb", token, kid)]
            elif relation in ("amod", "det", "compound", "det:predet"):
                found += [(cue, kid) for cue in self._matching(tree, "adjective", token, kid)]
            elif relation in ARGUMENTS:
                words = [kid, *tree.children(kid, "det", "advmod", "cc:preconj")]
                found += [(cue, word) for word in words for cue in self._matching(tree, "argument", kid, word)]
            elif relation in ("mark", "case"):
                found += [
                    (c, kid)
                    for c in self._matching(tree, "governs-complement", token, kid)
                    if c.pos in ("SCONJ", "ADP")
                ]
        return found

    def _matching(self, tree: Tree, scope: str, head: int, kid: int) -> list[Cue]:
        lemma = tree.lemma(kid)
        for cue in self._cues.get((scope, lemma), ()):
            if len(cue.words) == 1 or _sequence(tree, kid, cue.words) or _together(tree, head, cue.words):
                return [cue]
        return []

    def _governing(self, tree: Tree, governor: int, link: str, below: int) -> Cue | None:
        for cue in self._cues.get(("governs-complement", tree.lemma(governor)), ()):
            if cue.pos in ("SCONJ", "ADP") or not _is_of(tree, governor, cue.pos):
                continue
            if cue.link and cue.link != link:
                continue
            if cue.words[0] in ("have", "need") and tree.sentence.tags[governor] == "VBD":
                continue  # "had to open fire" tells of what was done
            if not cue.link and tree.relation(below) not in (CORE if tree.is_verb(governor) else CORE | {"nsubj"}):
                continue
            if len(cue.words) == 1 or _together(tree, governor, cue.words[1:]):
                return cue
        return None


def _governors(tree: Tree, token: int) -> list[tuple[int, str, int]]:
    """The words that govern an act, nearest first, each with its link ("to", "of", "that") and the token below it."""
    found: list[tuple[int, str, int]] = []
    below = tree.first_conjunct(token)
    for _ in range(4):
        head = tree.sentence.heads[below]
        if head < 0 or tree.relation(below).split(":")[0] not in GOVERNED:
            break
        link = tree.case(below) or tree.mark(below) or ""
        if tree.relation(below) in ("advcl", "acl:relcl"):
            break
        found.append((head, link, below))
        adjunct = tree.relation(below).split(":")[0] in ("obl", "nmod") and link != "of"
        if adjunct or tree.relation(below) in ("ccomp", "parataxis"):
            break  # what governs an adjunct or a report of speech says nothing of the act inside
        below = tree.first_conjunct(head)
    return found


def _is_of(tree: Tree, token: int, pos: str) -> bool:
    """Whether a token is of the part of speech that a cue's row names; a participle may pass for an adjective."""
    if pos == "V":
        return tree.is_verb(token)
    if pos == "N":
        return tree.is_noun(token)
    if pos == "A":
        return tree.sentence.upos[token] in ("ADJ", "VERB")
    return True


def _sequence(tree: Tree, token: int, words: tuple[str, ...]) -> bool:
    end = token + len(words)
    return end <= len(tree.sentence) and all(tree.lemma(token + k) == word for k, word in enumerate(words))


def _together(tree: Tree, head: int, words: tuple[str, ...]) -> bool:
    near = {tree.lemma(kid) for kid in tree.kids[head]}
    return all(word in near for word in words)


def _has_condition(tree: Tree, token: int) -> bool:
    clause = tree.sentence.heads[token]
    return clause >= 0 and any(tree.mark(kid) in ("if", "unless") for kid in tree.children(clause, "advcl"))


def _permitting(tree: Tree, verb: int) -> list[int]:
    """The subject of a verb and, in a relative clause, the noun that the clause is about."""
    if verb < 0:
        return []
    about = [tree.sentence.heads[verb]] if tree.relation(verb) == "acl:relcl" else []
    return [*tree.children(verb, "nsubj"), *about]
