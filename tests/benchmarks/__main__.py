"""Run all measurements and print a table: `python -m tests.benchmarks [--json] [NAME...]`.

`damaged-files`, `damaged-images` and `damaged-data` alone have options and a table of their own.
"""

from __future__ import annotations

import argparse
import json
import os
import sys

from tests.benchmarks import (
    damaged_data,
    damaged_files,
    damaged_images,
    evaluating,
    express,
    fashion,
    gallery,
    grid,
    importing,
    inspecting,
    latency,
    memory,
    opening,
    saving_kills,
    start,
    training_speed,
)
from tests.benchmarks.figures import Figure

MEASUREMENTS = {
    "start": start.measure,
    "latency": latency.measure,
    "training": training_speed.measure,
    "memory": memory.measure,
    "express": express.measure,
    "fashion": fashion.measure,
    "saving-kills": saving_kills.measure,
    "inspect": inspecting.measure,
    "opening": opening.measure,
    "importing": importing.measure,
    "evaluating": evaluating.measure,
    "grid": grid.measure,
    "gallery": gallery.measure,
}
TABLES = {
    "damaged-files": damaged_files.main,
    "damaged-images": damaged_images.main,
    "damaged-data": damaged_data.main,
}


def main() -> int:
    """Measure what was asked for; exit 1 if a figure misses its bound."""
    for name, run in TABLES.items():
        if sys.argv[1:2] == [name]:
            return run(sys.argv[2:])
    words = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    words.add_argument("names", nargs="*", choices=[*MEASUREMENTS, []], metavar="NAME")
    words.add_argument("--json", action="store_true", help="one JSON object a figure")
    given = words.parse_args()
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    figures: list[Figure] = []
    for name in given.names or MEASUREMENTS:
        for figure in MEASUREMENTS[name]():
            figures.append(figure)
            print(json.dumps(figure.record()) if given.json else figure.row(), flush=True)
    return 0 if all(figure.is_within for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
