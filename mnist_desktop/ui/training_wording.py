"""The window's sentences for trouble with a training, its plan and what is kept of it."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from mnist_desktop.problems import ProblemCode

SENTENCES_OF_TRAINING: dict[ProblemCode, object] = {
    ProblemCode.PLAN_NUMBER: QT_TRANSLATE_NOOP("Problems", "{setting} must be between {least} and {most}."),
    ProblemCode.PLAN_CHOICE: QT_TRANSLATE_NOOP("Problems", "{setting} is {value}. Choose one of: {choices}."),
    ProblemCode.PLAN_WITHOUT_L2: QT_TRANSLATE_NOOP(
        "Problems", "{name} has no layer with weight decay. Choose another network or leave it out."
    ),
    ProblemCode.PLAN_WITHOUT_VALIDATION: QT_TRANSLATE_NOOP(
        "Problems", "{setting} needs digits for validation."
    ),
    ProblemCode.PLAN_DAMAGED: QT_TRANSLATE_NOOP("Problems", "The settings in {path} are damaged ({reason})."),
    ProblemCode.PLAN_BATCH: QT_TRANSLATE_NOOP(
        "Problems",
        "Batch size must be at most {images} (all digits).",
    ),
    ProblemCode.PLAN_CLASSES: QT_TRANSLATE_NOOP(
        "Problems",
        "The network answers with {outputs} numbers, but the data has {classes} classes. Change its last layer.",
    ),
    ProblemCode.PLAN_DIGITS_ONLY: QT_TRANSLATE_NOOP(
        "Problems",
        "{name} shows no digits, so handwritten digits would teach the network something else. Leave them out.",
    ),
    ProblemCode.DATA_WITHOUT_TRAINING: QT_TRANSLATE_NOOP(
        "Problems", "{name} has only a test part, so there is nothing to learn from. Choose another set."
    ),
    ProblemCode.DATA_PART_EMPTY: QT_TRANSLATE_NOOP(
        "Problems", "{name} has no images in its {part} part. Choose another one."
    ),
    ProblemCode.RUN_OTHER_DATA: QT_TRANSLATE_NOOP(
        "Problems",
        "The training cannot go on, since the digits it learnt from are others now. Repeat it from the start.",
    ),
    ProblemCode.RUN_DAMAGED: QT_TRANSLATE_NOOP(
        "Problems", "The training kept in {path} is damaged ({reason}). Repeat it from the start."
    ),
    ProblemCode.RUN_WITHOUT_STATE: QT_TRANSLATE_NOOP(
        "Problems", "The training {name} has ended, or broke off before anything was kept of it. Repeat it."
    ),
    ProblemCode.RUN_KEEPS_SETTINGS: QT_TRANSLATE_NOOP(
        "Problems", "A training that goes on keeps its own settings, so leave out {options}."
    ),
    ProblemCode.RUN_SOURCE_MISSING: QT_TRANSLATE_NOOP(
        "Problems",
        "The training learnt from {path}, too, which cannot be read any more. Put the file back there.",
    ),
    ProblemCode.RUN_SOURCE_CHANGED: QT_TRANSLATE_NOOP(
        "Problems",
        "The training learnt from {path}, too, which is another file now. Put the one of then back there.",
    ),
    ProblemCode.RUN_NONE_UNFINISHED: QT_TRANSLATE_NOOP("Problems", "No training broke off or was stopped."),
    ProblemCode.RUN_MISSING: QT_TRANSLATE_NOOP("Problems", "The training {name} is not there any more."),
    ProblemCode.MODEL_KERAS_ONLY: QT_TRANSLATE_NOOP(
        "Problems",
        "The model {name} cannot read your drawings, as it could not be made ready for that. Keras can run it: "
        "save it as a .keras file.",
    ),
    ProblemCode.RUN_GOES_ON: QT_TRANSLATE_NOOP(
        "Problems", "The training {name} is running, perhaps in another window. Stop it first."
    ),
    ProblemCode.TRAINING_TOO_FEW: QT_TRANSLATE_NOOP(
        "Problems", "At least {least} images are needed, not {count}."
    ),
    ProblemCode.TRAINING_DIVERGED: QT_TRANSLATE_NOOP(
        "Problems",
        "Training went astray: the loss is no number any more. Try again with a smaller learning rate.",
    ),
    ProblemCode.TENSORBOARD_MISSING: QT_TRANSLATE_NOOP(
        "Problems",
        'TensorBoard is not installed. Install it with this command, then start the program again:\npip install "mnist-desktop[tensorboard]"',
    ),
    ProblemCode.TENSORBOARD_FOLDER: QT_TRANSLATE_NOOP(
        "Problems", "Logs cannot be written to {path} ({reason}). Choose another folder or make room."
    ),
    ProblemCode.TENSORBOARD_WRITING: QT_TRANSLATE_NOOP(
        "Problems", "The TensorBoard logs in {path} end here ({reason}). The training goes on."
    ),
    ProblemCode.TENSORBOARD_NOT_STARTED: QT_TRANSLATE_NOOP(
        "Problems", "TensorBoard did not start ({reason}). The log file has the details."
    ),
    ProblemCode.TENSORBOARD_SLOW: QT_TRANSLATE_NOOP(
        "Problems", "TensorBoard did not answer within {seconds} s and was stopped. Try again."
    ),
}
