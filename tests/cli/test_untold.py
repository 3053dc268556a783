"""What is not told, and why: comments and baselines from the command line to the reports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "coursewright-baseline.yaml"
CONFIG = "rules: {all: off, FUP001: on, TSK001: on, SPC011: on}\n"
MODULE = """\
module: m
tasks:
  - {id: a, kind: quiz}
  - {id: b, kind: quiz}
"""
COMMENT = " # coursewright: ignore[FUP001, TSK001] -- the lab on Friday takes it up\n"
SILENT = MODULE.replace("{id: a, kind: quiz}\n", "{id: a, kind: quiz}" + COMMENT)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "m.module.yaml").write_text(MODULE, "utf-8")
    (tmp_path / "coursewright.yaml").write_text(CONFIG, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSEWRIGHT_CACHE_DIR", str(tmp_path / ".cache"))
    return tmp_path


def document(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


def codes(entries: list[dict[str, Any]]) -> list[str]:
    return [f"{one['code']} {one['node']}" for one in entries]


def test_a_comment_silences(folder: Path, coursewright: Callable[..., Any]) -> None:
    (folder / "m.module.yaml").write_text(SILENT, "utf-8")
    done = coursewright("lint")
    assert "2 findings silenced by a comment" in done.last
    found = document(coursewright("lint", "--format", "json").out)
    assert codes(found["findings"]) == ["FUP001 tasks[b]", "TSK001 tasks[b]"]
    assert codes(found["suppressed"]) == ["FUP001 tasks[a]", "TSK001 tasks[a]"]
    assert {one["reason"] for one in found["suppressed"]} == {"the lab on Friday takes it up"}
    assert found["summary"]["errors"] == 1


def test_no_ignores_tells_all(folder: Path, coursewright: Callable[..., Any]) -> None:
    (folder / "m.module.yaml").write_text(SILENT, "utf-8")
    found = document(coursewright("lint", "--no-ignores", "--format", "json").out)
    assert len(found["findings"]) == 4
    assert found["suppressed"] == []


def test_an_unused_comment_is_told(folder: Path, coursewright: Callable[..., Any]) -> None:
    comment = "# coursewright: ignore[FUP001] -- they met before"
    idle = MODULE.replace("quiz}\n", f"social, purpose: To meet}} {comment}\n", 1)
    (folder / "m.module.yaml").write_text(idle, "utf-8")
    found = document(coursewright("lint", "--format", "json").out)["findings"]
    assert [one["message"] for one in found if one["code"] == "SPC011"] == [
        "This comment has nothing to silence: `FUP001` finds nothing here."
    ]
    (folder / "m.module.yaml").write_text(idle.replace("[FUP001]", "[FUP001, SPC011]"), "utf-8")
    after = document(coursewright("lint", "--format", "json").out)
    assert [one["code"] for one in after["suppressed"]] == ["SPC011"]
    (folder / "m.module.yaml").write_text(idle, "utf-8")
    narrowed = document(coursewright("lint", "--ignore", "FUP001", "--format", "json").out)
    assert {one["code"] for one in narrowed["findings"]} == {"TSK001"}, "what did not run is not unused"


def test_locked_rules_stay(folder: Path, coursewright: Callable[..., Any]) -> None:
    (folder / "m.module.yaml").write_text(SILENT, "utf-8")
    with (folder / "coursewright.yaml").open("a") as file:
        file.write("locked: [FUP001]\n")
    found = document(coursewright("lint", "--format", "json").out)
    assert codes(found["suppressed"]) == ["TSK001 tasks[a]"]
    assert "No comment silences FUP001 here: the configuration locks it." in {
        one["message"] for one in found["findings"]
    }


@pytest.mark.parametrize("cached", [True, False])
def test_from_freezing_to_mending(cached: bool, folder: Path, coursewright: Callable[..., Any]) -> None:
    lint = ("lint",) if cached else ("lint", "--no-cache")
    assert coursewright(*lint).code == 1
    assert "Froze 4 findings in 1 file" in coursewright("baseline", "create").out
    done = coursewright(*lint)
    assert done.code == 0
    assert done.out == (
        "To see also what the baseline hides: coursewright lint --no-baseline\n\n"
        "1 file, 1 module: nothing found; 4 findings in the baseline. Exit 0.\n"
    )
    assert coursewright(*lint, "--no-baseline").code == 1

    (folder / "m.module.yaml").write_text(MODULE + "  - {id: c, kind: quiz, purpose: To see}\n", "utf-8")
    done = coursewright(*lint)
    assert done.code == 1
    assert "1 error" in done.last
    assert "4 findings in the baseline" in done.last

    mended = MODULE.replace("- {id: a, kind: quiz}", "- {id: a, kind: social}")
    (folder / "m.module.yaml").write_text(mended, "utf-8")
    done = coursewright(*lint)
    assert done.code == 0
    assert "1 finding listed in the baseline is no longer there" in done.out
    found = document(coursewright(*lint, "--format", "json").out)
    (stale,) = found["stale"]
    assert (stale["hint"], stale["gone"], stale["by"]["path"]) == ("tasks[a]", 1, NAME)
    assert "3 of 4 are left" in coursewright("baseline", "update").out
    assert "is no longer there" not in coursewright(*lint).out


def test_the_cache_knows_the_baseline(folder: Path, coursewright: Callable[..., Any]) -> None:
    coursewright("baseline", "create")
    assert coursewright("lint").code == 0
    kept = [line for line in (folder / NAME).read_text("utf-8").splitlines() if "tasks[a]" not in line]
    (folder / NAME).write_text("\n".join(kept) + "\n", "utf-8")
    assert "2 findings in the baseline" in coursewright("lint").last
    (folder / NAME).unlink()
    assert coursewright("lint").code == 1


def test_a_configuration_names_another(folder: Path, coursewright: Callable[..., Any]) -> None:
    coursewright("baseline", "create")
    (folder / "quality").mkdir()
    (folder / NAME).rename(folder / "quality" / "frozen.yaml")
    assert coursewright("lint").code == 1
    with (folder / "coursewright.yaml").open("a") as file:
        file.write("baseline: quality/frozen.yaml\n")
    assert coursewright("lint").code == 0
    assert "all 4 findings in quality/frozen.yaml" in coursewright("baseline", "update").out


def test_a_broken_baseline_stops_nothing_else(folder: Path, coursewright: Callable[..., Any]) -> None:
    inner = folder / "inner"
    inner.mkdir()
    (inner / "n.module.yaml").write_text(MODULE, "utf-8")
    (inner / NAME).write_text("version: 1\nfiles:\n  n.module.yaml: 3\n", "utf-8")
    done = coursewright("lint")
    assert done.code == 2
    assert f"inner/{NAME}:3:18 [baseline] A file holds keys with their values here." in done.err
    assert "\n3 |   n.module.yaml: 3\n" in done.err
    assert "Exit 2: 1 baseline could not be read, so 1 file was not checked." in done.last
    assert "m.module.yaml:3:6 FUP001" in done.out


def test_several_processes_say_the_same(folder: Path, coursewright: Callable[..., Any]) -> None:
    for name in "nopq":
        (folder / f"{name}.module.yaml").write_text(SILENT.replace("module: m", f"module: {name}"), "utf-8")
    coursewright("baseline", "create")
    for name in "mno":
        (folder / f"{name}.module.yaml").write_text("module: x\ntasks: [{id: z, kind: quiz}]\n", "utf-8")
    one = coursewright("lint", "--no-cache", "--jobs", "1", "--format", "json")
    two = coursewright("lint", "--no-cache", "--jobs", "2", "--format", "json")
    assert one.out == two.out
    assert len(document(one.out)["stale"]) > 2
