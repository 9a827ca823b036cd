"""Which set a command works with: MNIST, or one that the user keeps."""

from __future__ import annotations

from mnist_desktop.data.data_set import MNIST_IDENTIFIER
from mnist_desktop.data.set_library import SetFacts, SetLibrary
from mnist_desktop.places import user_places
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.learnt_set import LearntSet, learnt_set_of

MNIST_TRAIN = "mnist-train"


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


def learnt_set_called(name: str) -> LearntSet:
    """The set to learn from with this name or identifier.

    Raises:
        Problem: SET_UNKNOWN or SET_DAMAGED; DATA_WITHOUT_TRAINING for one with a test part alone.

    """
    facts = kept_set(name)
    if facts is None:
        raise Problem(ProblemCode.SET_UNKNOWN, name=name)
    if not facts.train_count:
        raise Problem(ProblemCode.DATA_WITHOUT_TRAINING, name=facts.name)
    return learnt_set_of(facts)
