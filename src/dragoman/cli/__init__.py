"""The command line: one module per verb, loaded when its verb is called.

`dragoman --help` must answer at once, so the list of verbs below carries each verb's help and nothing is imported for
it. A new verb is one line in VERBS.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from dragoman.errors import DragomanError


class Verb(NamedTuple):
    """A verb: its name, its module, the function or Typer app in it, and its line of help."""

    name: str
    module: str
    target: str
    help: str


VERBS = (
    Verb("code", "dragoman.cli.code", "code", "Code reports: who did what to whom, when, where, and on whose word."),
    Verb("explain", "dragoman.cli.explain", "explain", "Show reports in full with their claims marked in the text."),
    Verb(
        "claims", "dragoman.cli.claims", "claims", "List claims of an archive by who, whom, what, when, on whose word."
    ),
    Verb("ingest", "dragoman.cli.ingest", "ingest", "Read, code and store reports in an archive; safe to repeat."),
    Verb("watch", "dragoman.cli.watch", "watch", "Poll feeds, and code and store what is new."),
    Verb("recode", "dragoman.cli.ingest", "recode", "Code an archive's reports anew by this version; old runs stay."),
    Verb("dump", "dragoman.cli.dump", "dump", "Write all that an archive holds in one canonical order."),
    Verb("diff", "dragoman.cli.diff", "diff", "Show what changed between two runs of an archive, and why."),
    Verb("search", "dragoman.cli.search", "search", "Search the reports of an archive by their words."),
    Verb("grade", "dragoman.cli.grade", "grade", "Set or show Admiralty grades of outlets, voices and claims."),
    Verb("review", "dragoman.cli.review", "review", "Accept, correct or reject a claim, or take that back."),
    Verb("migrate", "dragoman.cli.migrate", "migrate", "Bring an archive of an older schema up to this version."),
    Verb("dyads", "dragoman.cli.dyads", "dyads", "Count what countries do to each other by day, week, month or year."),
    Verb("export", "dragoman.cli.export", "export", "Write an archive's record in another project's layout."),
    Verb("import", "dragoman.cli.importing", "import_", "Store other projects' events beside an archive's own claims."),
    Verb("layouts", "dragoman.cli.layouts", "app", "List the layouts of exports, and check their tables."),
    Verb("release", "dragoman.cli.release", "release", "Write a citable release of an archive, without news texts."),
    Verb("rehydrate", "dragoman.cli.release", "rehydrate", "Check your copies of a release's reports by their hashes."),
    Verb("sql", "dragoman.cli.sql", "sql", "Read an archive by SQL, over a snapshot of its tables."),
    Verb("report", "dragoman.cli.report", "report", "Show a report of an archive with its claims."),
    Verb("actor", "dragoman.cli.actor", "actor", "Say who a mention is on a given day, and why."),
    Verb("actors", "dragoman.cli.actors", "app", "Check and extend the tables of actors."),
    Verb("outlets", "dragoman.cli.outlets", "app", "Say who publishes at an address, and check the table of outlets."),
    Verb("lexicon", "dragoman.cli.lexicon", "app", "Check the frames that turn words into claims."),
    Verb("relations", "dragoman.cli.relations", "relations", "List what stands between actors, with its evidence."),
    Verb("timeline", "dragoman.cli.timeline", "timeline", "Tell the story of two actors in order of days."),
    Verb("brief", "dragoman.cli.brief", "brief", "Write a dated brief: new, opened, disputed, changed."),
    Verb("relations-rules", "dragoman.cli.relation_rules", "app", "Check the rules that turn events into relations."),
    Verb("events", "dragoman.cli.events", "events", "List what several claims tell of, and where they disagree."),
    Verb("merge", "dragoman.cli.merge", "merge", "Say that two events are one, or make all events anew."),
    Verb("split", "dragoman.cli.split", "split", "Say that some claims of an event tell of another one."),
    Verb("merging", "dragoman.cli.merging", "app", "Check the tables by which claims become events."),
    Verb("evaluate", "dragoman.cli.evaluate", "evaluate", "Measure the coder on gold data."),
)


def load(verb: Verb) -> Any:
    """The click command of a verb; this imports its module."""
    target = getattr(import_module(verb.module), verb.target)
    if not isinstance(target, typer.Typer):
        function, target = target, typer.Typer(add_completion=False)
        target.command(verb.name)(function)
    target.rich_markup_mode = None
    target._add_completion = False
    command = typer.main.get_command(target)
    command.name = verb.name
    return command


class Verbs(TyperGroup):
    """A group that lists verbs from the table and imports only the one that runs."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        # A verb's name and help, without what is behind it; `resolve_command` loads that.
        self.commands = {verb.name: TyperCommand(verb.name, help=verb.help, rich_markup_mode=None) for verb in VERBS}

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.commands)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(ctx, args)
        verb = next((verb for verb in VERBS if verb.name == name), None)
        return name, load(verb) if verb else command, rest


app = typer.Typer(
    cls=Verbs,
    name="dragoman",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from dragoman import __version__

        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def _dragoman(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Reads news reports and keeps the record of who did what to whom, when, where, and on whose word."""


def main() -> None:
    """Run the command line. What a user can mend is one sentence on standard error, with exit code 2."""
    try:
        app(prog_name="dragoman")
    except DragomanError as error:
        print(f"dragoman: {error}", file=sys.stderr)
        sys.exit(2)
