"""The window's sentence for every expected trouble: what happened, why, what to do."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from mnist_desktop.printable import printable_values
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.data_wording import SENTENCES_OF_DATA
from mnist_desktop.ui.fitting_wording import SENTENCES_OF_FITTING
from mnist_desktop.ui.layer_wording import SENTENCES_OF_LAYERS
from mnist_desktop.ui.model_file_wording import SENTENCES_OF_MODEL_FILES
from mnist_desktop.ui.shape_words import value_in_words
from mnist_desktop.ui.training_wording import SENTENCES_OF_TRAINING

_CONTEXT = "Problems"

_OF_MODELS_AND_FILES: dict[ProblemCode, object] = {
    ProblemCode.FILE_MISSING: QT_TRANSLATE_NOOP(
        "Problems", "The file {path} is not there any more. Choose another one."
    ),
    ProblemCode.FILE_UNREADABLE: QT_TRANSLATE_NOOP(
        "Problems", "The file {path} cannot be read ({reason}). Check that you may open it."
    ),
    ProblemCode.FILE_EMPTY: QT_TRANSLATE_NOOP("Problems", "The file {path} is empty. Choose another one."),
    ProblemCode.FILE_TOO_LARGE: QT_TRANSLATE_NOOP(
        "Problems", "The file {path} is too large: {size_mb} MB, and the limit is {limit_mb} MB."
    ),
    ProblemCode.FILE_NOT_WRITABLE: QT_TRANSLATE_NOOP(
        "Problems",
        "The file {path} cannot be written ({reason}). Nothing was changed. Choose another folder or make room.",
    ),
    ProblemCode.FILE_EXISTS: QT_TRANSLATE_NOOP("Problems", "{path} is there already. Choose another name."),
    ProblemCode.FILE_IS_FOLDER: QT_TRANSLATE_NOOP("Problems", "{path} is a folder. Choose a file."),
    ProblemCode.FILE_NOT_REGULAR: QT_TRANSLATE_NOOP(
        "Problems", "{path} is a device or a pipe. Choose a file."
    ),
    ProblemCode.FILE_READ_ONLY: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} is write-protected. Choose another name, or allow writing to it.",
    ),
    ProblemCode.FILE_NAME_REFUSED: QT_TRANSLATE_NOOP(
        "Problems",
        "The system takes no such name ({reason}): {path}. Choose another, perhaps a shorter one.",
    ),
    ProblemCode.DISK_FULL: QT_TRANSLATE_NOOP(
        "Problems",
        "{free} MB are free in {folder}, and saving needs {needed} MB. Nothing was changed; make room or choose another place.",
    ),
    ProblemCode.FILE_SUFFIX_UNKNOWN: QT_TRANSLATE_NOOP(
        "Problems", "The name of {path} says no format. Let it end in one of {suffixes}."
    ),
    ProblemCode.INK_DAMAGED: QT_TRANSLATE_NOOP(
        "Problems", "Line {line} of {path} is not a drawing ({reason}). The file was not opened."
    ),
    ProblemCode.INK_WITHOUT_DRAWINGS: QT_TRANSLATE_NOOP("Problems", "{path} holds no drawing."),
    ProblemCode.INK_WITHOUT_LABELS: QT_TRANSLATE_NOOP(
        "Problems",
        "None of the drawings in {path} has a label, so there is nothing to compare the answers with.",
    ),
    ProblemCode.IMAGE_UNKNOWN: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} is neither an image nor an ink file. PNG, JPEG, BMP, GIF, TIFF, WebP and .jsonl can be opened.",
    ),
    ProblemCode.IMAGE_DAMAGED: QT_TRANSLATE_NOOP(
        "Problems", "The image {path} is damaged or incomplete ({reason}). Try to save it again."
    ),
    ProblemCode.IMAGE_TOO_LARGE: QT_TRANSLATE_NOOP(
        "Problems",
        "The image {path} is too large ({width} × {height}). At most {limit} million pixels can be opened.",
    ),
    ProblemCode.DATA_MISSING: QT_TRANSLATE_NOOP(
        "Problems", "The digits that belong to the program are missing ({path}). Install the program again."
    ),
    ProblemCode.DATA_DAMAGED: QT_TRANSLATE_NOOP(
        "Problems", "The digits that belong to the program are damaged ({path}). Install the program again."
    ),
    ProblemCode.DATA_WITHOUT_CLASSES: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} holds no folders of images that are named by class, such as 0, 1, 2, and no images whose "
        "names begin with a digit, such as 7_001.png.",
    ),
    ProblemCode.DATA_TOO_MANY: QT_TRANSLATE_NOOP(
        "Problems", "{path} holds {count} drawings or images, and the limit is {limit}. Divide it."
    ),
    ProblemCode.DATA_CLASS_UNKNOWN: QT_TRANSLATE_NOOP(
        "Problems",
        "None of these drawings is labelled with a class of this model ({count} are labelled {label}), and it cannot tell what is none of them. Choose another model.",
    ),
    ProblemCode.DATA_LABEL_UNKNOWN: QT_TRANSLATE_NOOP(
        "Problems", "Nothing in {path} is labelled {label}. The labels are {known}."
    ),
    ProblemCode.DATA_WRITER_UNKNOWN: QT_TRANSLATE_NOOP(
        "Problems", "No writer in {path} is called {writer}. The writers are {known}."
    ),
    ProblemCode.DATA_WITHOUT_WRITERS: QT_TRANSLATE_NOOP("Problems", "{path} does not say who drew what."),
    ProblemCode.DATA_NONE_WANTED: QT_TRANSLATE_NOOP(
        "Problems", "Nothing in {path} has one of these labels and one of these writers."
    ),
    ProblemCode.ANSWERS_NOT_FINITE: QT_TRANSLATE_NOOP(
        "Problems",
        "The model answers with values that are not numbers, so it cannot be evaluated. Choose another model.",
    ),
    ProblemCode.MODEL_OTHER_NETWORK: QT_TRANSLATE_NOOP(
        "Problems",
        "The weights of {name} do not fit this network, so a training cannot begin with them. Choose its layers or another model.",
    ),
    ProblemCode.MODEL_UNKNOWN: QT_TRANSLATE_NOOP("Problems", "There is no model called {name}."),
    ProblemCode.MODEL_DAMAGED: QT_TRANSLATE_NOOP(
        "Problems", "The model {name} is damaged ({reason}). Delete it, or open its file again."
    ),
    ProblemCode.MODEL_NOT_CONVERTIBLE: QT_TRANSLATE_NOOP(
        "Problems", "The model cannot be converted for fast reading ({reason}). Nothing was kept."
    ),
    ProblemCode.MODEL_NAME_INVALID: QT_TRANSLATE_NOOP(
        "Problems", "A name has 1 to {limit} letters, digits or signs. Choose another one."
    ),
    ProblemCode.MODEL_NAME_TAKEN: QT_TRANSLATE_NOOP(
        "Problems", "Another model is called {name} already. Choose another name."
    ),
    ProblemCode.MODEL_BUNDLED: QT_TRANSLATE_NOOP(
        "Problems", "{name} belongs to the program and can neither be renamed nor deleted."
    ),
    ProblemCode.FACTS_DAMAGED: QT_TRANSLATE_NOOP(
        "Problems", "What was noted about the model is damaged ({reason}). Open its file again."
    ),
    ProblemCode.MODEL_CONFIG_TOO_LARGE: QT_TRANSLATE_NOOP(
        "Problems", "{path} was refused: the description of its network is too large or nested too deep."
    ),
    ProblemCode.MODEL_CONFIG_DAMAGED: QT_TRANSLATE_NOOP(
        "Problems", "The description of the network in {path} is damaged ({reason}). Fetch or save it again."
    ),
    ProblemCode.MODEL_INPUT_UNKNOWN: QT_TRANSLATE_NOOP(
        "Problems", "{path} does not say what input its network takes. Call the model once before saving it."
    ),
    ProblemCode.MODEL_WEIGHTS_MISSING: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} holds weights for {found} layers, and its network has {expected}. Fetch or save it again.",
    ),
    ProblemCode.MODEL_WEIGHTS_SHAPE: QT_TRANSLATE_NOOP(
        "Problems", "{path} is damaged: the weights of a layer {layer} are {found} instead of {expected}."
    ),
    ProblemCode.MODEL_WEIGHTS_NOT_FINITE: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} cannot be used: weights of a layer {layer} are not finite numbers. Perhaps its training diverged.",
    ),
    ProblemCode.MODEL_READING_SLOW: QT_TRANSLATE_NOOP(
        "Problems", "Reading {path} took longer than {seconds} s and was stopped."
    ),
    ProblemCode.MODEL_READING_CRASHED: QT_TRANSLATE_NOOP(
        "Problems", "The process that read {path} ended unexpectedly. The file is probably damaged."
    ),
    ProblemCode.MODEL_READING_MEMORY: QT_TRANSLATE_NOOP(
        "Problems", "Reading {path} takes more memory than the {limit_mb} MB that are allowed."
    ),
    ProblemCode.MODEL_FORMAT_UNKNOWN: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} does not end in .keras, .h5, .tflite, .onnx or .savedmodel, so it is not clear how to save the model. Choose another name.",
    ),
    ProblemCode.MODEL_FORMAT_OTHER: QT_TRANSLATE_NOOP(
        "Problems",
        "The name of {path} ends in another format than {format}, which you chose. Change the one or the other.",
    ),
    ProblemCode.MODEL_NOT_EXPORTABLE: QT_TRANSLATE_NOOP(
        "Problems",
        "The model cannot be saved as {format} ({reason}). Nothing was changed; another format may do.",
    ),
    ProblemCode.ONNX_MISSING: QT_TRANSLATE_NOOP(
        "Problems",
        'Saving as ONNX needs libraries that are not installed. Install them with: pip install "mnist-desktop[onnx]"',
    ),
    ProblemCode.FOLDER_NOT_OURS: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} is there already and no SavedModel, or holds other files too. It was left alone; choose another name.",
    ),
    ProblemCode.SIDE_FILE_FOREIGN: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} is there already and not of this program. The description of the model would replace it; choose another name or move that file away.",
    ),
    ProblemCode.MODEL_SOURCE_LITERT: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} is a LiteRT file, which can only be read with, not converted. Use the .keras or .h5 file that it was made of.",
    ),
    ProblemCode.MODEL_SAVED_DIFFERENTLY: QT_TRANSLATE_NOOP(
        "Problems",
        "The new {format} does not answer as the model does, so it was not kept. Nothing was changed; another format may do.",
    ),
    ProblemCode.MODEL_CALIBRATION_IGNORED: QT_TRANSLATE_NOOP(
        "Problems",
        "The calibration in {path} is left aside, because {reason}. The model reads as one that nobody calibrated.",
    ),
    ProblemCode.NETWORK_EMPTY: QT_TRANSLATE_NOOP(
        "Problems", "The network has no layers or no input. Add a layer."
    ),
    ProblemCode.NETWORK_SETTING: QT_TRANSLATE_NOOP(
        "Problems", "{layer}: {setting} cannot be {value}. Choose another value."
    ),
    ProblemCode.NETWORK_SHAPE: QT_TRANSLATE_NOOP(
        "Problems", "{layer} cannot follow on a shape of {shape}. Change the layers before it."
    ),
    ProblemCode.NETWORK_TOO_LARGE: QT_TRANSLATE_NOOP(
        "Problems", "The network is too large ({count}, and the limit is {limit})."
    ),
    ProblemCode.NETWORK_WITHOUT_FLATTEN: QT_TRANSLATE_NOOP(
        "Problems", "{layer} gets numbers in a shape of {shape} instead of in a row. Add Flatten before it."
    ),
    ProblemCode.NETWORK_WITHOUT_SOFTMAX: QT_TRANSLATE_NOOP(
        "Problems",
        "The {outputs} answers of the network are not yet shares that add up to 1. Choose softmax as its last activation.",
    ),
    ProblemCode.PRESET_NAME_INVALID: QT_TRANSLATE_NOOP(
        "Problems", "A name has 1 to {limit} letters, digits or signs. Choose another one."
    ),
    ProblemCode.PRESET_NAME_TAKEN: QT_TRANSLATE_NOOP(
        "Problems", "Another network is called {name} already. Choose another name."
    ),
    ProblemCode.PRESET_UNKNOWN: QT_TRANSLATE_NOOP("Problems", "There is no preset called {name}."),
}
SENTENCES = {
    **_OF_MODELS_AND_FILES,
    **SENTENCES_OF_DATA,
    **SENTENCES_OF_LAYERS,
    **SENTENCES_OF_MODEL_FILES,
    **SENTENCES_OF_FITTING,
    **SENTENCES_OF_TRAINING,
}
"""A sentence for every code."""


def sentence(problem: Problem) -> str:
    """What happened, why, and what to do, in the language of the window."""
    values = {name: value_in_words(value) for name, value in printable_values(problem).items()}
    return QCoreApplication.translate(_CONTEXT, str(SENTENCES[problem.code])).format(**values)
