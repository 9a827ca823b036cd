"""Which set a command works with: MNIST, one that the user keeps, or files that make one."""

from __future__ import annotations

from pathlib import Path

from mnist_desktop.data.data_set import MNIST_IDENTIFIER, DataSet
from mnist_desktop.data.importing.kinds import Kind, kind_of
from mnist_desktop.data.importing.survey import survey
from mnist_desktop.data.importing.taking import take
from mnist_desktop.data.importing.understood import DEFAULT_TEST_SHARE, Choices
from mnist_desktop.data.set_library import SetFacts, SetLibrary
from mnist_desktop.places import user_places
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.learnt_set import LearntSet, learnt_set_of

MNIST_TRAIN = "mnist-train"
_OF_ARRAYS = (Kind.IDX, Kind.NPY, Kind.NPZ, Kind.TABLE)
_MOST_LOOKED_AT = 20


def user_sets() -> SetLibrary:
    """The sets of this user, and MNIST."""
    return SetLibrary(user_places().data_sets)


def kept_set(name: str) -> SetFacts | None:
    """The set with this name or identifier, None where there is none; Problem SET_DAMAGED."""
    try:
        return user_sets().find(MNIST_IDENTIFIER if name == MNIST_TRAIN else name)
    except Problem as problem:
        if problem.code is not ProblemCode.SET_UNKNOWN:
            raise
        return None


def set_of_files(path: Path) -> DataSet | None:
    """The set of arrays or tables at a path, whole as its test part where nothing divides it.

    None where there are none; they may be ink or images.

    Raises:
        Problem: what is wrong with them.

    """
    if not _holds_arrays(path):
        return None
    understood = survey(path)
    return take(understood, Choices(test_share=DEFAULT_TEST_SHARE if understood.has_split else 0.0))


def _imported(name: str) -> SetFacts:
    path = Path(name)
    if not path.exists():
        raise Problem(ProblemCode.SET_UNKNOWN, name=name)
    return user_sets().keep(take(survey(path)), str(path.absolute()))


def _holds_arrays(path: Path) -> bool:
    """Whether a file, or the first file of a folder that is known, is an array or a table."""
    files = sorted(entry for entry in path.iterdir() if entry.is_file()) if path.is_dir() else [path]
    for file in files[:_MOST_LOOKED_AT]:
        try:
            return kind_of(file) in _OF_ARRAYS
        except Problem:
            # What it is, whoever reads ink and images says in its words.
            continue
    return False


def learnt_set_called(name: str) -> LearntSet:
    """The set to learn from with this name or identifier, or of the files at this path.

    A set of files is kept among the user's own: a training that goes on must find it again.

    Raises:
        Problem: SET_UNKNOWN where neither is there, SET_DAMAGED, or what is wrong with the files;
            DATA_WITHOUT_TRAINING for a set with a test part alone.

    """
    facts = kept_set(name) or _imported(name)
    if not facts.train_count:
        raise Problem(ProblemCode.DATA_WITHOUT_TRAINING, name=facts.name)
    return learnt_set_of(facts)
