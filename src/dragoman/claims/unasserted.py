"""Sentences that assert nothing of this world: instructions, generic truths, letters to a reader, the past retold.

What is remembered or taught stands below a word of `lexicon/unreal.tsv` (`claims/unreal.py`); here is what syntax alone
tells and no row could.
"""

from __future__ import annotations

from dragoman.claims.tree import Tree
from dragoman.records import Claim, Party

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl")
PRESENT = frozenset({"VBP", "VBZ"})
MODALS = frozenset({"may", "can", "must", "should", "might"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "all", "my", "our", "his", "her", "its"})
PRONOUNS = frozenset({"he", "she", "it", "they", "him", "them", "we", "us", "i", "me", "who", "which"})
READER = frozenset({"you", "your", "yours", "yourself", "yourselves", "us", "our", "we"})
DYING = frozenset({"die", "bury", "mourn"})
DEEDS = frozenset({"ASSAULT", "COERCE", "RETREAT", "AID"})
SHUT = frozenset(".!?")


def asserts_nothing(claim: Claim, tree: Tree, token: int) -> bool:
    """Whether a claim rests on an instruction, a generic truth or an address to the reader."""
    if claim.sources:
        return False
    return (
        _is_instruction(tree)
        or _addresses_reader(claim)
        or _is_generic(claim, tree, token)
        or _is_plot(claim, tree, token)
        or _is_life(tree, token)
    )


def _is_instruction(tree: Tree) -> bool:
    """ "Beat the eggs until they are stiff": the main verb is an imperative."""
    root = next((token for token, head in enumerate(tree.sentence.heads) if head < 0), None)
    if root is None or tree.sentence.tags[root] != "VB" or tree.sentence.words[-1] not in SHUT:
        return False
    return tree.child(root, *SUBJECTS, "aux", "aux:pass", "cop", "mark") is None


def _addresses_reader(claim: Claim) -> bool:
    """ "Your gift keeps us fighting the governor": a side is the reader, or the writer who asks him."""
    sides = (*claim.actors, *claim.recipients)
    return any((party.name or "").lower() in READER for party in sides)


def _is_generic(claim: Claim, tree: Tree, token: int) -> bool:
    """ "Dictators jail their critics": nobody and nothing is named, no number, the present or a modal."""
    sentence = tree.sentence
    if sentence.spans or "CD" in sentence.tags or sentence.words[-1] not in SHUT:
        return False
    if (claim.when is not None and claim.when.text) or not tree.is_verb(token):
        return False
    auxiliaries = set(tree.auxiliaries(token))
    if not _is_present(tree, token) and not auxiliaries & MODALS:
        return False
    return all(_is_of_a_kind(party) for party in (*claim.actors, *claim.recipients))


def _is_present(tree: Tree, token: int) -> bool:
    """Whether a verb, or the one on which its infinitive hangs ("like to blame"), stands in the simple present."""
    tags = tree.sentence.tags
    if tags[token] == "VB" and tree.relation(token) == "xcomp":
        token = tree.sentence.heads[token]
    return tags[token] in PRESENT and not tree.auxiliaries(token)


def _is_plot(claim: Claim, tree: Tree, token: int) -> bool:
    """ "A thief kidnaps a minister": news tells a deed of somebody unnamed in the past, a plot in the present.

    Headlines tell in the present too, but have no full stop.
    """
    if claim.event not in DEEDS or tree.sentence.words[-1] not in SHUT or not tree.is_verb(token):
        return False
    if not _is_present(tree, token) or (claim.when is not None and claim.when.text):
        return False
    return all((party.text or "").lower().startswith(("a ", "an ")) for party in claim.actors)


def _is_of_a_kind(party: Party) -> bool:
    first = (party.text or "").lower().split(" ")[0]
    return party.country is None and first not in DEFINITE and first not in PRONOUNS


def _is_life(tree: Tree, token: int) -> bool:
    """ "The judge, who sentenced hundreds, died at 80", "he led a coup and died in exile": what the dead did."""
    root = next((above for above in (token, *tree.ancestors(token)) if tree.sentence.heads[above] < 0), token)
    if any(tree.lemma(k) == "die" and tree.child(k, *SUBJECTS) is None for k in tree.children(root, "conj")):
        return True
    for above in (token, *tree.ancestors(token)):
        if tree.relation(above) not in ("acl:relcl", "acl"):
            continue
        noun = tree.sentence.heads[above]
        verb = tree.sentence.heads[noun]
        return (
            verb >= 0
            and tree.lemma(verb) in DYING
            and tree.relation(noun) in ("nsubj", "nsubj:pass")
            and tree.sentence.heads[verb] < 0
        )
    return False
