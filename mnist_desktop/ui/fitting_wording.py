"""The window's sentences for models that cannot read as they are, and for the names of their classes."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from mnist_desktop.problems import ProblemCode

SENTENCES_OF_FITTING: dict[ProblemCode, object] = {
    ProblemCode.MODEL_WEIGHTS_ONLY: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} holds weights without the network they belong to, and they fit none of the presets. "
        "Save the whole model with model.save and open that.",
    ),
    ProblemCode.MODEL_WEIGHTS_FOR_PRESETS: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} holds weights without the network they belong to. They fit these presets: {presets}. "
        "Open the file and choose one of them.",
    ),
    ProblemCode.MODEL_HAS_NETWORK: QT_TRANSLATE_NOOP(
        "Problems", "{path} has a network of its own. Open it without choosing the preset {preset}."
    ),
    ProblemCode.MODEL_INPUT_UNSUPPORTED: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} takes input of {shape}, which is no picture of one digit. A model has to take 4 to 512 "
        "pixels in height and width, grey or in three colours, such as 28 × 28, 28 × 28 × 1 or 784.",
    ),
    ProblemCode.MODEL_OUTPUT_UNSUPPORTED: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} answers with {shape} values. A model has to answer with a row of one for each class, "
        "2 to {limit}.",
    ),
    ProblemCode.MODEL_AUTOENCODER: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} is an autoencoder: it answers with a picture ({shape}) and not with classes, so it cannot "
        "read. Open a classifier, such as its encoder with a softmax layer trained behind it.",
    ),
    ProblemCode.MODEL_ONE_OUTPUT: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} answers with a single number, as for a question of yes or no, so it cannot tell digits "
        "apart. Open a model that has one output for each class.",
    ),
    ProblemCode.MODEL_OTHER_INPUT: QT_TRANSLATE_NOOP(
        "Problems",
        "{name} takes its pixels in another range or form than training gives them, so its training cannot "
        "go on. Start from another model, or with new weights.",
    ),
    ProblemCode.CLASSES_DAMAGED: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} gives no names of classes ({reason}). Write one name a line, or a JSON list of texts.",
    ),
    ProblemCode.CLASSES_COUNT: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} names {found} classes, but the model has {outputs} outputs. Name one for each output.",
    ),
}
