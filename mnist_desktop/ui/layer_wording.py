"""The window's sentences for layers of a model file that cannot be let in."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from mnist_desktop.problems import ProblemCode

SENTENCES_OF_LAYERS: dict[ProblemCode, object] = {
    ProblemCode.MODEL_ARCHITECTURE: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} describes a {kind} and no Sequential or functional model, so there is nothing to open.",
    ),
    ProblemCode.MODEL_SEVERAL_INPUTS: QT_TRANSLATE_NOOP(
        "Problems",
        "A model in {path} takes {count} inputs. Only models that read one picture can be opened.",
    ),
    ProblemCode.MODEL_SEVERAL_OUTPUTS: QT_TRANSLATE_NOOP(
        "Problems", "A model in {path} gives {count} answers. Only models with one answer can be opened."
    ),
    ProblemCode.MODEL_LAYER_REFUSED: QT_TRANSLATE_NOOP(
        "Problems", "{path} was refused: its layer {layer} can run code or read files."
    ),
    ProblemCode.MODEL_LAYER_CUSTOM: QT_TRANSLATE_NOOP(
        "Problems", "{path} was refused: {layer} is somebody’s own code and no part of Keras."
    ),
    ProblemCode.MODEL_LAYER_UNSUPPORTED: QT_TRANSLATE_NOOP(
        "Problems", "{path} has a layer {layer}, which cannot be opened so far."
    ),
    ProblemCode.MODEL_ARGUMENT_REFUSED: QT_TRANSLATE_NOOP(
        "Problems", "{path} was refused: {argument} of its layer {layer} is not a plain value."
    ),
    ProblemCode.MODEL_ARGUMENT_UNSUPPORTED: QT_TRANSLATE_NOOP(
        "Problems", "{path} cannot be opened so far: its layer {layer} has {argument} = {value}."
    ),
}
