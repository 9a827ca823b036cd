"""The command line's sentence for every expected trouble."""

from __future__ import annotations

from mnist_desktop.problems import Problem, ProblemCode

SENTENCES: dict[ProblemCode, str] = {
    ProblemCode.FILE_MISSING: "{path}: there is no such file",
    ProblemCode.FILE_UNREADABLE: "{path}: cannot be read ({reason})",
    ProblemCode.FILE_EMPTY: "{path}: the file is empty",
    ProblemCode.FILE_TOO_LARGE: "{path}: too large ({size_mb} MB; the limit is {limit_mb} MB)",
    ProblemCode.FILE_NOT_WRITABLE: "{path}: cannot be written ({reason}); nothing was changed",
    ProblemCode.FILE_EXISTS: "{path}: exists already; choose another name or remove it first",
    ProblemCode.FILE_IS_FOLDER: "{path}: is a folder, not a file",
    ProblemCode.INK_DAMAGED: "{path}: line {line} is not a drawing ({reason})",
    ProblemCode.INK_WITHOUT_DRAWINGS: "{path}: holds no drawing",
    ProblemCode.INK_WITHOUT_LABELS: "{path}: its drawings have no digit as label, so there is nothing to compare with",
    ProblemCode.IMAGE_UNKNOWN: "{path}: neither an image (PNG, JPEG, BMP, GIF, TIFF, WebP) nor an ink file",
    ProblemCode.IMAGE_DAMAGED: "{path}: the image is damaged or incomplete ({reason})",
    ProblemCode.IMAGE_TOO_LARGE: "{path}: the image is too large ({width} x {height}; at most {limit} million pixels)",
    ProblemCode.DATA_MISSING: "{path}: the data set is missing; install the program again",
    ProblemCode.DATA_DAMAGED: "{path}: the data set is damaged; install the program again",
    ProblemCode.DATA_WITHOUT_CLASSES: "{path}: holds no folders of images that are named by class, such as 0, 1, 2",
    ProblemCode.DATA_TOO_MANY: "{path}: holds {count} drawings or images; the limit is {limit}",
    ProblemCode.DATA_CLASS_UNKNOWN: "{count} of the images are labelled {label}, which this model cannot answer with",
    ProblemCode.ANSWERS_NOT_FINITE: "the model answers with values that are not numbers, so it cannot be evaluated",
    ProblemCode.MODEL_UNKNOWN: "there is no model called {name}; 'mnist-desktop evaluate --help' tells how to name one",
    ProblemCode.MODEL_DAMAGED: "the model {name} is damaged ({reason}); delete it or open its file again",
    ProblemCode.MODEL_NOT_CONVERTIBLE: "the model cannot be converted for fast reading ({reason})",
    ProblemCode.MODEL_NAME_INVALID: "a model's name has 1 to {limit} letters, digits or signs",
    ProblemCode.MODEL_NAME_TAKEN: "another model is called {name} already",
    ProblemCode.MODEL_BUNDLED: "the model {name} belongs to the program and stays as it is",
    ProblemCode.FACTS_DAMAGED: "the facts of a model are damaged ({reason})",
    ProblemCode.NETWORK_EMPTY: "the network has no layers or no input",
    ProblemCode.NETWORK_SETTING: "{layer}: {setting} cannot be {value}",
    ProblemCode.NETWORK_SHAPE: "{layer} cannot follow on a shape of {shape}",
    ProblemCode.NETWORK_TOO_LARGE: "the network is too large ({count}; the limit is {limit})",
    ProblemCode.PRESET_UNKNOWN: "there is no preset called {name}; 'mnist-desktop presets' lists them",
    ProblemCode.PLAN_NUMBER: "{setting} is {value}, but must be between {least} and {most}",
    ProblemCode.PLAN_CHOICE: "{setting} is {value}, but must be one of: {choices}",
    ProblemCode.PLAN_WITHOUT_L2: "{name} has no layer with weight decay, so --l2 would change nothing",
    ProblemCode.PLAN_CLASSES: "the network answers with {outputs} numbers, but the data has {classes} classes",
    ProblemCode.TRAINING_TOO_FEW: "{count} images are too few to train with; at least {least} are needed",
    ProblemCode.TRAINING_DIVERGED: "training went astray: the loss is no number any more; try a smaller learning rate",
}


def sentence(problem: Problem) -> str:
    """One line for a terminal that says what happened and why."""
    return SENTENCES[problem.code].format(**problem.values)
