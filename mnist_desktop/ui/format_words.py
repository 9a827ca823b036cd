"""The formats of saved models in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mnist_desktop.models.saved.formats import ALSO_H5, ModelFormat

translate = QCoreApplication.translate


def name(format: ModelFormat) -> str:
    """What people call it, with its suffix."""
    words = {
        ModelFormat.KERAS: translate("FormatWords", "Keras (.keras)"),
        ModelFormat.LITERT: translate("FormatWords", "LiteRT (.tflite)"),
        ModelFormat.ONNX: translate("FormatWords", "ONNX (.onnx)"),
        ModelFormat.SAVED_MODEL: translate("FormatWords", "SavedModel (a folder)"),
        ModelFormat.H5: translate("FormatWords", "HDF5, older Keras (.h5)"),
    }
    return words[format]


def purpose(format: ModelFormat) -> str:
    """What it is good for, in one line."""
    words = {
        ModelFormat.KERAS: translate(
            "FormatWords", "To keep the model, hand it on, and open it here or in Keras to train it further."
        ),
        ModelFormat.LITERT: translate(
            "FormatWords", "Small and quick, for phones and small computers. For reading only."
        ),
        ModelFormat.ONNX: translate(
            "FormatWords",
            "For programs without TensorFlow, in many languages. For reading only.",
        ),
        ModelFormat.SAVED_MODEL: translate(
            "FormatWords", "For servers with TensorFlow Serving, and for TensorFlow without Keras."
        ),
        ModelFormat.H5: translate(
            "FormatWords",
            "For programs with an old Keras only. To keep a model, .keras is the better format.",
        ),
    }
    return words[format]


def name_filter(format: ModelFormat) -> str:
    """The filter for a dialog of files."""
    patterns = f"*{format.suffix} *{ALSO_H5}" if format is ModelFormat.H5 else f"*{format.suffix}"
    words = {
        ModelFormat.KERAS: translate("FormatWords", "Keras model"),
        ModelFormat.LITERT: translate("FormatWords", "LiteRT model"),
        ModelFormat.ONNX: translate("FormatWords", "ONNX model"),
        ModelFormat.H5: translate("FormatWords", "Older Keras model"),
        ModelFormat.SAVED_MODEL: translate("FormatWords", "SavedModel"),
    }
    return f"{words[format]} ({patterns})"


def onnx_missing() -> str:
    """How to get what writes ONNX."""
    return translate(
        "FormatWords", 'This needs libraries that are not installed: pip install "mnist-desktop[onnx]"'
    )
