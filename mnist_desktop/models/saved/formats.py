"""The formats that a model can be saved in, and which of them a name asks for."""

from __future__ import annotations

import importlib.util
from enum import StrEnum, unique
from pathlib import Path

from mnist_desktop.problems import Problem, ProblemCode


@unique
class ModelFormat(StrEnum):
    """What a model can be saved as; the value is what the command line calls it."""

    KERAS = "keras"
    H5 = "h5"
    LITERT = "tflite"
    ONNX = "onnx"
    SAVED_MODEL = "savedmodel"

    @property
    def suffix(self) -> str:
        """What a name of this format ends in."""
        return f".{self.value}"

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of files rather than one file."""
        return self is ModelFormat.SAVED_MODEL


ALSO_H5 = ".hdf5"
SUFFIXES = tuple(format.suffix for format in ModelFormat)
_BY_SUFFIX = {**{format.suffix: format for format in ModelFormat}, ALSO_H5: ModelFormat.H5}
_ONNX_LIBRARIES = ("onnx", "onnxruntime", "tf2onnx")


def named_format(path: Path) -> ModelFormat | None:
    """The format that a name ends in, in whatever case; None where it ends in no format."""
    return _BY_SUFFIX.get(path.suffix.lower())


def with_suffix(path: Path, wanted: ModelFormat | None) -> tuple[Path, ModelFormat]:
    """The path with the suffix of its format, and that format.

    A missing suffix is added where a format is wanted; a folder keeps the name that it was given.

    Raises:
        Problem: MODEL_FORMAT_UNKNOWN where nothing says which format; MODEL_FORMAT_OTHER where the name says
            another than the wanted one.

    """
    named = named_format(path)
    if wanted is None and named is None:
        raise Problem(ProblemCode.MODEL_FORMAT_UNKNOWN, path=str(path))
    if named is not None:
        if wanted not in (None, named):
            raise Problem(ProblemCode.MODEL_FORMAT_OTHER, path=str(path), format=str(wanted))
        return path, named
    assert wanted is not None
    return (path if wanted.is_folder else path.with_name(f"{path.name}{wanted.suffix}")), wanted


def require_libraries(format: ModelFormat) -> None:
    """See that what writes the format is installed; Problem ONNX_MISSING."""
    if format is ModelFormat.ONNX and not has_onnx():
        raise Problem(ProblemCode.ONNX_MISSING)


def has_onnx() -> bool:
    """Whether the libraries that write and check ONNX files are installed."""
    return all(importlib.util.find_spec(name) is not None for name in _ONNX_LIBRARIES)
