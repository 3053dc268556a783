"""The shipped folders: found everywhere, and fit to be learned from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from coursewright import shipped as home
from coursewright.lint.api import Severity
from coursewright.lint.engine import Linter
from coursewright.lint.select import choose
from coursewright.shipped import shipped
from coursewright.spec.load import load

TEMPLATES = sorted(path.parent for path in shipped("course_templates").glob("*/template.yaml"))
WORKED = sorted(shipped("course_templates").glob("*/example.*.yaml"))
TWELVE = {
    *("howard-loop", "flipped", "lecture-check", "case-decision", "agency", "self-paced", "project"),
    *("seminar-series", "uk-module", "us-course", "lab", "group-project"),
}
EXAMPLES = sorted(folder for folder in shipped("examples").iterdir() if folder.is_dir())


def test_in_a_checkout() -> None:
    root = Path(__file__).resolve().parents[1]
    assert shipped("examples") == root / "examples"
    assert shipped("course_templates") == root / "course_templates"


def test_in_a_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands inside the package wins, since a folder beside `site-packages` is somebody else's."""
    inside = tmp_path / "coursewright" / "_shipped" / "examples"
    for folder in (inside, tmp_path / "examples"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(home, "_PACKAGE", tmp_path / "coursewright")
    monkeypatch.setattr(home, "_CHECKOUT", tmp_path)
    assert shipped("examples") == inside


def test_where_it_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "_PACKAGE", tmp_path / "coursewright")
    monkeypatch.setattr(home, "_CHECKOUT", tmp_path)
    with pytest.raises(FileNotFoundError, match="has lost its examples"):
        shipped("examples")


def test_there_are_some() -> None:
    assert {path.parent.name for path in WORKED} == {"howard-loop", "agency"}
    assert {folder.name for folder in TEMPLATES} >= TWELVE
    assert len(EXAMPLES) >= 5


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_an_example_has_a_short_readme(folder: Path) -> None:
    lines = (folder / "README.md").read_text("utf-8").splitlines()
    assert len(lines) == 3
    assert f"coursewright lint examples/{folder.name}" in lines[2]


@pytest.mark.parametrize("folder", TEMPLATES, ids=lambda folder: folder.name)
def test_a_template_has_a_readme(folder: Path) -> None:
    template = yaml.safe_load((folder / "template.yaml").read_text("utf-8"))
    lines = (folder / "README.md").read_text("utf-8").splitlines()
    assert lines[0] == f"# {template['title']}"
    assert "## For whom" in lines


@pytest.mark.parametrize("path", WORKED, ids=lambda path: path.parent.name)
def test_a_worked_example_is_a_good_one(path: Path) -> None:
    """Nothing to warn of but the example texts that nobody should leave in a plan of their own."""
    findings = Linter(choose()).lint(load(path)).findings
    found = [finding for finding in findings if finding.severity >= Severity.WARNING]
    assert [(finding.code, finding.message) for finding in found if finding.code != "SPC007"] == []


@pytest.mark.parametrize("path", WORKED, ids=lambda path: path.parent.name)
def test_a_template_says_what_to_replace(path: Path) -> None:
    template = yaml.safe_load((path.parent / "template.yaml").read_text("utf-8"))
    assert template["example"] == path.name
    module = yaml.safe_load(path.read_text("utf-8"))
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
