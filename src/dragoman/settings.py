"""Every setting of Dragoman: typed, documented, with its default, in one place.

A setting is a field of one of the groups below; its description stands in the field's `Meta`. Settings come, later ones
over earlier ones, from the defaults here, from a TOML file (`dragoman.toml` in the working folder, or the file that
`DRAGOMAN_SETTINGS` names), and from the environment:

    [reading]                               DRAGOMAN_READING_DOCUMENT_BYTES=5000000
    document_bytes = 5_000_000

`python -m dragoman.settings docs/settings.md` writes the page of all settings; a test holds the two equal.
"""

from __future__ import annotations

import difflib
import os
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

from dragoman.errors import BadSetting

MEGABYTE = 1_000_000
FILE = "dragoman.toml"
FILE_VARIABLE = "DRAGOMAN_SETTINGS"
PREFIX = "DRAGOMAN_"


class Reading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one document may cost, and how far into it heads are looked for."""

    document_bytes: Annotated[
        int,
        Meta(
            ge=1,
            description="Bytes of one document as it comes in: a file, a JSON line, a cell of a table, a record of a "
            "web archive, a packed member of a zipped folder, a message.",
        ),
    ] = 20 * MEGABYTE
    inflated_bytes: Annotated[int, Meta(ge=1, description="Bytes of one document after decompression.")] = (
        100 * MEGABYTE
    )
    folder_bytes: Annotated[
        int, Meta(ge=1, description="Bytes of all members of one zipped folder after decompression, together.")
    ] = 4_000 * MEGABYTE
    seconds: Annotated[
        float,
        Meta(gt=0, description="Seconds of one document in its parser; the parser is then killed, the rest goes on."),
    ] = 10.0
    memory_bytes: Annotated[
        int, Meta(ge=1, description="Bytes of memory that a parser may take beyond what it holds when it starts.")
    ] = 1_000 * MEGABYTE
    start_seconds: Annotated[
        float, Meta(gt=0, description="Seconds that the start of a parser may take, on a busy machine.")
    ] = 60.0
    parsers: Annotated[
        int, Meta(ge=1, description="Parser processes that read pages, PDF and mail ahead of what codes them.")
    ] = 2
    worker_documents: Annotated[
        int, Meta(ge=1, description="Documents after which a parser's process is replaced, so that leaks are freed.")
    ] = 2_000
    nesting: Annotated[
        int,
        Meta(ge=1, description="Containers (zipped folder, web archive, mailbox, message) that may be nested."),
    ] = 3
    detector_bytes: Annotated[
        int,
        Meta(ge=1, description="Bytes of a file that the encoding detector sees; caps its time at about 0.2 s a file."),
    ] = 65_536
    binary_probe_bytes: Annotated[
        int, Meta(ge=1, description="Bytes of a file searched for the NUL bytes that give away a binary file.")
    ] = 8_192
    headline_length: Annotated[
        int, Meta(ge=1, description="Code points of the longest first line that can be a headline.")
    ] = 350
    dateline_length: Annotated[
        int, Meta(ge=1, description="Code points of a line into which a dateline can reach.")
    ] = 200
    header_lines: Annotated[
        int, Meta(ge=0, description="Lines between headline and body that are read for dates, bylines and agencies.")
    ] = 8


class Archive(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How an archive is written and read."""

    shard_reports: Annotated[
        int,
        Meta(ge=1, description="Most reports in one shard of work: one transaction, and all that a kill can cost."),
    ] = 32
    shard_characters: Annotated[
        int, Meta(ge=1, description="Code points of text at which a shard is full, however few its reports.")
    ] = 100_000
    jobs: Annotated[int, Meta(ge=1, description="Worker processes of `ingest` where `--jobs` names none.")] = 1
    lock_seconds: Annotated[
        float, Meta(ge=0, description="Seconds that a writer waits for the archive's lock before it gives up.")
    ] = 10.0
    cache_megabytes: Annotated[int, Meta(ge=1, description="Memory for pages of the database in one connection.")] = 64
    following_reports: Annotated[
        int, Meta(ge=1, description="Reports that copies, events and relations take at one time after storing.")
    ] = 1000
    search_results: Annotated[int, Meta(ge=1, description="Reports that a search returns where no limit is given.")] = (
        20
    )
    search_ranked: Annotated[
        int, Meta(ge=1, description="Most reports that a search ranks; where more match, those stored last are.")
    ] = 20_000
    snippet_words: Annotated[int, Meta(ge=1, le=64, description="Words of the snippet around what a search found.")] = (
        16
    )


