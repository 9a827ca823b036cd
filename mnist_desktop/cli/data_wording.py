"""The command line's sentences for trouble with data sets."""

from __future__ import annotations

from mnist_desktop.problems import ProblemCode

SENTENCES_OF_DATA: dict[ProblemCode, str] = {
    ProblemCode.DATA_UNKNOWN: "{path}: is no set that can be imported: IDX, .npz, .npy, a table (CSV), ink, or a folder of images by class",
    ProblemCode.DATA_ONE_IMAGE: "{path}: is a single image; put images into a folder for each class and import the folder around these",
    ProblemCode.DATA_SEVERAL: "{path}: several sets at once, or not all of one format ({names}); name the files of one set",
    ProblemCode.DATA_PICKLE: "{path}: holds a Python pickle, which could run code; it was not read",
    ProblemCode.DATA_POINTER: "{path}: holds only a Git LFS pointer, not the data; fetch it with 'git lfs pull'",
    ProblemCode.DATA_ARCHIVE: "{path}: is no archive of plain arrays ({reason}); that is refused",
    ProblemCode.DATA_ARCHIVE_NAME: "{path}: a member of the archive has an unsafe name ({name}); that is refused",
    ProblemCode.DATA_FILE_DAMAGED: "{path}: is damaged or incomplete ({reason})",
    ProblemCode.DATA_FILE_SIZE: "{path}: its header promises {expected} bytes of values, but there are {found}",
    ProblemCode.DATA_TOO_LARGE: "{path}: has {size_mb} MB of values; the limit is {limit_mb} MB",
    ProblemCode.DATA_EMPTY: "{path}: holds no images",
    ProblemCode.DATA_TYPE: "{path}: its values are of the type {dtype}; whole and decimal numbers can be read",
    ProblemCode.DATA_SHAPE: "{path}: its shape is {shape}, which is no row of square or rectangular images of 2 to 1024 pixels",
    ProblemCode.DATA_VALUES: "{path}: an image has values beyond {low} to {high}, which those that were looked at have",
    ProblemCode.DATA_NOT_FINITE: "{path}: holds values that are no finite numbers",
    ProblemCode.DATA_COUNTS: "{path}: has {images} images, but {labels} labels",
    ProblemCode.DATA_IMAGES_MISSING: "{path}: holds labels, and no images that belong to them were found beside it",
    ProblemCode.DATA_LABELS_MISSING: "{path}: holds images, and no labels that belong to them were found",
    ProblemCode.DATA_LABELS_INVALID: "{path}: its labels are neither whole numbers, nor one-hot, nor names ({reason})",
    ProblemCode.DATA_TOO_MANY_CLASSES: "{path}: has {count} different labels; the limit is {limit}",
    ProblemCode.DATA_CLASS_NAMES: "{found} different names were given for {count} classes; each needs one of its own, of 1 to {limit} signs",
    ProblemCode.DATA_NOT_TABLE: "{path}: is no table of images: line {line}: {reason}",
    ProblemCode.SET_UNKNOWN: "there is no data set called {name}; 'mnist-desktop data list' lists them",
    ProblemCode.SET_DAMAGED: "the data set {name} is damaged ({reason}); remove it and import it again",
    ProblemCode.SET_BUNDLED: "the data set {name} belongs to the program and stays as it is",
    ProblemCode.SET_NAME_INVALID: "a data set's name has 1 to {limit} letters, digits or signs",
    ProblemCode.SET_NAME_TAKEN: "another data set is called {name} already",
}
