"""A model's calibration inside its `.keras` file: a small record of this program's, which Keras passes over.

It names the configuration and the weights that it was fitted to, so that it is never taken for another
model's. No TensorFlow.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import asdict
from typing import IO, Any

from mnist_desktop.models.answers import Calibration
from mnist_desktop.models.facts import calibration_from_record
from mnist_desktop.problems import Problem

MEMBER = "mnist-desktop-calibration.json"
LARGEST_MEMBER = 10_000
CONFIGURATION = "config.json"
WEIGHTS = "model.weights.h5"
_FORM = 1


class CalibrationIgnored(Exception):
    """A calibration is left aside, for this reason."""


def with_calibration(keras_file: bytes, calibration: Calibration | None) -> bytes:
    """The content of this program's Keras file with its calibration in it; as it is where none was fitted."""
    if calibration is None or not calibration.examples:
        return keras_file
    stream = io.BytesIO(keras_file)
    with zipfile.ZipFile(stream, "a") as archive:
        if MEMBER in archive.namelist():
            return keras_file
        with archive.open(WEIGHTS) as weights:
            fingerprint = model_fingerprint(archive.read(CONFIGURATION), weights)
        record = {"form": _FORM, "model": fingerprint, "calibration": asdict(calibration)}
        # A member's own date would make two copies of a model differ.
        archive.writestr(zipfile.ZipInfo(MEMBER), json.dumps(record, allow_nan=False))
    return stream.getvalue()


def model_fingerprint(configuration: bytes, weights: IO[bytes]) -> str:
    """What tells a model from every other: a hash over its configuration and its file of weights."""
    return hashlib.sha256(configuration + _digest(weights)).hexdigest()


def calibration_of(record: dict[str, Any], fingerprint: str, *, rejects: bool) -> Calibration:
    """The calibration that a record keeps for the model with this fingerprint.

    Args:
        record: the content of the member, which may be anybody's.
        fingerprint: of the model that it stands beside.
        rejects: whether that model has an output for "no digit".

    Raises:
        CalibrationIgnored: it is another model's, or damaged.

    """
    if record.get("form") != _FORM:
        raise CalibrationIgnored("it has another form")
    if record.get("model") != fingerprint:
        raise CalibrationIgnored("it was fitted to another model")
    try:
        calibration = calibration_from_record(record.get("calibration"))
    except Problem as problem:
        raise CalibrationIgnored(f"it is damaged ({problem.values['reason']})") from problem
    if (calibration.rejection is not None) != rejects:
        raise CalibrationIgnored("it was fitted to another model")
    return calibration


def _digest(weights: IO[bytes]) -> bytes:
    digest = hashlib.sha256()
    while part := weights.read(1 << 20):
        digest.update(part)
    return digest.digest()
