"""The program's own source, parsed, for the tests that check the rules of the house on it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "mnist_desktop"


@dataclass(frozen=True)
class Import:
    """One imported name: `deferred` if it happens when a function runs, `typing_only` if never."""

    name: str
    line: int
    deferred: bool
    typing_only: bool


@dataclass(frozen=True)
class Module:
    """One source file; `name` is dotted, e.g. `mnist_desktop.ink.drawing`."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def room(self) -> str:
        """The room that it is in."""
        return room_of(self.name)

    def imports(self) -> Iterator[Import]:
        """Every import, with what is imported from a module as `module.name`."""
        yield from _imports(self.tree, deferred=False, typing_only=False)

    def calls(self) -> Iterator[ast.Call]:
        """Every call."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def texts(self) -> Iterator[str]:
        """Every string constant."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def room_of(name: str) -> str:
    """`ink`, `ui`, ... for a dotted name inside the program; empty for its root modules and for others."""
    package, room = [*name.split("."), ""][:2]
    return room if package == PACKAGE and room and (ROOT / PACKAGE / room).is_dir() else ""


@cache
def modules() -> tuple[Module, ...]:
    """All modules of the program."""
    return tuple(_module(path) for path in sorted((ROOT / PACKAGE).rglob("*.py")))


def source_files() -> list[Path]:
    """All Python files of the project."""
    folders = (ROOT / name for name in (PACKAGE, "release", "tests"))
    return [ROOT / "start.py", *(path for folder in folders for path in sorted(folder.rglob("*.py")))]


def called_name(call: ast.Call) -> str:
    """`icon` for `icon(...)` and for `self._icons.icon(...)`."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _module(path: Path) -> Module:
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    if parts[-1] == "__init__":
        parts.pop()
    return Module(".".join(parts), path, ast.parse(path.read_text(encoding="utf-8"), str(path)))


def _imports(node: ast.AST, *, deferred: bool, typing_only: bool) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield Import(alias.name, node.lineno, deferred, typing_only)
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            yield Import(f"{node.module}.{alias.name}", node.lineno, deferred, typing_only)
    deferred = deferred or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    typing_only = typing_only or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))
    for child in ast.iter_child_nodes(node):
        yield from _imports(child, deferred=deferred, typing_only=typing_only)
