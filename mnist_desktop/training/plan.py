"""What a training shall do: network, settings and their limits, as plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from mnist_desktop.models.network import Conv2D, Dense, Network
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.handwriting.parts import Part

OPTIMIZERS = ("adam", "sgd", "rmsprop", "adagrad", "adamw")
SCHEDULES = ("constant", "cosine", "one-cycle", "plateau")
VALIDATIONS = ("none", "split", "test", "writers")
PRECISIONS = ("float32", "bfloat16", "measured")
LIMITS: dict[str, tuple[float, float]] = {
    "epochs": (1, 1000),
    "batch_size": (1, 4096),
    "learning_rate": (1e-6, 10.0),
    "validation_share": (0.01, 0.9),
    "seed": (0, 1_000_000),
    "image_limit": (10, 10_000_000),
    "patience": (1, 100),
}
"""Smallest and largest value of each number in a plan."""
AUGMENTATION_LIMITS: dict[str, tuple[float, float]] = {
    "rotation": (0.0, 45.0),
    "shift": (0.0, 8.0),
    "zoom": (0.0, 0.5),
    "shear": (0.0, 0.6),
    "thickness": (0.0, 1.0),
    "elastic": (0.0, 3.0),
    "noise": (0.0, 0.5),
}
"""Smallest and largest value of each range of an augmentation."""
_NEED_VALIDATION = ("patience", "keep_best")
_KEPT = (
    "preset",
    "epochs",
    "batch_size",
    "learning_rate",
    "optimizer",
    "schedule",
    "validation",
    "validation_share",
    "one_hot",
    "augment",
    "seed",
    "image_limit",
    "l2",
    "rejects",
    "precision",
    "patience",
    "keep_best",
)


@dataclass(frozen=True)
class Augmentation:
    """How far each training digit may be changed at random, evenly to both sides.

    Attributes:
        rotation: degrees.
        shift: pixels of 28.
        zoom: share of the size; also each axis on its own, by half of it.
        shear: sideways pixels for each pixel of height.
        thickness: share of one pixel by which strokes get thicker or thinner, 0..1.
        elastic: pixels by which parts are moved against each other, smoothly.
        noise: standard deviation of what is added to each pixel, of 0..1.

    """

    rotation: float = 10.0
    shift: float = 2.0
    zoom: float = 0.1
    shear: float = 0.15
    thickness: float = 0.3
    elastic: float = 0.0
    noise: float = 0.0


@dataclass(frozen=True)
class InkEpochs:
    """The last epochs, the only ones that learn from ink; most of what they change stays in the result.

    Learnt from the first epoch on, ink costs accuracy on MNIST. Averaging the weights of before and after
    keeps both (M. Wortsman et al., "Robust fine-tuning of zero-shot models", 2022).

    Attributes:
        epochs: how many there are after the others.
        learning_rate: the highest one; it falls as a cosine.
        kept: share of the weights of before in the result, 0..1.

    """

    epochs: int = 3
    learning_rate: float = 0.0006
    kept: float = 0.35


@dataclass(frozen=True)
class TrainingPlan:
    """One training as it shall be; `check` tells what is impossible before anything starts.

    Attributes:
        preset: key of the preset that it grew out of.
        network: the layers.
        epochs: how often the whole set is seen.
        batch_size: images for one step.
        learning_rate: the constant one, or the highest one of a schedule.
        optimizer: one of OPTIMIZERS.
        schedule: one of SCHEDULES; "plateau" halves the rate where validation gets no better.
        validation: one of VALIDATIONS; "split" takes the last share of the training images,
            "writers" every fifth writer of the ink, or that share where there is none.
        validation_share: that share.
        one_hot: labels as rows of ten numbers instead of one number; the result is the same.
        augment: whether the digits are changed at random, by `augmentation`.
        seed: start of all random numbers.
        image_limit: only that many training images, None for all.
        augmentation: how far digits may be changed.
        rejects: whether it also learns what is no digit, and the styles of handwriting that MNIST lacks.
        left_out: parts of that handwriting to do without, for measuring what each is good for.
        ink_epochs: epochs of their own for ink, where there is any; None learns it in all epochs.
        precision: one of PRECISIONS; "bfloat16" calculates with fewer digits where that is quicker, and
            keeps the weights in float32; "measured" tries both first and takes the quicker one.
        patience: epochs without a better validation loss after which the training ends, None for never.
        keep_best: whether the weights of the epoch that was best in validation are kept, not the last.

    """

    preset: str
    network: Network
    epochs: int = 5
    batch_size: int = 128
    learning_rate: float = 0.001
    optimizer: str = "adam"
    schedule: str = "constant"
    validation: str = "split"
    validation_share: float = 0.2
    one_hot: bool = False
    augment: bool = False
    seed: int = 1
    image_limit: int | None = None
    augmentation: Augmentation = Augmentation()
    rejects: bool = False
    left_out: frozenset[Part] = frozenset()
    ink_epochs: InkEpochs | None = None
    precision: str = "float32"
    patience: int | None = None
    keep_best: bool = False

    def check(self, classes: int | None = 10) -> None:
        """Find the first impossible setting.

        Args:
            classes: how many the set has that it learns from; None where that is not known.

        Raises:
            Problem: PLAN_NUMBER or PLAN_CHOICE with the field as `setting`, PLAN_WITHOUT_VALIDATION for a
                `setting` that needs validation where there is none, PLAN_CLASSES if the network
                does not answer with `classes` numbers in a row, NETWORK_... for a mistake in the network.

        """
        for name, (least, most) in LIMITS.items():
            number = getattr(self, name)
            if number is not None and not least <= number <= most:
                raise Problem(ProblemCode.PLAN_NUMBER, setting=name, value=number, least=least, most=most)
        for name, (least, most) in AUGMENTATION_LIMITS.items() if self.augment else ():
            number = getattr(self.augmentation, name)
            if not least <= number <= most:
                raise Problem(ProblemCode.PLAN_NUMBER, setting=name, value=number, least=least, most=most)
        self._check_ink_epochs()
        self._check_choices()
        outputs = self.network.output_shape
        known = outputs[-1] - self.rejects if classes is None else classes
        wanted = known + self.rejects
        if outputs != (wanted,):
            raise Problem(ProblemCode.PLAN_CLASSES, outputs="x".join(map(str, outputs)), classes=wanted)

    def _check_ink_epochs(self) -> None:
        if self.ink_epochs is None:
            return
        limits = {name: LIMITS[name] for name in ("epochs", "learning_rate")} | {"kept": (0.0, 1.0)}
        for name, (least, most) in limits.items():
            number = getattr(self.ink_epochs, name)
            if not least <= number <= most:
                name = "ink_epochs"
                raise Problem(ProblemCode.PLAN_NUMBER, setting=name, value=number, least=least, most=most)

    def _check_choices(self) -> None:
        choices = {
            "optimizer": OPTIMIZERS,
            "schedule": SCHEDULES,
            "validation": VALIDATIONS,
            "precision": PRECISIONS,
        }
        for name, known in choices.items():
            choice = getattr(self, name)
            if choice not in known:
                raise Problem(ProblemCode.PLAN_CHOICE, setting=name, value=choice, choices=", ".join(known))
        if self.validation != "none":
            return
        needy = [name for name in _NEED_VALIDATION if getattr(self, name)]
        if needy or self.schedule == "plateau":
            raise Problem(ProblemCode.PLAN_WITHOUT_VALIDATION, setting=(*needy, "schedule")[0])

    @property
    def l2(self) -> float:
        """The weight decay of the network's regularised layers, 0 where it has none."""
        layers = self.network.layers
        return max((layer.l2 for layer in layers if isinstance(layer, Conv2D | Dense)), default=0.0)

    def settings(self) -> dict[str, object]:
        """The settings as JSON values, as they are kept with the model."""
        record: dict[str, object] = {name: getattr(self, name) for name in _KEPT}
        if self.augment:
            record["augmentation"] = asdict(self.augmentation)
        if self.ink_epochs:
            record["ink_epochs"] = asdict(self.ink_epochs)
        if self.left_out:
            record["left_out"] = sorted(self.left_out)
        return record
