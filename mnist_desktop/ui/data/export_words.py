"""The formats that a set is written in, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mnist_desktop.data.exporting.export import ExportFormat

translate = QCoreApplication.translate


def name(format: ExportFormat) -> str:
    """What it is called."""
    return {
        ExportFormat.NPZ: translate("ExportWords", "NumPy archive (.npz)"),
        ExportFormat.NPY: translate("ExportWords", "Four NumPy arrays (.npy)"),
        ExportFormat.IDX: translate("ExportWords", "IDX"),
        ExportFormat.CSV: translate("ExportWords", "Tables (CSV)"),
        ExportFormat.IMAGES: translate("ExportWords", "Folders of PNG images"),
    }[format]


def purpose(format: ExportFormat) -> str:
    """What it is good for, in a line."""
    return {
        ExportFormat.NPZ: translate("ExportWords", "One file, as keras.datasets keeps MNIST; the quickest"),
        ExportFormat.NPY: translate("ExportWords", "x_train, y_train, x_test and y_test for numpy.load"),
        ExportFormat.IDX: translate("ExportWords", "As MNIST was published, for programs in any language"),
        ExportFormat.CSV: translate("ExportWords", "An image a line, its label first, for spreadsheets"),
        ExportFormat.IMAGES: translate(
            "ExportWords", "A file an image in a folder a class, to look at and to change"
        ),
    }[format]
