from __future__ import annotations

import os

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
