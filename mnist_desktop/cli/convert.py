"""`mnist-desktop convert`: save a model in another format, or another place."""

from __future__ import annotations

import argparse
import os
from dataclasses import asdict
from pathlib import Path

from mnist_desktop.cli.model_choice import model_called, try_if_anybodys
from mnist_desktop.cli.output import Output
from mnist_desktop.cli.preset_weights import preset_weights
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.models.saved.target import SaveTarget, save_target
from mnist_desktop.models.saving import SavedModel, save_copy, save_file
from mnist_desktop.models.weights_for import WeightsFor
from mnist_desktop.problems import Problem, ProblemCode

_LITERT_MARK = b"TFL3"
_MARK_AT = 4
_SUFFIXES = (".keras", ".h5", ".hdf5", ".tflite")


def add_parsers(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb `convert`."""
    words = verbs.add_parser(
        "convert",
        help="save a model in another format",
        description="Save a model in another format. The new file is opened again and has to answer as the "
        "model does on 200 digits before it takes its place. Beside it, NAME.json says how input is prepared "
        "and what the outputs mean. A LiteRT file (.tflite) cannot be converted.",
    )
    words.add_argument(
        "file", metavar="FILE", help=".keras or .h5, from whomever; or a model of yours by name or identifier"
    )
    words.add_argument(
        "output",
        metavar="OUT",
        help="the new file; its name ends in .keras, .h5, .tflite, .onnx, or in .savedmodel for a folder",
    )
    words.add_argument(
        "--format",
        choices=[format.value for format in ModelFormat],
        help="the format, where the name of OUT does not say it; its ending is added (not to a folder)",
    )
    words.add_argument(
        "--as",
        dest="preset",
        metavar="PRESET",
        help="the preset that a file of weights without a network belongs to; 'inspect' tells which ones fit",
    )
    words.add_argument(
        "--overwrite", action="store_true", help="put the new file in the place of an older one"
    )
    words.add_argument("--json", action="store_true", help="one JSON object")
    words.set_defaults(run=run_convert)


def run_convert(arguments: argparse.Namespace, output: Output) -> int:
    """Write the model to another file; an older one of that name is only replaced if asked for."""
    wanted = None if arguments.format is None else ModelFormat(arguments.format)
    target = save_target(Path(arguments.output), wanted)
    if target.exists and not arguments.overwrite:
        raise Problem(ProblemCode.FILE_EXISTS, path=str(target.path))
    weights_for = preset_weights(arguments.preset or "")
    saved = _saved(arguments.file, target, weights_for)
    output.line(_words(saved), _record(arguments.file, saved))
    return 0


def _saved(source: str, target: SaveTarget, weights_for: WeightsFor) -> SavedModel:
    """A file where there is one of that name or the name ends as one; else a model of the library."""
    path = Path(source)
    # pathlib raises for a name that no file can have.
    is_file = os.path.isfile(path)  # noqa: PTH113
    if is_file or path.suffix.lower() in _SUFFIXES:
        if is_file and _is_litert(path):
            raise Problem(ProblemCode.MODEL_SOURCE_LITERT, path=source)
        return save_file(path, target, weights_for=weights_for)
    model = model_called(source)
    try_if_anybodys(model, path)
    return save_copy(model, target)


def _is_litert(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(_MARK_AT + len(_LITERT_MARK))[_MARK_AT:] == _LITERT_MARK
    except OSError:
        return False


def _record(source: str, saved: SavedModel) -> dict[str, object]:
    return {
        "source": source,
        "output": str(saved.target.path),
        "format": saved.target.format.value,
        "bytes": saved.size,
        "description": str(saved.target.side_path),
        "agreement": asdict(saved.agreement),
    }


def _words(saved: SavedModel) -> str:
    target, agreed = saved.target, saved.agreement
    lines = [
        f"wrote {target.path} ({saved.size / 1000:,.0f} kB) and {target.side_path.name}",
        (
            f"  opened again, it gives the same answer to {agreed.same_answers} of {agreed.digits} digits; "
            f"the largest difference in a probability is {agreed.largest_difference:.1g}"
        ),
    ]
    lines.extend(f"  {line}" for line in _advice(target))
    return "\n".join(lines)


def _advice(target: SaveTarget) -> list[str]:
    advice = []
    if target.format is ModelFormat.H5:
        advice.append(
            ".h5 is the older format of Keras, for programs that know no other; "
            "the .keras format is the better one to keep a model in"
        )
    suffix = target.path.suffix
    if target.format in (ModelFormat.KERAS, ModelFormat.H5) and suffix != suffix.lower():
        advice.append(f"Keras itself opens such a file only if its name ends in {suffix.lower()}")
    return advice
