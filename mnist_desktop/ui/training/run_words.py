"""Kept trainings in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, Qt

from mnist_desktop.training.kept_run import KeptRun, RunStatus
from mnist_desktop.training.learnt_set import MNIST
from mnist_desktop.training.progress import best_epoch, reached
from mnist_desktop.ui.training.story import percent

translate = QCoreApplication.translate
_USUAL_SEED = 1


def moment(run: KeptRun) -> str:
    """When it began, e.g. "22 Nov, 14:05", with the year if that is another one; empty if unknown."""
    began = QDateTime.fromString(run.created, Qt.DateFormat.ISODateWithMs).toLocalTime()
    if not began.isValid():
        return ""
    is_this_year = began.date().year() == QDate.currentDate().year()
    return QLocale().toString(began, "d MMM, HH:mm" if is_this_year else "d MMM yyyy, HH:mm")


def title(run: KeptRun, model: str | None) -> str:
    """What it is called in a list: as the model that came of it, where there is one, and as what it is."""
    if model is None or model == run.name:
        return run.name
    return model if model.startswith(f"{run.name} ") else f"{model} ({run.name})"


def particulars(run: KeptRun) -> tuple[str, ...]:
    """What is unusual about how it learnt, in a few words each; often nothing."""
    plan, data, found = run.plan, run.sources.data, []
    if data.identifier != MNIST.identifier:
        found.append(data.name)
    if plan.image_limit is not None and plan.image_limit < data.learnable:
        text = translate("Runs", "{share} % of the images")
        if data.shows_digits:
            text = translate("Runs", "{share} % of the digits")
        found.append(text.format(share=f"{100 * plan.image_limit / data.learnable:.2g}"))
    if plan.augment:
        found.append(translate("Runs", "augmented"))
    if plan.precision == "bfloat16":
        found.append(plan.precision)
    if plan.seed != _USUAL_SEED:
        found.append(translate("Runs", "seed {seed}").format(seed=plan.seed))
    return tuple(found)


def epochs(run: KeptRun) -> str:
    """How many epochs it has, and of how many where they were not all made."""
    made, planned = len(run.history), run.plan.epochs
    if made < planned:
        words = translate("Runs", "{made} of {planned} epochs")
    elif made == 1:
        words = translate("Runs", "1 epoch")
    else:
        words = translate("Runs", "{made} epochs")
    return words.format(made=made, planned=planned)


def result(run: KeptRun) -> str:
    """Its accuracy on the test set, or before that the best one so far, e.g. "98.9 %"; empty without any."""
    if run.test_accuracy is not None:
        return percent(run.test_accuracy)
    best = best_epoch(run.history)
    return percent(reached(best)) if best else ""


def result_meaning(run: KeptRun) -> str:
    """What that accuracy is."""
    if run.test_accuracy is not None:
        return translate("Runs", "on the test set")
    best = best_epoch(run.history)
    if best is None:
        return ""
    if best.validation_accuracy is None:
        return translate("Runs", "in training, epoch {epoch}").format(epoch=best.epoch)
    return translate("Runs", "in validation, epoch {epoch}").format(epoch=best.epoch)


def status(run: KeptRun) -> str:
    """What became of it, in a word or two; empty where it came to its end."""
    return {
        RunStatus.RUNNING: translate("Runs", "running"),
        RunStatus.UNFINISHED: translate("Runs", "unfinished"),
        RunStatus.FINISHED: "",
        RunStatus.STOPPED: translate("Runs", "stopped"),
        RunStatus.FAILED: translate("Runs", "failed"),
    }[run.status]


def label_of(run: KeptRun, model: str | None = None) -> str:
    """Title and moment, to tell runs of one name apart."""
    return ", ".join(filter(None, (title(run, model), moment(run))))


def spoken(run: KeptRun, model: str | None = None) -> str:
    """All of a row for screen readers."""
    reached_words = f"{result(run)} {result_meaning(run)}".strip()
    words = (label_of(run, model), epochs(run), reached_words, status(run), *particulars(run))
    return ", ".join(filter(None, words))
