"""Where templates are found: ours, those of packages, and folders of one's own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from own_templates import put

from coursewright.scaffold import gallery
from coursewright.scaffold.faults import TemplateError
from coursewright.scaffold.model import WHOLE
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder where packages with templates can be put, as if they were installed there."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    gallery.installed.cache_clear()
    yield tmp_path
    gallery.installed.cache_clear()


def install(packages: Path, name: str, value: str) -> Path:
    metadata = packages / f"{name}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    (metadata / "entry_points.txt").write_text(f"[coursewright.templates]\nall = {value}\n", "utf-8")
    return packages / name


def test_ours_are_found_by_name() -> None:
    template = gallery.find("howard-loop")
    assert (template.name, template.makes, template.origin) == ("howard-loop", "module", "coursewright")
    assert template.name in [one.name for one in gallery.templates("module")]
    assert template.name not in [one.name for one in gallery.templates("course")]


def test_parts_are_found_by_what_they_make() -> None:
    assert gallery.part("task").makes == gallery.find("task").makes == "task"
    assert {one.makes for one in gallery.parts()}.isdisjoint(WHOLE)


def test_a_folder_is_a_template(tmp_path: Path) -> None:
    folder = put(tmp_path)
    assert gallery.find(str(folder)).origin == str(folder)
    assert gallery.find(str(folder / "template.yaml")).name == "small"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("howard-lop", "There is no template `howard-lop`. Did you mean `howard-loop`?"),
        ("zzz", "There is no template `zzz`. There are "),
        ("../zzz", "There is no template `../zzz`."),
        ("", "There is no template ``."),
    ],
)
def test_no_such_template(word: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as caught:
        gallery.find(word)
    assert said in str(caught.value)


def test_a_folder_without_a_template(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no template in"):
        gallery.find(str(tmp_path))


def test_a_package_brings_templates(packages: Path) -> None:
    put(install(packages, "uni", "uni"))
    assert gallery.find("small").origin == "uni"
    assert "small" in [one.name for one in gallery.templates("module")]


def test_a_package_brings_them_in_a_folder_below(packages: Path) -> None:
    put(install(packages, "uni", "uni.shared.templates") / "shared" / "templates")
    assert gallery.find("small").origin == "uni"


def test_a_broken_one_is_named_and_the_others_stay(packages: Path) -> None:
    put(install(packages, "uni", "uni"), template=("makes: module", "makes: modul"))
    install(packages, "lost", "lost.templates")
    install(packages, "odd", "..odd:thing")
    found = gallery.gallery()
    assert "howard-loop" in [one.name for one in found.templates]
    told = "\n".join(map(str, found.broken))
    assert "`makes` cannot be `modul`" in told
    assert "The package lost promises templates in `lost.templates`, and they are not there." in told
    assert "The package odd promises templates" in told
    with pytest.raises(TemplateError):
        gallery.find("small")


def test_a_name_that_is_taken_is_said(packages: Path) -> None:
    folder = put(install(packages, "uni", "uni"), template=("name: small", "name: flipped"))
    folder.rename(folder.parent / "flipped")
    found = gallery.gallery()
    assert gallery.find("flipped").origin == "coursewright"
    (error,) = found.broken
    assert "The template `flipped` of uni has the name of one of coursewright." in str(error)
    assert gallery.find(str(folder.parent / "flipped")).audience == "teachers who try things out"
