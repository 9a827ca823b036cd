"""The rules of ARCHITECTURE.md, checked on the code itself: who imports what, and how much there is of it."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source_tree import PACKAGE, ROOT, Import, Module, called_name, modules, room_of, source_files

DOMAIN = {"ink", "data", "models", "training", "evaluation", "gallery"}
# Room: the rooms that it may import, besides itself and the root modules.
MAY_IMPORT = {
    "": set[str](),
    "ink": set[str](),
    "data": {"ink"},
    "models": {"ink", "data"},
    "training": {"ink", "data", "models"},
    "evaluation": {"ink", "data", "models"},
    "gallery": {"ink", "data", "models"},
    "reports": {"data", "models", "evaluation"},
    "jobs": set[str](),
    "ui": {*DOMAIN, "jobs", "reports"},
    "cli": {*DOMAIN, "reports"},
}
# They put the rooms together and may import everything.
COMPOSITION = {f"{PACKAGE}.__main__", f"{PACKAGE}.app", f"{PACKAGE}.running"}
TABS = {"draw", "training", "models", "data", "evaluation"}
SHARED_UI = {"theme", "widgets"}
TENSORFLOW = {"tensorflow", "keras"}
MAY_IMPORT_TENSORFLOW = {
    f"{PACKAGE}.models.keras_file",
    f"{PACKAGE}.models.keras_network",
    f"{PACKAGE}.models.preparation",
    f"{PACKAGE}.models.export",
    f"{PACKAGE}.models.keras_graph",
    f"{PACKAGE}.models.litert_conversion",
    f"{PACKAGE}.models.saved.exporting",
    f"{PACKAGE}.models.saved.onnx_file",
    f"{PACKAGE}.training.trainer",
    f"{PACKAGE}.training.augmentation",
    f"{PACKAGE}.training.augmentation_preview",
    f"{PACKAGE}.training.batches",
    f"{PACKAGE}.training.callbacks",
    f"{PACKAGE}.training.dead_units",
    f"{PACKAGE}.training.tensorboard_logs",
    f"{PACKAGE}.training.tensorboard_summaries",
}
QT = {"PySide6", "shiboken6"}
# Not needed to open the window or to read a digit, and slow to import.
SLOW = {"tensorflow", "keras", "h5py", "scipy", "matplotlib"}


def imports() -> Iterator[tuple[Module, Import]]:
    """Every import of the program that really happens."""
    for module in modules():
        yield from ((module, entry) for entry in module.imports() if not entry.typing_only)


def where(module: Module, line: int) -> str:
    return f"{module.path.relative_to(ROOT)}:{line}"


def test_rooms_import_one_way() -> None:
    wrong = [
        f"{where(module, entry.line)} ({module.room or 'root'}) imports {entry.name}"
        for module, entry in imports()
        if module.name not in COMPOSITION
        and entry.name.startswith(f"{PACKAGE}.")
        and (
            entry.name in COMPOSITION
            or room_of(entry.name) not in {module.room, "", *MAY_IMPORT[module.room]}
        )
    ]
    assert wrong == []


def test_tabs_do_not_know_each_other() -> None:
    wrong = []
    for module, entry in imports():
        mine, theirs = module.name.split("."), entry.name.split(".")
        if mine[1:2] == ["ui"] == theirs[1:2] and theirs[2:3] and theirs[2] in TABS:
            knows_no_tab = mine[2:3] and mine[2] in {*TABS, *SHARED_UI}
            if knows_no_tab and mine[2] != theirs[2]:
                wrong.append(f"{where(module, entry.line)} imports {entry.name}")
    assert wrong == []


def test_tensorflow_only_in_its_modules_and_inside_functions() -> None:
    wrong = [
        f"{where(module, entry.line)} imports {entry.name}"
        for module, entry in imports()
        if entry.name.split(".")[0] in TENSORFLOW
        and not (entry.deferred and module.name in MAY_IMPORT_TENSORFLOW)
    ]
    assert wrong == []


def test_qt_only_in_the_window_and_the_jobs() -> None:
    wrong = [
        f"{where(module, entry.line)} imports {entry.name}"
        for module, entry in imports()
        if entry.name.split(".")[0] in QT
        and not (module.room == "ui" or module.name in {f"{PACKAGE}.app", f"{PACKAGE}.running"})
        and not (module.room == "jobs" and entry.name.startswith("PySide6.QtCore"))
    ]
    assert wrong == []


def test_no_nested_event_loops_and_no_killed_threads() -> None:
    wrong = [
        f"{where(module, call.lineno)} calls {called_name(call)}"
        for module in modules()
        for call in module.calls()
        if called_name(call) == "processEvents"
        or (called_name(call) == "terminate" and module.room in ("ui", "jobs"))
    ]
    assert wrong == []


def test_modules_and_functions_stay_small() -> None:
    wrong = []
    for path in source_files():
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(ROOT)
        if len(text.splitlines()) >= 300:
            wrong.append(f"{name} has {len(text.splitlines())} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines >= 60:
                    wrong.append(f"{name}:{node.lineno} {node.name} has {lines} lines")
    assert wrong == []


def loaded_after(code: str, home: Path, *arguments: str) -> set[str]:
    """Top-level packages that a new interpreter has loaded after running the code."""
    ending = "\nimport json, sys; print(); print(json.dumps(sorted({n.split('.')[0] for n in sys.modules})))"
    run = subprocess.run(
        [sys.executable, "-c", code + ending, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "MNIST_DESKTOP_HOME": str(home)},
    )
    assert run.returncode == 0, run.stderr
    return set(json.loads(run.stdout.splitlines()[-1]))


@pytest.mark.parametrize("module", ["mnist_desktop.ui.window", "mnist_desktop.app"])
def test_opening_the_window_loads_nothing_slow(module: str, home: Path) -> None:
    loaded = loaded_after(f"import {module}", home)
    assert "PySide6" in loaded
    assert loaded & SLOW == set()


def test_reading_a_digit_loads_neither_tensorflow_nor_qt(tmp_path: Path, home: Path) -> None:
    ink = tmp_path / "one.jsonl"
    ink.write_text('{"strokes": [[[50, 0], [50, 50], [50, 100]]]}\n', encoding="utf-8")
    code = "import sys; from mnist_desktop.__main__ import main; assert main(['predict', *sys.argv[1:]]) == 0"
    loaded = loaded_after(code, home, str(ink))
    assert "ai_edge_litert" in loaded
    assert loaded & (SLOW | QT) == set()
