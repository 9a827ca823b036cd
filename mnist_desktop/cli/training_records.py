"""What happens in a training as JSON values for a line of its own; "event" tells the kinds apart."""

from __future__ import annotations

from mnist_desktop.training.progress import (
    CheckpointKept,
    Diverged,
    Finishing,
    HandwritingMaking,
    StepProgress,
    TensorFlowLoading,
    TrainingEvent,
    TrainingStarted,
)


def step_record(event: TrainingEvent) -> dict[str, object] | None:
    """What only those read who want to follow each step; None for all other events.

    The epoch that it happened in is "in_epoch", so that nobody takes it for an epoch that has ended.
    """
    match event:
        case HandwritingMaking():
            return {"event": "making-handwriting"}
        case TensorFlowLoading():
            return {"event": "loading-tensorflow"}
        case TrainingStarted():
            return {"event": "started", **vars(event)}
        case StepProgress() | Diverged() | CheckpointKept():
            values = dict(vars(event))
            return {"event": _NAMES[type(event)], "in_epoch": values.pop("epoch"), **values}
        case Finishing():
            return {"event": event.stage.value}
    return None


_NAMES: dict[type[object], str] = {
    StepProgress: "progress",
    Diverged: "diverged",
    CheckpointKept: "checkpoint",
}
