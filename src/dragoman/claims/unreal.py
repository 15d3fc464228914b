"""Acts told in novels, films and games did not happen; those that are taught or remembered are no news.

The words are rows of `lexicon/unreal.tsv`: works and games as tellers or settings, feasts and lessons of the past
(`memory`), verbs of remembering and depicting (`recall`). That the teller is the subject of a verb above the act, or
stands in an "in the film" beside it, is syntax and no row.
"""

from __future__ import annotations

from functools import cache

from dragoman.claims.tree import Tree
from dragoman.tables import cell_list, package_path, rows

TELLERS = ("nsubj", "nsubj:pass")
CLAUSES = frozenset({"ccomp", "advcl", "xcomp", "acl", "acl:relcl", "advcl:relcl", "parataxis", "obj"})
SETTINGS = frozenset({"in", "of", "from"})
BELOW_NOUN = frozenset({"nmod", "acl", "acl:relcl", "obl", "compound", "amod", "conj"})
RECALLED = frozenset({"obj", "ccomp", "advcl", "nsubj:pass", "xcomp"})
AMBIGUOUS = frozenset({"season", "scene", "chapter", "play", "western", "stories", "epic", "reel", "farce"})
"""Words that also set acts of this world ("in the dry season", "at the scene"): they count as tellers alone."""
ASKING = frozenset({"how", "why", "when", "where"})


@cache
def words(*kinds: str) -> frozenset[str]:
    """The words of some kinds, last word of each phrase."""
    table = rows(package_path("lexicon", "unreal.tsv"), ("word", "kind", "note"))
    return frozenset(
        word.split()[-1] for row in table if row.cells["kind"] in kinds for word in cell_list(row.cells["word"])
    )


def is_told_in_a_work(tree: Tree, token: int) -> bool:
    """Whether an act stands in the content or setting of a work of fiction, a game, a lesson or a commemoration."""
    known = words("fiction", "games", "art", "unreal")
    taught = words("memory")
    recalling = words("recall")
    below = token
    for above in tree.ancestors(token):
        relation = tree.relation(below)
        clausal = relation in CLAUSES
        if clausal and any(tree.lemma(kid) in known | taught for kid in tree.children(above, *TELLERS)):
            return True
        if clausal and tree.is_noun(above) and tree.lemma(above) in known - AMBIGUOUS:
            return True
        if relation in BELOW_NOUN and tree.lemma(above) in taught and tree.is_noun(above):
            return True
        if tree.lemma(above) in recalling and relation in RECALLED and _is_retold(tree, token, below):
            return True
        below = above
    clauses = {tree.clause_head(above) for above in (token, *tree.ancestors(token))}
    return any(
        tree.lemma(kid) in known and tree.case(kid) in SETTINGS
        for clause in clauses
        for kid in tree.children(clause, "obl")
        if tree.lemma(kid) not in AMBIGUOUS
    )


def _is_retold(tree: Tree, token: int, below: int) -> bool:
    """Below a verb of remembering: a noun and all that hangs on it, or a clause with "how" or "why"."""
    if tree.is_noun(below):
        return True
    asked = any(tree.lemma(kid) in ASKING for kid in tree.kids[below])
    return asked or (below == token and tree.sentence.tags[below] == "VBG")
