"""The window's sentences for somebody's file that is no model, is damaged, or is made to do harm."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from mnist_desktop.problems import ProblemCode

SENTENCES_OF_MODEL_FILES: dict[ProblemCode, object] = {
    ProblemCode.MODEL_FILE_POINTER: QT_TRANSLATE_NOOP(
        "Problems", "{path} holds only a Git LFS pointer, not the model. Fetch the model with “git lfs pull”."
    ),
    ProblemCode.MODEL_FILE_PICKLE: QT_TRANSLATE_NOOP(
        "Problems", "{path} is a Python pickle, which could run code. It was not opened."
    ),
    ProblemCode.MODEL_FILE_FOREIGN: QT_TRANSLATE_NOOP(
        "Problems", "{path} is not a Keras model (.keras or .h5) but seems to be {kind}. Choose another one."
    ),
    ProblemCode.MODEL_FILE_UNKNOWN: QT_TRANSLATE_NOOP(
        "Problems", "{path} is not a Keras model (.keras or .h5). Choose another one."
    ),
    ProblemCode.MODEL_FILE_DAMAGED: QT_TRANSLATE_NOOP(
        "Problems", "{path} is damaged or incomplete ({reason}). Fetch or save it again."
    ),
    ProblemCode.MODEL_ZIP_MEMBERS: QT_TRANSLATE_NOOP(
        "Problems", "{path} was refused: its archive has {count} members, and at most {limit} are let in."
    ),
    ProblemCode.MODEL_ZIP_NAME: QT_TRANSLATE_NOOP(
        "Problems", "{path} was refused: a member of its archive has an unsafe name ({name})."
    ),
    ProblemCode.MODEL_ZIP_OVERLAP: QT_TRANSLATE_NOOP(
        "Problems", "{path} was refused: members of its archive share a name or bytes ({name})."
    ),
    ProblemCode.MODEL_ZIP_BOMB: QT_TRANSLATE_NOOP(
        "Problems", "{path} was refused: {name} in its archive claims to unpack to {size_mb} MB."
    ),
    ProblemCode.MODEL_ZIP_DIRECTORY: QT_TRANSLATE_NOOP(
        "Problems", "{path} was refused: the directory of its archive is too large."
    ),
    ProblemCode.MODEL_ZIP_LINK: QT_TRANSLATE_NOOP(
        "Problems", "{path} was refused: {name} in its archive is a link, which could lead to other files."
    ),
    ProblemCode.MODEL_HDF5_UNPACKS: QT_TRANSLATE_NOOP(
        "Problems", "{path} was refused: {name} in it unpacks to more than it says."
    ),
    ProblemCode.MODEL_FILE_CHANGED: QT_TRANSLATE_NOOP(
        "Problems", "{path} was changed while it was read. Try again when it is complete."
    ),
    ProblemCode.MODEL_ZIP_PACKING: QT_TRANSLATE_NOOP(
        "Problems",
        "{name} in {path} is encrypted or packed in a way that Keras does not use. Save the model again.",
    ),
    ProblemCode.MODEL_HDF5_LINK: QT_TRANSLATE_NOOP(
        "Problems", "{path} was refused: {name} is a link, which could lead to other files."
    ),
    ProblemCode.MODEL_HDF5_OUTSIDE: QT_TRANSLATE_NOOP(
        "Problems", "{path} was refused: {name} keeps its numbers in another place or file."
    ),
    ProblemCode.MODEL_HDF5_FILTER: QT_TRANSLATE_NOOP(
        "Problems", "{name} in {path} is packed in a way that Keras does not use. Save the model again."
    ),
    ProblemCode.MODEL_HDF5_SIZE: QT_TRANSLATE_NOOP(
        "Problems", "{path} was refused: {name} claims {size_mb} MB of numbers and holds {stored_kb} kB."
    ),
    ProblemCode.MODEL_HDF5_OBJECTS: QT_TRANSLATE_NOOP(
        "Problems", "{path} was refused: it has more than {limit} parts."
    ),
    ProblemCode.MODEL_HDF5_DEPTH: QT_TRANSLATE_NOOP(
        "Problems", "{path} was refused: its parts are nested more than {limit} deep."
    ),
}
