"""Models with branches, and with models in them. Importing this imports Keras."""

from __future__ import annotations

from typing import Any

from tests.models.reading.keras_making import PICTURE, Values, answer, functional, in_a_row, layers


def branches(given: Values) -> Values:
    left = layers.Conv2D(4, 3, padding="same", activation="relu")(given)
    right = layers.BatchNormalization()(layers.Conv2D(4, 5, padding="same")(left))
    joined = layers.Concatenate()([layers.Add()([left, right]), layers.Maximum()([left, right])])
    scaled = layers.Multiply()([joined, layers.Dense(8, activation="sigmoid")(joined)])
    return answer()(layers.Flatten()(layers.Average()([scaled, joined])))


def shared(given: Values) -> Values:
    twice = layers.Dense(16, activation="relu")
    first = layers.Dense(16)(given)
    second = twice(first)
    return answer()(layers.Concatenate()([twice(second), second, first]))


def subtracting(given: Values) -> Values:
    first, second = layers.Dense(7)(given), layers.Dense(7)(given)
    return answer()(layers.Subtract()([layers.Minimum()([first, second]), first]))


def nested(given: Values) -> Values:
    start = in_a_row(PICTURE, layers.Conv2D(3, 3), layers.BatchNormalization(), layers.LeakyReLU())

    def residual(values: Values) -> Values:
        seen = layers.BatchNormalization()(layers.Conv2D(3, 3, padding="same")(values))
        return layers.Add()([layers.Conv2D(3, 3, padding="same")(seen), values])

    block = functional((26, 26, 3), residual)
    return answer()(layers.GlobalMaxPooling2D()(block(block(start(given)))))


def nested_in_a_row() -> Any:
    inner = in_a_row(PICTURE, layers.Conv2D(3, 3), layers.BatchNormalization(), layers.Conv2D(3, 3))
    return in_a_row(PICTURE, inner, layers.Flatten(), layers.Dense(6), answer())


def calculating(given: Values) -> Values:
    scaled = ((1 - given / 255.0) * 2.0 + 0.5) - 0.25
    return answer()(layers.Dense(8)(scaled) + layers.Dense(8)(scaled))


def multiplied(given: Values) -> Values:
    """Rows times rows, and vectors times vectors by their angle."""
    rows, others = layers.Dense(6)(given), layers.Dense(7)(given)
    table = layers.Flatten()(layers.Dot(axes=1)([rows, others]))
    alike = layers.Dot(axes=-1, normalize=True)([layers.Dense(5)(table), layers.Dense(5)(table)])
    return answer()(layers.Concatenate()([table, alike]))


def attending(given: Values) -> Values:
    seen = layers.MultiHeadAttention(num_heads=2, key_dim=5)(given, given)
    joined = layers.LayerNormalization()(layers.Add()([given, seen]))
    other = layers.MultiHeadAttention(3, 4, value_dim=6, dropout=0.1, use_bias=False)(
        query=joined, value=given, key=joined
    )
    return answer()(layers.GlobalAveragePooling1D()(other))
