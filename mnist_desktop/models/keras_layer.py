"""A layer of Keras's that the program does not train but reads with, as plain data. No TensorFlow."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TypeAlias

from mnist_desktop.models.layers import Layer, Shape
from mnist_desktop.models.rules import RULES
from mnist_desktop.models.rules.rule import Rule, Values, words_of
from mnist_desktop.problems import Problem, ProblemCode

Plain: TypeAlias = "bool | int | float | str | tuple[Plain, ...] | Layer | None"


@dataclass(frozen=True)
class KerasLayer:
    """A layer by its class in Keras 3 and the arguments of its own, each of them named.

    A layer that wraps another has it among its arguments. `kind` is one of `RULES`; every argument of its
    rule is there, in the rule's order.
    """

    kind: str
    arguments: tuple[tuple[str, Plain], ...] = ()

    @classmethod
    def of(cls, kind: str, **arguments: Plain) -> KerasLayer:
        """The layer with its arguments in the rule's order; ValueError for others than the rule's."""
        names = RULES[kind].arguments
        if arguments.keys() != set(names):
            raise ValueError(f"{kind}: {sorted(arguments)} instead of {sorted(names)}")
        return cls(kind, tuple((name, arguments[name]) for name in names))

    @property
    def values(self) -> Values:
        """The arguments by name."""
        return Values(self.kind, dict(self.arguments))

    @property
    def settings(self) -> str:
        """The settings, short and in no language."""
        return words_of(value for _, value in self.arguments)

    def joined_shape(self, shapes: tuple[Shape, ...]) -> Shape:
        """Shape of the output for inputs of these shapes; `Problem` (NETWORK_...) for a mistake."""
        rule = self._rule()
        least, most = rule.inputs
        if not least <= len(shapes) <= most:
            raise Problem(
                ProblemCode.NETWORK_SETTING, layer=self.kind, setting="inputs", value=str(len(shapes))
            )
        return rule.output(self.values, shapes)

    def output_shape(self, input_shape: Shape) -> Shape:
        """Shape of the output for one input; `Problem` (NETWORK_...) for a mistake."""
        return self.joined_shape((input_shape,))

    def weight_shapes(self, input_shape: Shape) -> tuple[Shape, ...]:
        """Shapes of the arrays in Keras's order, those that training changes first."""
        return self._rule().weights(self.values, input_shape)

    @property
    def fixed_arrays(self) -> int:
        """How many of the arrays, the last ones, training does not change."""
        return self._rule().fixed

    def parameters(self, input_shape: Shape) -> tuple[int, int]:
        """Parameters that training changes, and those that it does not."""
        counts = [prod(shape) for shape in self.weight_shapes(input_shape)]
        fixed = self._rule().fixed
        return sum(counts[: len(counts) - fixed]), sum(counts[len(counts) - fixed :])

    def _rule(self) -> Rule:
        return RULES[self.kind]
