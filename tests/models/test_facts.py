"""A model's facts survive being written, and nothing that is not facts is taken for them."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import pytest

from mnist_desktop.models.answers import Calibration, Caution, Rejection
from mnist_desktop.models.facts import ModelFacts, Origin
from mnist_desktop.models.input_form import InputForm, Outputs, Pixels
from mnist_desktop.models.network import LayerFacts
from mnist_desktop.problems import Problem, ProblemCode

FACTS = ModelFacts(
    identifier="20260102-030405-a1b2c3",
    name="Café 7",
    origin=Origin.TRAINED,
    created="2026-01-02T03:04:05.678+00:00",
    input_shape=(28, 28, 1),
    class_names=tuple("0123456789"),
    parameters=7850,
    layers=(LayerFacts("Flatten", (784,), 0, ""), LayerFacts("Dense", (10,), 7850, "10 softmax")),
    accuracy=0.9746,
    keras_sha256="a" * 64,
    litert_sha256="b" * 64,
    keras_bytes=40_000,
    litert_bytes=33_000,
    source="mine.keras",
    saved_by="Keras 3.15.1",
    training={"preset": "dense-64", "history": [{"epoch": 1, "loss": 0.5}]},
)

REJECTION = Rejection(slope=0.8, offset=-0.25, lenient=0.05, balanced=0.4, careful=0.97)
FORM = InputForm((28, 28, 1), Pixels.BYTES, is_dark_on_light=True, outputs=Outputs.LOGITS)
CALIBRATED = replace(FACTS, calibration=Calibration(1.3, REJECTION, 12_000))


@pytest.mark.parametrize(
    "facts",
    [
        FACTS,
        replace(FACTS, accuracy=None, training=None),
        replace(FACTS, calibration=Calibration(0.9, examples=500)),
        CALIBRATED,
        replace(FACTS, input_form=FORM, probe_accuracy=0.97, reading_ms=0.123, source_sha256="c" * 64),
    ],
)
def test_facts_come_back_as_they_were(facts: ModelFacts) -> None:
    assert ModelFacts.from_json(facts.to_json()) == facts


def test_a_model_that_nobody_calibrated_is_known_by_older_facts_without_the_word() -> None:
    record = json.loads(CALIBRATED.to_json())
    del record["calibration"]
    facts = ModelFacts.from_json(json.dumps(record))
    assert facts.calibration is None
    assert not facts.can_reject


def test_what_a_model_can_tell_is_in_its_calibration() -> None:
    assert not FACTS.can_reject
    assert not replace(FACTS, calibration=Calibration(1.2)).can_reject
    calibration = ModelFacts.from_json(CALIBRATED.to_json()).calibration
    assert CALIBRATED.can_reject
    assert calibration is not None
    assert calibration.rejection is not None
    assert [calibration.rejection.threshold(caution) for caution in Caution] == [0.05, 0.4, 0.97]


def test_a_loss_that_is_no_number_is_written_as_null() -> None:
    facts = replace(FACTS, training={"history": [{"loss": math.nan}, {"loss": math.inf}]})
    assert ModelFacts.from_json(facts.to_json()).training == {"history": [{"loss": None}, {"loss": None}]}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("form", 2),
        ("identifier", "../../etc"),
        ("identifier", ""),
        ("name", None),
        ("origin", "elsewhere"),
        ("input_shape", "28"),
        ("input_shape", [28, True]),
        ("input_shape", [-1]),
        ("class_names", []),
        ("class_names", [1, 2]),
        ("parameters", 1.5),
        ("layers", [{"kind": "Dense"}]),
        ("layers", [None]),
        ("accuracy", "good"),
        ("accuracy", 1.5),
        ("accuracy", True),
        ("accuracy", 10**400),
        ("keras_sha256", "A" * 64),
        ("litert_bytes", -1),
        ("training", []),
        ("calibration", []),
        ("calibration", {}),
        ("calibration", 1.5),
    ],
)
def test_a_wrong_value_is_told(key: str, value: Any) -> None:
    record = json.loads(FACTS.to_json())
    record[key] = value
    with pytest.raises(Problem) as caught:
        ModelFacts.from_json(json.dumps(record))
    assert caught.value.code is ProblemCode.FACTS_DAMAGED


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("temperature", None),
        ("temperature", 0),
        ("temperature", -1.0),
        ("temperature", True),
        ("temperature", "1.0"),
        ("temperature", 10**400),
        ("examples", -1),
        ("examples", 2.5),
        ("examples", None),
        ("rejection", []),
        ("rejection", {}),
        ("rejection", {"slope": 1, "offset": 0, "lenient": 0.1, "balanced": 0.5}),
        ("rejection", {"slope": 0, "offset": 0, "lenient": 0.1, "balanced": 0.5, "careful": 0.9}),
        ("rejection", {"slope": 1, "offset": "0", "lenient": 0.1, "balanced": 0.5, "careful": 0.9}),
        ("rejection", {"slope": 1, "offset": 0, "lenient": -0.1, "balanced": 0.5, "careful": 0.9}),
        ("rejection", {"slope": 1, "offset": 0, "lenient": 0.1, "balanced": 0.5, "careful": 1.01}),
    ],
)
def test_a_wrong_calibration_is_told(key: str, value: Any) -> None:
    record = json.loads(CALIBRATED.to_json())
    record["calibration"][key] = value
    with pytest.raises(Problem) as caught:
        ModelFacts.from_json(json.dumps(record))
    assert caught.value.code is ProblemCode.FACTS_DAMAGED


def test_a_number_that_is_none_is_no_temperature() -> None:
    text = CALIBRATED.to_json()
    assert '"temperature": 1.3' in text
    with pytest.raises(Problem):
        ModelFacts.from_json(text.replace('"temperature": 1.3', '"temperature": NaN'))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000, '{"form": 1}'])
def test_what_is_no_record_is_told(text: str) -> None:
    with pytest.raises(Problem) as caught:
        ModelFacts.from_json(text)
    assert caught.value.code is ProblemCode.FACTS_DAMAGED


def test_every_key_is_needed() -> None:
    record = json.loads(FACTS.to_json())
    of_later_versions = {"input_form", "probe_accuracy", "reading_ms", "source_sha256"}
    for key in record.keys() - {"accuracy", "training", "calibration"} - of_later_versions:
        without = {other: value for other, value in record.items() if other != key}
        with pytest.raises(Problem):
            ModelFacts.from_json(json.dumps(without))


def test_facts_of_an_earlier_version_have_the_programs_own_form() -> None:
    record = json.loads(FACTS.to_json())
    for key in ("input_form", "probe_accuracy", "reading_ms", "source_sha256"):
        del record[key]
    assert ModelFacts.from_json(json.dumps(record)) == FACTS


@pytest.mark.parametrize(
    "change",
    [
        {"pixels": "0-300"},
        {"pixels": 7},
        {"shape": [28, 28, 2]},
        {"shape": "28"},
        {"frame": "padded", "shape": [14, 14]},
        {"is_transposed": 1},
        {"outputs": None},
    ],
)
def test_a_form_that_is_none_is_told(change: dict[str, Any]) -> None:
    record = json.loads(replace(FACTS, input_form=FORM).to_json())
    record["input_form"] |= change
    with pytest.raises(Problem) as caught:
        ModelFacts.from_json(json.dumps(record))
    assert caught.value.code is ProblemCode.FACTS_DAMAGED


def test_what_is_no_json_is_told_in_plain_words() -> None:
    with pytest.raises(Problem) as caught:
        ModelFacts.from_json("not json")
    assert caught.value.values["reason"] == "no JSON"
