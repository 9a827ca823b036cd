"""The layer editor fits, follows the theme and can be used without a mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QPlainTextEdit,
    QWidget,
)

from mnist_desktop.ui.theme.theme import Scheme, Theme
from mnist_desktop.ui.training.layer_table import OUTPUT
from mnist_desktop.ui.training.network_editor import NetworkEditor
from tests.ui.training.layer_editing import (
    add,
    click_row,
    field,
)


@pytest.mark.parametrize("width", [460, 719, 804, 1600])
@pytest.mark.parametrize("kind", ["Conv2D", "MaxPooling2D", "Dense", "BatchNormalization"])
def test_no_field_is_cut_off_at_any_width(editor: NetworkEditor, width: int, kind: str) -> None:
    click_row(editor, 0)
    add(editor, kind)
    editor.resize(width, 540)
    QApplication.sendPostedEvents()
    area = field(editor, "layer_settings_area")
    for part in editor.inspector.parts:
        if part.isVisible():
            right = part.mapTo(area, QPoint(part.width(), 0)).x()
            assert 0 < right <= area.width(), part.objectName()
            assert part.height() == 32
    sections = editor.table.horizontalHeader()
    assert sections.length() <= editor.table.viewport().width()


def test_a_mistake_keeps_its_colour_when_the_theme_changes(editor: NetworkEditor, theme: Theme) -> None:
    add(editor, "Flatten")
    index = editor.table.rows.index(2, OUTPUT)
    colours = []
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        theme.choose(scheme)
        colours.append(index.data(Qt.ItemDataRole.ForegroundRole))
        assert colours[-1] == QColor(theme.colours.danger)
        assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()
        assert not editor.grab().isNull()
    assert colours[0] != colours[1]


def test_every_row_can_be_read_aloud(editor: NetworkEditor) -> None:
    index = editor.table.rows.index(0, 0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "1, Conv2D, 32, 3 × 3 relu, 26 × 26 × 32, 320"


def test_every_control_has_names_a_tooltip_and_a_place_in_the_tab_order(editor: NetworkEditor) -> None:
    for kind in ("Conv2D", "MaxPooling2D", "Dense", "Dropout", "BatchNormalization", "Activation"):
        add(editor, kind)
    controls = [
        widget
        for widget in editor.findChildren(QWidget)
        if isinstance(
            widget, QAbstractButton | QAbstractSpinBox | QComboBox | QAbstractItemView | QPlainTextEdit
        )
        and not isinstance(widget.parent(), QComboBox)
        and widget.objectName() != "qt_spinbox_lineedit"
        and not getattr(widget.parent(), "objectName", str)().startswith("qt_")
        and widget.metaObject().className() not in ("QTableCornerButton", "QHeaderView", "QComboBoxListView")
    ]
    assert len(controls) >= 34
    for control in controls:
        assert control.objectName(), control
        assert control.accessibleName(), control.objectName()
        assert control.toolTip(), control.objectName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.objectName()
    assert len({control.objectName() for control in controls}) == len(controls)


def test_the_tab_key_goes_through_all_as_one_reads_them(editor: NetworkEditor) -> None:
    for row in (1, 5, 0, 5):
        click_row(editor, row)
    editor.summary_button.setFocus()
    seen = []
    for _ in range(12):
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == [
        "show_summary",
        "layer_table",
        "add_layer",
        "remove_layer",
        "move_layer_up",
        "move_layer_down",
        "dense_units",
        "dense_activation",
        "dense_l2",
        "dense_use_bias",
        "keep_preset",
        "editor_done",
    ]
