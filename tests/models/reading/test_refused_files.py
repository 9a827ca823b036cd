"""Files that are something else, broken, or made to do harm: each gets its own sentence."""

from __future__ import annotations

import json
import pickle
import sys
import zipfile
from pathlib import Path

import pytest

from mnist_desktop.models.reading.inspection import Status
from mnist_desktop.models.reading.look import look
from mnist_desktop.problems import Problem, ProblemCode
from tests.models.reading.hostile_files import (
    Maker,
    add_data_bomb,
    add_depth,
    add_external_data,
    add_external_link,
    add_foreign_filter,
    add_long_list,
    add_loop,
    add_many_objects,
    add_soft_link,
    add_virtual_data,
    bytes_of,
    change_shape,
    change_to_infinity,
    change_to_nan,
    change_to_whole_numbers,
    drop_configuration,
    drop_everything,
    drop_kernel,
    drop_layer,
    inspect,
    make_doubled,
    make_encrypted,
    make_fifo,
    make_huge,
    make_overlap,
    make_wrong_sum,
    make_zip_bomb,
    replace_by_compressed_zeros,
    replace_by_unwritten,
    require_told,
    weights,
    with_member,
    zipped,
)
from tests.models.reading.sample_files import write_h5

CODE = ProblemCode
REFUSED, UNSUPPORTED, DAMAGED = Status.REFUSED, Status.UNSUPPORTED, Status.DAMAGED

