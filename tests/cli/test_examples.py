"""The examples that ship, and the two golden cases: a piece of homework, and what becomes of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from coursewright.shipped import shipped
from coursewright.spec.load import load
from coursewright.spec.model import Task

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EXAMPLES = shipped("examples")
FOLDERS = sorted(folder for folder in EXAMPLES.iterdir() if folder.is_dir())


def lint(name: str, coursewright: Callable[..., Any], *args: str) -> tuple[int, list[dict[str, Any]]]:
    done = coursewright("lint", EXAMPLES / name, "--format", "json", *args)
    return done.code, json.loads(done.out)["findings"]


@pytest.mark.parametrize("profile", ["essential", "recommended"])
def test_the_homework_trap(profile: str, coursewright: Callable[..., Any]) -> None:
    code, found = lint("homework-trap", coursewright, "--profile", profile)
    weighty = [finding["code"] for finding in found if finding["severity"] != "info"]
    assert sorted(weighty) == ["FUP001", "FUP002", "FUP004", "FUP007"]
    assert code == 1
    text = coursewright("lint", EXAMPLES / "homework-trap").out
    assert 'homework pattern: "' in text
    assert text.index("homework pattern") < text.index("FUP001")


@pytest.mark.parametrize("profile", ["essential", "recommended", "strict"])
@pytest.mark.parametrize(
    "name", ["homework-fixed", "research-ethics", "data-literacy", "workplace-refresher", "house-rules"]
)
def test_good_examples(name: str, profile: str, coursewright: Callable[..., Any]) -> None:
    code, found = lint(name, coursewright, "--profile", profile, "--fail-on", "info")
    assert found == []
    assert code == 0


@pytest.mark.parametrize("name", ["research-ethics", "data-literacy", "workplace-refresher"])
def test_good_examples_say_what_they_pass(name: str, coursewright: Callable[..., Any]) -> None:
    assert "Highest profile passed: strict." in coursewright("lint", EXAMPLES / name).last


def test_no_day_changes_the_verdict(coursewright: Callable[..., Any]) -> None:
    for day in ("2020-01-01", "2026-09-21", "2040-12-31"):
        assert lint("research-ethics", coursewright, "--today", day)[1] == []


def test_examples_use_the_format_well() -> None:
    """At least 40 tasks over all, each with instructions worth reading."""
    courses = [load(next(iter([*folder.glob("course.yaml"), *folder.glob("*.yaml")]))) for folder in FOLDERS]
    tasks = [task for course in courses for task in course.every(Task)]
    assert len(tasks) >= 40
    for task in tasks:
        assert isinstance(task.instructions, str), task.label
        assert len(task.instructions.split()) >= 12, task.label


def test_a_comment_that_silences_nothing_costs_the_profile(
    tmp_path: Path, coursewright: Callable[..., Any]
) -> None:
    """What the run fails for cannot be part of a profile that is passed."""
    spec = next((EXAMPLES / "data-literacy").glob("*.module.yaml"))
    copy = tmp_path / spec.name
    copy.write_text(
        spec.read_text("utf-8") + "# coursewright: ignore-file[no-such-rule] -- for now\n", "utf-8"
    )
    done = coursewright("lint", copy)
    assert done.code == 1
    assert "SPC011" in done.out
    assert "Highest profile passed: none yet." in done.last
