"""The resources are found from the source and from a wheel (and frozen: the self-test of the package)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from mnist_desktop import __version__
from mnist_desktop.resource_files import licence_texts, resource_path
from tests.source_tree import ROOT

WANTED = [
    ("data", "mnist.npz"),
    ("desktop", "mnist-desktop.desktop"),
    ("icons", "pencil.svg"),
    ("icons", "program", "program.ico"),
    ("models", "reader", "facts.json"),
]
TELL = """
import json, sys
from mnist_desktop.resource_files import licence_texts, resource_path
paths = [resource_path(*parts) for parts in json.loads(sys.argv[1])]
licences = [text[:13] for text in licence_texts()]
print(json.dumps({"paths": [str(path) for path in paths], "there": [path.is_file() for path in paths],
                  "licences": licences}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, built with what is installed: no network needed."""
    folder = tmp_path_factory.mktemp("wheel")
    _pip("wheel", "--no-build-isolation", "--no-deps", "--no-index", "--wheel-dir", str(folder), str(ROOT))
    (built,) = folder.glob("*.whl")
    return built


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_found_from_source() -> None:
    for parts in WANTED:
        assert resource_path(*parts).is_file()
        assert ROOT in resource_path(*parts).parents
    assert [text[:13] for text in licence_texts()] == ["MIT License\n\n", "MNIST Desktop"]


def test_found_from_an_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    _pip("install", "--no-deps", "--no-index", "--target", str(site), str(wheel))
    run = subprocess.run(
        [sys.executable, "-c", TELL, json.dumps(WANTED)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    inside = site / "mnist_desktop" / "resources"
    assert told["paths"] == [str(inside.joinpath(*parts)) for parts in WANTED]
    assert all(told["there"])
    assert told["licences"] == ["MIT License\n\n", "MNIST Desktop"]


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {
        "mnist_desktop",
        f"mnist_desktop-{__version__}.dist-info",
    }
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".log"))]
    source = {path.relative_to(ROOT).as_posix() for path in (ROOT / "mnist_desktop").rglob("*.py")}
    assert source <= set(names)


def test_the_wheel_names_its_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        points = archive.read(f"mnist_desktop-{__version__}.dist-info/entry_points.txt").decode()
    assert "mnist-desktop = mnist_desktop.__main__:main" in points