class Queries(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a query in SQL may cost."""

    sql_seconds: Annotated[float, Meta(gt=0, description="Seconds that a query of `dragoman sql` may run.")] = 30.0
    sql_rows: Annotated[int, Meta(ge=1, description="Rows that a query of `dragoman sql` gives at most.")] = 10_000
    sql_megabytes: Annotated[int, Meta(ge=64, description="Memory of a query of `dragoman sql`.")] = 1_000
    sql_threads: Annotated[int, Meta(ge=1, description="Threads of a query of `dragoman sql`.")] = 2


class Watching(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How feeds are polled, and what one fetch may cost."""

    every_minutes: Annotated[
        float, Meta(ge=1, description="Minutes between two polls of a feed, where the feeds file says nothing.")
    ] = 15.0
    seconds: Annotated[
        float, Meta(gt=0, description="Seconds of one fetch, from the first question to the last byte.")
    ] = 10.0
    response_bytes: Annotated[int, Meta(ge=1, description="Bytes of one answer as it comes in.")] = 20 * MEGABYTE
    inflated_bytes: Annotated[int, Meta(ge=1, description="Bytes of one answer after decompression.")] = 100 * MEGABYTE
    redirects: Annotated[int, Meta(ge=0, description="Redirects that are followed, each checked.")] = 5
    host_seconds: Annotated[
        float, Meta(ge=0, description="Seconds between two questions to one host; robots.txt may ask for more.")
    ] = 2.0
    backoff_hours: Annotated[
        float, Meta(gt=0, description="Hours of the longest wait after failures; each in a row doubles the wait.")
    ] = 24.0
    robots_hours: Annotated[float, Meta(gt=0, description="Hours after which a robots.txt is read anew.")] = 24.0
    new_entries: Annotated[
        int, Meta(ge=1, description="New entries of one feed that one poll takes; the rest waits for the next.")
    ] = 100
    remembered_entries: Annotated[
        int, Meta(ge=100, description="Entries of one feed that are remembered as taken.")
    ] = 5_000
    user_agent: Annotated[
        str, Meta(min_length=1, description="How the watcher names itself; add an address where you can be reached.")
    ] = "Dragoman/0.1 (news reader for research)"


class Language(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """On what the encoder runs, and over which sentences."""

    device: Annotated[
        Literal["cpu", "cuda"],
        Meta(description="cpu, or cuda for a graphics card; the latter needs the extra `gpu` (docs/language.md)."),
    ] = "cpu"
    gate: Annotated[
        bool,
        Meta(description="Analyse only sentences whose words can tell of an act; faster, a few claims change."),
    ] = False


class Exchange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What releases may quote."""

    quote_length: Annotated[
        int, Meta(ge=1, description="Code points of a report's words that a cell of a release quotes at most.")
    ] = 200


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All settings, by group."""

    reading: Annotated[Reading, Meta(description="What one document may cost.")] = Reading()
    watching: Annotated[Watching, Meta(description="How feeds are polled.")] = Watching()
    archive: Annotated[Archive, Meta(description="How an archive is written and read.")] = Archive()
    language: Annotated[Language, Meta(description="How sentences are analysed.")] = Language()
    exchange: Annotated[Exchange, Meta(description="What releases may quote.")] = Exchange()
    queries: Annotated[Queries, Meta(description="What a query in SQL may cost.")] = Queries()


GROUPS: dict[str, type[msgspec.Struct]] = {
    field.name: type(field.default) for field in msgspec.structs.fields(Settings)
}
"""The classes of the groups by name."""


def load(file: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of defaults, file and environment.

    `file` is a TOML file; without one, that of `DRAGOMAN_SETTINGS`, else `dragoman.toml` where there is one. Raises
    BadSetting where a name is unknown or a value has the wrong type or range; the message names the place.
    """
    environment = os.environ if environment is None else environment
    named = file or (Path(environment[FILE_VARIABLE]) if environment.get(FILE_VARIABLE) else None)
    values = _from_file(named or Path(FILE), required=named is not None)
    for group, name, variable in _variables():
        if variable in environment:
            values.setdefault(group, {})[name] = _number(environment[variable])
    _refuse_unknown_variables(environment)
    try:
        return msgspec.convert(values, Settings)
    except msgspec.ValidationError as error:
        places = f"{named or FILE} or the environment"
        raise BadSetting(f"a setting of {places}: {error}; docs/settings.md lists them all") from None


@cache
def current() -> Settings:
    """The settings of this process, loaded once."""
    return load()


def variable(group: str, name: str) -> str:
    """The environment variable that sets a setting."""
    return f"{PREFIX}{group}_{name}".upper()


def described() -> list[tuple[str, str, str, object, str]]:
    """Every setting: group, name, type, default, description ("" where it has none)."""
    found = []
    for group, cls in GROUPS.items():
        hints = get_type_hints(cls, include_extras=True)
        for field in msgspec.structs.fields(cls):
            meta = next((m for m in getattr(hints[field.name], "__metadata__", ()) if isinstance(m, Meta)), None)
            kind = getattr(hints[field.name], "__origin__", hints[field.name])
            default = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
            if get_origin(kind) is Literal:
                name = " or ".join(get_args(kind))
            else:
                name = kind.__name__ if isinstance(kind, type) and not hasattr(kind, "__args__") else str(kind)
            found.append((group, field.name, name, default, (meta.description or "") if meta else ""))
    return found


def page() -> str:
    """The page of all settings in Markdown."""
    lines = [
        "# Settings",
        "",
        "Written by `python -m dragoman.settings docs/settings.md`. A setting is set, later ones over earlier ones, by",
        f"its default, by the file `{FILE}` in the working folder (or the one that `{FILE_VARIABLE}` names), and by",
        "its environment variable. An unknown name or a value of the wrong type or range is refused with its place.",
    ]
    for group, cls in GROUPS.items():
        lines += ["", f"## [{group}]", "", (cls.__doc__ or "").strip(), ""]
        lines += ["| setting | type | default | environment | what it does |", "|---|---|---|---|---|"]
        lines += [
            f"| `{name}` | {kind} | {_shown(default)} | `{variable(group, name)}` | {text} |"
            for of, name, kind, default, text in described()
            if of == group
        ]
    return "\n".join(lines) + "\n"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:,}" if isinstance(value, (int, float)) else f"`{value}`"


def _variables() -> list[tuple[str, str, str]]:
    return [(group, name, variable(group, name)) for group, name, *_ in described()]


def _from_file(path: Path, required: bool) -> dict[str, Any]:
    if not required and not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadSetting(f"{path}: the settings cannot be read ({error.strerror}); check the file's name") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(f"{path}: the file is no TOML ({error}); write it as docs/settings.md shows") from None


def _number(text: str) -> object:
    """A variable's value as TOML reads it where it can, so that `5_000` and `true` mean the same in both places."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _refuse_unknown_variables(environment: Mapping[str, str]) -> None:
    known = {name for *_, name in _variables()}
    prefixes = tuple(f"{PREFIX}{group.upper()}_" for group in GROUPS)
    for name in environment:
        if name.startswith(prefixes) and name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]}?" if near else "; docs/settings.md lists them all"
            raise BadSetting(f"the environment sets {name}, which is no setting{hint}")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
    print(sys.argv[1])
