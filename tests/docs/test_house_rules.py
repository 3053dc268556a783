"""The guide on house rules, carried out as it is written; and the example that shows them in use."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))

from live_examples import blocks, session  # noqa: E402 - it stands beside the documents

PAGE = (ROOT / "docs" / "house-rules.md").read_text("utf-8")
EXAMPLE = ROOT / "examples" / "house-rules"
TOPIC = """\
---
title: Two pairs of eyes
about: who reads what counts
---

The external examiners ask for it.
"""


def carried_out(folder: Path) -> list[tuple[str, str]]:
    """Write each file of the page and run each session: return these as shown, and as they are."""
    sessions = []
    for block in blocks(PAGE):
        if "file" in block.notes:
            file = folder / block.notes["file"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.body, "utf-8")
        elif block.language == "console":
            sessions.append((block.body, session(block.body, folder)))
    return sessions


@pytest.mark.slow
def test_its_sessions_show_what_happens(tmp_path: Path) -> None:
    sessions = carried_out(tmp_path)
    assert len(sessions) >= 4
    for shown, is_so in sessions:
        assert shown == is_so


def test_each_block_is_used() -> None:
    """No rule, configuration or command stands there that nobody runs."""
    for block in blocks(PAGE):
        assert "file" in block.notes or block.language in {"console", "text"}, block.body


def test_it_names_every_key_and_placeholder() -> None:
    from coursewright.lint.custom.file_judge import rule_schema
    from coursewright.lint.custom.message import PLACEHOLDERS

    keys = rule_schema()["$defs"]["rule"]["properties"]
    for key in keys:
        assert f"`{key}`" in PAGE, key
    for word in PLACEHOLDERS:
        assert f"`{{{word}}}`" in PAGE, word


def test_the_packages_of_the_pages_name_their_yaml() -> None:
    """Setuptools packs nothing but Python files unless it is told to."""
    for page in (PAGE, (ROOT / "docs" / "configuration.md").read_text("utf-8")):
        body = next(block.body for block in blocks(page) if block.language == "toml")
        project = tomllib.loads(body)
        (points,) = project["project"]["entry-points"].values()
        data = project["tool"]["setuptools"]["package-data"]
        assert data.keys() == set(points.values())
        assert all(any(pattern.endswith(".yaml") for pattern in patterns) for patterns in data.values())


@pytest.mark.slow
def test_the_package_of_the_page(tmp_path: Path) -> None:
    """Lay the package out as the page draws it, build it by its own pyproject, and run its rules."""
    pytest.importorskip("setuptools")
    carried_out(tmp_path)
    source = tmp_path / "our-rules"
    family = source / "our_rules" / "marking"
    family.mkdir(parents=True)
    (source / "our_rules" / "__init__.py").touch()
    (family / "__init__.py").write_text('"""HSE · Marking: who reads what counts."""\n', "utf-8")
    shutil.copy(tmp_path / "rules" / "second_marker.yaml", family / "no_second_marker.yaml")
    shutil.copy(tmp_path / "rules" / "same_day_deadlines.py", family)
    (source / "our_rules" / "data" / "topics").mkdir(parents=True)
    (source / "our_rules" / "data" / "topics" / "marking.md").write_text(TOPIC, "utf-8")
    home = built(source, tmp_path / "built")
    (tmp_path / "coursewright.yaml").unlink()
    out = run(tmp_path, home, "lint", "--select", "marking", "--format", "json", "--fail-on", "never", ".")
    assert [finding["code"] for finding in json.loads(out)["findings"]] == ["HSE001"]
    listed = run(tmp_path, home, "rules", "--select", "marking")
    assert "HSE Marking (marking)" in listed
    assert re.findall(r"^  (HSE\d+)", listed, re.MULTILINE) == ["HSE001", "HSE003"]
    assert "Two pairs of eyes" in run(tmp_path, home, "explain", "marking")
    assert found_by(tmp_path, home) == {"HSE001"}
    assert "HSE001" not in found_by(tmp_path, home, "--profile", "essential")
    (tmp_path / "coursewright.yaml").write_text("profile: essential\nrules: {marking: on}\n", "utf-8")
    assert found_by(tmp_path, home) == {"HSE001"}


def built(source: Path, target: Path) -> Path:
    """Build a package as an installer would, as far as that needs no network, and return where it lies."""
    target.mkdir()
    code = "from setuptools import setup; setup()"
    steps = ("egg_info", "--egg-base", str(target), "build", "--build-lib", str(target))
    done = subprocess.run(
        [sys.executable, "-c", code, "--quiet", *steps],
        cwd=source,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def found_by(folder: Path, package: Path, *words: str) -> set[str]:
    """Return the codes of the house rules that find something."""
    report = run(folder, package, "lint", "--format", "json", "--fail-on", "never", *words, ".")
    return {finding["code"] for finding in json.loads(report)["findings"]} & {"HSE001", "HSE003"}


def run(folder: Path, package: Path, *words: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(package), "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "coursewright", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def findings(folder: Path, *words: str) -> list[dict[str, Any]]:
    report = run(folder, folder, "lint", "--format", "json", "--fail-on", "never", *words, ".")
    found: list[dict[str, Any]] = json.loads(report)["findings"]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["essential", "recommended", "strict"])
def test_the_example_is_clean(profile: str) -> None:
    assert findings(EXAMPLE, "--profile", profile) == []


@pytest.mark.slow
def test_the_example_is_clean_under_all_rules() -> None:
    assert findings(EXAMPLE, "--select", "all") == []


@pytest.mark.slow
def test_the_rules_of_the_example_speak(tmp_path: Path) -> None:
    """Each finds fault with the course once that is made worse."""
    folder = tmp_path / "worse"
    shutil.copytree(EXAMPLE, folder)
    module = folder / "modules" / "noise.module.yaml"
    text = module.read_text("utf-8")
    for old, new in (
        ("minute: PC-2026-31", "minute: none yet"),
        ("within: 10 days", "within: 6 weeks"),
        ("duration: 90 min", "duration: 3 h"),
        ("due: wed 17:00", "due: sat 17:00"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    module.write_text(text, "utf-8")
    found = findings(folder, "--select", "UNI001,UNI002,UNI003,UNI004")
    assert [finding["code"] for finding in found] == ["UNI001", "UNI003", "UNI004", "UNI002"]
    assert [finding["severity"] for finding in found] == ["error", "info", "warning", "warning"]


@pytest.mark.slow
def test_the_rules_of_the_example_pass_their_tests() -> None:
    out = run(EXAMPLE, EXAMPLE, "test-rules")
    assert out.count(" examples passed") == 4
    assert out.endswith("Exit 0.\n")
