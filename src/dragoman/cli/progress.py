"""Progress of long work: a moving line on a terminal, a plain line every few seconds elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as MovingLine

PLAIN_LINE_SECONDS = 5.0
"""How often a line is written where standard error is no terminal; shorter work writes none."""


class Progress:
    """Counts what is done and shows it while a `with` block runs.

    `console` is the one on which the work's results are printed, if they are printed by rich on a terminal: the moving
    line then stays below them. Otherwise the line goes to standard error, unless results scroll by on the terminal.
    `rate` names the count whose number a second is shown.
    """

    def __init__(self, console: Console | None = None, rate: str | None = None) -> None:
        self.counts: dict[str, int] = {}
        self.rate = rate
        self._started = self._told = time.monotonic()
        self._plain = not sys.stderr.isatty()
        self._bar: MovingLine | None = None
        if console is not None and console.is_terminal:
            self._plain = False
            self._bar = _moving_line(console)
        elif not self._plain and not sys.stdout.isatty():
            from rich.console import Console

            self._bar = _moving_line(Console(stderr=True))

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
            self._task = self._bar.add_task("loading the coder", total=None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self, **done: int) -> None:
        """Add to the counts, named by what they count: `advance(reports=1, claims=12)`."""
        for what, count in done.items():
            self.counts[what] = self.counts.get(what, 0) + count
        if self._bar is not None:
            self._bar.update(self._task, description=self.summary())
        elif self._plain and time.monotonic() - self._told >= PLAIN_LINE_SECONDS:
            self._told = time.monotonic()
            print(f"dragoman: {self.summary()}, {self._told - self._started:.0f} s", file=sys.stderr, flush=True)

    def summary(self) -> str:
        """The counts in words: "12 reports, 1,204 claims", with the rate if one is asked for."""
        words = [f"{count:,} {what.removesuffix('s') if count == 1 else what}" for what, count in self.counts.items()]
        if self.rate in self.counts:
            seconds = time.monotonic() - self._started
            words.append(f"{self.counts[self.rate] / seconds:,.1f} {self.rate} a second" if seconds else "")
        return ", ".join(filter(None, words))


def _moving_line(console: Console) -> MovingLine:
    from rich import progress

    columns = (progress.SpinnerColumn(), progress.TextColumn("{task.description}"), progress.TimeElapsedColumn())
    return progress.Progress(*columns, console=console, transient=True)
