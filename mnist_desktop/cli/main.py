"""The command line: verbs, exit codes, and one line for every trouble."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence

from mnist_desktop import __version__
from mnist_desktop.cli import convert, evaluate, files, kept_runs, predict, train
from mnist_desktop.cli.output import Output
from mnist_desktop.cli.wording import sentence
from mnist_desktop.logs import log_in
from mnist_desktop.places import user_places
from mnist_desktop.problems import Problem

_LOG = logging.getLogger("mnist_desktop")


def run_command(words: Sequence[str]) -> int:
    """Run one verb.

    Returns:
        0 on success, 1 on trouble, which is told in one line on stderr; wrong usage exits with 2.

    """
    arguments = _parser().parse_args(words)
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


def _parser() -> argparse.ArgumentParser:
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
    for module in (predict, evaluate, train, kept_runs, files, convert):
        module.add_parsers(verbs)
    return parser
