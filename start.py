#!/usr/bin/env python3
"""Set MNIST Desktop up in a folder of its own (.venv) and start it; nothing but Python is needed.

    python3 start.py          open the window; where there is no display, read a digit on the command line
    python3 start.py test     run the tests, without a window; further words go to pytest

A second start sets nothing up again unless the project or Python has changed.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "mnist-desktop-setup.json"

# Library: its Debian package. (Fedora finds packages by the library itself.)
ALWAYS = {"libstdc++.so.6": "libstdc++6"}
QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
QT_WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
for _name in ("cursor", "image", "randr", "render-util", "shape", "xfixes"):
    QT_WINDOW[f"libxcb-{_name}.so.0"] = f"libxcb-{_name}0"
for _name in ("client", "cursor"):
    QT_WINDOW[f"libwayland-{_name}.so.0"] = f"libwayland-{_name}0"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


class SetupError(Exception):
    """What stands in the way, and what to do about it, in a sentence."""


def main(arguments: list[str]) -> int:
    """Set up what is missing, then do what was asked for; the exit code."""
    testing = arguments[:1] == ["test"]
    if arguments and not testing:
        print(__doc__, file=sys.stderr)
        return 2
    window = not testing and may_have_display()
    try:
        python = suitable_python()
        install_system_packages(missing_system_packages(python, qt=testing or window, window=window))
        set_up(python, dev=testing)
        if testing:
            return run_tests(arguments[1:])
        return open_window() if window and display_works() else read_a_digit()
    except SetupError as trouble:
        print(f"\nstart.py: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def python_bounds() -> tuple[tuple[int, int], tuple[int, int]]:
    """The first Python that the project runs with, and the first that it does not."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    found = re.search(r'^requires-python = ">=3\.(\d+),<3\.(\d+)"$', text, re.MULTILINE)
    if not found:
        raise SetupError("pyproject.toml does not say which Python the project needs.")
    return (3, int(found.group(1))), (3, int(found.group(2)))


def suitable_python() -> str:
    """The interpreter to set up with: this one, or else the newest suitable one that is installed."""
    first, after_last = python_bounds()
    if first <= sys.version_info[:2] < after_last:
        # Started from within a virtual environment, perhaps our own: the Python that it was made from.
        return getattr(sys, "_base_executable", None) or sys.executable
    for minor in range(after_last[1] - 1, first[1] - 1, -1):
        command = ["py", f"-3.{minor}"] if os.name == "nt" else [f"python3.{minor}"]
        if shutil.which(command[0]):
            answer = _output([*command, "-c", "import sys; print(sys.executable)"])
            if answer:
                return answer
    raise SetupError(
        f"This is Python {sys.version_info[0]}.{sys.version_info[1]}, and TensorFlow has wheels for Python "
        f"3.{first[1]} to 3.{after_last[1] - 1} only. Install one of those (from python.org, "
        f"or 'sudo dnf install python3.{after_last[1] - 1}' on Fedora), then start again."
    )


def missing_system_packages(python: str, *, qt: bool, window: bool) -> dict[str, str]:
    """What is missing on Linux: the name of the thing, and the Debian package that brings it."""
    if not sys.platform.startswith("linux"):
        return {}
    needed = {**ALWAYS, **(QT if qt else {}), **(QT_WINDOW if window else {})}
    missing = {library: package for library, package in needed.items() if not _loads(library)}
    if qt and not _has_fonts():
        missing["a font"] = "fonts-dejavu-core"
    if _output([python, "-c", "import ensurepip, venv; print('yes')"]) != "yes":
        version = _output([python, "-c", "import sys; print('python%d.%d' % sys.version_info[:2])"])
        missing["Python's venv"] = f"{version}-venv"
    return missing


def install_system_packages(missing: dict[str, str]) -> None:
    """Install them by apt or dnf, if that can be done without asking for a password."""
    if not missing:
        return
    commands = _install_commands(missing)
    if not commands:
        raise SetupError(f"The system lacks {', '.join(missing)}. Install them, then start again.")
    before = _become_root()
    if before is None:
        by_hand = " && ".join("sudo " + " ".join(command) for command in commands)
        raise SetupError(f"The system lacks {', '.join(missing)}. Install them with:\n\n    {by_hand}\n")
    print(f"Installing what the system lacks: {', '.join(missing)}", flush=True)
    for command in commands:
        if subprocess.call([*before, "env", "DEBIAN_FRONTEND=noninteractive", *command]) != 0:
            raise SetupError(f"'{' '.join(command)}' failed; its last lines say why.")


def _install_commands(missing: dict[str, str]) -> list[list[str]]:
    if shutil.which("apt-get"):
        packages = sorted(set(missing.values()))
        return [
            ["apt-get", "update", "-q"],
            ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages],
        ]
    if shutil.which("dnf"):
        names = {"a font": "dejavu-sans-fonts", "Python's venv": "python3-libs"}
        return [["dnf", "install", "-y", *(names.get(name, f"{name}()(64bit)") for name in missing)]]
    return []


