"""Running the program: the one QApplication, the window until it is closed, and the log."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from mnist_desktop import __version__
from mnist_desktop.app import Program
from mnist_desktop.jobs.errors import report_of
from mnist_desktop.logs import start_log
from mnist_desktop.places import Places, places_below, user_places
from mnist_desktop.resource_files import resource_path
from mnist_desktop.ui.dialogs import Dialogs

_LOG = logging.getLogger("mnist_desktop")
_LAST_WAIT_MILLISECONDS = 10_000
# Python hands the interpreter over every 5 ms by default; pen and bars would wait for a training that long.
SWITCH_SECONDS = 0.0002


def make_application() -> QApplication:
    """The one QApplication, named for window managers and settings."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    application.setApplicationName("mnist-desktop")
    application.setApplicationDisplayName("MNIST Desktop")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("mnist-desktop")
    application.setQuitOnLastWindowClosed(False)
    application.setWindowIcon(QIcon(str(resource_path("icons", "program", "program-256.png"))))
    return application


def run_window(models: Sequence[Path] = ()) -> int:
    """Open the window, and these model files in it, and stay until it is closed. Returns the exit code."""
    if not _may_have_display():
        # Qt would abort the process.
        sys.stderr.write(
            "mnist-desktop: there is no display; 'mnist-desktop --help' tells what works without\n"
        )
        return 1
    application, places = make_application(), user_places()
    try:
        program = Program(application, places)
    except Exception as error:  # noqa: BLE001 - a windowed program has no terminal to tell it on
        return _tell_failed_start(error, places)
    if models:
        program.open_models(models)
    return run_program(application, program)


def _may_have_display() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run_self_test() -> int:
    """Use the window once, with a home of its own, and close it. Returns 0 if all went well."""
    import tempfile

    from mnist_desktop.ui.self_test import SelfTest, SelfTestDialogs

    application = make_application()
    with tempfile.TemporaryDirectory(prefix="mnist-desktop-", ignore_cleanup_errors=True) as home:
        dialogs = SelfTestDialogs()
        program = Program(application, places_below(Path(home)), dialogs)
        test = SelfTest(program.window, program.shelf, dialogs)
        test.start()
        code = run_program(application, program)
    return code or test.exit_code


def _tell_failed_start(error: Exception, places: Places) -> int:
    handler = start_log(places.logs)
    _LOG.error("the window could not be built", exc_info=error)
    Dialogs().unexpected(report_of(error))
    if handler is not None:
        handler.close()
    return 1


def run_program(application: QApplication, program: Program) -> int:
    """Show the window, and stay until it is closed and every thread has ended. Returns the exit code."""
    sys.setswitchinterval(SWITCH_SECONDS)
    program.relay.install()
    program.show()
    program.unfinished.look()
    handler = start_log(program.places.logs)
    _LOG.info("ready, version %s", __version__)
    code = application.exec()
    for lane in program.lanes:
        lane.close()
        lane.wait(_LAST_WAIT_MILLISECONDS)
    program.relay.uninstall()
    if handler is not None:
        _LOG.removeHandler(handler)
        handler.close()
    return code
