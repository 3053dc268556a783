"""Which packages hold rules."""

from __future__ import annotations

import sys
import zipfile
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import pytest

from coursewright.lint.door import DOOR, packages, values

if TYPE_CHECKING:
    from pathlib import Path

DECLARED = "[console_scripts]\nx = y:z\n\n[coursewright.rules]\nmine = house_rules\n"


def distribution(folder: Path, name: str, text: str) -> Path:
    metadata = folder / name
    metadata.mkdir(parents=True)
    (metadata / "entry_points.txt").write_text(text, "utf-8")
    (metadata / "METADATA").write_text("Name: x\nVersion: 1\n")
    return folder


def test_our_own_are_always_there(tmp_path: Path) -> None:
    assert packages([]) == [DOOR]
    assert packages([str(tmp_path), str(tmp_path / "gone"), ""]) == [DOOR]


@pytest.mark.parametrize("name", ["house-1.0.dist-info", "house.egg-info"])
def test_a_distribution_that_is_installed(name: str, tmp_path: Path) -> None:
    assert packages([str(distribution(tmp_path, name, DECLARED))]) == [DOOR, "house_rules"]


def test_others_are_left_alone(tmp_path: Path) -> None:
    distribution(tmp_path, "a.dist-info", "[console_scripts]\ncoursewright.rules = x\n")
    distribution(tmp_path, "b.dist-info", "[coursewright.exporters]\nx = coursewright.rules_of_mine\n")
    distribution(tmp_path, "c.data", DECLARED)
    (tmp_path / "d.dist-info").mkdir()
    (tmp_path / "e.dist-info").write_text("a file")
    (tmp_path / "f.egg-info").mkdir()
    (tmp_path / "f.egg-info/entry_points.txt").mkdir()
    assert packages([str(tmp_path)]) == [DOOR]


def test_a_distribution_in_an_archive(tmp_path: Path) -> None:
    archive = tmp_path / "house.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("house-1.0.dist-info/entry_points.txt", DECLARED)
        file.writestr("house-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: house\nVersion: 1.0\n")
    assert packages([str(archive)]) == [DOOR, "house_rules"]


def test_what_entry_points_look_like() -> None:
    text = (
        "# a comment = x\n[coursewright.rules]\n; mine = no\n"
        "a = one\nb=two.three\n c = four [extra]\nnonsense\n[other]\nd = five\n"
    )
    assert list(values(text)) == ["one", "two.three", "four"]


def test_the_standard_library_says_the_same() -> None:
    said = {point.value for point in entry_points(group=DOOR)}
    assert set(packages()) == said | {DOOR}


def test_asking_imports_nothing_heavy() -> None:
    import subprocess

    code = (
        "import sys; from coursewright.lint.door import packages; packages();"
        "sys.exit('importlib.metadata' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
