"""Loading TensorFlow's native library while the rest of the program goes on."""

from __future__ import annotations

import ctypes
import importlib.util
import os
from pathlib import Path


def load_tensorflow_library() -> None:
    """Load the large library of TensorFlow ahead of its import.

    An import would load it with Python's lock held, and no thread would move for 0.5 to 0.9 s, the window's
    least of all. A foreign function is called without the lock, so `dlopen` is called as one, and the import
    finds the library loaded. Where there is no such function or library, the import does it all, as ever.
    """
    if os.name != "posix":
        return
    spec = importlib.util.find_spec("tensorflow")
    folders = (spec.submodule_search_locations if spec else None) or ()
    for library in (path for folder in folders for path in Path(folder).glob("libtensorflow_cc*")):
        dlopen = ctypes.CDLL(None).dlopen
        dlopen.argtypes, dlopen.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
        dlopen(os.fsencode(library), os.RTLD_NOW)
        return
