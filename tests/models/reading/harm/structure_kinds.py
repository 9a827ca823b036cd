"""HDF5 files whose structure leads elsewhere, in circles, or unfolds to far more than is stored."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import h5py
import numpy as np

from mnist_desktop.problems import ProblemCode
from tests.models.reading.harm.kinds import SECRET, WEIGHTS_ELSEWHERE, Hostile, not_opened, refused
from tests.models.reading.sample_files import write_h5, write_keras

CODE = ProblemCode
KERNEL = "model_weights/layer_9/layer_9/kernel:0"
_SHAPE = (8, 10)
Change = Callable[[h5py.File, Path], None]


def h5(change: Change) -> Callable[[Path], None]:
    """The sample model as `.h5`, changed; `change` gets the file and the folder it is in."""

    def make(path: Path) -> None:
        write_h5(path, change_weights=lambda file: change(file, path.parent))

    return make


def inside_keras(change: Change) -> Callable[[Path], None]:
    """The sample model as `.keras`, with its file of weights changed."""

    def make(path: Path) -> None:
        write_keras(path, change_weights=lambda file: change(file, path.parent))

    return make


def instead_of_kernel(make: Callable[[h5py.Group, str, Path], object]) -> Callable[[Path], None]:
    """The sample model as `.h5`, with something else where its last kernel was."""

    def change(file: h5py.File, folder: Path) -> None:
        del file[KERNEL]
        group, name = KERNEL.rsplit("/", 1)
        make(file[group], name, folder)

    return h5(change)


def _external_link(group: h5py.Group, name: str, folder: Path) -> None:
    group[name] = h5py.ExternalLink(str(folder / WEIGHTS_ELSEWHERE), "kernel")


def _external_data(group: h5py.Group, name: str, folder: Path) -> None:
    group.create_dataset(name, _SHAPE, "f4", external=[(str(folder / SECRET), 0, 320)])


def _external_data_beside(group: h5py.Group, name: str, folder: Path) -> None:
    group.create_dataset(name, _SHAPE, "f4", external=[(SECRET, 0, 320)])


def _virtual(group: h5py.Group, name: str, folder: Path) -> None:
    layout = h5py.VirtualLayout(_SHAPE, "f4")
    layout[:] = h5py.VirtualSource(str(folder / WEIGHTS_ELSEWHERE), "kernel", _SHAPE)
    group.create_virtual_dataset(name, layout)


def _virtual_of_itself(group: h5py.Group, name: str, folder: Path) -> None:
    layout = h5py.VirtualLayout(_SHAPE, "f4")
    layout[:] = h5py.VirtualSource(".", KERNEL, _SHAPE)
    group.create_virtual_dataset(name, layout)


def _soft_circle(file: h5py.File, folder: Path) -> None:
    file["one"], file["two"] = h5py.SoftLink("/two"), h5py.SoftLink("/one")


def _own_group(file: h5py.File, folder: Path) -> None:
    file["model_weights/layer_0/up"] = file["/"]


def _two_ways(file: h5py.File, folder: Path) -> None:
    """Forty groups, each of which holds the next twice: two to the fortieth paths."""
    below = file.create_group("end")
    for level in range(40):
        above = file.create_group(f"level_{level}")
        above["left"] = above["right"] = below
        below = above


def _many_links(file: h5py.File, folder: Path) -> None:
    data = file.create_dataset("data", data=np.ones((400, 500), "f4"))
    for number in range(20_000):
        file[f"crowd/{number}"] = data


def _claims(group: h5py.Group, name: str, folder: Path) -> None:
    group.create_dataset(name, (2**40, 2**20), "f4", chunks=(1024, 1024))


def _claims_beyond(group: h5py.Group, name: str, folder: Path) -> None:
    group.create_dataset(name, (2**62, 2**62), "f4", chunks=(1, 1))


def _large_chunk(group: h5py.Group, name: str, folder: Path) -> None:
    group.create_dataset(name, _SHAPE, "f4", chunks=(2**14, 2**15), maxshape=(None, None))


def _packed_zeros(group: h5py.Group, name: str, folder: Path) -> None:
    group.create_dataset(name, data=np.zeros((8_000, 6_000), "f4"), chunks=(8_000, 600), compression="gzip")


@cache
def _much_packed() -> bytes:
    """700 MB of zeros, deflated."""
    packer = zlib.compressobj(6)
    parts = [packer.compress(bytes(1_000_000)) for _ in range(700)]
    return b"".join([*parts, packer.flush()])


def _deflate_bomb(group: h5py.Group, name: str, folder: Path) -> None:
    """A piece that should unpack to 320 bytes and unpacks to 700 MB, which libhdf5 makes room for."""
    data = group.create_dataset(name, _SHAPE, "f4", chunks=_SHAPE, compression="gzip")
    data.id.write_direct_chunk((0, 0), _much_packed())


def _deflate_bomb_of_size(group: h5py.Group, name: str, folder: Path) -> None:
    """The same in a larger array, where what is stored is little beside what is claimed."""
    data = group.create_dataset(name, (1_000, 1_000), "f4", chunks=(1_000, 1_000), compression="gzip")
    data.id.write_direct_chunk((0, 0), _much_packed())


def _packed_twice(group: h5py.Group, name: str, folder: Path) -> None:
    settings = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    settings.set_chunk(_SHAPE)
    settings.set_deflate(9)
    settings.set_deflate(9)
    space, kind = h5py.h5s.create_simple(_SHAPE), h5py.h5t.IEEE_F32LE
    data = h5py.h5d.create(group.id, name.encode(), kind, space, settings)
    data.write(h5py.h5s.ALL, h5py.h5s.ALL, np.zeros(_SHAPE, "f4"))
    data.write_direct_chunk((0, 0), zlib.compress(_much_packed()))


def _plugin(group: h5py.Group, name: str, folder: Path) -> None:
    settings = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    settings.set_chunk(_SHAPE)
    settings.set_filter(32_001, h5py.h5z.FLAG_OPTIONAL, (1, 2))
    data = h5py.h5d.create(
        group.id, name.encode(), h5py.h5t.IEEE_F32LE, h5py.h5s.create_simple(_SHAPE), settings
    )
    data.write_direct_chunk((0, 0), bytes(320))


def _nothing(group: h5py.Group, name: str, folder: Path) -> None:
    """An array without any shape."""
    group.create_dataset(name, data=h5py.Empty("f4"))


def _crowd(file: h5py.File, folder: Path) -> None:
    for number in range(50_000):
        file.id.links.create_soft(f"{number}".encode(), b"/x")


def _depth(file: h5py.File, folder: Path) -> None:
    file.create_group("/".join("d" * 3_000))


STRUCTURE_KINDS: dict[str, Hostile] = {
    "external link": refused(instead_of_kernel(_external_link), CODE.MODEL_HDF5_LINK, name="model.h5"),
    "external link inside": refused(
        inside_keras(lambda file, folder: _external_link(file, "kernel", folder)), CODE.MODEL_HDF5_LINK
    ),
    "external data": refused(instead_of_kernel(_external_data), CODE.MODEL_HDF5_OUTSIDE, name="model.h5"),
    "external data beside": refused(
        instead_of_kernel(_external_data_beside), CODE.MODEL_HDF5_OUTSIDE, name="model.h5"
    ),
    "external data inside": refused(
        inside_keras(lambda file, folder: _external_data(file, "kernel", folder)), CODE.MODEL_HDF5_OUTSIDE
    ),
    "virtual data": refused(instead_of_kernel(_virtual), CODE.MODEL_HDF5_OUTSIDE, name="model.h5"),
    "virtual data of itself": refused(
        instead_of_kernel(_virtual_of_itself), CODE.MODEL_HDF5_OUTSIDE, name="model.h5"
    ),
    "soft links in a circle": refused(h5(_soft_circle), CODE.MODEL_HDF5_LINK),
    "group in itself": refused(h5(_own_group), CODE.MODEL_HDF5_LINK),
    "groups by two ways": refused(h5(_two_ways), CODE.MODEL_HDF5_LINK, CODE.MODEL_HDF5_DEPTH),
    "many links to one array": refused(h5(_many_links), CODE.MODEL_HDF5_OBJECTS),
    "crowd of links": refused(h5(_crowd), CODE.MODEL_HDF5_OBJECTS),
    "deep groups": refused(h5(_depth), CODE.MODEL_HDF5_DEPTH),
    "claims terabytes": refused(instead_of_kernel(_claims), CODE.MODEL_HDF5_SIZE),
    "claims beyond all": not_opened(instead_of_kernel(_claims_beyond)),
    "large chunk": refused(instead_of_kernel(_large_chunk), CODE.MODEL_HDF5_SIZE),
    "packed zeros": refused(instead_of_kernel(_packed_zeros), CODE.MODEL_HDF5_SIZE),
    "bomb in a piece": refused(instead_of_kernel(_deflate_bomb), CODE.MODEL_HDF5_UNPACKS),
    "bomb in a large piece": not_opened(instead_of_kernel(_deflate_bomb_of_size)),
    "packed twice": not_opened(instead_of_kernel(_packed_twice), CODE.MODEL_HDF5_FILTER),
    "array of nothing": not_opened(instead_of_kernel(_nothing), CODE.MODEL_WEIGHTS_SHAPE, name="model.h5"),
    "plugin": not_opened(instead_of_kernel(_plugin), CODE.MODEL_HDF5_FILTER),
}
