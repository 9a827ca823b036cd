"""Everything that a model learns from beside MNIST in order to read people's handwriting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import DIGIT_NAMES, NOT_A_DIGIT, LabelledImages
from mnist_desktop.ink.drawing import Drawing, LabelledDrawing
from mnist_desktop.ink.ink_files import read_ink
from mnist_desktop.ink.model_input import PEN_WIDTH, drawing_to_input
from mnist_desktop.resource_files import resource_path
from mnist_desktop.training.handwriting import shapes
from mnist_desktop.training.handwriting.deformation import Deformation, deformed
from mnist_desktop.training.handwriting.letters import LETTERS
from mnist_desktop.training.handwriting.overlays import with_additions
from mnist_desktop.training.handwriting.parts import Part
from mnist_desktop.training.handwriting.styles import STYLES, draw_style
from mnist_desktop.training.handwriting.traces import Traces, drawing_of, fitted, traces_of

UNLIKE_DIGITS = frozenset("ACEFHKMNPRUVWXacdefhkmnpruvwx")
"""Letters that look like no digit; the others may be one, so that nothing is learnt from them."""
THINNEST, THICKEST = 1.7, 3.7
"""Range of pen widths in model pixels; most of MNIST's own strokes lie within."""
_VALIDATION_STYLES = 1000
_FEWEST_STYLES = 150
_VALIDATION_SHAPES = 0.05


@dataclass(frozen=True)
class Amounts:
    """How many images are made of each part."""

    ink_digits: int = 10_000
    styles: int = 7_000
    additions: int = 2_400
    letters: int = 3_500
    letter_styles: int = 4_500
    glyphs: int = 3_000
    scribbles: int = 1_800
    lines: int = 1_500
    unfinished: int = 600
    doubled: int = 2_000
    dots: int = 300

    def times(self, factor: float) -> Amounts:
        """The same proportions with more or fewer of each."""
        return Amounts(**{name: round(count * factor) for name, count in vars(self).items()})


Maker = Callable[[], Traces]
Hands: TypeAlias = dict[str, list[Traces]]
"""The drawings of each writer; those of unknown ones under no name."""
_Item = TypeVar("_Item")


def make_lesson(
    mnist: LabelledImages,
    seed: int,
    left_out: frozenset[Part] = frozenset(),
    size: float = 1.0,
    cancelled: Callable[[], bool] = lambda: False,
) -> LabelledImages:
    """Images of digits and of what is none, made from drawn styles, MNIST's digits and glyphs.

    Args:
        mnist: digits to add slashes, flags, feet and bars to.
        seed: start of all random numbers.
        left_out: what not to make.
        size: how much is made, as a share of what the whole of MNIST goes with.
        cancelled: asked after every image; where it says yes, what was made until then is returned.

    Returns:
        Images with 11 classes, the last one being "not a digit".

    """
    amounts = Amounts().times(size)
    lesson = _Lesson(np.random.default_rng(seed), cancelled)
    if Part.STYLES not in left_out:
        lesson.digits_in_styles(amounts.styles)
    if Part.LETTERS not in left_out:
        lesson.others_in_styles(amounts.letter_styles)
    if Part.GLYPHS not in left_out:
        glyphs = read_ink(resource_path("data", "glyphs.jsonl"))
        lesson.others_of_hands({"": {"": [traces_of(item.drawing) for item in glyphs]}}, amounts.glyphs)
    if Part.SHAPES not in left_out:
        lesson.shapes(amounts)
    made = lesson.images()
    if Part.ADDITIONS in left_out or cancelled():
        return made
    added = with_additions(mnist, amounts.additions, np.random.default_rng(seed + 1))
    return LabelledImages(
        made.name,
        np.concatenate([made.images, added.images]),
        np.concatenate([made.labels, added.labels]),
        made.class_names,
    )


def make_ink_lesson(
    ink: Sequence[LabelledDrawing],
    seed: int,
    left_out: frozenset[Part] = frozenset(),
    size: float = 1.0,
    cancelled: Callable[[], bool] = lambda: False,
) -> LabelledImages:
    """Images made from people's ink: of their digits, and of their letters that look like none.

    Args:
        ink: labelled drawings.
        seed: start of all random numbers.
        left_out: INK for the digits, LETTERS for the letters.
        size: as in `make_lesson`.
        cancelled: as in `make_lesson`.

    """
    amounts = Amounts().times(size)
    lesson = _Lesson(np.random.default_rng(seed + 2), cancelled)
    if Part.INK not in left_out:
        drawn = (item for item in ink if item.label in DIGIT_NAMES and not item.drawing.is_empty)
        lesson.digits_of_hands(_by_label(drawn), amounts.ink_digits)
    if Part.LETTERS not in left_out:
        drawn = (item for item in ink if item.label in UNLIKE_DIGITS and not item.drawing.is_empty)
        lesson.others_of_hands(_by_label(drawn), amounts.letters)
    return lesson.images()


