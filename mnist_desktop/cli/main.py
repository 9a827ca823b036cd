"""The command line: verbs, exit codes, and one line for every trouble."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Sequence
from typing import TypeAlias

from mnist_desktop import __version__
from mnist_desktop.cli.output import Output
from mnist_desktop.cli.wording import sentence
from mnist_desktop.logs import log_in
from mnist_desktop.places import user_places
from mnist_desktop.problems import Problem

_LOG = logging.getLogger("mnist_desktop")
_Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def run_command(words: Sequence[str]) -> int:
    """Run one verb.

    Returns:
        0 on success, 1 on trouble, which is told in one line on stderr; wrong usage exits with 2.

    """
    arguments = _parser(words).parse_args(words)
    with log_in(user_places().logs):
        return _run(arguments, Output(arguments.json))


def _run(arguments: argparse.Namespace, output: Output) -> int:
    try:
        return int(arguments.run(arguments, output))
    except Problem as problem:
        output.trouble(sentence(problem))
    except KeyboardInterrupt:
        output.trouble("stopped")
    except Exception as error:  # noqa: BLE001 - a terminal gets one line of whatever happens
        _LOG.exception("unexpected")
        output.trouble(f"unexpected trouble: {type(error).__name__}: {error} (the log file has the details)")
    return 1


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """What understands these words: the one verb that they begin with, or else all of them."""
    parser = argparse.ArgumentParser(
        prog="mnist-desktop",
        description="Draw digits, see them read, train the network that reads them. "
        "Without arguments the window opens, with model files it opens them.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument(
        "--self-test", action="store_true", help="draw, read, train, save and open once, then exit"
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    asked_for = [_ADDERS[word] for word in words[:1] if word in _ADDERS]
    for add in asked_for or dict.fromkeys(_ADDERS.values()):
        add(verbs)
    return parser


# Importing the modules of all verbs takes longer than `inspect` does.
def _add_predict(verbs: _Verbs) -> None:
    from mnist_desktop.cli.predict import add_parsers

    add_parsers(verbs)


def _add_evaluate(verbs: _Verbs) -> None:
    from mnist_desktop.cli.evaluate import add_parsers

    add_parsers(verbs)


def _add_train(verbs: _Verbs) -> None:
    from mnist_desktop.cli.train import add_parsers

    add_parsers(verbs)


def _add_runs(verbs: _Verbs) -> None:
    from mnist_desktop.cli.kept_runs import add_parsers

    add_parsers(verbs)


def _add_files(verbs: _Verbs) -> None:
    from mnist_desktop.cli.files import add_parsers

    add_parsers(verbs)


def _add_convert(verbs: _Verbs) -> None:
    from mnist_desktop.cli.convert import add_parsers

    add_parsers(verbs)


def _add_data(verbs: _Verbs) -> None:
    from mnist_desktop.cli.data import add_parsers

    add_parsers(verbs)


_ADDERS: dict[str, Callable[[_Verbs], None]] = {
    "predict": _add_predict,
    "evaluate": _add_evaluate,
    "train": _add_train,
    "presets": _add_train,
    "runs": _add_runs,
    "inspect": _add_files,
    "convert": _add_convert,
    "data": _add_data,
}
