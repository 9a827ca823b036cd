"""What is a set where sets are taken, and what is not."""

from __future__ import annotations

from pathlib import Path

from mnist_desktop.ui.dropped_files import sorted_out


def test_where_sets_are_taken_folders_and_data_files_are_one(tmp_path: Path) -> None:
    table, folder = tmp_path / "digits.csv", tmp_path / "digits"
    table.touch()
    folder.mkdir()
    assert sorted_out([table], takes_sets=True).told() == "Import digits.csv as a set"
    assert sorted_out([folder], takes_sets=True).data == (folder,)
    both = sorted_out([table, folder], takes_sets=True)
    assert both.told() == "Import 2 files as a set"
    assert both.explained() == "You see what is in it before anything is taken."


def test_models_and_images_stay_what_they_are(tmp_path: Path) -> None:
    table, picture = tmp_path / "digits.csv", tmp_path / "seven.png"
    table.touch()
    picture.touch()
    assert sorted_out([tmp_path / "a.keras", table], takes_sets=True).models[0].name == "a.keras"
    assert sorted_out([picture], takes_sets=True).drawings == (picture,)
    assert sorted_out([table]).data == ()
