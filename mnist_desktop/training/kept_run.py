"""One kept training as plain data, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from mnist_desktop.plain_json import sayable
from mnist_desktop.training.checkpoint import history_from, history_record
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.plan_record import plan_from, plan_record
from mnist_desktop.training.progress import EpochFinished
from mnist_desktop.training.run_state import Position
from mnist_desktop.training.sources import NO_SOURCES, Sources, sources_from, sources_record

_LONGEST_NAME = 200


class RunStatus(StrEnum):
    """What became of a training."""

    RUNNING = "running"
    UNFINISHED = "unfinished"
    FINISHED = "finished"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True)
class KeptRun:
    """A training as it is kept.

    Attributes:
        identifier: the name of its folder.
        name: for people.
        created: when it began, ISO 8601 in UTC.
        plan: what was done.
        status: what became of it.
        history: its finished epochs.
        position: where it stands, None where nothing is kept to go on, or train further, from.
        test_accuracy: 0..1, None before its end.
        test_loss: None before its end.
        seconds: what it took.
        model: identifier of the library's model, None where there is none.
        sources: what it learnt from.

    """

    identifier: str
    name: str
    created: str
    plan: TrainingPlan
    status: RunStatus
    history: tuple[EpochFinished, ...] = ()
    position: Position | None = None
    test_accuracy: float | None = None
    test_loss: float | None = None
    seconds: float = 0.0
    model: str | None = None
    sources: Sources = NO_SOURCES

    @property
    def began(self) -> datetime | None:
        """When it began; None where its record does not say so."""
        try:
            return datetime.fromisoformat(self.created)
        except ValueError:
            return None

    @property
    def can_go_on(self) -> bool:
        """Whether there are epochs left to make, and all that is needed for them."""
        return self.position is not None and self.status in (RunStatus.UNFINISHED, RunStatus.STOPPED)

    @property
    def can_train_further(self) -> bool:
        """Whether it came to its end, and all that is needed to add epochs is kept."""
        return self.position is not None and self.status in (RunStatus.FINISHED, RunStatus.FAILED)


def run_record(run: KeptRun) -> dict[str, Any]:
    """The training as JSON values; where it stands is in its checkpoint."""
    record: dict[str, Any] = sayable(
        {
            "name": run.name,
            "created": run.created,
            "plan": plan_record(run.plan),
            "status": run.status.value,
            "history": history_record(run.history),
            "test_accuracy": run.test_accuracy,
            "test_loss": run.test_loss,
            "seconds": run.seconds,
            "model": run.model,
            "sources": sources_record(run.sources),
        }
    )
    return record


def run_from(record: Mapping[str, Any], identifier: str, path: str) -> KeptRun:
    """The training of a record.

    Raises:
        Problem: what `plan_from` raises.
        KeyError, TypeError, ValueError: for anything else but what `run_record` makes.

    """
    model = record["model"]
    return KeptRun(
        identifier=identifier,
        name=str(record["name"])[:_LONGEST_NAME],
        created=str(record["created"])[:_LONGEST_NAME],
        plan=plan_from(record["plan"], path),
        status=RunStatus(record["status"]),
        history=history_from(record["history"]),
        test_accuracy=_number(record["test_accuracy"]),
        test_loss=_number(record["test_loss"]),
        seconds=_number(record["seconds"]) or 0.0,
        model=None if model is None else str(model)[:_LONGEST_NAME],
        sources=sources_from(record.get("sources")),
    )


def _number(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("no number")
    return float(value)
