"""A real TensorBoard, on this machine only."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training import tensorboard_server
from mnist_desktop.training.tensorboard_server import TensorBoardServer
from tests.source_tree import ROOT

STARTS_AND_WAITS = """
import sys, time
from pathlib import Path
from mnist_desktop.training.tensorboard_server import TensorBoardServer
server = TensorBoardServer(Path(sys.argv[1]))
print(server.start(), server._process.pid, flush=True)
time.sleep(120)
"""


def fetched(url: str) -> bytes:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(url, timeout=5) as answer:
        return bytes(answer.read())


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "State:\tZ" not in Path(f"/proc/{process}/status").read_text(encoding="utf-8")


def test_it_serves_a_folder_to_this_machine_until_it_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    # What lies in the working directory is none of its modules.
    (tmp_path / "markdown.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    server = TensorBoardServer(Path("logs"))
    try:
        url = server.start()
        assert url is not None
        assert url == server.url
        assert url.startswith("http://127.0.0.1:")
        assert server.is_running
        assert b"<title>" in fetched(url)
        assert json.loads(fetched(f"{url}data/environment"))["data_location"] == str(tmp_path / "logs")
    finally:
        server.stop()
    assert not server.is_running
    with pytest.raises(OSError, match="refused"):
        fetched(url)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["markdown.py"]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_it_ends_with_a_program_that_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STARTS_AND_WAITS, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as program:
        assert program.stdout is not None
        _, number = program.stdout.readline().split()
        assert is_alive(int(number))
        program.send_signal(signal.SIGKILL)
        program.wait()
        deadline = time.monotonic() + 10
        while is_alive(int(number)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not is_alive(int(number))


@pytest.mark.parametrize(
    ("child", "code"),
    [
        ("import sys; print('out of luck'); sys.exit(1)", ProblemCode.TENSORBOARD_NOT_STARTED),
        (
            'import time; print(\'{"url": "http://elsewhere/"}\', flush=True); time.sleep(60)',
            ProblemCode.TENSORBOARD_SLOW,
        ),
    ],
)
def test_one_that_does_not_answer_is_told_and_nothing_is_left(
    child: str, code: ProblemCode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tensorboard_server, "_command", lambda _folder: [sys.executable, "-c", child])
    server = TensorBoardServer(tmp_path)
    with pytest.raises(Problem) as caught:
        server.start(patience=1.5)
    assert caught.value.code is code
    assert caught.value.values.get("reason", "out of luck") == "out of luck"
    assert not server.is_running


def test_a_start_can_be_cancelled_and_a_stopped_one_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(tensorboard_server, "_command", lambda _folder: waits)
    server = TensorBoardServer(tmp_path)
    assert server.start(lambda: server.is_running) is None
    assert not server.is_running
    assert server.start() is None
    server.stop()


def test_a_missing_package_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tensorboard_server, "tensorboard_missing", lambda: True)
    with pytest.raises(Problem) as caught:
        TensorBoardServer(tmp_path).start()
    assert caught.value.code is ProblemCode.TENSORBOARD_MISSING
