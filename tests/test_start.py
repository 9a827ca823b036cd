"""Setting up and starting with one command: `start.py`, with all other programs played by a stand-in."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.source_tree import ROOT


class Programs:
    """Plays every program that start.py runs: remembers the commands, answers as told."""

    def __init__(self, environment: Path) -> None:
        self.environment = environment
        self.commands: list[str] = []
        self.fails: set[str] = set()
        self.answers = {"sys.version)": "3.11.7", "ensurepip": "yes", "QGuiApplication": "yes"}

    def call(self, command: list[Any], **_: Any) -> int:
        line = " ".join(map(str, command))
        self.commands.append(line)
        if "-m venv" in line:
            (self.environment / "bin").mkdir(parents=True, exist_ok=True)
            (self.environment / "bin" / "python").touch()
        return int(any(word in line for word in self.fails))

    def run(self, command: list[Any], **_: Any) -> subprocess.CompletedProcess[str]:
        line = " ".join(map(str, command))
        self.commands.append(line)
        answer = next((text for word, text in self.answers.items() if word in line), "")
        failed = any(word in line for word in self.fails)
        return subprocess.CompletedProcess(command, int(failed), "" if failed else answer, "")

    def count(self, word: str) -> int:
        return sum(word in command for command in self.commands)


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """start.py, with its own empty folder for packages, and no display."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "stamp.json")
    monkeypatch.setattr(module, "environment_python", lambda: tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(module, "_loads", lambda library: True)
    monkeypatch.setattr(module, "_has_fonts", lambda: True)
    monkeypatch.setattr(module, "may_have_display", lambda: False)
    return module


@pytest.fixture
def programs(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Programs:
    programs = Programs(start.ENVIRONMENT)
    answer = {"text": "3", "digits": [{"label": "3", "probability": 0.998}]}
    programs.answers["predict"] = json.dumps(answer) + "\n"
    monkeypatch.setattr(start.subprocess, "call", programs.call)
    monkeypatch.setattr(start.subprocess, "run", programs.run)
    return programs


def test_without_a_display_a_digit_is_drawn_and_read(
    start: ModuleType, programs: Programs, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start.main([]) == 0
    told = capsys.readouterr().out
    assert "no display" in told
    assert "#####" in told
    assert "3 (99.8% sure)" in told
    assert programs.count("mnist_desktop predict --json") == 1


@pytest.mark.parametrize("answer", ['{"text": "8", "digits": [{"probability": 0.6}]}', None])
def test_a_wrong_answer_and_no_answer_are_failures(
    start: ModuleType, programs: Programs, answer: str | None
) -> None:
    programs.answers["predict"] = answer or ""
    programs.fails = set() if answer else {"predict"}
    assert start.main([]) == 1


def test_with_a_display_the_window_opens(
    start: ModuleType, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "may_have_display", lambda: True)
    assert start.main([]) == 0
    assert programs.commands[-1].endswith("python -m mnist_desktop")
    programs.fails = {"python -m mnist_desktop"}
    assert start.main([]) == 1


def test_a_dead_display_is_no_display(
    start: ModuleType, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "may_have_display", lambda: True)
    programs.fails = {"QGuiApplication"}
    assert start.main([]) == 0
    assert programs.count("predict") == 1


def test_tests_get_their_words_and_their_exit_code(start: ModuleType, programs: Programs) -> None:
    assert start.main(["test", "-k", "ink"]) == 0
    assert programs.commands[-1].endswith("python -m pytest -k ink")
    assert programs.count("[dev]") == 1
    programs.fails = {"pytest"}
    assert start.main(["test"]) == 1


def test_a_second_start_installs_nothing(start: ModuleType, programs: Programs) -> None:
    assert start.main(["test"]) == start.main(["test"]) == start.main([]) == 0
    assert programs.count("pip install") == programs.count("-m venv") == 1


def test_it_installs_again_when_something_has_changed(
    start: ModuleType, programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start.main([])
    start.main(["test"])
    assert programs.count("pip install") == 2, "the tests need more packages"
    programs.answers["sys.version)"] = "3.12.1"
    start.main(["test"])
    assert programs.count("pip install") == 3, "another Python"
    project = tmp_path / "project"
    project.mkdir()
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (project / "pyproject.toml").write_text(text + "\n", encoding="utf-8")
    monkeypatch.setattr(start, "ROOT", project)
    start.main(["test"])
    assert programs.count("pip install") == 4, "another project file"


def test_what_failed_is_tried_again(start: ModuleType, programs: Programs) -> None:
    programs.fails = {"pip install"}
    assert start.main([]) == 1
    programs.fails = set()
    assert start.main([]) == 0
    assert programs.count("pip install") == 2


def test_wrong_words(start: ModuleType, programs: Programs, capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(["tset"]) == 2
    assert "python3 start.py test" in capsys.readouterr().err
    assert programs.commands == []


def test_an_unsuitable_python_looks_for_a_suitable_one(
    start: ModuleType, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert start.python_bounds() == ((3, 11), (3, 14))
    monkeypatch.setattr(start.sys, "version_info", (3, 14, 0))
    monkeypatch.setattr(start.shutil, "which", lambda name: "/usr/bin/" + name)
    programs.answers["print(sys.executable)"] = "/usr/bin/python3.13"
    assert start.suitable_python() == "/usr/bin/python3.13"
    programs.fails = {"3.13", "3.12", "3.11"}
    with pytest.raises(start.SetupError, match=r"3\.11 to 3\.13"):
        start.suitable_python()


@pytest.mark.skipif(sys.platform != "linux", reason="Linux packages")
class TestSystemPackages:
    """Only what is missing is installed, and only where nobody has to be asked."""

    @pytest.fixture(autouse=True)
    def _lacks_a_library(self, start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(start, "_loads", lambda library: library != "libEGL.so.1")
        monkeypatch.setattr(start.shutil, "which", lambda name: None if name == "dnf" else f"/usr/bin/{name}")

    def test_root_installs(
        self, start: ModuleType, programs: Programs, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        assert start.main(["test"]) == 0
        assert programs.count("apt-get install -q -y --no-install-recommends libegl1") == 1

    def test_reading_without_a_window_needs_none(self, start: ModuleType, programs: Programs) -> None:
        assert start.main([]) == 0
        assert programs.count("apt-get") == 0

    def test_without_the_right_it_says_what_to_do(
        self,
        start: ModuleType,
        programs: Programs,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        programs.fails = {"sudo"}
        assert start.main(["test"]) == 1
        told = capsys.readouterr().err
        assert "libEGL.so.1" in told
        assert "sudo apt-get install" in told
        assert programs.count("apt-get") == 0

    def test_on_a_system_without_apt_and_dnf_it_names_the_libraries(
        self,
        start: ModuleType,
        programs: Programs,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr(start.shutil, "which", lambda name: None)
        assert start.main(["test"]) == 1
        assert "libEGL.so.1" in capsys.readouterr().err
