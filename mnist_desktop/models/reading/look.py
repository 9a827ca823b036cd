"""Looking at a model file: what it is, what is in it, and whether it can be opened."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from mnist_desktop.models.answers import Calibration
from mnist_desktop.models.graph import Architecture
from mnist_desktop.models.kept_calibration import (
    CONFIGURATION,
    LARGEST_MEMBER,
    MEMBER,
    WEIGHTS,
    CalibrationIgnored,
    calibration_of,
    model_fingerprint,
)
from mnist_desktop.models.network import Network
from mnist_desktop.models.reading.configuration import architecture_facts, read_model
from mnist_desktop.models.reading.fitting import can_reject, class_count, require_fitting
from mnist_desktop.models.reading.hdf5_file import Hdf5File, opened_hdf5
from mnist_desktop.models.reading.inspection import (
    Inspection,
    NotOpened,
    Status,
    damaged,
    refused,
    unsupported,
)
from mnist_desktop.models.reading.json_text import parse_json
from mnist_desktop.models.reading.kinds import H5, HEAD_BYTES, KERAS, format_of
from mnist_desktop.models.reading.limits import LARGEST_CONFIGURATION, LARGEST_FILE, LARGEST_METADATA
from mnist_desktop.models.reading.other_backend import Reading, reading_of_theano
from mnist_desktop.models.reading.weights import (
    Arrays,
    has_weights_only,
    read_keras_weights,
    read_legacy_weights,
)
from mnist_desktop.models.reading.weights_only import fitting_weights, weights_only
from mnist_desktop.models.reading.writer import Writer
from mnist_desktop.models.reading.zip_file import Archive, opened_archive
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import FULL

_METADATA = "metadata.json"
_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Look:
    """What a look at a file found: the facts and, where it can be opened, the arrays of each layer.

    `other` is what it holds instead if Theano calculated, where the file does not say so.
    """

    inspection: Inspection
    arrays: tuple[Arrays, ...] = ()
    other: Reading | None = None


@dataclass
class _Findings:
    """What is known so far."""

    format: str = ""
    saved_by: str = ""
    sha256: str = ""
    network: Architecture | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    calibration: Calibration | None = None
    calibration_problem: Problem | None = None
    presets: tuple[str, ...] = ()
    offered: Mapping[str, Network] = field(default_factory=dict)
    preset: str = ""
    other: Reading | None = None

    def learn(self, network: Architecture) -> None:
        layers = architecture_facts(network)
        self.network = network
        self.facts = {
            "input_shape": network.input_shape,
            "classes": class_count(network),
            "rejects": can_reject(network),
            "layers": layers,
            "parameters": sum(layer.parameters for layer in layers),
        }

    def inspection(self, end: NotOpened | None = None) -> Inspection:
        return Inspection(
            status=end.status if end else Status.OK,
            problem=end.problem if end else None,
            format=self.format,
            saved_by=self.saved_by,
            sha256=self.sha256,
            network=self.network,
            calibration=self.calibration,
            calibration_problem=self.calibration_problem,
            presets=self.presets,
            **self.facts,
        )


def look(path: Path, workspace: Path, offered: Mapping[str, Network] | None = None, preset: str = "") -> Look:
    """Look at the file at `path`, which may be anything. Meant for a process of its own, with limits.

    Args:
        path: The file.
        workspace: A private folder for what has to be unpacked.
        offered: Networks by key that weights without a network of their own may belong to.
        preset: The one of them that they do belong to; empty where nobody chose.

    Raises:
        Problem: FILE_MISSING or FILE_UNREADABLE; everything else is told by the inspection.
        OSError: The workspace's disk is full.

    """
    findings = _Findings(offered=offered or {}, preset=preset)
    try:
        _require_file(path)
        with path.open("rb") as stream:
            findings.format = format_of(stream.read(HEAD_BYTES))
            stream.seek(0)
            before = _identity(os.fstat(stream.fileno()))
            findings.sha256 = _digest(stream)
            arrays = _FORMATS[findings.format](path, stream, workspace, findings)
            stream.seek(0)
            if _identity(path.stat()) != before or _digest(stream) != findings.sha256:
                raise damaged(ProblemCode.MODEL_FILE_CHANGED)
    except NotOpened as end:
        return Look(findings.inspection(end).about(path))
    except OSError as error:
        if error.errno in FULL:
            # It is the workspace that has no room, whatever the file is.
            raise
        raise Problem(
            ProblemCode.FILE_UNREADABLE, path=str(path), reason=error.strerror or type(error).__name__
        ) from error
    return Look(findings.inspection(), arrays, findings.other)


def _require_file(path: Path) -> None:
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Problem(ProblemCode.FILE_MISSING, path=str(path)) from error
    if stat.S_ISDIR(status.st_mode):
        raise refused(ProblemCode.FILE_IS_FOLDER)
    if not stat.S_ISREG(status.st_mode):
        raise refused(ProblemCode.FILE_NOT_REGULAR)
    if status.st_size > LARGEST_FILE:
        raise _too_large(status.st_size)


def _too_large(size: int) -> NotOpened:
    megabytes, limit = size // 1_000_000, LARGEST_FILE // 1_000_000
    return refused(ProblemCode.FILE_TOO_LARGE, size_mb=megabytes, limit_mb=limit)


def _identity(status: os.stat_result) -> tuple[int, ...]:
    """What stays the same as long as nobody changes a file or puts another in its place."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _digest(stream: BinaryIO) -> str:
    digest, size = hashlib.sha256(), 0
    while part := stream.read(_AT_ONCE):
        digest.update(part)
        size += len(part)
        if size > LARGEST_FILE:
            # It grows while it is read, or is as long as somebody reads it.
            raise _too_large(size)
    return digest.hexdigest()


