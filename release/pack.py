"""Pack dist/mnist-desktop, with licences, icons and install lines, into an archive: `python release/pack.py`.

A .tar.gz on Linux and macOS, a .zip on Windows, in dist/. To be run by the Python that PyInstaller ran in;
the licence texts are those of the packages installed there.
"""

from __future__ import annotations

import os
import platform
import re
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "dist" / "mnist-desktop"
LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|third_party_notices)", re.IGNORECASE)


def main() -> int:
    """Pack; 1 if there is nothing to pack."""
    if not BUILT.is_dir():
        print("dist/mnist-desktop is not there; build it with PyInstaller first", file=sys.stderr)
        return 1
    name = f"mnist-desktop-{version()}-{platform.system().lower()}-{platform.machine().lower()}"
    contents = {**program(), **papers(), **licences()}
    target = pack_zip(name, contents) if os.name == "nt" else pack_tar(name, contents)
    print(f"{target.relative_to(ROOT)} ({target.stat().st_size / 1e6:.0f} MB, {len(contents)} files)")
    return 0


def version() -> str:
    """The program's version, read without importing it."""
    text = (ROOT / "mnist_desktop" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    if not found:
        raise SystemExit("mnist_desktop/__init__.py has no __version__")
    return found.group(1)


def program() -> dict[str, Path]:
    """Name in the archive and file, of all that PyInstaller made."""
    files = (path for path in BUILT.rglob("*") if path.is_symlink() or path.is_file())
    return {f"mnist-desktop/{path.relative_to(BUILT).as_posix()}": path for path in files}


def papers() -> dict[str, Path]:
    """Licence, notice and install lines; on Linux also what a desktop's menu wants."""
    found = {name: ROOT / name for name in ("LICENSE", "NOTICE")}
    found["INSTALL.txt"] = ROOT / "release" / "INSTALL.txt"
    if sys.platform == "linux":
        found["install.sh"] = ROOT / "release" / "install.sh"
        desktop = ROOT / "resources" / "desktop"
        found |= {name: desktop / name for name in ("mnist-desktop.desktop", "mnist-desktop.xml")}
        icons = (ROOT / "resources" / "icons" / "program").iterdir()
        found |= {f"icons/{path.name}": path for path in icons if path.suffix in (".png", ".svg")}
    return found


def licences() -> dict[str, Path]:
    """The licence texts of every library in the package."""
    found = {f"licences/{path.name}": path for path in (ROOT / "release" / "licences").iterdir()}
    python = Path(os.__file__).with_name("LICENSE.txt")
    if python.is_file():
        found["licences/Python/LICENSE.txt"] = python
    for library in libraries():
        for file in library.files or ():
            in_metadata = file.parts[0].endswith(".dist-info")
            if LICENCE_FILE.match(file.name) and (in_metadata or len(file.parts) <= 2):
                inside = "/".join(file.parts[1:]).removeprefix("licenses/")
                found[f"licences/{library.name}/{inside}"] = Path(str(library.locate_file(file)))
    return found


def libraries() -> Iterator[Distribution]:
    """What the project requires to run, and what that requires, as far as it is installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = (*project["dependencies"], *extras["tensorboard"], *extras["onnx"], "pyinstaller")
    waiting = [Requirement(line) for line in lines]
    seen = set()
    while waiting:
        wanted = waiting.pop()
        name = re.sub(r"[-_.]+", "-", wanted.name).lower()
        if name in seen or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        try:
            library = distribution(name)
        except PackageNotFoundError:
            continue
        yield library
        waiting += [Requirement(line) for line in library.requires or ()]


def pack_tar(name: str, contents: dict[str, Path]) -> Path:
    """The archive, with symbolic links and the right to run kept."""
    target = ROOT / "dist" / f"{name}.tar.gz"
    with tarfile.open(target, "w:gz", compresslevel=6) as archive:
        for inside, path in sorted(contents.items()):
            archive.add(path, f"{name}/{inside}", recursive=False, filter=_nobodys)
    return target


def pack_zip(name: str, contents: dict[str, Path]) -> Path:
    """The archive for Windows."""
    target = ROOT / "dist" / f"{name}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for inside, path in sorted(contents.items()):
            archive.write(path, f"{name}/{inside}")
    return target


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


if __name__ == "__main__":
    sys.exit(main())
