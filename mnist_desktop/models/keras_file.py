"""A Keras model as the content of a `.keras` file, made in memory."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from mnist_desktop.models.layer_names import snake_case

if TYPE_CHECKING:
    import keras


def keras_content(model: keras.Sequential) -> bytes:
    """What `model.save` writes to a `.keras` file; nothing goes to the disk.

    Keras itself makes a folder for temporary files whatever it saves to: a full disk would cost the model,
    and a program that is killed would leave the folder behind.
    """
    import keras

    now = f"{datetime.now().astimezone():%Y-%m-%d@%H:%M:%S}"
    about = {"keras_version": keras.__version__, "date_saved": now}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("metadata.json", json.dumps(about))
        archive.writestr("config.json", json.dumps(keras.saving.serialize_keras_object(model)))
        archive.writestr("model.weights.h5", _weights(model))
    return content.getvalue()


def _weights(model: keras.Sequential) -> bytes:
    """A group for the model and one for each layer, with its variables by their number."""
    import h5py

    content = io.BytesIO()
    with h5py.File(content, "w") as file:
        for place, owner in (("vars", model), *_places(model)):
            group = file.create_group(place)
            group.attrs["name"] = owner.name
            variables: dict[str, Any] = {}
            if owner is not model:
                owner.save_own_variables(variables)
            for number, variable in variables.items():
                group[number] = np.asarray(variable)
    return content.getvalue()


def _places(model: keras.Sequential) -> Iterator[tuple[str, keras.layers.Layer]]:
    """The layers and where Keras looks for them: by kind and number, since their own names may be others."""
    seen: Counter[str] = Counter()
    for layer in model.layers:
        kind = snake_case(type(layer).__name__)
        yield f"layers/{kind}_{seen[kind]}/vars" if seen[kind] else f"layers/{kind}/vars", layer
        seen[kind] += 1
