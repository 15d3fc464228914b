"""Write the table of lemmas: what the training trees say of (form, tag) where the rules would say otherwise."""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from dragoman.language.lemmas import fallback_lemma
from training.treebanks import training_trees

# Forms of verbs that the rules get wrong and the trees do not hold.
ADDITIONS = (
    ("axed", "axe"), ("axing", "axe"), ("bred", "breed"), ("fled", "flee"), ("freed", "free"), ("lent", "lend"),
    ("repaid", "repay"), ("rewrote", "rewrite"),
)  # fmt: skip
_PAST, _GERUND = ("VBD", "VBN"), ("VBG",)
_ODD = ("\t", "\n", " ", "_")


def lemma_rows(data: Path) -> list[tuple[str, str, str]]:
    """(lower-case form, tag, most frequent lemma), sorted, without the rows that the rules get right anyway."""
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    forms: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for example in training_trees(data):
        for word, tag, upos, lemma in zip(example.words, example.tags, example.upos, example.lemmas, strict=True):
            if not any(sign in word + lemma for sign in _ODD):
                counts[word.lower(), tag, upos][lemma] += 1
                forms[word.lower(), tag, upos][word] += 1
    best: dict[tuple[str, str], tuple[int, str, bool]] = {}
    for (form, tag, upos), lemmas in counts.items():
        lemma, count = lemmas.most_common(1)[0]
        differs = any(fallback_lemma(word, tag, upos) != lemma for word in forms[form, tag, upos])
        if count > best.get((form, tag), (0, "", False))[0]:
            best[form, tag] = (count, lemma, differs)
    rows = {(form, tag): lemma for (form, tag), (_, lemma, differs) in best.items() if differs}
    for form, lemma in ADDITIONS:
        rows |= {(form, tag): lemma for tag in (_GERUND if form.endswith("ing") else _PAST)}
    return sorted((form, tag, lemma) for (form, tag), lemma in rows.items())


def write_table(data: Path, path: Path) -> int:
    """Write the rows and return how many they are."""
    rows = lemma_rows(data)
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return len(rows)


def main() -> None:
    """Read the command line and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    print(write_table(arguments.data, arguments.out), "rows")


if __name__ == "__main__":
    main()
