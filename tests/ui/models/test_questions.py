"""What is asked and told when a model is opened that is not simply one for the ten digits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mnist_desktop.jobs.job import Work
from mnist_desktop.models.class_names import default_class_names, usual_class_names
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.input_form import InputForm, Pixels
from mnist_desktop.models.library import Library
from mnist_desktop.models.network import Dense, Flatten, Network
from mnist_desktop.models.preparation import PreparedModel
from mnist_desktop.models.weights_for import WeightsFor
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.own_presets import OwnPresets
from mnist_desktop.training.presets import plan_for
from mnist_desktop.ui.models import opening as opening_module
from mnist_desktop.ui.models.page import ModelsPage
from mnist_desktop.ui.models.work import OpenedFile
from mnist_desktop.ui.shelf import ModelShelf
from tests.ui.conftest import AnsweringDialogs
from tests.ui.models.conftest import add, name_shown, press


def opened(classes: int, accuracy: float | None, form: InputForm | None = None) -> PreparedModel:
    """A model that is ready, as the child found it."""
    network = Network((28, 28), (Flatten(), Dense(classes, "softmax")))
    return PreparedModel(
        network,
        b"keras",
        b"litert",
        network.parameters,
        network.facts(),
        network.input_shape,
        form=form or InputForm((28, 28)),
        class_names=default_class_names(classes),
        probe_accuracy=accuracy,
        reading_ms=0.1,
    )


@pytest.fixture
def open_it(
    page: ModelsPage, dialogs: AnsweringDialogs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> object:
    """Lets the page open a file that becomes this model; gives the sentence in the status bar."""

    def opening(model: PreparedModel) -> str:
        def work(path: Path, library: Library, *_: object) -> Work:
            kept = {"name": path.stem, "origin": Origin.OPENED, "accuracy": None}
            return lambda control: OpenedFile(library.add(model, **kept))  # type: ignore[arg-type]

        monkeypatch.setattr(opening_module, "opening_work", work)
        dialogs.path = Path("theirs.h5")
        with qtbot.waitSignal(page.status_told) as told:
            press(page.actions_row.open)
        assert told.args is not None
        return str(told.args[0])

    return opening


def test_the_form_that_was_found_is_told(
    page: ModelsPage, dialogs: AnsweringDialogs, open_it: object
) -> None:
    assert callable(open_it)
    told = open_it(opened(10, 0.97, InputForm((28, 28), Pixels.BYTES, is_dark_on_light=True)))
    assert "reads 97 % of the built-in test digits, pixel range 0–255, dark on light" in told
    assert (dialogs.told, dialogs.asked) == ([], [])
    shown = page.details.facts.form.value.whole
    assert shown == "pixel range 0–255, dark on light; reads 97 % of the built-in test digits"


def test_a_model_that_reads_no_digits_is_told_as_such(
    page: ModelsPage, dialogs: AnsweringDialogs, shelf: ModelShelf, open_it: object
) -> None:
    assert callable(open_it)
    dialogs.text = None
    open_it(opened(10, 0.14))
    (warning,) = dialogs.told
    assert "only 14 %" in warning
    assert "something other than digits" in warning
    assert page.details.notice.text() == warning
    # It may have other classes, which are asked for.
    assert len(dialogs.asked) == 1
    assert shelf.library.find("theirs").facts.class_names == tuple("0123456789")


def test_names_of_other_classes_are_asked_for(
    dialogs: AnsweringDialogs, shelf: ModelShelf, open_it: object
) -> None:
    assert callable(open_it)
    dialogs.text = "\n".join("abcdefghijklmnopqrstuvwxyz")
    open_it(opened(26, 0.05))
    assert dialogs.asked == ["theirs answers for 26 classes. What are they called? One name a line."]
    assert dialogs.offered.splitlines() == list(usual_class_names(26))
    assert shelf.library.find("theirs").facts.class_names == tuple("abcdefghijklmnopqrstuvwxyz")
    assert dialogs.told == []


@pytest.mark.parametrize("given", [None, "too\nfew", "twice\n" * 26, ""])
def test_without_good_names_the_classes_keep_their_numbers(
    dialogs: AnsweringDialogs, shelf: ModelShelf, open_it: object, given: str | None
) -> None:
    assert callable(open_it)
    dialogs.text = given
    open_it(opened(26, 0.05))
    assert shelf.library.find("theirs").facts.class_names[:2] == ("class 0", "class 1")
    codes = [error.code for error in dialogs.troubles if isinstance(error, Problem)]
    assert len(codes) == (given is not None)
    assert set(codes) <= {ProblemCode.CLASSES_DAMAGED, ProblemCode.CLASSES_COUNT}


def test_a_known_file_is_chosen(
    page: ModelsPage,
    shelf: ModelShelf,
    dialogs: AnsweringDialogs,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = add(shelf, "Known")
    monkeypatch.setattr(
        opening_module, "opening_work", lambda *_: lambda control: OpenedFile(known, was_known=True)
    )
    dialogs.path = Path("again.h5")
    with qtbot.waitSignal(page.status_told) as told:
        press(page.actions_row.open)
    assert told.args == ["This file is already in the library as Known."]
    assert name_shown(page) == "Known"


def test_weights_are_opened_as_the_preset_that_is_chosen(
    page: ModelsPage, dialogs: AnsweringDialogs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def work(path: Path, library: Library, _fallback: str, weights_for: WeightsFor) -> Work:
        tried.append(weights_for.preset)

        def opening(control: object) -> OpenedFile:
            if not weights_for.preset:
                raise Problem(
                    ProblemCode.MODEL_WEIGHTS_FOR_PRESETS, path=str(path), presets="cnn-32-64, express"
                )
            return OpenedFile(
                library.add(opened(10, 0.98), name="Weights", origin=Origin.OPENED, accuracy=None)
            )

        return opening

    monkeypatch.setattr(opening_module, "opening_work", work)
    dialogs.path, dialogs.choice = Path("w.h5"), 1
    with qtbot.waitSignal(page.status_told):
        press(page.actions_row.open)
    assert dialogs.choices == ("CNN 32-64", "Express")
    assert tried == ["", "express"]
    assert dialogs.troubles == []
    dialogs.choice = None
    press(page.actions_row.open)
    qtbot.waitUntil(lambda: len(dialogs.asked) == 2, timeout=5000)
    assert tried == ["", "express", ""]


def test_weights_may_belong_to_a_preset_of_the_users_own(
    page: ModelsPage, dialogs: AnsweringDialogs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    network = Network((28, 28), (Flatten(), Dense(17, "relu"), Dense(10, "softmax")))
    own = OwnPresets(tmp_path / "presets").keep("Seventeen", replace(plan_for("dense-64"), network=network))
    offered: list[Network | None] = []

    def work(path: Path, library: Library, _fallback: str, weights_for: WeightsFor) -> Work:
        offered.append(weights_for.offered.get(own.key))

        def opening(control: object) -> OpenedFile:
            raise Problem(ProblemCode.MODEL_WEIGHTS_FOR_PRESETS, path=str(path), presets=own.key)

        return opening

    monkeypatch.setattr(opening_module, "opening_work", work)
    dialogs.path = Path("w.h5")
    press(page.actions_row.open)
    qtbot.waitUntil(lambda: bool(dialogs.asked), timeout=5000)
    assert offered == [network]
    assert dialogs.choices == ("Seventeen",)
    assert dialogs.asked[0].endswith("They fit the preset below. Were they trained with it?")


def test_of_several_files_each_is_asked_about(
    page: ModelsPage,
    dialogs: AnsweringDialogs,
    shelf: ModelShelf,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Opened at once are letters, weights without a network, and a model for digits."""

    def work(path: Path, library: Library, _fallback: str, weights_for: WeightsFor) -> Work:
        def opening(control: object) -> OpenedFile:
            if path.stem == "weights" and not weights_for.preset:
                raise Problem(ProblemCode.MODEL_WEIGHTS_FOR_PRESETS, path=str(path), presets="express")
            model = opened(26, 0.05) if path.stem == "letters" else opened(10, 0.98)
            return OpenedFile(library.add(model, name=path.stem, origin=Origin.OPENED, accuracy=None))

        return opening

    monkeypatch.setattr(opening_module, "opening_work", work)
    dialogs.text, dialogs.choice = "\n".join("abcdefghijklmnopqrstuvwxyz"), 0
    page.open_files([Path("letters.h5"), Path("weights.h5"), Path("digits.h5")])
    qtbot.waitUntil(lambda: len(shelf.models) == 4, timeout=5000)
    assert len(dialogs.asked) == 2
    assert shelf.library.find("letters").facts.class_names == tuple("abcdefghijklmnopqrstuvwxyz")
    assert shelf.library.find("weights").facts.class_names == tuple("0123456789")
    # What was asked about needs no sentence beside the question.
    assert (dialogs.lists, dialogs.troubles) == ([], [])


def test_naming_classes_tells_the_reading_model(shelf: ModelShelf, qtbot: QtBot) -> None:
    model = add(shelf)
    shelf.activate(model.facts.identifier)
    with qtbot.waitSignals([shelf.active_changed, shelf.models_changed]):
        named = shelf.name_classes(model.facts.identifier, tuple("abcdefghij"))
    assert shelf.active == named
    assert named.facts == replace(model.facts, class_names=tuple("abcdefghij"), accuracy=None)
    with pytest.raises(Problem) as caught:
        shelf.name_classes(model.facts.identifier, ("a", "b"))
    assert caught.value.code is ProblemCode.CLASSES_COUNT
