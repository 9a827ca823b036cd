"""What the user may choose before a set is taken up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from mnist_desktop.data.importing.understood import (
    Choices,
    Format,
    LabelColumn,
    Polarity,
    Sizing,
    Understood,
)
from mnist_desktop.data.set_library import LONGEST_NAME, tidy_name
from mnist_desktop.problems import Problem
from mnist_desktop.ui.data import import_words
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.wording import sentence

_MOST_TEST = 90
_NAMES_HEIGHT = 84
_SHORTEST = 12
_HEIGHT, _MARGIN = 32, 6


class ImportForm(QWidget):
    """Fields for the choices; those that make no sense for the files are left out.

    Signals:
        changed: The user chose otherwise, in a way that changes the images or their names.
        column_changed: Another column of a table has the labels.
        name_changed: The name was edited.
    """

    changed = Signal()
    column_changed = Signal()
    name_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing to choose."""
        super().__init__(parent)
        self.setObjectName("import-form")
        self.name = QLineEdit()
        self.polarity = QComboBox()
        self.sizing = QComboBox()
        self.column = QComboBox()
        self.share = QSpinBox()
        self.class_names = QPlainTextEdit()
        self.transposed = QCheckBox(self.tr("Exchange rows and columns"))
        self.skips = QCheckBox(self.tr("Leave out images that cannot be read"))
        self._found: Understood | None = None
        self._fill()
        self._name_parts()
        self._lay_out()

    def show_understood(self, understood: Understood) -> None:
        """Offer what makes sense for these files, as it was found."""
        is_first = self._found is None
        self._found = None  # nothing is told while it is filled
        if is_first:
            self.name.setText(understood.name)
            self.polarity.setCurrentIndex(list(Polarity).index(understood.polarity))
            self.share.setValue(round(Choices().test_share * 100))
        self.class_names.setPlainText("\n".join(understood.class_names))
        if understood.label_column is not None:
            self.column.setCurrentIndex(list(LabelColumn).index(understood.label_column))
        is_ink = understood.format is Format.INK
        self._form.setRowVisible(self.polarity, not is_ink)
        self._form.setRowVisible(self.sizing, not is_ink)
        self._form.setRowVisible(self.transposed, not is_ink)
        self._form.setRowVisible(self.column, understood.label_column is not None)
        self._form.setRowVisible(self.share, not understood.has_split)
        self._form.setRowVisible(self.skips, understood.format is Format.IMAGES)
        self._found = understood

    @property
    def choices(self) -> Choices:
        """What the fields say."""
        return Choices(
            name=" ".join(self.name.text().split()),
            polarity=list(Polarity)[self.polarity.currentIndex()],
            class_names=self._names(),
            label_column=self.label_column,
            test_share=self.share.value() / 100,
            sizing=list(Sizing)[self.sizing.currentIndex()],
            transposed=self.transposed.isChecked(),
            skip_unreadable=self.skips.isChecked(),
        )

    @property
    def refusal(self) -> str:
        """A sentence on what is wrong with name or classes; empty where nothing is."""
        try:
            tidy_name(self.name.text())
        except Problem as problem:
            return sentence(problem)
        if self._found is None:
            return ""
        names, count = self._names(), len(self._found.class_names)
        if len(names) != count:
            return self.tr("There are {count} classes, and {named} are named. Name one a line.").format(
                count=count, named=len(names)
            )
        if len(set(names)) != count:
            return self.tr("Two classes have the same name. Give each its own.")
        return ""

    def _names(self) -> tuple[str, ...]:
        lines = (" ".join(line.split()) for line in self.class_names.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    @property
    def label_column(self) -> LabelColumn | None:
        """Where the labels of a table are; None for what is no table."""
        if self._found is None or self._found.label_column is None:
            return None
        return list(LabelColumn)[self.column.currentIndex()]

    def _fill(self) -> None:
        for polarity in Polarity:
            self.polarity.addItem(import_words.polarity_name(polarity))
        for sizing in Sizing:
            self.sizing.addItem(import_words.sizing_name(sizing))
        for words in (self.tr("First column"), self.tr("Last column")):
            self.column.addItem(words)
        for box in (self.polarity, self.sizing, self.column):
            # Otherwise the longest choice would make the whole form wider than its place.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_SHORTEST)
        self.share.setRange(0, _MOST_TEST)
        self.share.setSuffix(" %")
        self.share.setFixedHeight(_HEIGHT)
        self.share.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)
        self.name.setMaxLength(LONGEST_NAME)
        self.class_names.setTabChangesFocus(True)
        self.class_names.setFixedHeight(_NAMES_HEIGHT)
        self.class_names.setMinimumWidth(_NAMES_HEIGHT)
        self.name.textEdited.connect(self.name_changed)
        self.class_names.textChanged.connect(self._on_changed)
        self.column.activated.connect(self.column_changed)
        for part in (self.polarity, self.sizing):
            part.activated.connect(self._on_changed)
        self.share.valueChanged.connect(self._on_changed)
        for switch in (self.transposed, self.skips):
            switch.toggled.connect(self._on_changed)

    def _name_parts(self) -> None:
        for part, name, title, tooltip in (
            (self.name, "name", self.tr("Name"), self.tr("What the set is called in this program")),
            (
                self.polarity,
                "polarity",
                self.tr("Ink"),
                self.tr("Which of them is the lighter in the pictures"),
            ),
            (
                self.sizing,
                "sizing",
                self.tr("Fitting"),
                self.tr("How a picture becomes 28 × 28 pixels"),
            ),
            (
                self.column,
                "column",
                self.tr("Labels"),
                self.tr("Which column of the table tells what the picture shows"),
            ),
            (
                self.share,
                "share",
                self.tr("To test"),
                self.tr("How many of each class are put aside, never to be learnt from"),
            ),
            (
                self.class_names,
                "classes",
                self.tr("Class names"),
                self.tr("What the classes are called, one a line"),
            ),
            (
                self.transposed,
                "transposed",
                self.transposed.text(),
                self.tr("Where the pictures lie on their side and are mirrored, as in EMNIST's files"),
            ),
            (
                self.skips,
                "skips",
                self.skips.text(),
                self.tr("Otherwise the first one that cannot be read is told, and nothing is taken"),
            ),
        ):
            part.setObjectName(f"import-{name}")
            part.setAccessibleName(title)
            part.setToolTip(tooltip)

    def _lay_out(self) -> None:
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(8)
        for part in (self.name, self.polarity, self.sizing, self.column, self.share, self.class_names):
            title = label(part.accessibleName(), "muted")
            title.setBuddy(part)
            self._form.addRow(title, part)
        self._form.addRow(self.transposed)
        self._form.addRow(self.skips)

    def _on_changed(self) -> None:
        if self._found is not None:
            self.changed.emit()
