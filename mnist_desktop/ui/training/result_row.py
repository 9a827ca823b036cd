"""What can be done with the model that was just trained."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.widgets.elided import ElidedLabel
from mnist_desktop.ui.widgets.labels import label, set_role

_NARROW = 640
"""Below this width words beside the buttons would be a tall column."""

_WORTH_READING = 96


class ResultRow(QWidget):
    """Where the model is kept, with a button to use it and one to save it elsewhere.

    Signals:
        use_wanted: Draw with this model from now on.
        save_wanted: Save it as a file.
        further_wanted: Train it some more epochs, or go on where it was stopped.
    """

    use_wanted = Signal()
    save_wanted = Signal()
    further_wanted = Signal()

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.setObjectName("training_result")
        self._is_brief = False
        self.text = label("", "muted", "result_text")
        self.text.setWordWrap(True)
        self.gist = ElidedLabel("muted", "result_gist")
        self.use = QPushButton(self.tr("Use in Draw"))
        self.use.setObjectName("use_model")
        self.use.setAccessibleName(self.tr("Use in Draw"))
        self.use.setToolTip(self.tr("Read your drawings with this model from now on"))
        self.save = QPushButton(self.tr("Save as…"))
        self.save.setObjectName("save_model")
        self.save.setAccessibleName(self.tr("Save as"))
        self.save.setToolTip(self.tr("Save the model as a .keras or .h5 file that Keras can open"))
        self.further = QPushButton(self)
        self.further.setObjectName("train_further")
        self.offer_further(self.tr("Train further"), self.tr("Train this model for more epochs"))
        icons.dress(self.further, "play")
        icons.dress(self.use, "square-pen")
        icons.dress(self.save, "save")
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._box.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.further)
        row.addWidget(self.use)
        row.addWidget(self.save)
        row.addWidget(self.gist, 1)
        row.addStretch(0)
        self._box.addLayout(row)
        self.use.clicked.connect(self.use_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.further.clicked.connect(self.further_wanted)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons beneath the words where there is little room."""
        super().resizeEvent(event)
        self._arrange()

    def be_brief(self, is_brief: bool) -> None:
        """Say less where the words would take a line of their own and nothing went wrong."""
        self._is_brief = is_brief
        self._arrange()

    def _arrange(self) -> None:
        directions = QBoxLayout.Direction
        is_narrow = self.width() < _NARROW
        self._box.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)
        is_in_one_line = is_narrow and self._is_brief and self.text.property("role") != "danger"
        self.text.setVisible(not is_in_one_line)
        taken = sum(b.sizeHint().width() + 8 for b in (self.further, self.use, self.save) if not b.isHidden())
        self.gist.setVisible(is_in_one_line and self.width() - taken >= _WORTH_READING)

    def show_kept(self, name: str) -> None:
        """The model is in the library."""
        set_role(self.text, "muted")
        self.text.setText(self.tr("Kept among your models as {name}").format(name=name))
        self.gist.show_text(self.tr("Kept as {name}").format(name=name), self.text.text())
        self.use.setEnabled(True)
        self._arrange()
        self.show()

    def show_not_kept(self, sentence: str) -> None:
        """The model could not be put into the library; it can still be saved."""
        set_role(self.text, "danger")
        self.text.setText(sentence)
        self.use.setEnabled(False)
        self._arrange()
        self.show()

    def show_keras_only(self, name: str, reason: str) -> None:
        """The model is in the library, but drawings cannot be read with it."""
        text = self.tr(
            "Kept among your models as {name}, but it cannot read your drawings, as it could not be made "
            "ready for that ({reason}). Keras can run it: save it as a .keras file."
        )
        self.show_not_kept(text.format(name=name, reason=reason))

    def show_used(self) -> None:
        """The place Draw reads with it now."""
        self.use.setEnabled(False)
        self.text.setText(self.tr("Your drawings are read with it now"))
        self.gist.show_text(self.tr("Used in Draw"), self.text.text())
        self._arrange()

    def offer_further(self, text: str, tooltip: str) -> None:
        """Name what training on would do; an empty text takes the button away."""
        self.further.setText(text)
        self.further.setAccessibleName(text)
        self.further.setToolTip(tooltip)
        self.further.setVisible(bool(text))
