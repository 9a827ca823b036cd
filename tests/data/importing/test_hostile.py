"""Wrong and hostile files: each is told by a sentence of its own, quickly, and nothing of it is run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from mnist_desktop.cli.wording import sentence
from mnist_desktop.data.importing.survey import survey
from mnist_desktop.data.importing.taking import take
from mnist_desktop.data.set_library import SetLibrary
from mnist_desktop.problems import Problem
from mnist_desktop.ui.wording import sentence as sentence_of_the_window
from tests.benchmarks.damaged_data import MOST_MEGABYTES, endings, is_sound
from tests.data.importing.hostile import HOSTILE
from tests.data.importing.made_sets import made_set
from tests.source_tree import ROOT

_MOST_SECONDS = 20.0
_MEASURING = """
import sys
from pathlib import Path
from mnist_desktop.data.importing.survey import survey
from mnist_desktop.data.importing.taking import take
from mnist_desktop.problems import Problem
from tests.peak_memory import peak_megabytes
try:
    take(survey(Path(sys.argv[1])))
except Problem:
    pass
print(round(peak_megabytes()))
"""


def memory_of_importing(path: Path) -> int:
    """The most megabytes that a process takes that imports this, whether or not it can."""
    command = [sys.executable, "-c", _MEASURING, str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return int(run.stdout)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="some of them need POSIX")
@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_told(tmp_path: Path, name: str) -> None:
    make, code = HOSTILE[name]
    path = make(tmp_path)
    before = sorted(entry.name for entry in tmp_path.iterdir())
    began = time.monotonic()
    with pytest.raises(Problem) as caught:
        take(survey(path))
    assert caught.value.code is code, sentence(caught.value)
    assert time.monotonic() - began < _MOST_SECONDS
    assert sorted(entry.name for entry in tmp_path.iterdir()) == before
    for words in (sentence(caught.value), sentence_of_the_window(caught.value)):
        assert "{" not in words
        assert "\n" not in words
        assert len(words) < 600


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="memory is measured as on POSIX")
@pytest.mark.parametrize(
    "name",
    ["an archive that is a bomb", "a gzip bomb as IDX", "a gzip bomb in one line", "an npy of terabytes"],
)
def test_bombs_take_little_memory(tmp_path: Path, name: str) -> None:
    assert memory_of_importing(HOSTILE[name][0](tmp_path)) < 300


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="some of them need POSIX")
def test_damaged_files_are_taken_or_told_in_one_line() -> None:
    ended, megabytes, code = endings(len(HOSTILE) + 100, seed=7)
    assert [one for one in ended if not is_sound(one)] == []
    assert (len(ended), code) == (len(HOSTILE) + 100, 0)
    assert megabytes < MOST_MEGABYTES


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="memory is measured as on POSIX")
def test_a_large_picture_takes_less_than_a_gigabyte(tmp_path: Path) -> None:
    (tmp_path / "7").mkdir()
    Image.new("RGBA", (4000, 4000), (200, 0, 0, 90)).save(tmp_path / "7" / "large.png")
    assert memory_of_importing(tmp_path) < 1000


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"1,2")
    (tmp_path / "f").chmod(0)
    with pytest.raises(Problem):
        survey(tmp_path / "f")


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    library = SetLibrary(tmp_path / "sets")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    was = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(Problem):
            library.keep(made_set(), "here")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, was)
    assert list((tmp_path / "sets").iterdir()) == []
