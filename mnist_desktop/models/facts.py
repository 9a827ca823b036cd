"""What the library knows of a model, and its one-file form `facts.json`. No TensorFlow."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum, unique
from typing import Any

from mnist_desktop.models.answers import Calibration, Rejection
from mnist_desktop.models.input_form import Frame, InputForm, Outputs, Pixels
from mnist_desktop.models.network import LayerFacts
from mnist_desktop.plain_json import sayable
from mnist_desktop.problems import Problem, ProblemCode

_FORM = 1
_LONGEST_SET_NAME = 80
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@unique
class Origin(StrEnum):
    """Where a model comes from."""

    BUNDLED = "bundled"
    TRAINED = "trained"
    OPENED = "opened"


@dataclass(frozen=True)
class ModelFacts:
    """Everything that is told of a model without opening it.

    `created` is UTC in ISO form; `input_shape` has no batch axis; `accuracy` is the share of the test part
    of the set that it was trained on, or else of MNIST's, that it reads (0..1), None where nobody measured;
    `source` is the name of the file it was opened from; `saved_by` the program that wrote that file;
    `training` the settings and history of its training; `calibration` is None where nobody calibrated it;
    `input_form` says how input is prepared for it, None for the program's own form; `probe_accuracy` is the
    share of the built-in test digits that it read when that form was found (0..1), None where it was not
    looked for; `reading_ms` how long it took for one image then; `source_sha256` is the hash of the file it
    was opened from.
    """

    identifier: str
    name: str
    origin: Origin
    created: str
    input_shape: tuple[int, ...]
    class_names: tuple[str, ...]
    parameters: int
    layers: tuple[LayerFacts, ...]
    accuracy: float | None
    keras_sha256: str
    litert_sha256: str
    keras_bytes: int
    litert_bytes: int
    source: str = ""
    saved_by: str = ""
    training: Mapping[str, Any] | None = None
    calibration: Calibration | None = None
    input_form: InputForm | None = None
    probe_accuracy: float | None = None
    reading_ms: float | None = None
    source_sha256: str = ""

    @property
    def outputs(self) -> int:
        """How many values the model answers with: one for each class, and one more if it can reject."""
        return len(self.class_names) + self.can_reject

    @property
    def learnt_set(self) -> str:
        """The name of the set that it was trained on and `accuracy` is of; empty for MNIST."""
        data = self.training.get("data") if self.training else None
        name = data.get("name") if isinstance(data, Mapping) else None
        return name[:_LONGEST_SET_NAME] if isinstance(name, str) else ""

    @property
    def can_reject(self) -> bool:
        """Whether the model can tell what is no digit."""
        return self.calibration is not None and self.calibration.rejection is not None

    def to_json(self) -> str:
        """The content of `facts.json`; a loss that is not a number becomes null, which JSON can say."""
        record = sayable({"form": _FORM, **asdict(self)})
        return json.dumps(record, ensure_ascii=False, allow_nan=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> ModelFacts:
        """Facts from the content of `facts.json`; every value is checked.

        Raises:
            Problem: FACTS_DAMAGED.

        """
        try:
            record = json.loads(text)
        except ValueError as error:
            raise Problem(ProblemCode.FACTS_DAMAGED, reason="no JSON") from error
        except RecursionError as error:
            raise Problem(ProblemCode.FACTS_DAMAGED, reason="too deep") from error
        try:
            return _facts(_Record(record))
        except (ValueError, _Wrong) as error:
            raise Problem(ProblemCode.FACTS_DAMAGED, reason=str(error)) from error


def calibration_from_record(values: object) -> Calibration:
    """The calibration that `asdict` made this record of; every value is checked.

    Raises:
        Problem: FACTS_DAMAGED.

    """
    try:
        return _calibration(_Record(values))
    except _Wrong as error:
        raise Problem(ProblemCode.FACTS_DAMAGED, reason=str(error)) from error


def form_from_record(values: object) -> InputForm:
    """The form of input that `asdict` made this record of; every value is checked.

    Raises:
        Problem: FACTS_DAMAGED.

    """
    try:
        return _form_of(_Record(values))
    except (ValueError, _Wrong) as error:
        raise Problem(ProblemCode.FACTS_DAMAGED, reason=str(error)) from error


class _Wrong(Exception):
    """A value of another kind than it should be."""


class _Record:
    """A JSON object whose values are asked for by kind."""

    def __init__(self, value: object) -> None:
        if not isinstance(value, dict):
            raise _Wrong("not a record")
        self._values = value

    def text(self, key: str) -> str:
        value = self._values.get(key)
        if not isinstance(value, str):
            raise _Wrong(key)
        return value

    def matching(self, key: str, pattern: re.Pattern[str]) -> str:
        value = self.text(key)
        if not pattern.fullmatch(value):
            raise _Wrong(key)
        return value

    def optional(self, key: str, pattern: re.Pattern[str]) -> str:
        """Empty where there is none: earlier versions of the program knew no such key."""
        return self.matching(key, pattern) if self._values.get(key) else ""

    def truth(self, key: str) -> bool:
        value = self._values.get(key)
        if not isinstance(value, bool):
            raise _Wrong(key)
        return value

    def count(self, key: str) -> int:
        return _count(self._values.get(key), key)

    def counts(self, key: str) -> tuple[int, ...]:
        return tuple(_count(item, key) for item in self.items(key))

    def items(self, key: str) -> list[Any]:
        value = self._values.get(key)
        if not isinstance(value, list):
            raise _Wrong(key)
        return value

    def share(self, key: str) -> float | None:
        value = self._values.get(key)
        return None if value is None else self.number(key, 0.0, 1.0)

    def number(self, key: str, least: float, most: float) -> float:
        value = self._values.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _Wrong(key)
        if not least <= value <= most:  # as is no NaN
            raise _Wrong(key)
        return float(value)

    def positive(self, key: str) -> float | None:
        value = self._values.get(key)
        return None if value is None else self.number(key, 0.0, 1e9)

    def mapping(self, key: str) -> Mapping[str, Any] | None:
        value = self._values.get(key)
        if value is not None and not isinstance(value, dict):
            raise _Wrong(key)
        return value


def _count(value: object, key: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _Wrong(key)
    return value


def _facts(record: _Record) -> ModelFacts:
    if record.count("form") != _FORM:
        raise _Wrong("form")
    class_names = tuple(record.items("class_names"))
    if not class_names or not all(isinstance(name, str) for name in class_names):
        raise _Wrong("class_names")
    calibration, form = record.mapping("calibration"), record.mapping("input_form")
    return ModelFacts(
        identifier=record.matching("identifier", _IDENTIFIER),
        name=record.text("name"),
        origin=Origin(record.text("origin")),
        created=record.text("created"),
        input_shape=record.counts("input_shape"),
        class_names=class_names,
        parameters=record.count("parameters"),
        layers=tuple(_layer(_Record(item)) for item in record.items("layers")),
        accuracy=record.share("accuracy"),
        keras_sha256=record.matching("keras_sha256", _SHA256),
        litert_sha256=record.matching("litert_sha256", _SHA256),
        keras_bytes=record.count("keras_bytes"),
        litert_bytes=record.count("litert_bytes"),
        source=record.text("source"),
        saved_by=record.text("saved_by"),
        training=record.mapping("training"),
        calibration=None if calibration is None else _calibration(_Record(calibration)),
        input_form=None if form is None else _form_of(_Record(form)),
        probe_accuracy=record.share("probe_accuracy"),
        reading_ms=record.positive("reading_ms"),
        source_sha256=record.optional("source_sha256", _SHA256),
    )


def _form_of(record: _Record) -> InputForm:
    return InputForm(
        shape=record.counts("shape"),
        pixels=Pixels(record.text("pixels")),
        is_dark_on_light=record.truth("is_dark_on_light"),
        is_transposed=record.truth("is_transposed"),
        frame=Frame(record.text("frame")),
        outputs=Outputs(record.text("outputs")),
    )


def _calibration(record: _Record) -> Calibration:
    rejection = record.mapping("rejection")
    return Calibration(
        temperature=record.number("temperature", 0.01, 100.0),
        rejection=None if rejection is None else _rejection(_Record(rejection)),
        examples=record.count("examples"),
    )


def _rejection(record: _Record) -> Rejection:
    return Rejection(
        slope=record.number("slope", 0.01, 100.0),
        offset=record.number("offset", -100.0, 100.0),
        lenient=record.number("lenient", 0.0, 1.0),
        balanced=record.number("balanced", 0.0, 1.0),
        careful=record.number("careful", 0.0, 1.0),
    )


def _layer(record: _Record) -> LayerFacts:
    return LayerFacts(
        kind=record.text("kind"),
        output_shape=record.counts("output_shape"),
        parameters=record.count("parameters"),
        settings=record.text("settings"),
    )
