"""The command line's sentences for trouble with data sets."""

from __future__ import annotations

from mnist_desktop.problems import ProblemCode

SENTENCES_OF_DATA: dict[ProblemCode, str] = {
    ProblemCode.SET_UNKNOWN: "there is no data set called {name}; 'mnist-desktop data list' lists them",
    ProblemCode.SET_DAMAGED: "the data set {name} is damaged ({reason}); remove it and import it again",
    ProblemCode.SET_BUNDLED: "the data set {name} belongs to the program and stays as it is",
    ProblemCode.SET_NAME_INVALID: "a data set's name has 1 to {limit} letters, digits or signs",
    ProblemCode.SET_NAME_TAKEN: "another data set is called {name} already",
}
