"""The window's sentences for trouble with data sets."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from mnist_desktop.problems import ProblemCode

SENTENCES_OF_DATA: dict[ProblemCode, object] = {
    ProblemCode.SET_UNKNOWN: QT_TRANSLATE_NOOP(
        "Problems", "There is no data set called {name} any more. Choose another one."
    ),
    ProblemCode.SET_DAMAGED: QT_TRANSLATE_NOOP(
        "Problems", "The data set {name} is damaged ({reason}). Remove it and import it again."
    ),
    ProblemCode.SET_BUNDLED: QT_TRANSLATE_NOOP(
        "Problems", "{name} belongs to the program and can neither be renamed nor removed."
    ),
    ProblemCode.SET_NAME_INVALID: QT_TRANSLATE_NOOP(
        "Problems", "A name has 1 to {limit} letters, digits or signs. Choose another one."
    ),
    ProblemCode.SET_NAME_TAKEN: QT_TRANSLATE_NOOP(
        "Problems", "Another data set is called {name} already. Choose another name."
    ),
}
