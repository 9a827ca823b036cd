"""What a look at a model file finds, and the ways in which it ends early."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from enum import StrEnum, unique
from pathlib import Path
from typing import Any

from mnist_desktop.models.answers import Calibration
from mnist_desktop.models.facts import calibration_from_record
from mnist_desktop.models.graph import Architecture
from mnist_desktop.models.network import LayerFacts
from mnist_desktop.models.reading.plain_network import network_from_record, network_to_record
from mnist_desktop.problems import Problem, ProblemCode, ProblemValue


@unique
class Status(StrEnum):
    """Whether a file can be opened, and the kind of reason if not."""

    OK = "ok"
    WEIGHTS_ONLY = "weights-only"
    UNSUPPORTED = "unsupported"
    DAMAGED = "damaged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Inspection:
    """What is known of a model file.

    `problem` is set unless `status` is ok. What could not be found out is empty or None. `input_shape` has
    no batch axis; `format` is "keras" (zip), "h5" or empty; `network` is there if the layers were understood;
    `rejects` says whether an output for "no digit" follows those of the `classes`; `calibration` is what this
    program kept of it in the file, and `calibration_problem` why one that is there is left aside; `presets`
    are the networks, of those that were offered, which the weights of a file without a network fit.
    """

    status: Status
    problem: Problem | None = None
    format: str = ""
    saved_by: str = ""
    sha256: str = ""
    input_shape: tuple[int, ...] = ()
    classes: int | None = None
    rejects: bool | None = None
    layers: tuple[LayerFacts, ...] = ()
    parameters: int | None = None
    network: Architecture | None = None
    calibration: Calibration | None = None
    calibration_problem: Problem | None = None
    presets: tuple[str, ...] = ()

    def to_record(self) -> dict[str, Any]:
        """Everything as plain values."""
        return {
            "status": self.status.value,
            "problem": problem_to_record(self.problem),
            "format": self.format,
            "saved_by": self.saved_by,
            "sha256": self.sha256,
            "input_shape": list(self.input_shape),
            "classes": self.classes,
            "rejects": self.rejects,
            "layers": [asdict(layer) for layer in self.layers],
            "parameters": self.parameters,
            "network": network_to_record(self.network) if self.network else None,
            "calibration": asdict(self.calibration) if self.calibration else None,
            "calibration_problem": problem_to_record(self.calibration_problem),
            "presets": list(self.presets),
        }

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Inspection:
        """The inspection that `to_record` described; KeyError, TypeError or ValueError for anything else."""
        layers = (
            LayerFacts(item["kind"], tuple(item["output_shape"]), item["parameters"], item["settings"])
            for item in record["layers"]
        )
        network, calibration = record["network"], record["calibration"]
        return cls(
            status=Status(record["status"]),
            problem=problem_from_record(record["problem"]),
            format=str(record["format"]),
            saved_by=str(record["saved_by"]),
            sha256=str(record["sha256"]),
            input_shape=tuple(record["input_shape"]),
            classes=record["classes"],
            rejects=record["rejects"],
            layers=tuple(layers),
            parameters=record["parameters"],
            network=network_from_record(network) if network is not None else None,
            calibration=calibration_from_record(calibration) if calibration is not None else None,
            calibration_problem=problem_from_record(record["calibration_problem"]),
            presets=tuple(record["presets"]),
        )

    def about(self, path: Path) -> Inspection:
        """The same, with `path` among the values of the problems, whose sentences name the file."""
        return replace(
            self,
            problem=_about(self.problem, path),
            calibration_problem=_about(self.calibration_problem, path),
        )


def _about(problem: Problem | None, path: Path) -> Problem | None:
    return Problem(problem.code, **{**problem.values, "path": str(path)}) if problem else None


def problem_to_record(problem: Problem | None) -> dict[str, Any] | None:
    """The problem as plain values."""
    return {"code": problem.code.value, "values": problem.values} if problem else None


def problem_from_record(record: dict[str, Any] | None) -> Problem | None:
    """The problem that `problem_to_record` described; KeyError, TypeError or ValueError for anything else."""
    if record is None:
        return None
    return Problem(ProblemCode(record["code"]), **record["values"])


class NotOpened(Exception):
    """The look at a file ends here, with this status and problem."""

    def __init__(self, status: Status, code: ProblemCode, **values: ProblemValue) -> None:
        super().__init__(status, code, values)
        self.status = status
        self.problem = Problem(code, **values)


def refused(code: ProblemCode, **values: ProblemValue) -> NotOpened:
    """For what could do harm."""
    return NotOpened(Status.REFUSED, code, **values)


def unsupported(code: ProblemCode, **values: ProblemValue) -> NotOpened:
    """For what is sound and cannot be opened."""
    return NotOpened(Status.UNSUPPORTED, code, **values)


def damaged(code: ProblemCode, **values: ProblemValue) -> NotOpened:
    """For what is broken or incomplete."""
    return NotOpened(Status.DAMAGED, code, **values)
