"""Fashion-MNIST through the window: taken in, learnt by CNN 32-64 in two epochs, evaluated and drawn for."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from mnist_desktop.app import Program
from mnist_desktop.data.importing.survey import survey
from mnist_desktop.data.importing.taking import take
from mnist_desktop.evaluation.measuring import measure_set
from mnist_desktop.ink.drawing import Drawing, Stroke
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.places import user_places
from mnist_desktop.running import SWITCH_SECONDS, make_application
from mnist_desktop.ui.window import DRAW, TRAIN

EPOCHS = 2
_LONGEST_SECONDS = 1800.0
_READING_SECONDS = 10.0


def main() -> None:
    """Print one JSON object: seconds of import and training, accuracies, and what a drawing is read as."""
    sys.setswitchinterval(SWITCH_SECONDS)
    application = make_application()
    program = Program(application, user_places())
    program.show()
    began = time.perf_counter()
    understood = survey(Path(sys.argv[1]))
    facts = program.sets.keep(take(understood), sys.argv[1])
    found: dict[str, object] = {"import_seconds": time.perf_counter() - began}
    began = time.perf_counter()
    _train(application, program, facts.identifier)
    found["training_seconds"] = time.perf_counter() - began
    (model,) = program.shelf.models[1:]
    test = program.sets.open(facts.identifier).test
    measurement = measure_set(Recogniser.of(model, threads=2), test, lambda _done, _all: None, lambda: False)
    assert measurement is not None
    found["trained_accuracy"], found["accuracy"] = model.facts.accuracy, measurement.report.accuracy
    program.shelf.activate(model.facts.identifier)
    found["read_as"], found["class_names"] = _drawn(application, program), list(model.facts.class_names)
    print(json.dumps(found), flush=True)
    program.window.close()
    application.exec()


def _train(application: QApplication, program: Program, identifier: str) -> None:
    program.window.show_place(TRAIN)
    page = program.window.page(TRAIN)
    page.settings.form.sources.data.field.choose(identifier)
    page.settings.choose_preset("cnn-32-64")
    page.settings.fields.epochs.setValue(EPOCHS)
    ended: list[bool] = []
    page.training_ended.connect(lambda: ended.append(True))
    page.settings.button.click()
    _wait(application, lambda: bool(ended), _LONGEST_SECONDS)


def _drawn(application: QApplication, program: Program) -> str:
    """What a square of strokes is read as."""
    program.window.show_place(DRAW)
    page = program.window.page(DRAW)
    lines = tuple(Stroke(((-200.0, y), (200.0, y)), 60.0) for y in range(-200, 201, 50))
    page.board.show_drawing(Drawing(lines))
    _wait(application, lambda: bool(page.answer.glyph.text()), _READING_SECONDS)
    return str(page.answer.glyph.accessibleName())


def _wait(application: QApplication, condition: Callable[[], bool], longest: float) -> None:
    end = time.monotonic() + longest
    while not condition():
        if time.monotonic() > end:
            sys.exit("it took too long")
        application.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    main()
