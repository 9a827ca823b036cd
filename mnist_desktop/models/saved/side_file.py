"""The JSON beside a saved model: how input is to be prepared and what the outputs mean; README.md has it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mnist_desktop import __version__
from mnist_desktop.models.answers import Calibration
from mnist_desktop.models.class_names import DESCRIPTION_ENDING
from mnist_desktop.models.input_form import InputForm, Outputs
from mnist_desktop.models.network import Shape
from mnist_desktop.models.saved.agreement import Agreement
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.models.saved.preparation_words import ends, steps
from mnist_desktop.problems import Problem, ProblemCode

PROGRAM = "MNIST Desktop"
_FORM = 1
_LARGEST = 1_000_000
_PART = 1 << 20
_MEANINGS = {
    "probabilities": "The outputs of a picture are probabilities and sum to 1.",
    "logits": "The outputs of a picture are logits; their softmax are the probabilities.",
    "sigmoids": "Each output of a picture is a probability by itself; divide them by their sum.",
}


@dataclass(frozen=True)
class SavedMeaning:
    """What a model's numbers mean, whatever format they are saved in.

    Attributes:
        input_shape: of one input, without the batch axis.
        class_names: in the order of the outputs.
        outputs: how many there are; one more than classes where the last one is "no digit".
        answers_probabilities: whether the outputs of an input sum to 1, rather than being logits.
        calibration: None where nobody calibrated the model.
        form: of its input; None for the program's own.

    """

    input_shape: Shape
    class_names: tuple[str, ...]
    outputs: int
    answers_probabilities: bool
    calibration: Calibration | None
    form: InputForm | None = None


def side_path(path: Path) -> Path:
    """Where the JSON of the model at `path` is."""
    return path.with_name(f"{path.name}{DESCRIPTION_ENDING}")


def require_own_side_file(path: Path) -> None:
    """See that nothing but a JSON of this program would be replaced at `path`; Problem SIDE_FILE_FOREIGN."""
    if not path.exists() and not path.is_symlink():
        return
    try:
        small = path.is_file() and path.stat().st_size <= _LARGEST
        record = json.loads(path.read_text(encoding="utf-8")) if small else None
    except (OSError, ValueError, RecursionError):
        record = None
    if not isinstance(record, dict) or record.get("program") != PROGRAM or "sha256" not in record:
        raise Problem(ProblemCode.SIDE_FILE_FOREIGN, path=str(path))


def side_content(
    path: Path,
    format: ModelFormat,
    sha256: str,
    meaning: SavedMeaning,
    names: Mapping[str, str],
    agreed: Agreement,
) -> str:
    """The JSON for the model that is saved at `path`.

    Args:
        path: Where the model is.
        format: What it is.
        sha256: As `content_hash` gives it.
        meaning: Of its numbers.
        names: Of its "input" and "output" inside the file, where the format has any.
        agreed: With the model that was saved.

    """
    record = {
        "form": _FORM,
        "program": PROGRAM,
        "version": __version__,
        "file": path.name,
        "format": format.value,
        "sha256": sha256,
        "input": _input_record(meaning, names.get("input")),
        "outputs": _outputs_record(meaning, names.get("output")),
        "calibration": _calibration_record(meaning),
        "agreement": asdict(agreed),
    }
    return json.dumps(record, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def content_hash(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal signs.

    That of a folder is over a line for each of its files, in the order of their names: the file's own hash,
    two blanks, its name with slashes. `sha256sum` prints such lines.
    """
    if not path.is_dir():
        return _file_hash(path)
    inside = sorted(entry.relative_to(path).as_posix() for entry in path.rglob("*") if entry.is_file())
    lines = "".join(f"{_file_hash(path / name)}  {name}\n" for name in inside)
    return hashlib.sha256(lines.encode()).hexdigest()


def _file_hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while part := stream.read(_PART):
            digest.update(part)
    return digest.hexdigest()


def _input_record(meaning: SavedMeaning, name: str | None) -> dict[str, Any]:
    axes, form = _axes(meaning.input_shape), meaning.form or InputForm(meaning.input_shape)
    paper_and_ink = ends(form)
    paper, ink = paper_and_ink or (None, None)
    return {
        "name": name,
        "shape": [None, *meaning.input_shape],
        "axes": ["batch", *axes],
        "dtype": "float32",
        "pixel_range": sorted(paper_and_ink) if paper_and_ink else None,
        "ink": ink,
        "paper": paper,
        "preparation": steps(form, _order(axes, meaning.input_shape)),
    }


def _axes(shape: Shape) -> Sequence[str]:
    if len(shape) == 3:
        return ("channels", "height", "width") if shape[0] in (1, 3) else ("height", "width", "channels")
    return ("height", "width") if len(shape) == 2 else ("pixels",)


def _order(axes: Sequence[str], shape: Shape) -> str:
    if axes == ("pixels",):
        return f"Give the pixels row by row from the top left as {shape[0]} numbers."
    order = f"Give the pixels in the order {', '.join(axes)}, rows from the top and columns from the left"
    return f"{order}, the same value in all three channels." if 3 in shape else f"{order}."


def _values(meaning: SavedMeaning) -> str:
    if meaning.form is not None and meaning.form.outputs is Outputs.SIGMOIDS:
        return "sigmoids"
    return "probabilities" if meaning.answers_probabilities else "logits"


def _outputs_record(meaning: SavedMeaning, name: str | None) -> dict[str, Any]:
    rejects = meaning.outputs == len(meaning.class_names) + 1
    values = _values(meaning)
    none = (
        f'Output {meaning.outputs - 1}, the last one, is "no digit".'
        if rejects
        else 'The model has no output for "no digit".'
    )
    return {
        "name": name,
        "shape": [None, meaning.outputs],
        "values": values,
        "class_names": list(meaning.class_names),
        "no_digit": meaning.outputs - 1 if rejects else None,
        "meaning": [
            _MEANINGS[values],
            "Output i is the class at position i of class_names, counted from 0.",
            none,
        ],
    }


def _calibration_record(meaning: SavedMeaning) -> dict[str, Any] | None:
    calibration = meaning.calibration
    if calibration is None or not calibration.examples:
        return None
    use = [
        (
            "Divide the logarithms of the digits' outputs by temperature and take their softmax: "
            "a probability a digit, given that it is one."
        )
    ]
    if calibration.rejection is not None:
        use += [
            (
                "With s the sum of the digits' outputs and n the output for no digit, "
                "the probability of being a digit is 1 / (1 + exp(-(slope * log(s / n) + offset)))."
            ),
            "Below lenient, balanced or careful, as you like, call the picture no digit.",
        ]
    return {**asdict(calibration), "use": use}
