"""The row above the plots: how they are shown, what can be seen of them, and saving."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHBoxLayout, QPushButton, QToolButton, QWidget

from mnist_desktop.ui.theme.icons import IconShop


class PlotTools(QWidget):
    """Two switches, and four buttons at the right; a choice of the plot where there is room for one only.

    Signals:
        plot_chosen: The number of the plot to show where there is room for one.
        log_changed: Whether the loss is shown in powers of ten.
        rate_changed: Whether the learning rate is shown.
        hand_changed: Whether dragging moves instead of drawing a box.
        whole_wanted: Show the whole run again.
        plot_save_wanted: Save the plots as a file.
        history_save_wanted: Save the values as a file.
    """

    plot_chosen = Signal(int)
    log_changed = Signal(bool)
    rate_changed = Signal(bool)
    hand_changed = Signal(bool)
    whole_wanted = Signal()
    plot_save_wanted = Signal()
    history_save_wanted = Signal()

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start with nothing to save."""
        super().__init__(parent)
        self.setObjectName("plot_tools")
        self.plot = self._plot_choice()
        self.log = QPushButton(self.tr("Log scale"))
        self.rate = QPushButton(self.tr("Learning rate"))
        self.whole, self.hand = QToolButton(), QToolButton()
        self.save_plot, self.save_history = QToolButton(), QToolButton()
        for button in (self.log, self.rate, self.hand):
            button.setCheckable(True)
        self._name_parts()
        icons.dress(self.whole, "maximize")
        icons.dress(self.hand, "hand")
        icons.dress(self.save_plot, "image-down")
        icons.dress(self.save_history, "file-down")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.plot)
        row.addWidget(self.log)
        row.addWidget(self.rate)
        row.addStretch(1)
        for button in (self.whole, self.hand, self.save_plot, self.save_history):
            row.addWidget(button)
        self.allow(can_save_plot=False, can_save_values=False, is_zoomed=False)
        self.offer_choice(False)
        self.plot.currentIndexChanged.connect(self.plot_chosen)
        self.log.toggled.connect(self.log_changed)
        self.rate.toggled.connect(self.rate_changed)
        self.hand.toggled.connect(self.hand_changed)
        self.whole.clicked.connect(self.whole_wanted)
        self.save_plot.clicked.connect(self.plot_save_wanted)
        self.save_history.clicked.connect(self.history_save_wanted)

    def allow(self, *, can_save_plot: bool, can_save_values: bool, is_zoomed: bool) -> None:
        """Let only those buttons be pressed that would do something."""
        self.save_plot.setEnabled(can_save_plot)
        self.save_history.setEnabled(can_save_values)
        self.whole.setEnabled(is_zoomed)

    def offer_choice(self, is_offered: bool) -> None:
        """Let one plot be chosen, which may be the learning rate; or let that be added to the others."""
        self.plot.setVisible(is_offered)
        self.rate.setVisible(not is_offered)

    def _plot_choice(self) -> QComboBox:
        choice = QComboBox(self)
        choice.setObjectName("plot_choice")
        choice.setAccessibleName(self.tr("Plot"))
        choice.setToolTip(self.tr("Which plot is shown; in a higher window there is room for all of them"))
        choice.addItems([self.tr("Loss"), self.tr("Accuracy"), self.tr("Learning rate")])
        return choice

    def _name_parts(self) -> None:
        self._name(
            self.log,
            "plot_log",
            self.tr("Log scale"),
            self.tr("Show the loss in powers of ten, to see small values as well as large ones"),
        )
        self._name(
            self.rate,
            "plot_rate",
            self.tr("Learning rate"),
            self.tr("Show the learning rate of each step in a plot of its own"),
        )
        self._name(
            self.whole,
            "plot_whole",
            self.tr("Whole run"),
            self.tr("Show the whole run again (double click; 0 while the plots have the focus)"),
        )
        self._name(
            self.hand,
            "plot_hand",
            self.tr("Move"),
            self.tr(
                "Move what is seen by dragging, instead of drawing a box to see larger. "
                "Dragging with the right button always moves."
            ),
        )
        self._name(
            self.save_plot,
            "plot_save",
            self.tr("Save the plots"),
            self.tr("Save the plots as they are seen, as a PNG or SVG picture on white paper"),
        )
        self._name(
            self.save_history,
            "history_save",
            self.tr("Save the values"),
            self.tr("Save the values of all epochs and steps as a CSV or JSON file"),
        )

    @staticmethod
    def _name(button: QAbstractButton, name: str, title: str, tooltip: str) -> None:
        button.setObjectName(name)
        button.setAccessibleName(title)
        button.setToolTip(tooltip)
        if isinstance(button, QToolButton):
            button.setProperty("role", "tool")
