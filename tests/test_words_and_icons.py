"""Every trouble has its sentences, every text can be translated, every icon is there."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator

import pytest

from mnist_desktop.cli import wording as cli_wording
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.resource_files import resource_path
from mnist_desktop.ui import wording as ui_wording
from tests.source_tree import ROOT, Module, called_name, modules

TABLES = {"cli": cli_wording.SENTENCES, "ui": ui_wording.SENTENCES}
SHOWS_ITS_FIRST_ARGUMENT = {
    "setAccessibleDescription",
    "setAccessibleName",
    "setPlaceholderText",
    "setStatusTip",
    "setText",
    "setToolTip",
    "setWindowTitle",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_problem_has_a_sentence(table: dict[ProblemCode, str]) -> None:
    assert set(ProblemCode) - set(table) == set()
    assert all(text.strip() for text in table.values())


def problems_made() -> Iterator[tuple[str, str, set[str]]]:
    """Place, code and values of every `Problem(ProblemCode.CODE, value=...)` in the program."""
    for module in modules():
        for call in module.calls():
            if called_name(call) != "Problem" or not call.args or not isinstance(call.args[0], ast.Attribute):
                continue
            values = {keyword.arg for keyword in call.keywords}
            if None not in values:  # no **values, which only a run can tell
                place = f"{module.path.relative_to(ROOT)}:{call.lineno}"
                yield place, call.args[0].attr, {value for value in values if value}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_problem_is_made_with_the_values_that_its_sentence_needs(table: dict[ProblemCode, str]) -> None:
    wrong = []
    for place, code, values in problems_made():
        text = table[ProblemCode[code]]
        needed = {field for _, field, _, _ in string.Formatter().parse(text) if field}
        if needed - values:
            wrong.append(f"{place} {code} lacks {sorted(needed - values)}")
    assert wrong == []


def test_every_problem_is_used() -> None:
    used = {
        node.attr
        for module in modules()
        if module.path.name not in ("problems.py", "wording.py")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "ProblemCode"
    }
    assert {code.name for code in ProblemCode} - used == set()


@pytest.mark.parametrize("sentence", [cli_wording.sentence, ui_wording.sentence])
def test_a_sentence_carries_the_values(sentence: object) -> None:
    assert callable(sentence)
    assert "seven.png" in sentence(Problem(ProblemCode.FILE_EMPTY, path="seven.png"))


def test_texts_in_the_window_go_through_tr() -> None:
    wrong = [
        f"{module.path.relative_to(ROOT)}:{call.lineno} {call.args[0].value!r}"
        for module in modules()
        if module.room == "ui"
        for call in module.calls()
        if called_name(call) in SHOWS_ITS_FIRST_ARGUMENT
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and any(character.isalpha() for character in str(call.args[0].value))
    ]
    assert wrong == []


def icons_named() -> Iterator[tuple[str, str]]:
    """Place and name of every icon that the code asks for."""
    for module in modules():
        for call in module.calls():
            names: list[ast.expr] = [
                word.value for word in call.keywords if word.arg in ("icon", "icon_name")
            ]
            if called_name(call) == "icon":
                names += call.args[:1]
            elif called_name(call) == "dress":
                names += call.args[1:2]
            yield from ((_place(module, call), name) for name in _words(names))


def _words(nodes: list[ast.expr]) -> Iterator[str]:
    """The names, both of them where there is a choice."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.IfExp):
            yield from _words([node.body, node.orelse])


def _place(module: Module, call: ast.Call) -> str:
    return f"{module.path.relative_to(ROOT)}:{call.lineno}"


def test_every_icon_named_is_there() -> None:
    missing = [
        f"{place} {name}"
        for place, name in icons_named()
        if not resource_path("icons", f"{name}.svg").is_file()
    ]
    assert missing == []


def test_every_icon_file_named_is_there() -> None:
    there = {path.name for path in resource_path("icons").rglob("*")}
    named = {
        text for module in modules() for text in module.texts() if text.endswith((".svg", ".png", ".ico"))
    }
    assert {name.rpartition("/")[2] for name in named if "{" not in name and name[0] != "."} - there == set()


def test_every_icon_there_is_used() -> None:
    texts = {text for module in modules() if module.room == "ui" for text in module.texts()}
    unused = {path.stem for path in resource_path("icons").glob("*.svg")} - texts
    assert unused == set()
