"""The layers of Keras's that a model may have, by class: the only ones that are ever built."""

from __future__ import annotations

from mnist_desktop.models.rules.attending import ATTENDING
from mnist_desktop.models.rules.merging import MERGING
from mnist_desktop.models.rules.normalizing import NORMALIZING
from mnist_desktop.models.rules.placewise import PLACEWISE
from mnist_desktop.models.rules.pointwise import POINTWISE
from mnist_desktop.models.rules.recurrent import RECURRENT
from mnist_desktop.models.rules.resizing import RESIZING
from mnist_desktop.models.rules.rule import Rule
from mnist_desktop.models.rules.sliding import SLIDING
from mnist_desktop.models.rules.wrapping import WRAPPING

RULES: dict[str, Rule] = {
    **SLIDING,
    **RESIZING,
    **PLACEWISE,
    **POINTWISE,
    **NORMALIZING,
    **MERGING,
    **ATTENDING,
    **RECURRENT,
    **WRAPPING,
}
