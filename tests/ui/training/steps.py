"""What a person does with the settings of a training, and what they see of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QWidget

from mnist_desktop.models.network import Dense, Flatten, Network
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.presets import Preset
from mnist_desktop.ui.training.settings_panel import SettingsPanel

LEFT = Qt.MouseButton.LeftButton
SMALL = Network((28, 28), (Flatten(), Dense(20, "relu", l2=0.001), Dense(10, "softmax")))
OWN = Preset("own-1", "My small one", TrainingPlan("own-1", SMALL, epochs=3, optimizer="sgd"))


def click(widget: QWidget) -> None:
    assert widget.isVisible()
    assert widget.isEnabled()
    pos = QPoint(8, widget.height() // 2) if isinstance(widget, QCheckBox) else QPoint()
    QTest.mouseClick(widget, LEFT, pos=pos)


def typed(field: QAbstractSpinBox, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def choose(field: QComboBox, value: object) -> None:
    """Choose with the keyboard, as the list does it."""
    assert field.isEnabled()
    while field.currentIndex() > 0:
        QTest.keyClick(field, Qt.Key.Key_Up)
    for _ in range(field.count()):
        if field.currentData() == value:
            return
        QTest.keyClick(field, Qt.Key.Key_Down)
    raise AssertionError(f"no choice {value}")


def said_wrong(settings: SettingsPanel) -> dict[str, str]:
    rows = settings.form.rows | {"augmentation": settings.form.augmentation.row}
    said = {name: row.trouble.text() for name, row in rows.items() if not row.trouble.isHidden()}
    if settings.count.property("role") == "trouble":
        said["network"] = settings.count.toolTip()
    return said
