"""Files whose configuration asks for more than there is: numbers, layers, activations, nesting, text."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mnist_desktop.problems import ProblemCode
from tests.models.reading.harm.code_kinds import with_layer, with_setting
from tests.models.reading.harm.graph_kinds import (
    cycle,
    doubling,
    idle_many_times,
    shared_many_times,
    wide_sum,
)
from tests.models.reading.harm.kinds import Hostile, not_opened, refused
from tests.models.reading.sample_files import Config, keras3_config, small, write_keras

CODE = ProblemCode
_TOO_LARGE = CODE.NETWORK_TOO_LARGE
Make = Callable[[Path], object]


def _layer(kind: str, **settings: Any) -> Make:
    return with_layer(kind, lambda _: settings)


def _many(count: int, kind: str, **settings: Any) -> Make:
    def change(config: Config) -> None:
        entry = {"module": "keras.layers", "class_name": kind, "config": settings, "registered_name": None}
        config["config"]["layers"].extend([entry] * count)

    return lambda path: write_keras(path, small(), (28, 28), change=change)


def _input(*shape: object) -> Make:
    def change(config: Config) -> None:
        config["config"]["layers"][0]["config"]["batch_shape"] = list(shape)

    return lambda path: write_keras(path, change=change)


def _text(config: bytes) -> Make:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("config.json", config)

    return make


def _with_text(old: str, new: str) -> Make:
    """A sound model, but for these words in its configuration."""

    def make(path: Path) -> None:
        text = json.dumps(keras3_config(small(), (28, 28)))
        assert old in text
        write_keras(path, small(), (28, 28))
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        members["config.json"] = text.replace(old, new, 1).encode()
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)

    return make


def _deep_sequential(path: Path) -> None:
    config = keras3_config(small(), (28, 28))
    for _ in range(300):
        config = {"class_name": "Sequential", "config": {"name": "s", "layers": [config]}}
    _text(json.dumps(config).encode())(path)


SIZE_KINDS: dict[str, Hostile] = {
    "units": refused(with_setting("units", 2**30), _TOO_LARGE),
    "filters": refused(with_setting("filters", 2**30, "Conv2D"), _TOO_LARGE),
    "kernel": not_opened(with_setting("kernel_size", [2**31 - 1, 2**31 - 1], "Conv2D")),
    "strides of nothing": not_opened(with_setting("strides", [0, 0], "Conv2D")),
    "groups": not_opened(with_setting("groups", 2**31 - 1, "Conv2D")),
    "dilation": not_opened(with_setting("dilation_rate", [2**31, 2**31], "Conv2D")),
    "pool of nothing": not_opened(with_setting("pool_size", [0, 0], "MaxPooling2D")),
    "rank of an adapter": not_opened(with_setting("lora_rank", 2**30)),
    "repeat": not_opened(_layer("RepeatVector", n=2**33)),
    "upsampling": not_opened(_layer("UpSampling2D", size=[100_000, 100_000])),
    "padding": not_opened(_layer("ZeroPadding2D", padding=[[10**6, 10**6], [10**6, 10**6]])),
    "transposed": not_opened(_layer("Conv2DTranspose", filters=10, kernel_size=[3, 3], strides=[10**5] * 2)),
    "reshape to two unknowns": not_opened(_layer("Reshape", target_shape=[-1, -1])),
    "reshape to nothing": not_opened(_layer("Reshape", target_shape=[10, 0])),
    "reshape to much": not_opened(_layer("Reshape", target_shape=[2**31 - 1] * 8)),
    "reshape in many axes": not_opened(_layer("Reshape", target_shape=[1] * 1_000 + [10])),
    "crowd of layers": refused(_many(20_000, "Dropout", rate=0.1), _TOO_LARGE),
    "crowd of large layers": refused(_many(90, "Dense", units=60_000, activation="relu"), _TOO_LARGE),
    "huge input": not_opened(_input(None, 2**31 - 1, 2**31 - 1)),
    "huge batch": not_opened(_input(2**60, 2**40, 28)),
    "negative input": not_opened(_input(None, -28, -28)),
    "input of fractions": not_opened(_input(None, 28.0, 28.0)),
    "input without axes": not_opened(_input()),
    "models shared many times": refused(shared_many_times, _TOO_LARGE),
    "models of nothing shared many times": refused(idle_many_times, _TOO_LARGE),
    "models nested deep": not_opened(_deep_sequential),
    "graph in a circle": not_opened(cycle, CODE.MODEL_CONFIG_DAMAGED),
    "graph that doubles": refused(doubling, _TOO_LARGE),
    "graph that adds one thing up": refused(wide_sum, CODE.MODEL_CONFIG_TOO_LARGE),
    "long text": refused(_text(b'{"a":"' + b"x" * 5_000_000 + b'"}'), CODE.MODEL_CONFIG_TOO_LARGE),
    "deep text": refused(_text(b'{"a":' * 100_000), CODE.MODEL_CONFIG_TOO_LARGE),
    "crowd of lists": refused(_text(b'{"a":[' + b"[]," * 1_300_000 + b"[]]}"), CODE.MODEL_CONFIG_TOO_LARGE),
    "crowd of records": refused(
        _text(b'{"a":[' + b'{"a":1},' * 490_000 + b"1]}"), CODE.MODEL_CONFIG_TOO_LARGE
    ),
    "long number": not_opened(
        _with_text('"units": 10', '"units": ' + "9" * 100_000), CODE.MODEL_CONFIG_DAMAGED
    ),
    "number beyond all": not_opened(_with_text('"units": 10', '"units": 1e999')),
    "no number": not_opened(_with_text('"units": 10', '"units": NaN'), CODE.MODEL_CONFIG_DAMAGED),
    "said twice": not_opened(
        _with_text('"units": 10', '"units": 10, "units": 10'), CODE.MODEL_CONFIG_DAMAGED
    ),
    "half a letter": not_opened(_with_text('"Dense"', '"\\ud800\\u001b[2J"')),
    "other encoding": not_opened(_text('{"class_name": "Sequential"}'.encode("utf-16"))),
}
