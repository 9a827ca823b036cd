"""The model that comes with the program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mnist_desktop.cli.main import run_command
from mnist_desktop.models.library import Library
from mnist_desktop.resource_files import resource_path


@pytest.mark.long
def test_it_reads_mnist_as_well_as_its_facts_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["evaluate", "--data", "mnist-test", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["accuracy"] >= 0.994
    facts = Library(Path("none"), resource_path("models", "reader")).bundled().facts
    assert record["accuracy"] == pytest.approx(facts.accuracy, abs=2e-4)


def test_its_files_are_those_that_its_facts_name() -> None:
    model = Library(Path("none"), resource_path("models", "reader")).bundled()
    assert not model.damaged
    assert model.keras_bytes()
    assert model.litert_bytes()
    assert model.facts.training
