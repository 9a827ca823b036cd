"""The one line above the plots: where a training is, in words and rounded as a person would."""

from __future__ import annotations

from PySide6.QtCore import QObject

from mnist_desktop.problems import Problem
from mnist_desktop.training.progress import (
    EpochFinished,
    Paused,
    PrecisionMeasured,
    Stage,
    StepProgress,
    TrainingOutcome,
)
from mnist_desktop.ui.wording import sentence


class Storyteller(QObject):
    """Turns what happens into a line."""

    def running(self, progress: StepProgress, epochs: int, last: EpochFinished | None) -> str:
        """E.g. "Epoch 3 of 5, 42 s left, 5,120 images/s, validation 98.9 %"."""
        parts = [self.tr("Epoch {epoch} of {epochs}").format(epoch=progress.epoch, epochs=epochs)]
        if progress.seconds_left is not None:
            parts.append(self.tr("{time} left").format(time=self.about(progress.seconds_left)))
        if progress.images_per_second > 0:
            parts.append(self.tr("{count} images/s").format(count=_rounded(progress.images_per_second)))
        parts.append(self._reached(progress, last))
        return ", ".join(parts)

    def precision(self, measured: PrecisionMeasured) -> str:
        """Which precision was taken and why, for those who want to know."""
        if measured.precision == "bfloat16":
            text = self.tr(
                "Calculated with 16 bits a number (bfloat16):\n"
                "a step takes {share} % of the time that it takes with 32 bits here."
            )
        elif round(100 / measured.gain) < 100:
            text = self.tr(
                "Calculated with 32 bits a number (float32): with 16 bits (bfloat16)\n"
                "a step takes {share} % of the time here, too little gain for fewer digits."
            )
        else:
            text = self.tr(
                "Calculated with 32 bits a number (float32):\n16 bits (bfloat16) are no quicker here."
            )
        return text.format(share=round(100 / measured.gain))

    def paused(self, pause: Paused, epochs: int) -> str:
        """Where it stands still."""
        if pause.kept:
            text = self.tr(
                "Paused in epoch {epoch} of {epochs}, after step {step}. Everything learnt is kept."
            )
        else:
            text = self.tr(
                "Paused in epoch {epoch} of {epochs}, after step {step}. What was learnt could not be "
                "written to the disk, so leave the program open."
            )
        return text.format(epoch=min(pause.epoch, epochs), epochs=epochs, step=f"{pause.step:,}")

    def not_kept(self, problem: Problem) -> str:
        """What keeps the training from being kept; it goes on meanwhile."""
        text = self.tr("The training goes on, but could not be kept for a break: {reason}")
        return text.format(reason=sentence(problem))

    def not_logged(self, problem: Problem) -> str:
        """What ended TensorBoard's logs; the training goes on meanwhile."""
        text = self.tr("The training goes on without TensorBoard logs: {reason}")
        return text.format(reason=sentence(problem))

    def finishing(self, stage: Stage, is_stopped: bool) -> str:
        """What happens after the last step."""
        begun = self.tr("Stopped.") if is_stopped else self.tr("Trained.")
        if stage is Stage.TESTING:
            doing = self.tr("Testing on images that it never learnt from …")
        else:
            doing = self.tr("Making the model ready for drawing …")
        return f"{begun} {doing}"

    def ended(self, outcome: TrainingOutcome) -> str:
        """How well it reads."""
        values = {
            "time": self.duration(outcome.seconds),
            "share": percent(outcome.test_accuracy),
            "wrong": f"{round((1 - outcome.test_accuracy) * outcome.tested):,}",
            "tested": f"{outcome.tested:,}",
        }
        if outcome.diverged:
            return self._diverged(outcome).format(epoch=outcome.kept_epoch, **values)
        if outcome.stopped:
            text = self.tr("Stopped after {time}: {share} on the test set, {wrong} of {tested} wrong")
        else:
            text = self.tr("Done in {time}: {share} on the test set, {wrong} of {tested} wrong")
        return text.format(**values)

    def _diverged(self, outcome: TrainingOutcome) -> str:
        """Which weights are left of a training whose loss became no number."""
        if outcome.kept_epoch is None:
            return self.tr(
                "The loss became no number, so the last weights before that are kept: "
                "{share} on the test set, {wrong} of {tested} wrong"
            )
        return self.tr(
            "The loss became no number, so the weights of epoch {epoch} are kept: "
            "{share} on the test set, {wrong} of {tested} wrong"
        )

    def about(self, seconds: float) -> str:
        """A time that is but estimated, rounded to minutes from 100 s on: "42 s", "3 min", "1 h 5 min"."""
        if seconds < 99.5:
            return self.tr("{s} s").format(s=max(0, round(seconds)))
        minutes = round(seconds / 60)
        return self.tr("{min} min").format(min=minutes) if minutes < 60 else self.duration(minutes * 60)

    def duration(self, seconds: float) -> str:
        """E.g. "42 s", "3 min 20 s", "1 h 5 min"."""
        whole = max(0, round(seconds))
        if whole < 60:
            return self.tr("{s} s").format(s=whole)
        if whole < 3600:
            return self.tr("{min} min {s} s").format(min=whole // 60, s=whole % 60)
        return self.tr("{h} h {min} min").format(h=whole // 3600, min=whole % 3600 // 60)

    def _reached(self, progress: StepProgress, last: EpochFinished | None) -> str:
        if last is not None and last.validation_accuracy is not None:
            return self.tr("validation {share}").format(share=percent(last.validation_accuracy))
        return self.tr("accuracy {share}").format(share=percent(progress.accuracy))


def percent(share: float) -> str:
    """E.g. "98.9 %"; only a share that is whole is 100 %."""
    tenths = share * 1000
    rounded = 999 if 999 <= tenths < 1000 else round(tenths)
    return f"{rounded / 10:.1f} %"


def _rounded(value: float) -> str:
    """Three figures, as nobody reads more."""
    step = 10 ** max(0, len(str(int(value))) - 3)
    return f"{round(value / step) * step:,}"
