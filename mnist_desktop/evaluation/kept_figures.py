"""What was measured of models, kept in one file so that nothing is measured twice."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

from mnist_desktop.evaluation.model_figures import ModelFigures, SetFigures
from mnist_desktop.problems import Problem
from mnist_desktop.safe_write import write_text

_FORM = 1
_MOST_MODELS, _MOST_SETS = 100, 8
_LARGEST_FILE = 8_000_000


class KeptFigures:
    """Figures by the hash of the model that was measured; the oldest go when there are too many.

    A file that cannot be read counts as empty, one that cannot be written is given up: then the figures last
    as long as the program does. Every method may be called from any thread.
    """

    def __init__(self, path: Path) -> None:
        """Keep them in `path`, which need not exist; it is read at first use."""
        self._path = path
        self._known: dict[str, ModelFigures] | None = None
        self._lock = threading.Lock()

    def of(self, model_hash: str) -> ModelFigures:
        """What is known of a model, which may be nothing."""
        with self._lock:
            return self._figures().get(model_hash, ModelFigures())

    def keep(self, model_hash: str, figures: ModelFigures) -> None:
        """Keep what is known of a model now."""
        newest = dict(list(figures.sets.items())[-_MOST_SETS:])
        with self._lock:
            known = self._figures()
            known.pop(model_hash, None)
            known[model_hash] = ModelFigures(figures.milliseconds, newest)
            for oldest in list(known)[:-_MOST_MODELS]:
                del known[oldest]
            content = _content(known)
        self._write(content)

    def _figures(self) -> dict[str, ModelFigures]:
        if self._known is None:
            self._known = _read(self._path)
        return self._known

    def _write(self, content: str) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_text(self._path, content)
        except (OSError, Problem):
            return  # they can be measured again


def _content(known: dict[str, ModelFigures]) -> str:
    models = {
        model: {
            "milliseconds": figures.milliseconds,
            "sets": {key: part.record() for key, part in figures.sets.items()},
        }
        for model, figures in known.items()
    }
    return json.dumps({"form": _FORM, "models": models}) + "\n"


def _read(path: Path) -> dict[str, ModelFigures]:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            return {}
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["form"] != _FORM:
            return {}
        return {str(model): _figures_of(values) for model, values in record["models"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _figures_of(values: dict[str, Any]) -> ModelFigures:
    milliseconds = values["milliseconds"]
    return ModelFigures(
        None if milliseconds is None else float(milliseconds),
        {str(key): SetFigures.from_record(part) for key, part in values["sets"].items()},
    )
