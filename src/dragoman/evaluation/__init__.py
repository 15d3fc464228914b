"""Measuring on gold: readers of gold data, scorers, and the evaluators of `dragoman evaluate`.

Every evaluator is a module with `evaluate(path, errors=None)` that runs the shipped system and returns a dictionary of
figures (F1 and shares from 0 to 1) with at least the keys that `docs/evaluate.md` names, and `n`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from dragoman.errors import BadSetting

EVALUATORS = {
    "places": "toponyms: which place, literal or not, found in raw text",
    "wire": "whole reports, every claim coded",
    "plv": "single sentences, the type between a marked pair",
    "ud": "trees in CoNLL-U: attachment, tags, lemmas",
    "ner": "named spans of newswire, CrossNER politics, Wikigold",
    "actors": "mentions to country, sector and dated office",
    "polnear": "attributions: cue, source, content",
    "tempeval": "time expressions and their values, TempEval-3",
    "gsr": "PLOVER's gold standard records: type, quad, whole event of the marked event",
    "cameo_multi": "news leads with several coders: relevance, quad and root sets, spans of both sides",
    "case2021": "snippets with one of thirty ACLED-like sub-types: type and mode",
    "india_police": "police action by sentence: kill, arrest, force, any",
    "muc34": "incidents of MUC-3 and MUC-4: type, perpetrators, targets, places, dates",
    "re3d": "parties and dyadic relations of government reports, press and Wikipedia",
    "factuality": "how sure an event is, -3 to 3, and its status",
    "petrarch": "PETRARCH's unit tests with its own dictionaries",
    "false_events": "sentences that look like events and are not: the share that is coded",
    "relations": "relations of coded claims against those of gold claims by the same rules",
    "ecbplus": "the same event told in several reports, gold mentions given, ECB+",
    "stories": "events of our own stories, from raw text",
    "petr2gsr": "AFP sentences with CAMEO dyads",
}


def evaluate(name: str, path: Path, errors: Path | None = None, **options: str) -> dict[str, Any]:
    """Run one evaluator. Raises BadSetting for a name that there is not, or a path that does not exist."""
    if name not in EVALUATORS:
        raise BadSetting(f"no evaluator is called {name!r}; use one of {', '.join(EVALUATORS)}")
    if not path.exists():
        raise BadSetting(f"{path} does not exist; give the gold file or the folder that holds it")
    module = import_module(f"dragoman.evaluation.{name}")
    figures: dict[str, Any] = module.evaluate(path, errors=errors, **options)
    return figures
