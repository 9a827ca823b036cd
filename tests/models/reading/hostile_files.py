"""Ways to make files that do harm, are something else, or are broken."""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from mnist_desktop.cli.wording import sentence
from mnist_desktop.models.reading.inspection import Inspection, Status
from mnist_desktop.models.reading.look import look
from mnist_desktop.problems import ProblemCode
from mnist_desktop.ui.wording import sentence as ui_sentence
from tests.models.reading.sample_files import ChangeWeights, Config, write_h5, write_keras

Maker = Callable[[Path], object]


def inspect(path: Path, workspace: Path) -> Inspection:
    workspace.mkdir(exist_ok=True)
    seen = look(path, workspace)
    assert list(workspace.iterdir()) == []
    assert seen.arrays == ()
    return seen.inspection


def bytes_of(content: bytes) -> Maker:
    return lambda path: path.write_bytes(content)


def config(change: Callable[[Config], None]) -> Maker:
    return lambda path: write_keras(path, change=change)


def setting(layer: int, **settings: Any) -> Maker:
    """A layer of the sample network with another setting."""

    def change(config: Config) -> None:
        config["config"]["layers"][layer + 1]["config"].update(settings)

    return lambda path: write_keras(path, change=change)


def layer(kind: str, settings: dict[str, Any] | None = None, **entry: Any) -> Maker:
    """The sample network with one more layer."""

    def change(config: Config) -> None:
        more = {
            "module": "keras.layers",
            "class_name": kind,
            "config": settings or {},
            "registered_name": None,
        }
        config["config"]["layers"].append({**more, **entry})

    return lambda path: write_keras(path, change=change)


def weights(change: ChangeWeights) -> Maker:
    return lambda path: write_h5(path, change_weights=change)


def top(**entries: Any) -> Maker:
    return lambda path: write_keras(path, change=lambda config: config.update(entries))


def zipped(*members: tuple[str, bytes], packing: int = zipfile.ZIP_STORED) -> Maker:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", packing) as archive:
            for name, content in members:
                archive.writestr(zipfile.ZipInfo(name), content, packing)

    return make


def with_member(name: str, content: bytes = b"x") -> Maker:
    return lambda path: write_keras(path, more={name: content})


def deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


def make_fifo(path: Path) -> None:
    os.mkfifo(path)


def make_huge(path: Path) -> None:
    with path.open("wb") as stream:
        stream.write(b"\x89HDF\r\n\x1a\n")
        stream.truncate(600_000_000)


def make_config_bomb(path: Path) -> None:
    content = b'{"class_name":"Sequential","config":"' + b" " * 5_000_000 + b'"}'
    zipped(("config.json", content), packing=zipfile.ZIP_STORED)(path)


def make_deep_config(path: Path) -> None:
    content = b'{"class_name":' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    zipped(("config.json", content))(path)


def make_zip_bomb(path: Path) -> None:
    write_keras(path, packing=zipfile.ZIP_DEFLATED, more={"assets/big": bytes(30_000_000)})


def make_overlap(path: Path) -> None:
    """Two entries of the directory that point to one member."""
    write_keras(path)
    content = bytearray(path.read_bytes())
    directory = struct.unpack_from("<I", content, content.rfind(b"PK\x05\x06") + 16)[0]
    first = content.find(b"PK\x01\x02", directory)
    second = content.find(b"PK\x01\x02", first + 1)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    path.write_bytes(content)


def make_doubled(path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        zipped(("config.json", b"{}"), ("config.json", b"{}"))(path)


def make_encrypted(path: Path) -> None:
    write_keras(path)
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 1)
    path.write_bytes(content)


def make_wrong_sum(path: Path) -> None:
    write_keras(path)
    content = bytearray(path.read_bytes())
    at = content.find(b"glorot") if b"glorot" in content else content.find(b"GlorotUniform")
    content[at] ^= 1
    path.write_bytes(content)


def add_external_link(file: h5py.File) -> None:
    file["model_weights/secret"] = h5py.ExternalLink("/etc/passwd", "/")


def add_soft_link(file: h5py.File) -> None:
    file["model_weights/again"] = h5py.SoftLink("/model_weights/layer_0")


