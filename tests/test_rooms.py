"""The order of rooms: imports run only from later rooms to earlier ones."""

from __future__ import annotations

import ast
from pathlib import Path

import dragoman

ROOMS = (
    "errors",
    "records",
    "tables",
    "settings",
    "schema",
    "ontology",
    "reading",
    "language",
    "actors",
    "times",
    "places",
    "voices",
    "claims",
    "stories",
    "coder",
    "archive",
    "watching",
    "exchange",
    "briefing",
    "evaluation",
    "cli",
)
# `dragoman lexicon check --examples` codes the lexicon's own sentences: told by type only, imported when run.
ALLOWED = {("claims", "coder")}
SOURCE = Path(dragoman.__file__).parent


def room(path: Path) -> str:
    """The room a module belongs to: the first part of its path inside the package."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    """The rooms of Dragoman that a module imports, at the top or inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module] if node.module != "dragoman" else [f"dragoman.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("dragoman.")}
    return found


def test_every_room_has_its_place_in_the_order() -> None:
    present = {room(path) for path in SOURCE.rglob("*.py")} - {"__init__", "__main__", "py"}
    assert present <= set(ROOMS)


def test_rooms_import_only_earlier_rooms() -> None:
    wrong = []
    for path in sorted(SOURCE.rglob("*.py")):
        own = room(path)
        if own in ("__init__", "__main__"):
            continue
        for other in imported_rooms(path):
            if other in ROOMS and ROOMS.index(other) > ROOMS.index(own) and (own, other) not in ALLOWED:
                wrong.append(f"{path.relative_to(SOURCE)} imports {other}")
    assert wrong == []


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    long = [str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if len(path.read_text().splitlines()) > 400]
    assert long == []
