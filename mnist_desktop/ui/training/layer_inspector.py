"""The settings of one layer in fields."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from mnist_desktop.models.network import Layer
from mnist_desktop.ui.training.layer_fields import PairField, listen, read, show
from mnist_desktop.ui.training.layer_settings import Setting, settings_of
from mnist_desktop.ui.training.layer_words import purpose
from mnist_desktop.ui.training.told_line import ToldLine, line_height, mark
from mnist_desktop.ui.widgets.labels import label

_TITLE_WIDTH = 76
_CONTROL_HEIGHT = 32
_SCROLL_BAR = 12
_LEFT_TO_EDITOR = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class LayerForm(QWidget):
    """The fields for layers of one kind.

    Signals:
        changed: A setting by its name, and its new value.
        settled: The user is done with a field.
    """

    changed = Signal(str, object)
    settled = Signal()

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        """Make a field for each setting."""
        super().__init__(parent)
        self.setObjectName(f"{kind.lower()}_form")
        self.fields: dict[str, QWidget] = {}
        self._titles: dict[str, QLabel] = {}
        self._settings = {setting.name: setting for setting in settings_of(kind)}
        self.troubles = {
            name: ToldLine("trouble", f"{kind.lower()}_{name}_trouble") for name in self._settings
        }
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, _SCROLL_BAR, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        for setting in self._settings.values():
            self._add(setting, kind)
        self.arrange(1)

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """Everything that can have the focus, in tab order."""
        return tuple(part for field in self.fields.values() for part in _parts(field))

    def make_way(self, scroll_bar: int) -> None:
        """Keep the fields where they are when a scroll bar of that width comes and goes."""
        self._grid.setContentsMargins(0, 0, _SCROLL_BAR - scroll_bar, 0)

    def arrange(self, columns: int) -> None:
        """Put the fields beneath each other, or in several columns where they are many."""
        for number, (name, field) in enumerate(self.fields.items()):
            row, column = divmod(number, columns)
            row *= 2
            trouble = self.troubles[name]
            self._grid.setRowMinimumHeight(row, _CONTROL_HEIGHT)
            # The room is kept, so that no field moves while somebody types in another.
            self._grid.setRowMinimumHeight(row + 1, line_height(trouble))
            self._grid.addWidget(trouble, row + 1, 2 * column, 1, 2)
            trouble.show()
            title = self._titles.get(name)
            if title is None:
                self._grid.addWidget(field, row, 2 * column, 1, 2)
            else:
                self._grid.addWidget(title, row, 2 * column)
                self._grid.addWidget(field, row, 2 * column + 1)
        for column in (1, 3):
            self._grid.setColumnStretch(column, 1 if column < 2 * columns else 0)

    def show_layer(self, layer: Layer) -> None:
        """Fill the fields; one that shows the value already is left alone, somebody may be typing in it."""
        for name, field in self.fields.items():
            value = getattr(layer, name)
            if read(field) != value:
                show(field, value)
            self._judge(name, value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo and redo to the editor: a field of its own would only undo what is typed in it."""
        if isinstance(event, QKeyEvent) and _is_left_to_editor(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _add(self, setting: Setting, kind: str) -> None:
        field = setting.make()
        name = f"{kind.lower()}_{setting.name}"
        field.setObjectName(name)
        field.setAccessibleName(setting.title)
        field.setToolTip(setting.help)
        if isinstance(field, PairField):
            field.name_parts(name, setting.title, setting.help)
        for part in _parts(field):
            part.setFixedHeight(_CONTROL_HEIGHT)
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            part.installEventFilter(self)
        listen(field, partial(self._on_changed, setting.name), self._on_settled)
        self.fields[setting.name] = field
        if isinstance(field, QCheckBox):
            # The style sheet makes it lower than the others.
            field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
            return
        title = self._titles[setting.name] = label(setting.title)
        title.setToolTip(setting.help)
        title.setBuddy(field)
        title.setMinimumWidth(_TITLE_WIDTH)

    def _judge(self, name: str, value: object) -> None:
        """Say beneath a field what is wrong with its value."""
        setting = self._settings[name]
        is_wrong = not setting.accepts(value)
        words = setting.bounds if is_wrong else ""
        self.troubles[name].setText(words)
        for part in _parts(self.fields[name]):
            mark(part, is_wrong and (not isinstance(part, QSpinBox) or part.value() < 1))
            part.setAccessibleDescription(words)

    def _on_changed(self, name: str, *_value: object) -> None:
        self.changed.emit(name, read(self.fields[name]))

    def _on_settled(self, *_value: object) -> None:
        self.settled.emit()


def _is_left_to_editor(event: QKeyEvent) -> bool:
    is_begun = event.type() == QEvent.Type.ShortcutOverride
    return is_begun and any(event.matches(key) for key in _LEFT_TO_EDITOR)


def _parts(field: QWidget) -> tuple[QWidget, ...]:
    return (field.height_box, field.width_box) if isinstance(field, PairField) else (field,)


class LayerInspector(QWidget):
    """What a layer does, and its settings.

    Signals:
        changed: The layer as it is after a change, and the name of the setting that was changed.
        settled: The user is done with a field.
    """

    changed = Signal(object, str)
    settled = Signal()

    def __init__(self, focused_before: QWidget, parent: QWidget | None = None) -> None:
        """Show no layer; the tab key goes from `focused_before` to the first field."""
        super().__init__(parent)
        self._focused_before = focused_before
        self.setObjectName("layer_inspector")
        self._layer: Layer | None = None
        self._forms: dict[str, LayerForm] = {}
        self._columns = 1
        self._scroll_bar = 0
        self.kind = label("", "heading", "layer_kind")
        self.purpose = label("", "muted", "layer_purpose")
        self.purpose.setWordWrap(True)
        self._nothing = label(self.tr("There is nothing to set."), "muted", "layer_nothing")
        self._nothing.setMinimumHeight(_CONTROL_HEIGHT)
        self._shown: LayerForm | None = None
        self._lay_out()
        self.show_layer(None)

    def show_layer(self, layer: Layer | None) -> None:
        """Show the settings of a layer, or that there is none."""
        self._layer = layer
        form = None if layer is None else self._form(layer.kind)
        if layer is not None and form is not None:
            self.kind.setText(layer.kind)
            self.purpose.setText(purpose(layer.kind))
            form.show_layer(layer)
        else:
            self.kind.setText(self.tr("No layer"))
            self.purpose.setText(self.tr("Add a layer to begin."))
        if form is not self._shown:
            if self._shown is not None:
                self._shown.hide()
            if form is not None:
                form.show()
            self._shown = form
        self._nothing.setVisible(form is not None and not form.fields)

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """The fields that are shown, in tab order."""
        return self._shown.parts if self._shown is not None else ()

    def arrange(self, columns: int) -> None:
        """Put the fields in so many columns."""
        if columns != self._columns:
            self._columns = columns
            for form in self._forms.values():
                form.arrange(columns)

    def focus_first(self) -> None:
        """Let the user type into the first field."""
        if self._shown is not None and self._shown.fields:
            next(iter(self._shown.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _form(self, kind: str) -> LayerForm:
        """The fields for a kind, made when they are first needed: together they take a while."""
        if kind not in self._forms:
            form = self._forms[kind] = LayerForm(kind, self._content)
            form.hide()
            form.arrange(self._columns)
            form.make_way(self._scroll_bar)
            self._column.insertWidget(0, form)
            form.changed.connect(self._on_changed)
            form.settled.connect(self.settled)
            before = self._focused_before
            for part in form.parts:
                self.setTabOrder(before, part)
                before = part
        return self._forms[kind]

    def _on_changed(self, name: str, value: Any) -> None:
        if self._layer is not None:
            # Every layer is a dataclass, which the protocol does not say.
            layer: Any = self._layer
            self._layer = replace(layer, **{name: value})
            self.changed.emit(self._layer, name)

    def _on_range_changed(self, _least: int, most: int) -> None:
        self._scroll_bar = _SCROLL_BAR if most else 0
        for form in self._forms.values():
            form.make_way(self._scroll_bar)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.kind)
        column.addWidget(self.purpose)
        area = QScrollArea(self)
        area.setObjectName("layer_settings_area")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        column.addWidget(area, 1)
        self._content = QWidget(area)
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        area.setWidget(self._content)
