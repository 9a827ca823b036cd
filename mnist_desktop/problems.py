"""Expected trouble: what the domain raises and the interfaces turn into a sentence."""

from __future__ import annotations

from enum import StrEnum, unique
from typing import TypeAlias

ProblemValue: TypeAlias = str | int | float


@unique
class ProblemCode(StrEnum):
    """Every kind of expected trouble. `cli/wording.py` and `ui/wording.py` hold a sentence for each."""

    # files of any kind
    FILE_MISSING = "file-missing"
    FILE_UNREADABLE = "file-unreadable"
    FILE_EMPTY = "file-empty"
    FILE_TOO_LARGE = "file-too-large"
    FILE_NOT_WRITABLE = "file-not-writable"
    FILE_EXISTS = "file-exists"
    FILE_IS_FOLDER = "file-is-folder"
    FILE_NOT_REGULAR = "file-not-regular"
    FILE_SUFFIX_UNKNOWN = "file-suffix-unknown"
    # ink and images
    INK_DAMAGED = "ink-damaged"
    INK_WITHOUT_DRAWINGS = "ink-without-drawings"
    INK_WITHOUT_LABELS = "ink-without-labels"
    IMAGE_UNKNOWN = "image-unknown"
    IMAGE_DAMAGED = "image-damaged"
    IMAGE_TOO_LARGE = "image-too-large"
    # data sets
    DATA_MISSING = "data-missing"
    DATA_DAMAGED = "data-damaged"
    DATA_WITHOUT_CLASSES = "data-without-classes"
    DATA_TOO_MANY = "data-too-many"
    DATA_CLASS_UNKNOWN = "data-class-unknown"
    DATA_LABEL_UNKNOWN = "data-label-unknown"
    DATA_WRITER_UNKNOWN = "data-writer-unknown"
    DATA_WITHOUT_WRITERS = "data-without-writers"
    DATA_NONE_WANTED = "data-none-wanted"
    ANSWERS_NOT_FINITE = "answers-not-finite"
    # models
    MODEL_OTHER_NETWORK = "model-other-network"
    MODEL_UNKNOWN = "model-unknown"
    MODEL_DAMAGED = "model-damaged"
    MODEL_NOT_CONVERTIBLE = "model-not-convertible"
    MODEL_KERAS_ONLY = "model-keras-only"
    MODEL_NAME_INVALID = "model-name-invalid"
    MODEL_NAME_TAKEN = "model-name-taken"
    MODEL_BUNDLED = "model-bundled"
    FACTS_DAMAGED = "facts-damaged"
    # other people's model files
    MODEL_FILE_POINTER = "model-file-pointer"
    MODEL_FILE_PICKLE = "model-file-pickle"
    MODEL_FILE_FOREIGN = "model-file-foreign"
    MODEL_FILE_UNKNOWN = "model-file-unknown"
    MODEL_FILE_DAMAGED = "model-file-damaged"
    MODEL_ZIP_MEMBERS = "model-zip-members"
    MODEL_ZIP_NAME = "model-zip-name"
    MODEL_ZIP_OVERLAP = "model-zip-overlap"
    MODEL_ZIP_BOMB = "model-zip-bomb"
    MODEL_ZIP_PACKING = "model-zip-packing"
    MODEL_HDF5_LINK = "model-hdf5-link"
    MODEL_HDF5_OUTSIDE = "model-hdf5-outside"
    MODEL_HDF5_FILTER = "model-hdf5-filter"
    MODEL_HDF5_SIZE = "model-hdf5-size"
    MODEL_HDF5_OBJECTS = "model-hdf5-objects"
    MODEL_HDF5_DEPTH = "model-hdf5-depth"
    MODEL_CONFIG_TOO_LARGE = "model-config-too-large"
    MODEL_CONFIG_DAMAGED = "model-config-damaged"
    MODEL_WEIGHTS_ONLY = "model-weights-only"
    MODEL_ARCHITECTURE = "model-architecture"
    MODEL_LAYER_REFUSED = "model-layer-refused"
    MODEL_LAYER_CUSTOM = "model-layer-custom"
    MODEL_LAYER_UNSUPPORTED = "model-layer-unsupported"
    MODEL_ARGUMENT_REFUSED = "model-argument-refused"
    MODEL_ARGUMENT_UNSUPPORTED = "model-argument-unsupported"
    MODEL_INPUT_UNKNOWN = "model-input-unknown"
    MODEL_INPUT_UNSUPPORTED = "model-input-unsupported"
    MODEL_OUTPUT_UNSUPPORTED = "model-output-unsupported"
    MODEL_WEIGHTS_MISSING = "model-weights-missing"
    MODEL_WEIGHTS_SHAPE = "model-weights-shape"
    MODEL_WEIGHTS_NOT_FINITE = "model-weights-not-finite"
    MODEL_READING_SLOW = "model-reading-slow"
    MODEL_READING_CRASHED = "model-reading-crashed"
    MODEL_READING_MEMORY = "model-reading-memory"
    MODEL_FORMAT_UNKNOWN = "model-format-unknown"
    MODEL_SAVED_DIFFERENTLY = "model-saved-differently"
    MODEL_CALIBRATION_IGNORED = "model-calibration-ignored"
    # networks and training
    NETWORK_EMPTY = "network-empty"
    NETWORK_SETTING = "network-setting"
    NETWORK_SHAPE = "network-shape"
    NETWORK_TOO_LARGE = "network-too-large"
    NETWORK_WITHOUT_FLATTEN = "network-without-flatten"
    NETWORK_WITHOUT_SOFTMAX = "network-without-softmax"
    PRESET_UNKNOWN = "preset-unknown"
    PRESET_NAME_INVALID = "preset-name-invalid"
    PRESET_NAME_TAKEN = "preset-name-taken"
    PLAN_NUMBER = "plan-number"
    PLAN_CHOICE = "plan-choice"
    PLAN_CLASSES = "plan-classes"
    PLAN_BATCH = "plan-batch"
    PLAN_WITHOUT_L2 = "plan-without-l2"
    PLAN_WITHOUT_VALIDATION = "plan-without-validation"
    PLAN_DAMAGED = "plan-damaged"
    RUN_OTHER_DATA = "run-other-data"
    RUN_DAMAGED = "run-damaged"
    RUN_MISSING = "run-missing"
    RUN_GOES_ON = "run-goes-on"
    RUN_WITHOUT_STATE = "run-without-state"
    RUN_KEEPS_SETTINGS = "run-keeps-settings"
    RUN_SOURCE_MISSING = "run-source-missing"
    RUN_SOURCE_CHANGED = "run-source-changed"
    RUN_NONE_UNFINISHED = "run-none-unfinished"
    TRAINING_TOO_FEW = "training-too-few"
    TRAINING_DIVERGED = "training-diverged"
    # TensorBoard
    TENSORBOARD_MISSING = "tensorboard-missing"
    TENSORBOARD_FOLDER = "tensorboard-folder"
    TENSORBOARD_WRITING = "tensorboard-writing"
    TENSORBOARD_NOT_STARTED = "tensorboard-not-started"
    TENSORBOARD_SLOW = "tensorboard-slow"


class Problem(Exception):
    """Expected trouble as a code and the values its sentence needs; never a sentence itself."""

    def __init__(self, code: ProblemCode, **values: ProblemValue) -> None:
        super().__init__(code.value, values)
        self.code = code
        self.values = values
