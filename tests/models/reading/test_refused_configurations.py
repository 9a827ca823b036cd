"""Configurations that are broken, ask for too much, or could do harm: each gets its own sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from mnist_desktop.models.reading.inspection import Status
from mnist_desktop.models.reading.look import look
from mnist_desktop.problems import ProblemCode
from tests.models.reading.hostile_files import (
    FUNCTION,
    LAMBDA,
    Maker,
    config,
    deep_values,
    layer,
    make_config_bomb,
    make_deep_config,
    many_layers,
    require_told,
    setting,
    top,
    wide_values,
    zipped,
)
from tests.models.reading.sample_files import Config, Sample, dense, small, write_keras

CODE = ProblemCode
REFUSED, UNSUPPORTED, DAMAGED = Status.REFUSED, Status.UNSUPPORTED, Status.DAMAGED


def answering(outputs: int, activation: str) -> Maker:
    return lambda path: write_keras(path, [Sample("Flatten"), dense(784, outputs, activation)])


HOSTILE: dict[str, tuple[Maker, Status, ProblemCode]] = {
    # the configuration as text
    "no json": (zipped(("config.json", b"{" * 20)), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "no unicode": (zipped(("config.json", b"\xff\xfe")), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "a list": (zipped(("config.json", b"[]")), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "not a number": (zipped(("config.json", b'{"a": NaN}')), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "endless number": (
        zipped(("config.json", b'{"a": ' + b"9" * 9000 + b"}")),
        DAMAGED,
        CODE.MODEL_CONFIG_DAMAGED,
    ),
    "long text": (make_config_bomb, REFUSED, CODE.MODEL_CONFIG_TOO_LARGE),
    "deep text": (make_deep_config, REFUSED, CODE.MODEL_CONFIG_TOO_LARGE),
    "deep value": (config(deep_values), REFUSED, CODE.MODEL_CONFIG_TOO_LARGE),
    "wide value": (config(wide_values), REFUSED, CODE.MODEL_CONFIG_TOO_LARGE),
    # the architecture
    "functional without ends": (top(class_name="Functional"), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "a layer alone": (top(class_name="Dense"), UNSUPPORTED, CODE.MODEL_ARCHITECTURE),
    "own class": (top(class_name="MyModel", module="my.code"), REFUSED, CODE.MODEL_LAYER_CUSTOM),
    "module for the model": (top(module="os"), REFUSED, CODE.MODEL_LAYER_CUSTOM),
    "no class": (top(class_name=None), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "no settings": (top(config="x"), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "no layers": (top(config={"layers": []}), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "crowd of layers": (config(many_layers), REFUSED, CODE.NETWORK_TOO_LARGE),
    # layers
    "lambda": (layer("Lambda", {"function": ["4wEAAAA=", None, None]}), REFUSED, CODE.MODEL_LAYER_REFUSED),
    "saved model layer": (layer("TFSMLayer", {"filepath": "/x"}), REFUSED, CODE.MODEL_LAYER_REFUSED),
    "vocabulary": (layer("StringLookup", {"vocabulary": "/etc/passwd"}), REFUSED, CODE.MODEL_LAYER_REFUSED),
    "operation": (layer("TFOpLambda", {"function": "io.write_file"}), REFUSED, CODE.MODEL_LAYER_REFUSED),
    "module of a layer": (layer("system", module="os"), REFUSED, CODE.MODEL_LAYER_CUSTOM),
    "module like Keras": (layer("Dense", module="keras_evil.layers"), REFUSED, CODE.MODEL_LAYER_CUSTOM),
    "registered": (layer("Dense", registered_name="evil>Dense"), REFUSED, CODE.MODEL_LAYER_CUSTOM),
    "registered long ago": (layer("evil>Dense"), REFUSED, CODE.MODEL_LAYER_CUSTOM),
    "removed": (layer("MaxoutDense", {"output_dim": 8}), UNSUPPORTED, CODE.MODEL_LAYER_UNSUPPORTED),
    "recurrent on no sequence": (layer("LSTM", {"units": 8}), DAMAGED, CODE.NETWORK_SHAPE),
    "repeat bomb": (layer("RepeatVector", {"n": 2**30}), REFUSED, CODE.NETWORK_TOO_LARGE),
    "repeat bomb beyond": (
        layer("RepeatVector", {"n": 2**33}),
        UNSUPPORTED,
        CODE.MODEL_ARGUMENT_UNSUPPORTED,
    ),
    "second input": (
        layer("InputLayer", {"batch_shape": [None, 10]}),
        UNSUPPORTED,
        CODE.MODEL_LAYER_UNSUPPORTED,
    ),
    "class is no text": (layer("Dense", class_name=["Dense"]), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "layer is no record": (layer("Dense", config="units"), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    # settings of layers
    "function": (setting(0, activation=FUNCTION), REFUSED, CODE.MODEL_ARGUMENT_REFUSED),
    "named function": (setting(0, activation="os.system"), UNSUPPORTED, CODE.MODEL_ARGUMENT_UNSUPPORTED),
    "lambda initialiser": (setting(0, kernel_initializer=LAMBDA), REFUSED, CODE.MODEL_ARGUMENT_REFUSED),
    "initialiser by module": (
        setting(0, kernel_initializer={"module": "os", "class_name": "Zeros", "config": {}}),
        REFUSED,
        CODE.MODEL_ARGUMENT_REFUSED,
    ),
    "initialiser with a function": (
        setting(0, kernel_initializer={"class_name": "Constant", "config": {"value": FUNCTION}}),
        REFUSED,
        CODE.MODEL_ARGUMENT_REFUSED,
    ),
    "regulariser": (setting(7, kernel_regularizer=FUNCTION), REFUSED, CODE.MODEL_ARGUMENT_REFUSED),
    "unknown object": (setting(7, extra=FUNCTION), REFUSED, CODE.MODEL_ARGUMENT_REFUSED),
    "unknown setting": (setting(7, sparsity=0.5), UNSUPPORTED, CODE.MODEL_ARGUMENT_UNSUPPORTED),
    "channels anywhere": (
        setting(0, data_format="channels_middle"),
        UNSUPPORTED,
        CODE.MODEL_ARGUMENT_UNSUPPORTED,
    ),
    "dilation": (setting(0, dilation_rate=[20, 20]), DAMAGED, CODE.NETWORK_SHAPE),
    "dtype": (setting(0, dtype="string"), UNSUPPORTED, CODE.MODEL_ARGUMENT_UNSUPPORTED),
    "unit bomb": (setting(7, units=2**30), REFUSED, CODE.NETWORK_TOO_LARGE),
    "unit bomb beyond": (setting(7, units=10**4000), UNSUPPORTED, CODE.MODEL_ARGUMENT_UNSUPPORTED),
    "decay beyond": (
        setting(7, kernel_regularizer={"class_name": "L2", "config": {"l2": 10**400}}),
        UNSUPPORTED,
        CODE.MODEL_ARGUMENT_UNSUPPORTED,
    ),
    "negative units": (setting(7, units=-1), UNSUPPORTED, CODE.MODEL_ARGUMENT_UNSUPPORTED),
    "no units": (setting(7, units=0), DAMAGED, CODE.NETWORK_SETTING),
    "units missing": (setting(7, units=None), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    "units as text": (setting(7, units="8"), UNSUPPORTED, CODE.MODEL_ARGUMENT_UNSUPPORTED),
    "units as truth": (setting(7, units=True), UNSUPPORTED, CODE.MODEL_ARGUMENT_UNSUPPORTED),
    "activation bomb": (setting(0, filters=100_000), REFUSED, CODE.NETWORK_TOO_LARGE),
    "kernel larger than image": (setting(0, kernel_size=[99, 99]), DAMAGED, CODE.NETWORK_SHAPE),
    "padding": (setting(0, padding="causal"), DAMAGED, CODE.NETWORK_SETTING),
    "no picture": (setting(-1, batch_shape=[None, 28, 28, 2]), UNSUPPORTED, CODE.MODEL_INPUT_UNSUPPORTED),
    "open shape": (setting(-1, batch_shape=[None, None, 13]), UNSUPPORTED, CODE.MODEL_INPUT_UNSUPPORTED),
    "shape is no list": (setting(-1, batch_shape="28"), UNSUPPORTED, CODE.MODEL_INPUT_UNSUPPORTED),
    "no shape": (setting(-1, batch_shape=None), UNSUPPORTED, CODE.MODEL_INPUT_UNKNOWN),
    "one output": (answering(1, "sigmoid"), UNSUPPORTED, CODE.MODEL_ONE_OUTPUT),
    "too many outputs": (answering(1001, "softmax"), UNSUPPORTED, CODE.MODEL_OUTPUT_UNSUPPORTED),
    "a picture": (answering(784, "sigmoid"), UNSUPPORTED, CODE.MODEL_AUTOENCODER),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_gets_its_sentence(name: str, tmp_path: Path) -> None:
    require_told(*HOSTILE[name], tmp_path)


def test_the_compile_part_is_never_read(tmp_path: Path) -> None:
    def change(config: Config) -> None:
        config["compile_config"] = {"loss": FUNCTION, "optimizer": LAMBDA}

    assert (
        look(write_keras(tmp_path / "m", small(), (28, 28), change=change), tmp_path).inspection.problem
        is None
    )
