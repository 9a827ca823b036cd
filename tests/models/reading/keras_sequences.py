"""Models for sequences of rows. Importing this imports Keras."""

from __future__ import annotations

from typing import Any

from tests.models.reading.keras_making import PICTURE, Values, answer, in_a_row, layers


def recurrent() -> Any:
    made = (
        layers.LSTM(8, return_sequences=True),
        layers.GRU(7, reset_after=False, return_sequences=True, go_backwards=True),
        layers.SimpleRNN(6, return_sequences=True),
        layers.TimeDistributed(layers.Dense(5, activation="relu")),
        layers.LSTM(4),
    )
    return in_a_row((28, 28), *made, answer())


def gated() -> Any:
    made = layers.GRU(7, return_sequences=True), layers.Dropout(0.1), layers.GRU(6, use_bias=False)
    return in_a_row((28, 28), *made, answer())


def both_ways() -> Any:
    made = (
        layers.Bidirectional(layers.LSTM(8, return_sequences=True)),
        layers.Bidirectional(layers.SimpleRNN(5, return_sequences=True), merge_mode="sum"),
        layers.Bidirectional(layers.GRU(4, reset_after=False), merge_mode="mul"),
    )
    return in_a_row((28, 28), *made, answer())


def two_directions() -> Any:
    other = layers.LSTM(5, go_backwards=True, activation="relu")
    return in_a_row((28, 28), layers.Bidirectional(layers.LSTM(5), backward_layer=other), answer())


def cells() -> Any:
    made = layers.RNN(layers.GRUCell(7), return_sequences=True), layers.RNN(layers.LSTMCell(6))
    return in_a_row((28, 28), *made, answer())


def rows_of_rows() -> Any:
    made = layers.TimeDistributed(layers.LSTM(5)), layers.TimeDistributed(layers.Dropout(0.1))
    return in_a_row((28, 28, 1), *made, layers.LSTM(4), answer())


def masked() -> Any:
    return in_a_row((28, 28), layers.Masking(0.0), layers.LSTM(8), answer())


def masked_values(given: Values) -> Values:
    seen = layers.Bidirectional(layers.LSTM(6, return_sequences=True))(layers.Masking(0.0)(given))
    return answer()(layers.GRU(5)(seen))


def rows() -> Any:
    return in_a_row(
        (784, 1),
        layers.Conv1D(4, 5, strides=4, activation="relu"),
        layers.MaxPooling1D(4),
        layers.Conv1D(3, 3, padding="same"),
        layers.AveragePooling1D(2),
        layers.ZeroPadding1D(1),
        layers.Cropping1D(1),
        layers.UpSampling1D(2),
        layers.GlobalAveragePooling1D(),
        answer(),
    )


def newer_rows() -> Any:
    made = (
        layers.Conv1D(4, 3, padding="causal", dilation_rate=2),
        layers.SeparableConv1D(4, 2),
        layers.SpatialDropout1D(0.1),
        layers.GlobalMaxPooling1D(),
    )
    return in_a_row((28, 28), *made, answer())


def each_step() -> Any:
    inner = (layers.Conv1D(4, 3), layers.MaxPooling1D(), layers.Flatten(), layers.BatchNormalization())
    return in_a_row(PICTURE, *(layers.TimeDistributed(layer) for layer in inner), layers.LSTM(5), answer())
