"""What a release says of itself: descriptor, codebook, citation, and a page to begin with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from dragoman import __version__
from dragoman.exchange.release.contents import contents
from dragoman.ontology import CONTEXTS, COUNTRY_CODES, MODES, SECTORS, TYPES
from dragoman.ontology.plover import score
from dragoman.schema.codebook import page
from dragoman.schema.datapackage import resource
from dragoman.schema.tables import VERSION

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
MEDIA_TYPES = {"tsv": "text/tab-separated-values", "parquet": "application/vnd.apache.parquet"}


class About(NamedTuple):
    """What the maker of a release says of it. `licence` is an SPDX identifier, `date` an ISO date."""

    title: str
    creators: tuple[str, ...]
    version: str
    description: str = ""
    licence: str | None = None
    date: str | None = None


def datapackage(about: About, files: Mapping[str, Mapping[str, Any]]) -> str:
    """The descriptor (Data Package v2) of the data files; `files` gives bytes and hash by path."""
    resources = []
    for content in contents():
        for suffix in ("parquet", "tsv"):
            path = f"data/{content.table.name}.{suffix}"
            one = resource(content.table, path) | {
                "mediatype": MEDIA_TYPES[suffix],
                "encoding": "utf-8",
                "bytes": files[path]["bytes"],
                "hash": f"sha256:{files[path]['sha256']}",
            }
            if suffix == "tsv":
                one |= {"name": f"{content.table.name}-tsv", "dialect": {"delimiter": "\t"}}
            resources.append(one)
    told: dict[str, Any] = {
        "$schema": PROFILE,
        "name": "dragoman-release",
        "title": about.title,
        "description": about.description or DESCRIPTION,
        "version": about.version,
        "contributors": [{"title": name, "roles": ["creator"]} for name in about.creators],
        "sources": [{"title": "News reports; see data/reports.tsv for where they were published"}],
        "resources": resources,
    }
    if about.licence:
        told["licenses"] = [{"name": about.licence}]
    if about.date:
        told["created"] = f"{about.date}T00:00:00Z"
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


DESCRIPTION = "Who did what to whom, when, where, and on whose word, as news reports tell it."


def codebook() -> str:
    """The generated codebook: every table and column, and every code with its name."""
    lines = [
        page([one.table for one in contents()], VERSION).replace("# Tables of an archive", "# Codebook", 1).rstrip()
    ]
    lines += ["", "## Event types and modes (PLOVER)", "", "| type | mode | quad class | score |", "|---|---|---|---|"]
    for name, kind in TYPES.items():
        lines.append(f"| {name} | | {kind.quad} | {kind.score:+.1f} |")
        lines += [f"| {name} | {mode} | {kind.quad} | {score(name, mode):+.1f} |" for mode in MODES[name]]
    lines += ["", "## Contexts", "", ", ".join(CONTEXTS), "", "## Sectors", "", "| code | meaning |", "|---|---|"]
    lines += [f"| {code} | {meaning} |" for code, meaning in SECTORS.items()]
    lines += ["", "## Codes of actors without a state", "", "| code | meaning |", "|---|---|"]
    lines += [f"| {code} | {meaning} |" for code, meaning in COUNTRY_CODES.items()]
    return "\n".join(lines) + "\n"


def citation(about: About) -> str:
    """CITATION.cff (Citation File Format 1.2.0)."""
    lines = [
        "cff-version: 1.2.0",
        "message: If you use these data, please cite them as below.",
        "type: dataset",
        f"title: {_yaml(about.title)}",
        f"version: {_yaml(about.version)}",
        f"abstract: {_yaml(about.description or DESCRIPTION)}",
        "authors:",
        *(f"  - name: {_yaml(name)}" for name in about.creators),
        "keywords:",
        *(f"  - {word}" for word in ("event data", "PLOVER", "political science")),
        "references:",
        "  - type: software",
        "    title: Dragoman",
        f"    version: {_yaml(__version__)}",
        "    authors:",
        "      - name: Dragoman contributors",
    ]
    if about.licence:
        lines.insert(5, f"license: {_yaml(about.licence)}")
    if about.date:
        lines.insert(5, f"date-released: {_yaml(about.date)}")
    return "\n".join(lines) + "\n"


def _yaml(text: str) -> str:
    """A text as a YAML scalar in double quotes, which are those of JSON."""
    return json.dumps(text, ensure_ascii=False)


def readme(about: About, counts: Mapping[str, int], previous: str | None) -> str:
    """The page to begin with."""
    held = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items())
    lines = [
        f"# {about.title}",
        "",
        about.description or DESCRIPTION,
        "",
        f"Version {about.version}. Made by Dragoman {__version__} from news reports: {held}.",
        "",
        "- `data/`: each table as Parquet and as TSV; `datapackage.json` describes them, `codebook.md` explains",
        "  columns and codes. Codes are text: `010` is not `10`, and `NAM` is Namibia.",
        "- `manifest.json`: the hash of every file and of every input, the versions of coder, tables and model, the",
        "  filter; `provenance.jsonld`: the same derivation in PROV.",
        f"- `changes.tsv`: ids added, changed and withdrawn since {previous or 'the last release (there was none)'}.",
        "",
        "No news text is in this release: a claim has the words of its act and offsets into the report's text. With",
        "copies of the reports, `dragoman rehydrate FOLDER COPIES` checks them by hash and shows the claims in their",
        "sentences.",
        "",
        "A claim is what a report says, on the word of its sources; it is not a finding that it happened. Claims with",
        "the status negated, hypothetical or future did not happen, or not yet, as far as the report says.",
    ]
    return "\n".join(lines) + "\n"
