"""`mnist-desktop inspect`: what is in somebody's model file."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mnist_desktop.cli.output import Output
from mnist_desktop.cli.preset_weights import preset_weights
from mnist_desktop.cli.wording import sentence
from mnist_desktop.models.child import inspect
from mnist_desktop.models.class_names import are_digits, class_names_for
from mnist_desktop.models.network import LayerFacts, shape_text
from mnist_desktop.models.reading.inspection import Inspection

_SHOWN_NAMES = 12


def add_parsers(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb `inspect`."""
    inspecting = verbs.add_parser("inspect", help="tell what is in a model file, without loading it")
    inspecting.add_argument("file", metavar="FILE", help=".keras or .h5, from whomever")
    inspecting.add_argument("--json", action="store_true", help="one JSON object")
    inspecting.set_defaults(run=run_inspect)


def run_inspect(arguments: argparse.Namespace, output: Output) -> int:
    """Print what is known of the file; exit code 0 only if it can be opened."""
    path = Path(arguments.file)
    inspection = inspect(path, weights_for=preset_weights())
    output.line(_words(path, inspection), _record(path, inspection))
    if inspection.problem is not None:
        raise inspection.problem
    return 0


def _record(path: Path, inspection: Inspection) -> dict[str, Any]:
    return {
        "status": inspection.status.value,
        "reason": sentence(inspection.problem) if inspection.problem else None,
        "format": inspection.format or None,
        "saved_by": inspection.saved_by or None,
        "input_shape": list(inspection.input_shape) or None,
        "classes": inspection.classes,
        "rejects": inspection.rejects,
        "layers": [asdict(layer) for layer in inspection.layers],
        "parameters": inspection.parameters,
        "calibration": asdict(inspection.calibration) if inspection.calibration else None,
        "calibration_ignored": sentence(ignored) if (ignored := inspection.calibration_problem) else None,
        "sha256": inspection.sha256 or None,
        "class_names": list(_class_names(path, inspection)) or None,
        "presets": list(inspection.presets),
    }


def _class_names(path: Path, inspection: Inspection) -> tuple[str, ...]:
    """The names of the classes, where the file is a model and its classes are known."""
    if inspection.network is None or inspection.classes is None or inspection.problem is not None:
        return ()
    return class_names_for(path, inspection.classes + bool(inspection.rejects))


def _words(path: Path, inspection: Inspection) -> str:
    saved_by = f", saved by {inspection.saved_by}" if inspection.saved_by else ""
    kind = f".{inspection.format}{saved_by}" if inspection.format else "no model"
    lines = [f"{path}: {inspection.status} ({kind})"]
    if inspection.network is not None:
        shape, parameters = shape_text(inspection.input_shape), inspection.parameters
        classes = f"{inspection.classes} classes" + (' and "no digit"' if inspection.rejects else "")
        lines.append(f"  input {shape}, {classes}, {parameters:,} parameters")
        names = _class_names(path, inspection)
        if names and not are_digits(names):
            lines.append(f"  classes: {_few(names)}")
    if inspection.calibration is not None:
        lines.append(f"  its confidence was calibrated on {inspection.calibration.examples:,} examples")
    if inspection.calibration_problem is not None:
        lines.append(f"  {sentence(inspection.calibration_problem)}")
    if inspection.presets:
        lines.append(f"  weights of one of these presets: {', '.join(inspection.presets)}")
    lines.extend(_layer_words(layer) for layer in inspection.layers)
    return "\n".join(lines)


def _few(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:_SHOWN_NAMES])
    return shown if len(names) <= _SHOWN_NAMES else f"{shown} and {len(names) - _SHOWN_NAMES} more"


def _layer_words(layer: LayerFacts) -> str:
    shape = shape_text(layer.output_shape)
    return f"  {layer.kind:<23} {shape:<12} {layer.parameters:>10,}  {layer.settings}".rstrip()
