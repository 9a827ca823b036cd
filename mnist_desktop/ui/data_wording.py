"""The window's sentences for trouble with data sets."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from mnist_desktop.problems import ProblemCode

SENTENCES_OF_DATA: dict[ProblemCode, object] = {
    ProblemCode.DATA_UNKNOWN: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} holds nothing that can be imported. IDX files, .npz, .npy, tables (CSV), ink and folders of images by class can.",
    ),
    ProblemCode.DATA_ONE_IMAGE: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} is a single image. Put images into a folder for each class and choose the folder around these.",
    ),
    ProblemCode.DATA_SEVERAL: QT_TRANSLATE_NOOP(
        "Problems",
        "There are several sets in {path}, or files of several formats ({names}). Choose the files of one set.",
    ),
    ProblemCode.DATA_PICKLE: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} holds a Python pickle, which could run code, so it was not read. Save the arrays as plain numbers.",
    ),
    ProblemCode.DATA_POINTER: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} holds only a Git LFS pointer, not the data. Fetch them with 'git lfs pull'.",
    ),
    ProblemCode.DATA_ARCHIVE: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} is no archive of plain arrays ({reason}), so it was not opened. Save it again with NumPy.",
    ),
    ProblemCode.DATA_ARCHIVE_NAME: QT_TRANSLATE_NOOP(
        "Problems",
        "A member of the archive {path} has an unsafe name ({name}), so it was not opened.",
    ),
    ProblemCode.DATA_FILE_DAMAGED: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} is damaged or incomplete ({reason}). Fetch or save it again.",
    ),
    ProblemCode.DATA_FILE_SIZE: QT_TRANSLATE_NOOP(
        "Problems",
        "The header of {path} promises {expected} bytes of values, but there are {found}. Fetch or save it again.",
    ),
    ProblemCode.DATA_TOO_LARGE: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} has {size_mb} MB of values, and the limit is {limit_mb} MB. Divide it.",
    ),
    ProblemCode.DATA_EMPTY: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} holds no images. Choose another file.",
    ),
    ProblemCode.DATA_TYPE: QT_TRANSLATE_NOOP(
        "Problems",
        "The values in {path} are of the type {dtype}. Only whole and decimal numbers can be read.",
    ),
    ProblemCode.DATA_SHAPE: QT_TRANSLATE_NOOP(
        "Problems",
        "The shape of {path} is {shape}. It has to be a number of images of 2 to 1024 pixels height and width, grey or in colour.",
    ),
    ProblemCode.DATA_VALUES: QT_TRANSLATE_NOOP(
        "Problems",
        "An image in {path} has values beyond {low} to {high}, the range of those that were looked at. Bring all images to one range.",
    ),
    ProblemCode.DATA_NOT_FINITE: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} holds values that are no finite numbers. Mend it and try again.",
    ),
    ProblemCode.DATA_COUNTS: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} has {images} images, but there are {labels} labels. There must be one for each.",
    ),
    ProblemCode.DATA_IMAGES_MISSING: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} holds labels, and no images that belong to them were found beside it. Choose both files.",
    ),
    ProblemCode.DATA_LABELS_MISSING: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} holds images, and no labels that belong to them were found. Choose both files.",
    ),
    ProblemCode.DATA_LABELS_INVALID: QT_TRANSLATE_NOOP(
        "Problems",
        "The labels in {path} are neither whole numbers, nor one-hot, nor names ({reason}).",
    ),
    ProblemCode.DATA_TOO_MANY_CLASSES: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} has {count} different labels, and the limit is {limit}. Perhaps the labels are in another column or file.",
    ),
    ProblemCode.DATA_CLASS_NAMES: QT_TRANSLATE_NOOP(
        "Problems",
        "There are {found} different names for {count} classes. Each class needs one of its own, of 1 to {limit} letters, digits or signs.",
    ),
    ProblemCode.DATA_NOT_TABLE: QT_TRANSLATE_NOOP(
        "Problems",
        "{path} is no table of images. Line {line}: {reason}.",
    ),
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