def _become_root() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        return ["sudo", "-n"]
    return None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_fonts() -> bool:
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    return any(next(folder.glob("**/*.[to]tf"), None) is not None for folder in folders)


def set_up(python: str, *, dev: bool) -> None:
    """Make `.venv` and install the project into it, unless a former start has done the same."""
    wanted = _setup_of(python)
    done = _read_stamp()
    if {key: done.get(key) for key in wanted} == wanted and (done.get("dev") or not dev):
        return
    print(f"Setting up in {ENVIRONMENT} (once; about 400 MB are fetched) ...", flush=True)
    STAMP.unlink(missing_ok=True)
    present = _output([str(environment_python()), "-c", "import sys; print(sys.version)"])
    clear = [] if present == wanted["python"] else ["--clear"]
    if subprocess.call([python, "-m", "venv", *clear, str(ENVIRONMENT)]) != 0:
        raise SetupError(f"{ENVIRONMENT} could not be made; the lines above say why.")
    # Editable: a newer checkout runs without being installed again.
    project = f"{ROOT}[dev]" if dev else str(ROOT)
    pip = [str(environment_python()), "-m", "pip", "install", "--disable-pip-version-check"]
    if subprocess.call([*pip, "--editable", project]) != 0:
        raise SetupError("The packages could not be installed; pip's last lines say why.")
    STAMP.write_text(json.dumps({**wanted, "dev": dev}), encoding="utf-8")


def environment_python() -> Path:
    """The interpreter in `.venv`."""
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _setup_of(python: str) -> dict[str, str]:
    project = (ROOT / "pyproject.toml").read_bytes()
    version = _output([python, "-c", "import sys; print(sys.version)"])
    return {"project": hashlib.sha256(project).hexdigest(), "python": version, "folder": str(ROOT)}


def _read_stamp() -> dict[str, object]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and environment_python().exists() else {}


def run_tests(arguments: list[str]) -> int:
    """Pytest's exit code."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.call([environment_python(), "-m", "pytest", *arguments], cwd=ROOT, env=surroundings)


def open_window() -> int:
    """The program's exit code, when its window has been closed."""
    return subprocess.call([environment_python(), "-m", "mnist_desktop"])


def may_have_display() -> bool:
    """Whether it is worth trying: a platform of Qt that draws nowhere is no display."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in ("offscreen", "minimal"):
        return False
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def display_works() -> bool:
    """Whether Qt can open its display (it ends the process if it cannot)."""
    probe = "from PySide6.QtGui import QGuiApplication; QGuiApplication([]); print('yes')"
    run = subprocess.run([environment_python(), "-c", probe], capture_output=True, text=True, check=False)
    if "ImportError" in run.stderr:
        raise SetupError(f"Qt cannot be loaded: {run.stderr.strip().splitlines()[-1]}")
    return run.stdout.strip() == "yes"


def read_a_digit() -> int:
    """Draw a three, have it read by the command line, print both; 0 if it was read as a three."""
    print("There is no display here, so no window can be opened. This is a digit drawn as ink:\n")
    stroke = three()
    print(as_text(stroke))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "three.jsonl"
        file.write_text(json.dumps({"strokes": [stroke]}) + "\n", encoding="utf-8")
        predict = [str(environment_python()), "-m", "mnist_desktop", "predict", "--json", str(file)]
        print(f"$ mnist-desktop predict {file.name}", flush=True)
        run = subprocess.run(predict, stdout=subprocess.PIPE, text=True, check=False)
    if run.returncode != 0:
        return run.returncode
    answer = json.loads(run.stdout)
    # No answer is certain, however it is rounded.
    print(f"{answer['text']} ({min(answer['digits'][0]['probability'], 0.999):.1%} sure)")
    return 0 if answer["text"] == "3" else 1


def three() -> list[tuple[float, float]]:
    """One stroke: an upper and a lower bow, from left over right to left."""
    upper = [(50 + 24 * math.cos(a), 28 - 20 * math.sin(a)) for a in _angles(150, -80)]
    lower = [(48 + 30 * math.cos(a), 74 - 26 * math.sin(a)) for a in _angles(80, -150)]
    return [(round(x, 2), round(y, 2)) for x, y in upper + lower]


def _angles(first: int, last: int) -> list[float]:
    return [math.radians(first + (last - first) * step / 60) for step in range(61)]


def as_text(stroke: list[tuple[float, float]], columns: int = 28, rows: int = 13) -> str:
    """The stroke in characters; its units go from 0 to 100."""
    page = [[" "] * columns for _ in range(rows)]
    for x, y in stroke:
        page[int(y * rows / 101)][int(x * columns / 101)] = "#"
    return "\n".join(("    " + "".join(line)).rstrip() for line in page) + "\n"


def _output(command: list[str]) -> str:
    """What a command prints, or nothing if it fails or is not there."""
    try:
        run = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False
        )
    except OSError:
        return ""
    return run.stdout.strip() if run.returncode == 0 else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