HOSTILE: dict[str, tuple[Maker, Status, ProblemCode]] = {
    # what is no file, or no model
    "empty": (bytes_of(b""), DAMAGED, CODE.FILE_EMPTY),
    "folder": (lambda path: path.mkdir(), REFUSED, CODE.FILE_IS_FOLDER),
    "huge": (make_huge, REFUSED, CODE.FILE_TOO_LARGE),
    "git lfs": (bytes_of(b"version https://git-lfs.github.com/spec/v1\n"), DAMAGED, CODE.MODEL_FILE_POINTER),
    "pickle": (lambda path: path.write_bytes(pickle.dumps([1])), REFUSED, CODE.MODEL_FILE_PICKLE),
    "old pickle": (bytes_of(b"cos\nsystem\n(S'ls'\ntR."), REFUSED, CODE.MODEL_FILE_PICKLE),
    "numpy": (bytes_of(b"\x93NUMPY\x01\x00v\x00"), UNSUPPORTED, CODE.MODEL_FILE_FOREIGN),
    "web page": (bytes_of(b"\n<!DOCTYPE html><html>"), UNSUPPORTED, CODE.MODEL_FILE_FOREIGN),
    "litert": (bytes_of(b"\x1c\0\0\0TFL3" + bytes(50)), UNSUPPORTED, CODE.MODEL_FILE_FOREIGN),
    "json": (bytes_of(b'{"class_name": "Sequential"}'), UNSUPPORTED, CODE.MODEL_FILE_FOREIGN),
    "text": (bytes_of(b"Hello"), UNSUPPORTED, CODE.MODEL_FILE_UNKNOWN),
    "noise": (bytes_of(bytes(range(1, 256))), UNSUPPORTED, CODE.MODEL_FILE_UNKNOWN),
    "one byte": (bytes_of(b"P"), DAMAGED, CODE.MODEL_FILE_DAMAGED),
    "head of hdf5": (bytes_of(b"\x89HDF\r\n\x1a\n"), DAMAGED, CODE.MODEL_FILE_DAMAGED),
    "head of zip": (bytes_of(b"PK\x03\x04" + bytes(40)), DAMAGED, CODE.MODEL_FILE_DAMAGED),
    "pytorch": (zipped(("m/data.pkl", b"x")), UNSUPPORTED, CODE.MODEL_FILE_FOREIGN),
    "saved model": (zipped(("m/saved_model.pb", b"x")), UNSUPPORTED, CODE.MODEL_FILE_FOREIGN),
    "other zip": (zipped(("a.txt", b"x")), UNSUPPORTED, CODE.MODEL_FILE_FOREIGN),
    "empty zip": (zipped(), UNSUPPORTED, CODE.MODEL_FILE_FOREIGN),
    "other hdf5": (weights(drop_everything), UNSUPPORTED, CODE.MODEL_FILE_FOREIGN),
    "weights only": (weights(drop_configuration), Status.WEIGHTS_ONLY, CODE.MODEL_WEIGHTS_ONLY),
    "weights in a zip": (zipped(("model.weights.h5", b"x")), Status.WEIGHTS_ONLY, CODE.MODEL_WEIGHTS_ONLY),
    # archives
    "crowd of members": (zipped(*[(f"{n}", b"") for n in range(300)]), REFUSED, CODE.MODEL_ZIP_MEMBERS),
    "path upwards": (with_member("../../.bashrc"), REFUSED, CODE.MODEL_ZIP_NAME),
    "path upwards for Windows": (with_member("a\\..\\..\\x"), REFUSED, CODE.MODEL_ZIP_NAME),
    "absolute path": (with_member("/etc/cron.d/x"), REFUSED, CODE.MODEL_ZIP_NAME),
    "drive": (with_member("C:/x"), REFUSED, CODE.MODEL_ZIP_NAME),
    "long name": (with_member("x" * 1000), REFUSED, CODE.MODEL_ZIP_NAME),
    "zip bomb": (make_zip_bomb, REFUSED, CODE.MODEL_ZIP_BOMB),
    "overlap": (make_overlap, REFUSED, CODE.MODEL_ZIP_OVERLAP),
    "doubled member": (make_doubled, REFUSED, CODE.MODEL_ZIP_OVERLAP),
    "encrypted": (make_encrypted, UNSUPPORTED, CODE.MODEL_ZIP_PACKING),
    "bzip2": (zipped(("config.json", b"{}"), packing=zipfile.ZIP_BZIP2), UNSUPPORTED, CODE.MODEL_ZIP_PACKING),
    "wrong checksum": (make_wrong_sum, DAMAGED, CODE.MODEL_FILE_DAMAGED),
    "no weights": (zipped(("config.json", json.dumps({}).encode())), DAMAGED, CODE.MODEL_CONFIG_DAMAGED),
    # HDF5
    "external link": (weights(add_external_link), REFUSED, CODE.MODEL_HDF5_LINK),
    "soft link": (weights(add_soft_link), REFUSED, CODE.MODEL_HDF5_LINK),
    "loop": (weights(add_loop), REFUSED, CODE.MODEL_HDF5_LINK),
    "external data": (weights(add_external_data), REFUSED, CODE.MODEL_HDF5_OUTSIDE),
    "virtual data": (weights(add_virtual_data), REFUSED, CODE.MODEL_HDF5_OUTSIDE),
    "claimed gigabytes": (weights(add_data_bomb), REFUSED, CODE.MODEL_HDF5_SIZE),
    "never written": (weights(replace_by_unwritten), REFUSED, CODE.MODEL_HDF5_SIZE),
    "compressed zeros": (weights(replace_by_compressed_zeros), REFUSED, CODE.MODEL_HDF5_SIZE),
    "foreign filter": (weights(add_foreign_filter), UNSUPPORTED, CODE.MODEL_HDF5_FILTER),
    "crowd of groups": (weights(add_many_objects), REFUSED, CODE.MODEL_HDF5_OBJECTS),
    "deep groups": (weights(add_depth), REFUSED, CODE.MODEL_HDF5_DEPTH),
    "long list": (weights(add_long_list), REFUSED, CODE.MODEL_CONFIG_TOO_LARGE),
    # weights
    "weights of one layer": (weights(drop_layer), DAMAGED, CODE.MODEL_WEIGHTS_MISSING),
    "missing kernel": (weights(drop_kernel), DAMAGED, CODE.MODEL_WEIGHTS_SHAPE),
    "turned kernel": (weights(change_shape), DAMAGED, CODE.MODEL_WEIGHTS_SHAPE),
    "whole numbers": (weights(change_to_whole_numbers), DAMAGED, CODE.MODEL_WEIGHTS_SHAPE),
    "nan": (weights(change_to_nan), DAMAGED, CODE.MODEL_WEIGHTS_NOT_FINITE),
    "beyond float32": (weights(change_to_infinity), DAMAGED, CODE.MODEL_WEIGHTS_NOT_FINITE),
}
if sys.platform != "win32":
    HOSTILE["pipe"] = (make_fifo, REFUSED, CODE.FILE_NOT_REGULAR)


@pytest.mark.parametrize("name", HOSTILE)
def test_it_gets_its_sentence(name: str, tmp_path: Path) -> None:
    require_told(*HOSTILE[name], tmp_path)


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        look(tmp_path / "nothing.keras", tmp_path)
    assert caught.value.code is CODE.FILE_MISSING


def test_what_was_understood_is_told_with_the_reason(tmp_path: Path) -> None:
    path = write_h5(tmp_path / "model.h5", change_weights=change_to_nan)
    inspection = inspect(path, tmp_path / "workspace")
    assert inspection.saved_by == "Keras 2.3.1"
    assert [fact.kind for fact in inspection.layers][-1] == "Dense"
    assert inspection.parameters == 3091
