"""Acts told in novels, films and games did not happen: the words of `lexicon/unreal.tsv` as tellers or frames.

That the teller is the subject of a verb above the act, or stands in an "in the film" beside it, is syntax and no row.
"""

from __future__ import annotations

from functools import cache

from dragoman.claims.tree import Tree
from dragoman.tables import cell_list, package_path, rows

TELLERS = ("nsubj", "nsubj:pass")
CLAUSES = frozenset({"ccomp", "advcl", "xcomp", "acl", "acl:relcl", "advcl:relcl", "parataxis", "obj"})
SETTINGS = frozenset({"in", "of", "from"})


@cache
def words() -> frozenset[str]:
    """The words for works and games, last word of each phrase."""
    table = rows(package_path("lexicon", "unreal.tsv"), ("word", "kind", "note"))
    return frozenset(word.split()[-1] for row in table for word in cell_list(row.cells["word"]))


def is_told_in_a_work(tree: Tree, token: int) -> bool:
    """Whether an act stands in the content or setting of a work of fiction or a game."""
    known = words()
    below = token
    for above in tree.ancestors(token):
        clausal = tree.relation(below) in CLAUSES
        if clausal and any(tree.lemma(kid) in known for kid in tree.children(above, *TELLERS)):
            return True
        if clausal and tree.lemma(above) in known:
            return True
        below = above
    return any(
        tree.lemma(kid) in known and tree.case(kid) in SETTINGS
        for kid in tree.children(tree.clause_head(token), "obl", "nmod")
    )
