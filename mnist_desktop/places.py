"""Where the user's own files are kept."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "MNIST_DESKTOP_HOME"


@dataclass(frozen=True)
class Places:
    """The user's folders: models and data, settings, log files, what can be made anew.

    They need not exist yet.
    """

    data: Path
    config: Path
    logs: Path
    cache: Path

    @property
    def models(self) -> Path:
        """The folder of the model library."""
        return self.data / "models"

    @property
    def prepared(self) -> Path:
        """The folder of models of files, made ready to read."""
        return self.cache / "prepared"

    @property
    def presets(self) -> Path:
        """The folder of the user's own presets."""
        return self.data / "presets"

    @property
    def runs(self) -> Path:
        """The folder of the kept trainings."""
        return self.data / "runs"

    @property
    def data_sets(self) -> Path:
        """The folder of the imported data sets."""
        return self.data / "sets"

    @property
    def measured(self) -> Path:
        """The file with what was measured of models."""
        return self.data / "measured.json"

    @property
    def tensorboard(self) -> Path:
        """The folder of the logs for TensorBoard, unless the user chooses another."""
        return self.data / "tensorboard"


def user_places() -> Places:
    """The folders of this user on this system, or all below `MNIST_DESKTOP_HOME` where that is set."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return places_below(Path(home).expanduser().absolute())
    from platformdirs import PlatformDirs

    folders = PlatformDirs("mnist-desktop", appauthor=False)
    return Places(
        folders.user_data_path, folders.user_config_path, folders.user_log_path, folders.user_cache_path
    )


def places_below(root: Path) -> Places:
    """All folders below one."""
    return Places(root / "data", root / "config", root / "logs", root / "cache")
