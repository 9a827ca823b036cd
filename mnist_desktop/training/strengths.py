"""How far digits are changed at random: choices that the window offers by name."""

from __future__ import annotations

from mnist_desktop.training.plan import Augmentation

NONE = Augmentation(rotation=0.0, shift=0.0, zoom=0.0, shear=0.0, thickness=0.0, elastic=0.0, noise=0.0)
GENTLE = Augmentation(rotation=5.0, shift=1.0, zoom=0.05, shear=0.1, thickness=0.2, elastic=0.3, noise=0.0)
STRONG = Augmentation(rotation=20.0, shift=3.0, zoom=0.2, shear=0.3, thickness=0.6, elastic=1.0, noise=0.1)
