"""Images that were labelled among many, as a set to learn from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mnist_desktop.data.data_set import DataSet, data_set_of
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


def new_set(images: LabelledImages) -> DataSet:
    """A set of these images alone, all of them to learn from."""
    none = images.subset(np.zeros(0, np.int64))
    return data_set_of(images.name, images, none, ())


def appended(data_set: DataSet, images: LabelledImages) -> DataSet:
    """The set with these images behind those to learn from; it must have all the classes that they show."""
    train = data_set.train
    places = [
        data_set.class_names.index(name) if name in data_set.class_names else -1
        for name in images.class_names
    ]
    longer = replace(
        train,
        images=np.concatenate([train.images, images.images]),
        labels=np.concatenate([train.labels, np.array(places, np.int64)[images.labels]]),
        writers=np.concatenate([train.writers, np.full(images.count, -1, np.int64)]),
    )
    return data_set_of(data_set.name, longer, data_set.test, ())
