"""TensorBoard itself, as it runs in a child process of this program."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

URL = "url"
HOST = "127.0.0.1"
_STDIN = 0


def serve(folder: Path) -> int:
    """Serve the folder's logs to this machine only, until standard input ends: the life of a child process.

    The address is the one line of JSON on standard output. Standard input ends with the program that holds
    its other end, however that ended, so nothing is left running behind it.
    """
    # Without TensorFlow, which it would look for, it starts in a second and takes a fifth of the memory.
    sys.modules["tensorflow"] = None  # type: ignore[assignment]
    print(json.dumps({URL: _launch(folder)}), flush=True)  # noqa: T201 - the answer to the program
    while os.read(_STDIN, 1):
        pass
    return 0


def _launch(folder: Path) -> str:
    from tensorboard import default, program

    class Unregistered(program.TensorBoard):
        def _register_info(self, server: object) -> None:
            """Leave no file for notebooks to find: it would outlive a killed process."""

    # The plugins that come with it: others may want TensorFlow, or the network.
    board = Unregistered(default.get_static_plugins())
    # The data server would be one more process, and is quicker only with far more logs.
    board.configure(
        ("tensorboard",),
        logdir=str(folder),
        host=HOST,
        port=0,
        load_fast="false",
        window_title="MNIST Desktop",
    )
    return str(board.launch())