def make_validation(
    ink: Sequence[LabelledDrawing],
    mnist: LabelledImages,
    seed: int,
    size: float = 1.0,
    cancelled: Callable[[], bool] = lambda: False,
) -> LabelledImages:
    """Images to fit confidence and thresholds to: held back ink as it is, MNIST's digits, some made ones.

    Where the ink has no letters, what is no digit is made too.

    Args:
        ink: drawings of writers that the model does not learn from; may be empty.
        mnist: digits that the model does not learn from.
        seed: the training's; what is made here is made with others.
        size: as in `make_lesson`, but never less than what something can be fitted to.
        cancelled: as in `make_lesson`.

    """
    lesson = _Lesson(np.random.default_rng(seed + 1_000_003), cancelled)
    for item in ink:
        if cancelled():
            break
        if not item.drawing.is_empty and item.label in DIGIT_NAMES:
            lesson.as_it_is(item.drawing, DIGIT_NAMES.index(item.label))
        elif not item.drawing.is_empty and item.label in UNLIKE_DIGITS:
            lesson.as_it_is(item.drawing, len(DIGIT_NAMES))
    # They stand for hands and devices that are further from the known ones than the held back writers are.
    styles = max(_FEWEST_STYLES, round(_VALIDATION_STYLES * size))
    lesson.digits_in_styles(styles)
    if not any(item.label in UNLIKE_DIGITS for item in ink):
        lesson.others_in_styles(styles)
        lesson.shapes(Amounts().times(_VALIDATION_SHAPES * size))
    made = lesson.images()
    return LabelledImages(
        made.name,
        np.concatenate([made.images, mnist.images]),
        np.concatenate([made.labels, mnist.labels]),
        made.class_names,
    )


class _Lesson:
    """Collects images while they are made."""

    def __init__(self, chance: np.random.Generator, cancelled: Callable[[], bool]) -> None:
        self._chance = chance
        self._cancelled = cancelled
        self._images: list[NDArray[np.uint8]] = []
        self._labels: list[int] = []

    def images(self) -> LabelledImages:
        stacked = np.stack(self._images) if self._images else np.empty((0, 28, 28), np.uint8)
        labels = np.array(self._labels, np.int64)
        return LabelledImages("handwriting", stacked, labels, (*DIGIT_NAMES, NOT_A_DIGIT))

    def digits_of_hands(self, digits: dict[str, Hands], count: int) -> None:
        """Real digits: each class as often as any other."""
        for label, drawings in digits.items():
            self._each(drawings, count // len(digits), int(label))

    def digits_in_styles(self, count: int) -> None:
        for number in self._until_cancelled(count):
            label, traces = self._styled(number)
            self._keep(traces, int(label))

    def others_in_styles(self, count: int) -> None:
        for number in self._until_cancelled(count):
            drawn = draw_style(LETTERS[number % len(LETTERS)], self._chance)
            # Letters are wider than digits, small ones most of all.
            wider = np.array([self._chance.uniform(0.9, 1.6), 1.0])
            self._keep(self._deformed(fitted([trace * wider for trace in drawn])), len(DIGIT_NAMES))

    def others_of_hands(self, others: dict[str, Hands], count: int) -> None:
        for drawings in others.values():
            self._each(drawings, count // len(others), len(DIGIT_NAMES))

    def as_it_is(self, drawing: Drawing, label: int) -> None:
        self._images.append(np.rint(drawing_to_input(drawing) * 255).astype(np.uint8))
        self._labels.append(label)

    def shapes(self, amounts: Amounts) -> None:
        makers: tuple[tuple[Maker, int], ...] = (
            (partial(shapes.scribble, self._chance), amounts.scribbles),
            (partial(shapes.lines, self._chance), amounts.lines),
            (partial(shapes.unfinished, self._chance, self._styled), amounts.unfinished),
            (partial(shapes.doubled, self._chance, self._styled), amounts.doubled),
            (partial(shapes.dots, self._chance), amounts.dots),
        )
        for make, count in makers:
            for _ in self._until_cancelled(count):
                self._keep(make(), len(DIGIT_NAMES))
        for _ in self._until_cancelled(amounts.dots // 10):
            self.as_it_is(Drawing(), len(DIGIT_NAMES))

    def _until_cancelled(self, count: int) -> Iterator[int]:
        for number in range(count):
            if self._cancelled():
                return
            yield number

    def _each(self, by_writer: Hands, count: int, label: int) -> None:
        """Each writer as often as any other: of some there are many drawings of a digit, of others two."""
        hands = {writer: _InTurn(drawings, self._chance) for writer, drawings in by_writer.items()}
        turns = _InTurn(list(hands.values()), self._chance)
        for _ in self._until_cancelled(count):
            self._keep(self._deformed(turns.next().next()), label)

    def _styled(self, number: int | None = None) -> tuple[str, Traces]:
        place = self._chance.integers(len(STYLES)) if number is None else number % len(STYLES)
        style = STYLES[place]
        return style.label, self._deformed(draw_style(style, self._chance))

    def _deformed(self, traces: Traces) -> Traces:
        return deformed(traces, self._chance, Deformation())

    def _keep(self, traces: Traces, label: int) -> None:
        usual = self._chance.random() < 0.5
        width = PEN_WIDTH if usual else self._chance.uniform(THINNEST, THICKEST)
        self._images.append(np.rint(drawing_to_input(drawing_of(traces), width) * 255).astype(np.uint8))
        self._labels.append(label)


class _InTurn(Generic[_Item]):
    """Gives items in random order, each of them before any comes again."""

    def __init__(self, items: Sequence[_Item], chance: np.random.Generator) -> None:
        self._items = items
        self._chance = chance
        self._order: list[int] = []

    def next(self) -> _Item:
        self._order = self._order or self._chance.permutation(len(self._items)).tolist()
        return self._items[self._order.pop()]


def _by_label(items: Iterable[LabelledDrawing]) -> dict[str, Hands]:
    found: dict[str, Hands] = {}
    for item in items:
        hands = found.setdefault(item.label or "", {})
        hands.setdefault(item.writer or "", []).append(traces_of(item.drawing))
    return dict(sorted(found.items()))
