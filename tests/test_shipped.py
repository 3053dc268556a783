"""The shipped folders: found everywhere, and fit to be learned from."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from coursewright import shipped as home
from coursewright.lint.api import Severity
from coursewright.lint.engine import lint_course
from coursewright.lint.select import choose
from coursewright.shipped import shipped
from coursewright.spec.load import load

if TYPE_CHECKING:
    from types import ModuleType

TEMPLATES = sorted(folder for folder in shipped("course_templates").iterdir() if folder.is_dir())
EXAMPLES = sorted(folder for folder in shipped("examples").iterdir() if folder.is_dir())


def loaded_from(folder: Path) -> ModuleType:
    """Load `shipped.py` as if the package were installed in a folder."""
    package = folder / "coursewright"
    package.mkdir(parents=True)
    copy = shutil.copy(home.__file__, package / "shipped.py")
    spec = importlib.util.spec_from_file_location("shipped_elsewhere", copy)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_in_a_checkout() -> None:
    root = Path(__file__).resolve().parents[1]
    assert shipped("examples") == root / "examples"
    assert shipped("course_templates") == root / "course_templates"


def test_in_a_wheel(tmp_path: Path) -> None:
    inside = tmp_path / "site-packages" / "coursewright" / "_shipped" / "examples"
    module = loaded_from(tmp_path / "site-packages")
    inside.mkdir(parents=True)
    assert module.shipped("examples") == inside


def test_where_it_is_lost(tmp_path: Path) -> None:
    module = loaded_from(tmp_path / "lib" / "site-packages")
    with pytest.raises(FileNotFoundError, match="has lost its examples"):
        module.shipped("examples")


def test_there_are_some() -> None:
    assert {folder.name for folder in TEMPLATES} >= {"howard-loop", "agency"}
    assert len(EXAMPLES) >= 5


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_an_example_has_a_short_readme(folder: Path) -> None:
    lines = (folder / "README.md").read_text("utf-8").splitlines()
    assert len(lines) == 3
    assert f"coursewright lint examples/{folder.name}" in lines[2]


@pytest.mark.parametrize("folder", TEMPLATES, ids=lambda folder: folder.name)
def test_a_template_is_a_good_example(folder: Path) -> None:
    """Nothing to warn of but the example texts that its author has yet to replace."""
    findings = lint_course(load(folder / "module.yaml"), choose()).findings
    found = [finding for finding in findings if finding.severity >= Severity.WARNING]
    assert [(finding.code, finding.message) for finding in found if finding.code != "SPC007"] == []


@pytest.mark.parametrize("folder", TEMPLATES, ids=lambda folder: folder.name)
def test_a_template_says_what_to_replace(folder: Path) -> None:
    template = yaml.safe_load((folder / "template.yaml").read_text("utf-8"))
    assert set(template) == {"name", "title", "description", "replace"}
    assert template["name"] == folder.name
    module = yaml.safe_load((folder / "module.yaml").read_text("utf-8"))
    texts = {" ".join(text.split()) for text in _texts(module)}
    prompts = {" ".join(text.split()) for text in _texts(_reflections(module))}
    for text in template["replace"]:
        folded = " ".join(text.split())
        assert folded in texts
        assert folded not in prompts, "a reflection prompt is good as it is"
        assert len(folded.split()) >= 4, "too short to be told from a text of one's own"
    assert len(set(template["replace"])) == len(template["replace"])


def _texts(value: Any) -> list[str]:
    match value:
        case str():
            return [value]
        case list():
            return [text for item in value for text in _texts(item)]
        case dict():
            return [text for item in value.values() for text in _texts(item)]
        case _:
            return []


def _reflections(module: dict[str, Any]) -> list[Any]:
    return [part.get("reflection", {}) for part in (module, *module.get("units", ()))]
