"""Files of other projects, told apart by their first line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import BadSetting
from dragoman.exchange.icews import read_icews
from dragoman.exchange.incoming import LeftOut, opened
from dragoman.exchange.plover_in import read_plover
from dragoman.exchange.polecat import read_polecat
from dragoman.exchange.telling import Telling
from dragoman.reading import Unreadable

Read = Callable[[str, BinaryIO], Iterator[Telling | LeftOut | Unreadable]]
READERS: dict[str, Read] = {"plover": read_plover, "polecat": read_polecat, "icews": read_icews}
FIRST_LINE = 20_000


def layout_of(path: Path) -> str:
    """Which layout a file has; BadSetting where it is none that can be read."""
    with opened(path) as stream:
        start = stream.readline(FIRST_LINE).decode("utf-8-sig", "replace").casefold()
    if start.lstrip().startswith("{"):
        return "plover"
    if "\t" in start and "quad code" in start:
        return "polecat"
    if "\t" in start and "cameo code" in start:
        return "icews"
    raise BadSetting(
        f"{path}: the first line is that of no layout that can be read; name it by --layout {', '.join(READERS)}"
    )


def read_foreign(path: Path, layout: str | None = None) -> Iterator[Telling | LeftOut | Unreadable]:
    """The claims of a file of another project, with what was refused or left out among them, in the file's order."""
    if not path.is_file():
        raise BadSetting(f"{path}: there is no such file; give the path of a PLOVER, POLECAT or ICEWS file")
    kind = layout or layout_of(path)
    if kind not in READERS:
        raise BadSetting(f"{kind!r} is no layout that can be read; take one of {', '.join(READERS)}")
    with opened(path) as stream:
        yield from READERS[kind](str(path), stream)
