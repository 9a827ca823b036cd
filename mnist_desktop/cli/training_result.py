"""What `mnist-desktop train` does with a trained model: keep it, and tell how well it reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from mnist_desktop import __version__
from mnist_desktop.cli.output import Output
from mnist_desktop.cli.set_choice import user_sets
from mnist_desktop.cli.wording import sentence
from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.evaluation.measuring import measure_set
from mnist_desktop.models.class_names import are_digits, classes_file
from mnist_desktop.models.entries import facts_of, write_entry
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.kept_calibration import with_calibration
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.safe_write import write_bytes, write_text
from mnist_desktop.training.learnt_set import MNIST, LearntSet, images_of
from mnist_desktop.training.progress import TrainingOutcome, best_epoch


def keep_model(
    outcome: TrainingOutcome, target: Path, bundle: str | None, name: str, facts: Mapping[str, object]
) -> None:
    """Write the Keras file, with it names of classes that are no digits, and perhaps a folder with facts.

    Args:
        outcome: the trained model.
        target: the Keras file.
        bundle: the folder.
        name: what the model is called in its facts.
        facts: what is kept of the training with the model.

    Raises:
        Problem: FILE_NOT_WRITABLE.

    """
    keras_file = with_calibration(outcome.prepared.keras_file, outcome.calibration)
    prepared = replace(outcome.prepared, keras_file=keras_file)
    write_bytes(target, keras_file)
    if not are_digits(prepared.class_names):
        write_text(classes_file(target), "\n".join(prepared.class_names) + "\n")
    if bundle is None:
        return
    folder = Path(bundle)
    known = facts_of(
        prepared,
        identifier=folder.name,
        name=name,
        origin=Origin.BUNDLED,
        created=datetime.now(UTC).isoformat(timespec="milliseconds"),
        accuracy=outcome.test_accuracy,
        saved_by=f"MNIST Desktop {__version__}",
        training=facts,
        calibration=outcome.calibration,
    )
    write_entry(folder, prepared, known)


def result_record(
    outcome: TrainingOutcome, target: Path, logs: Path | None, run: str | None
) -> dict[str, object]:
    """The last JSON line of a training; `run` is what it is kept as among the trainings."""
    best = best_epoch(outcome.history)
    return {
        "event": "result",
        "output": str(target),
        "run": run,
        "reused": False,
        "stopped": outcome.stopped,
        "diverged": outcome.diverged,
        "epochs": len(outcome.history),
        "best_epoch": best.epoch if best else None,
        "kept_epoch": outcome.kept_epoch,
        "test_loss": outcome.test_loss,
        "test_accuracy": outcome.test_accuracy,
        "parameters": outcome.prepared.parameters,
        "trouble": sentence(outcome.prepared.trouble) if outcome.prepared.trouble else None,
        "seconds": round(outcome.seconds, 1),
        "settings": outcome.plan.settings(),
        "tensorboard": str(logs) if logs else None,
    }


def result_words(outcome: TrainingOutcome, target: Path, logs: Path | None, run: str | None) -> str:
    """The last line of a training for people."""
    stopped = _diverged_words(outcome) or ("stopped; " if outcome.stopped else "") + _kept_words(outcome)
    trained = f", the training as {run}" if run else ""
    trouble = f"; {sentence(outcome.prepared.trouble)}" if outcome.prepared.trouble else ""
    logged = f", logs for TensorBoard in {logs}" if logs else ""
    return (
        f"{stopped}test accuracy {outcome.test_accuracy:.2%}, loss {outcome.test_loss:.4f}, "
        f"{outcome.seconds:.0f} s; kept as {target}{trained}{logged}{trouble}"
    )


def _kept_words(outcome: TrainingOutcome) -> str:
    """Which weights the model has, and that patience was at its end where it was."""
    made, kept = len(outcome.history), outcome.kept_epoch
    early = "" if outcome.gave_up_after is None else f"no better for {_epochs(outcome.gave_up_after)}; "
    if kept is None:
        return f"{early}the weights of the last step, in epoch {made + 1}, are kept; "
    which = f"epoch {kept}, the {'last' if kept == made else 'best'},"
    return f"{early}the weights of {which} are kept; "


def _epochs(count: int) -> str:
    return "1 epoch" if count == 1 else f"{count} epochs"


def _diverged_words(outcome: TrainingOutcome) -> str:
    """What is left of a training whose loss became no number; empty for any other."""
    if not outcome.diverged:
        return ""
    kept = "known before" if outcome.kept_epoch is None else f"of epoch {outcome.kept_epoch}"
    return f"the loss became no number, so the weights {kept} are kept; "


def report_reused(target: Path, data: LearntSet, output: Output) -> int:
    """Measure a model that is there on the test part of a set and print the result; Problem if it is none."""
    from mnist_desktop.models.child import open_model

    opened = open_model(target)
    prepared, inspection = opened.prepared, opened.inspection
    if inspection.calibration_problem is not None:
        output.trouble(sentence(inspection.calibration_problem))
    test = load_mnist_test() if data.identifier == MNIST.identifier else images_of(data, user_sets()).test
    recogniser = Recogniser.of_prepared(
        prepared, threads=2, name=target.name, calibration=inspection.calibration
    )
    measurement = measure_set(recogniser, test, lambda _done, _total: None, lambda: False)
    if measurement is None:
        return 1
    report = measurement.report
    record = {
        "event": "result",
        "output": str(target),
        "reused": True,
        "test_loss": report.loss,
        "test_accuracy": report.accuracy,
        "parameters": prepared.parameters,
    }
    output.line(f"{target} is there: test accuracy {report.accuracy:.2%}, loss {report.loss:.4f}", record)
    return 0