def _look_at_h5(path: Path, stream: BinaryIO, workspace: Path, findings: _Findings) -> tuple[Arrays, ...]:
    with opened_hdf5(path) as file:
        findings.saved_by = _saved_by(file.text("", "keras_version"))
        configuration = file.text("", "model_config")
        if configuration is None:
            return _look_at_weights(file, findings)
        _require_no_preset(findings)
        writer = Writer.of_h5(file.text("", "keras_version"), file.text("", "backend"))
        described = parse_json(configuration)
        understood = read_model(described, writer)
        findings.learn(understood.architecture)
        _require_fitting(understood.architecture)
        arrays = read_legacy_weights(file, understood)
        plain = Reading(understood.architecture, arrays)
        findings.other = reading_of_theano(file, described, writer, plain)
        return arrays


def _look_at_keras(path: Path, stream: BinaryIO, workspace: Path, findings: _Findings) -> tuple[Arrays, ...]:
    with opened_archive(stream, path.stat().st_size) as archive:
        if CONFIGURATION not in archive:
            raise _no_keras_archive(archive)
        _require_no_preset(findings)
        version = _version_in(archive)
        findings.saved_by = _saved_by(version)
        configuration = archive.read(CONFIGURATION, LARGEST_CONFIGURATION)
        understood = read_model(parse_json(configuration), Writer.of_archive(version))
        findings.learn(understood.architecture)
        _require_fitting(understood.architecture)
        if WEIGHTS not in archive:
            count = len(understood.architecture.layers)
            raise damaged(ProblemCode.MODEL_WEIGHTS_MISSING, found=0, expected=count)
        unpacked = workspace / WEIGHTS
        try:
            archive.unpack(WEIGHTS, unpacked)
            _look_at_calibration(path, archive, configuration, findings, unpacked)
            with opened_hdf5(unpacked) as file:
                return read_keras_weights(file, understood)
        finally:
            unpacked.unlink(missing_ok=True)


def _look_at_calibration(
    path: Path, archive: Archive, configuration: bytes, findings: _Findings, weights: Path
) -> None:
    if MEMBER not in archive:
        return
    try:
        record = parse_json(archive.read(MEMBER, LARGEST_MEMBER))
        with weights.open("rb") as stream:
            fingerprint = model_fingerprint(configuration, stream)
        findings.calibration = calibration_of(record, fingerprint, rejects=findings.facts["rejects"])
    except (NotOpened, CalibrationIgnored) as error:
        reason = str(error) if isinstance(error, CalibrationIgnored) else "it is damaged"
        findings.calibration_problem = Problem(
            ProblemCode.MODEL_CALIBRATION_IGNORED, path=str(path), reason=reason
        )


_FORMATS = {KERAS: _look_at_keras, H5: _look_at_h5}


def _require_fitting(network: Architecture) -> None:
    require_fitting(network.input_shape, network.output_shape)


def _look_at_weights(file: Hdf5File, findings: _Findings) -> tuple[Arrays, ...]:
    """What can be done with a file without a configuration: open it as the network that was chosen."""
    if not has_weights_only(file):
        raise unsupported(ProblemCode.MODEL_FILE_FOREIGN, kind="HDF5")
    fitting = fitting_weights(file, findings.offered)
    findings.presets = tuple(fitting)
    if findings.preset not in fitting:
        raise weights_only(findings.presets)
    findings.learn(findings.offered[findings.preset])
    return fitting[findings.preset]


def _require_no_preset(findings: _Findings) -> None:
    if findings.preset:
        raise unsupported(ProblemCode.MODEL_HAS_NETWORK, preset=findings.preset)


def _no_keras_archive(archive: Archive) -> NotOpened:
    if WEIGHTS in archive:
        return NotOpened(Status.WEIGHTS_ONLY, ProblemCode.MODEL_WEIGHTS_ONLY)
    last_names = {name.rsplit("/", 1)[-1] for name in archive.names}
    if "data.pkl" in last_names:
        return unsupported(ProblemCode.MODEL_FILE_FOREIGN, kind="PyTorch")
    if "saved_model.pb" in last_names:
        return unsupported(ProblemCode.MODEL_FILE_FOREIGN, kind="SavedModel (ZIP)")
    return unsupported(ProblemCode.MODEL_FILE_FOREIGN, kind="ZIP")


def _version_in(archive: Archive) -> str | None:
    if _METADATA not in archive:
        return None
    version = parse_json(archive.read(_METADATA, LARGEST_METADATA)).get("keras_version")
    return version if isinstance(version, str) else None


def _saved_by(version: str | None) -> str:
    return f"Keras {ascii(version[:30])[1:-1]}" if version else ""
