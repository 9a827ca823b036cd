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
    ANSWERS_NOT_FINITE = "answers-not-finite"
    # models
    MODEL_UNKNOWN = "model-unknown"
    MODEL_DAMAGED = "model-damaged"
    MODEL_NOT_CONVERTIBLE = "model-not-convertible"
    MODEL_NAME_INVALID = "model-name-invalid"
    MODEL_NAME_TAKEN = "model-name-taken"
    MODEL_BUNDLED = "model-bundled"
    FACTS_DAMAGED = "facts-damaged"
    # networks and training
    NETWORK_EMPTY = "network-empty"
    NETWORK_SETTING = "network-setting"
    NETWORK_SHAPE = "network-shape"
    NETWORK_TOO_LARGE = "network-too-large"
    PRESET_UNKNOWN = "preset-unknown"
    PLAN_NUMBER = "plan-number"
    PLAN_CHOICE = "plan-choice"
    PLAN_CLASSES = "plan-classes"
    PLAN_WITHOUT_L2 = "plan-without-l2"
    TRAINING_TOO_FEW = "training-too-few"
    TRAINING_DIVERGED = "training-diverged"


class Problem(Exception):
    """Expected trouble as a code and the values its sentence needs; never a sentence itself."""

    def __init__(self, code: ProblemCode, **values: ProblemValue) -> None:
        super().__init__(code.value, values)
        self.code = code
        self.values = values
