"""Images that were labelled among many, as a set to learn from."""

from __future__ import annotations

import numpy as np

from mnist_desktop.data.digits import SIDE, LabelledImages
from mnist_desktop.gallery.collection import Collection


def labelled_images(collection: Collection, name: str, class_names: tuple[str, ...]) -> LabelledImages:
    """The images with a label, as the model's input rounded to uint8.

    Args:
        collection: all images.
        name: what the set is called.
        class_names: the classes that come first; labels beyond them follow in their order.

    """
    numbers = collection.labelled()
    labels = [collection.label(number) or "" for number in numbers]
    names = (*class_names, *sorted(set(labels) - set(class_names)))
    images = np.zeros((len(numbers), SIDE, SIDE), np.uint8)
    for row, number in enumerate(numbers):
        model_input = collection.entry(number).model_input
        if model_input is not None:
            images[row] = np.rint(model_input * 255)
    return LabelledImages(name, images, np.array([names.index(label) for label in labels], np.int64), names)
