"""The buttons at the foot: train, pause, go on, stop. One place, whatever goes on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from mnist_desktop.ui.training.button_row import button
from mnist_desktop.ui.training.phase import Phase

_GO = "Ctrl+Return"
_GO_TOO = "Ctrl+Enter"
_STOP = "Ctrl+."
_GAP = 8


class _SteadyButton(QPushButton):
    """Its words change beneath the mouse, so the second click of a double click counts for nothing."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nothing."""


class Controls(QWidget):
    """One primary button that changes in place, and one that stops.

    Until `enable_pause` the primary button stops a running training itself.

    Signals:
        train_pressed: Start.
        pause_pressed: Stand still for a while.
        resume_pressed: Go on.
        stop_pressed: End, and keep what was learnt.
    """

    train_pressed = Signal()
    pause_pressed = Signal()
    resume_pressed = Signal()
    stop_pressed = Signal()

    def __init__(self) -> None:
        """Start idle."""
        super().__init__()
        self.phase = Phase.IDLE
        self._can_pause = False
        self._reason = ""
        self._focus_went_to: QWidget | None = None
        self.primary = _SteadyButton()
        self.primary.setObjectName("train_button")
        self.primary.setProperty("role", "primary")
        self.stop = button(self.tr("Stop"), "stop_button", _with_keys(self._stopping_help(), _STOP))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.primary, 1)
        row.addWidget(self.stop)
        self.primary.clicked.connect(self._on_primary)
        self.stop.clicked.connect(self._on_stop)
        # A button's own shortcut would click a tenth of a second later, when the button may be another one.
        for keys, react in (((_GO, _GO_TOO), self._on_primary), ((_STOP,), self._on_stop)):
            shortcut = QShortcut(self)
            shortcut.setKeys([QKeySequence(key) for key in keys])
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(react)
        self.show_phase(Phase.IDLE)

    def enable_pause(self) -> None:
        """A running training can be paused from now on."""
        self._can_pause = True
        self.show_phase(self.phase)

    def refuse(self, reason: str) -> None:
        """Let nothing start for this reason; for none where it is empty."""
        self._reason = reason
        self.show_phase(self.phase)

    def show_phase(self, phase: Phase) -> None:
        """Let the buttons say what they do now; one that was out of reach gets back the focus it had."""
        had_focus = self.primary.hasFocus() or self.stop.hasFocus()
        self.phase = phase
        text, tooltip = self._words(phase)
        is_enabled = phase in (Phase.RUNNING, Phase.PAUSED) or (phase is Phase.IDLE and not self._reason)
        self.primary.setText(text)
        self.primary.setAccessibleName(text.rstrip(" …"))
        self.primary.setToolTip(tooltip)
        self.primary.setEnabled(is_enabled)
        stops_itself = phase is Phase.RUNNING and not self._can_pause
        self.stop.setVisible(phase in (Phase.RUNNING, Phase.PAUSED) and not stops_itself)
        self._keep_focus(had_focus)

    def _keep_focus(self, had_focus: bool) -> None:
        here = self.window().focusWidget()
        if had_focus and here not in (self.primary, self.stop):
            self._focus_went_to = here
        elif self.primary.isEnabled() and self._focus_went_to is not None:
            if self.isVisible() and here is self._focus_went_to:
                self.primary.setFocus()
            self._focus_went_to = None

    def _words(self, phase: Phase) -> tuple[str, str]:
        match phase:
            case Phase.IDLE:
                help_text = self._reason or self.tr("Start training with these settings")
                return self.tr("Train"), help_text if self._reason else _with_keys(help_text, _GO)
            case Phase.RUNNING if not self._can_pause:
                return self.tr("Stop"), _with_keys(self._stopping_help(), _GO)
            case Phase.RUNNING:
                return self.tr("Pause"), _with_keys(self.tr("Stand still after this step"), _GO)
            case Phase.PAUSED:
                return self.tr("Resume"), _with_keys(self.tr("Go on where it stands"), _GO)
            case Phase.STOPPING:
                return self.tr("Stopping …"), self.tr("The training is being stopped")
            case Phase.FINISHING:
                return self.tr("Finishing …"), self.tr("The model is being tested and kept")

    def _stopping_help(self) -> str:
        return self.tr("Stop and keep what was learnt")

    def _on_primary(self) -> None:
        match self.phase:
            case Phase.IDLE if not self._reason:
                self.train_pressed.emit()
            case Phase.RUNNING if not self._can_pause:
                self.stop_pressed.emit()
            case Phase.RUNNING:
                self.pause_pressed.emit()
            case Phase.PAUSED:
                self.resume_pressed.emit()

    def _on_stop(self) -> None:
        if self.phase in (Phase.RUNNING, Phase.PAUSED):
            self.stop_pressed.emit()


def _with_keys(help_text: str, keys: str) -> str:
    return f"{help_text} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})"
