from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from mnist_desktop.models.quiet_start import native_noise_held_back

NOISE = b"""WARNING: All log messages before absl::InitializeLog() is called are written to STDERR
I0000 00:00:1795321008.024354    7739 port.cc:153] oneDNN custom operations are on.
W0000 00:00:1795321010.797050    7739 flatbuffer.cc:1] Ignored output_format.
To enable the following instructions: AVX2 FMA, in other operations, rebuild TensorFlow.
"""


def test_noise_is_left_out_and_the_rest_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with native_noise_held_back():
        os.write(2, b"before\n" + NOISE + b"Fatal: after\n")
    assert capfd.readouterr().err == "before\nFatal: after\n"


def test_the_rest_is_told_after_an_exception_too(capfd: pytest.CaptureFixture[str]) -> None:
    def break_off() -> None:
        with native_noise_held_back():
            os.write(2, b"E0000 00:00:1 9 x.cc:1] bad\n")
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        break_off()
    os.write(2, b"later\n")
    assert capfd.readouterr().err == "E0000 00:00:1 9 x.cc:1] bad\nlater\n"


@pytest.mark.tensorflow
def test_keras_leaves_the_users_home_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    subprocess.run(
        [sys.executable, "-c", "from mnist_desktop.models.keras_network import start_keras; start_keras()"],
        env={**os.environ, "HOME": str(home), "USERPROFILE": str(home)},
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert list(home.iterdir()) == []


def test_a_full_disk_only_lets_the_noise_be_heard(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    with native_noise_held_back():
        os.write(2, NOISE)
    assert capfd.readouterr().err == NOISE.decode()