def add_loop(file: h5py.File) -> None:
    file["model_weights/layer_0/loop"] = file["model_weights"]


def add_external_data(file: h5py.File) -> None:
    file.create_dataset("stolen", (64,), "u1", external=[("/etc/passwd", 0, 64)])


def add_virtual_data(file: h5py.File) -> None:
    layout = h5py.VirtualLayout((4,), "f4")
    layout[:] = h5py.VirtualSource("/etc/passwd", "x", (4,))
    file.create_virtual_dataset("stolen", layout)


def add_data_bomb(file: h5py.File) -> None:
    file.create_dataset("big", (1_200_000_000,), "f4", chunks=(1_000_000,), compression="gzip")


def replace_by_unwritten(file: h5py.File) -> None:
    group = file["model_weights/layer_9/layer_9"]
    del group["kernel:0"]
    group.create_dataset("kernel:0", (8, 10), "f4")


def replace_by_compressed_zeros(file: h5py.File) -> None:
    file.create_dataset("zeros", data=np.zeros(20_000_000, "f4"), chunks=(1_000_000,), compression="gzip")


def add_foreign_filter(file: h5py.File) -> None:
    file.create_dataset("odd", data=np.arange(1000.0), chunks=(100,), compression="lzf")


def add_many_objects(file: h5py.File) -> None:
    for number in range(6000):
        file.create_group(f"crowd/{number}")


def add_depth(file: h5py.File) -> None:
    file.create_group("/".join(["d"] * 60))


def add_long_list(file: h5py.File) -> None:
    del file["model_weights"].attrs["layer_names"]
    file["model_weights"].attrs["layer_names0"] = np.array([b"x"] * 5001)


def drop_layer(file: h5py.File) -> None:
    file["model_weights"].attrs["layer_names"] = [b"layer_0"]


def drop_kernel(file: h5py.File) -> None:
    del file["model_weights/layer_9/layer_9/kernel:0"]


def change_shape(file: h5py.File) -> None:
    group = file["model_weights/layer_9/layer_9"]
    del group["kernel:0"]
    group["kernel:0"] = np.ones((10, 8), "f4")


def change_to_whole_numbers(file: h5py.File) -> None:
    group = file["model_weights/layer_9/layer_9"]
    del group["kernel:0"]
    group["kernel:0"] = np.ones((8, 10), "i4")


def change_to_nan(file: h5py.File) -> None:
    file["model_weights/layer_9/layer_9/kernel:0"][3, 3] = np.nan


def change_to_infinity(file: h5py.File) -> None:
    group = file["model_weights/layer_9/layer_9"]
    del group["kernel:0"]
    group["kernel:0"] = np.full((8, 10), 1e300)


def drop_configuration(file: h5py.File) -> None:
    del file.attrs["model_config"]


def drop_everything(file: h5py.File) -> None:
    del file.attrs["model_config"], file["model_weights"]


def many_layers(config: Config) -> None:
    entry = {"class_name": "Activation", "config": {"activation": "relu"}}
    config["config"]["layers"].extend([entry] * 5000)


def wide_values(config: Config) -> None:
    config["config"]["layers"][1]["config"]["note"] = [0] * 300_000


def deep_values(config: Config) -> None:
    config["config"]["layers"][1]["config"]["note"] = deep(60)


FUNCTION = {
    "module": "builtins",
    "class_name": "function",
    "config": "system",
    "registered_name": "os>system",
}
LAMBDA = {"class_name": "__lambda__", "config": {"value": "4wEAAAA="}}


def require_told(make: Maker, status: Status, code: ProblemCode, folder: Path) -> None:
    """The file that `make` makes ends with this status and code, and a sentence in both tables."""
    path = folder / "model.keras"
    make(path)
    inspection = inspect(path, folder / "workspace")
    assert inspection.problem is not None
    words = sentence(inspection.problem)
    assert (inspection.status, inspection.problem.code) == (status, code), words
    assert len(words) < 400 + len(str(path))
    assert words.isprintable()
    assert ui_sentence(inspection.problem).isprintable()
