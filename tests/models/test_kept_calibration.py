"""A calibration goes with its `.keras` file, and is left aside where it may be another model's."""

from __future__ import annotations

import json
import zipfile
from dataclasses import asdict
from pathlib import Path

import h5py
import pytest

from mnist_desktop.cli.main import run_command
from mnist_desktop.cli.wording import sentence
from mnist_desktop.models.answers import Calibration, Rejection
from mnist_desktop.models.child import inspect
from mnist_desktop.models.kept_calibration import MEMBER, with_calibration
from mnist_desktop.models.library import Library
from mnist_desktop.models.reading.inspection import Inspection, Status
from mnist_desktop.models.reading.look import look
from mnist_desktop.models.saved.target import save_target
from mnist_desktop.models.saving import save_copy
from mnist_desktop.problems import ProblemCode
from mnist_desktop.resource_files import resource_path
from tests.models.reading.sample_files import write_keras

KEPT = Calibration(temperature=1.25, examples=2000)
FINGERPRINT = "0" * 64


def seen(path: Path) -> Inspection:
    return look(path, path.parent).inspection


def calibrated_file(path: Path) -> Path:
    path.write_bytes(with_calibration(write_keras(path).read_bytes(), KEPT))
    return path


def test_a_calibration_is_read_as_it_was_kept(tmp_path: Path) -> None:
    plain = seen(write_keras(tmp_path / "plain.keras"))
    found = seen(calibrated_file(tmp_path / "m.keras"))
    assert (plain.calibration, plain.calibration_problem) == (None, None)
    assert (found.status, found.calibration, found.calibration_problem) == (Status.OK, KEPT, None)
    assert found.network == plain.network
    assert inspect(tmp_path / "m.keras") == found


def test_what_was_never_fitted_is_not_kept(tmp_path: Path) -> None:
    content = write_keras(tmp_path / "m.keras").read_bytes()
    assert with_calibration(content, None) == content
    assert with_calibration(content, Calibration(rejection=Rejection())) == content


def test_a_copy_of_a_library_model_has_its_calibration(tmp_path: Path) -> None:
    model = Library(tmp_path / "library", resource_path("models", "reader")).bundled()
    assert model.facts.calibration is not None
    save_copy(model, save_target(tmp_path / "copy.keras"))
    assert seen(tmp_path / "copy.keras").calibration == model.facts.calibration


def record(**changed: object) -> bytes:
    return json.dumps({"form": 1, "model": FINGERPRINT, "calibration": asdict(KEPT)} | changed).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no JSON",
        b"[1]",
        b"\xff\xfe",
        b'{"form": ' + b"[" * 5000,
        b'{"form": 1, "form": NaN}',
        b" " * 20_000 + b"{}",
        record(),
        record(form=2),
        record(model=None),
        record(calibration=None),
    ],
)
def test_a_foreign_or_damaged_calibration_is_left_aside(tmp_path: Path, content: bytes) -> None:
    found = seen(write_keras(tmp_path / "m.keras", more={MEMBER: content}))
    assert (found.status, found.calibration) == (Status.OK, None)
    problem = found.calibration_problem
    assert problem is not None
    assert problem.code is ProblemCode.MODEL_CALIBRATION_IGNORED
    assert sentence(problem).startswith(f"{tmp_path / 'm.keras'}: its calibration is left aside, because it ")


@pytest.mark.parametrize(
    "calibration",
    [
        Calibration(temperature=float("1e300"), examples=2000),
        Calibration(temperature=-1.0, examples=2000),
        Calibration(rejection=Rejection(), examples=2000),
        Calibration(rejection=Rejection(lenient=2.0), examples=2000),
    ],
)
def test_values_that_no_calibration_of_this_model_has_are_left_aside(
    tmp_path: Path, calibration: Calibration
) -> None:
    path = write_keras(tmp_path / "m.keras")
    path.write_bytes(with_calibration(path.read_bytes(), calibration))
    found = seen(path)
    assert (found.status, found.calibration) == (Status.OK, None)
    assert found.calibration_problem is not None


def test_a_calibration_does_not_pass_to_other_weights(tmp_path: Path) -> None:
    with zipfile.ZipFile(calibrated_file(tmp_path / "m.keras")) as archive:
        kept = archive.read(MEMBER)

    def retrained(file: h5py.File) -> None:
        file["layers/dense/vars/1"][...] = 0.5

    other = seen(write_keras(tmp_path / "other.keras", change_weights=retrained, more={MEMBER: kept}))
    assert other.calibration is None
    assert other.calibration_problem is not None
    assert other.calibration_problem.values["reason"] == "it was fitted to another model"


def test_inspect_tells_of_the_calibration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = calibrated_file(tmp_path / "m.keras")
    assert run_command(["inspect", str(path)]) == 0
    assert "calibrated on 2,000 examples" in capsys.readouterr().out
    assert run_command(["inspect", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["calibration"]["temperature"] == 1.25
    write_keras(path, more={MEMBER: record()})
    assert run_command(["inspect", str(path)]) == 0
    assert "fitted to another model" in capsys.readouterr().out
