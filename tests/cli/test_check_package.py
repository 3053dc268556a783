"""`coursewright check-package`: text, JSON, several packages, exit codes, the list."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from coursewright.packages.catalogue import all_checks
from coursewright.reporters.packages.as_json import packages_schema

if TYPE_CHECKING:
    from collections.abc import Callable

sys.path.insert(0, str(Path(__file__).parents[1] / "packages"))
from tiny import CARTRIDGE, packed


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return packed(CARTRIDGE, tmp_path / "good.imscc")


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    manifest = CARTRIDGE["imsmanifest.xml"]
    for name in ("page", "topic", "link"):
        manifest = manifest.replace(f'identifier="i-{name}"', f'identifier="1{name}"')
    return packed({**CARTRIDGE, "imsmanifest.xml": manifest, "extra.txt": "x"}, tmp_path / "bad.imscc")


def test_a_good_package(good: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("check-package", good.name, cwd=good.parent)
    assert (done.code, done.err) == (0, "")
    first, *rest = done.out.splitlines()
    assert re.fullmatch(r"good\.imscc: Common Cartridge 1\.1; 7 files, \d kB", first)
    assert rest == ["", "good.imscc: nothing found."]


def test_faults_are_shown_with_place_reason_and_way_out(bad: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("check-package", bad.name, cwd=bad.parent)
    assert done.code == 1
    assert (
        "imsmanifest.xml:13 PKG105 [error] The identifier `1page` is no name in the sense of XML.\n"
        in done.out
    )
    assert "  = also: lines 14, 15\n" in done.out
    assert "  = at: item/@identifier\n" in done.out
    assert "  = fix: Put a letter before it" in done.out
    assert (
        "the package PKG113 [warning] 1 file in the package, such as `extra.txt`, is in no resource"
        in done.out
    )
    assert done.last == "bad.imscc: 3 errors, 1 warning."


def test_one_platform_may_mind_less(bad: Path, coursewright: Callable[..., Any]) -> None:
    assert coursewright("check-package", "--target", "canvas", bad).code == 0
    assert coursewright("check-package", "-t", "moodle", bad).code == 1
    done = coursewright("check-package", "--target", "canvsa", bad)
    assert (done.code, done.out) == (2, "")
    assert (
        done.err == "coursewright: `--target canvsa` is no platform that is known. Did you mean `canvas`?\n"
    )


def test_several_packages_and_one_that_is_not_there(
    good: Path, bad: Path, coursewright: Callable[..., Any]
) -> None:
    done = coursewright("check-package", good, bad)
    assert done.code == 1
    assert done.out.index("nothing found.") < done.out.index("bad.imscc: Common Cartridge")
    done = coursewright("check-package", good.parent / "none.imscc", good)
    assert done.code == 2
    assert "nothing found." in done.out
    assert "none.imscc` cannot be read: no such file or directory." in done.err


def test_json_holds_everything(good: Path, bad: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("check-package", "--format", "json", good, bad, good.parent / "none.imscc")
    assert done.code == 2
    data = json.loads(done.out)
    Draft202012Validator(packages_schema()).validate(data)
    first, second = data["packages"]
    assert (first["refused"], first["faults"], first["format"], first["version"]) == (
        False,
        [],
        "cartridge",
        "1.1",
    )
    assert second["refused"]
    assert [fault["line"] for fault in second["faults"] if fault["code"] == "PKG105"] == [13, 14, 15]
    assert second["faults"][0] == {
        "code": "PKG105",
        "name": "id-form",
        "severity": "error",
        "platforms": ["moodle"],
        "file": "imsmanifest.xml",
        "line": 13,
        "element": "item/@identifier",
        "message": "The identifier `1page` is no name in the sense of XML.",
        "why": all_checks()["PKG105"].why,
        "fix": all_checks()["PKG105"].do,
    }
    assert data["not_checked"][0]["path"].endswith("none.imscc")


def test_without_a_package_it_says_how(coursewright: Callable[..., Any]) -> None:
    done = coursewright("check-package")
    assert (done.code, done.out) == (2, "")
    assert "coursewright check-package course.imscc" in done.err


def test_the_list_names_every_check(coursewright: Callable[..., Any]) -> None:
    shown = coursewright("check-package", "--list").out
    data = json.loads(coursewright("check-package", "--list", "--format", "json").out)
    listed = [check["code"] for family in data["families"] for check in family["checks"]]
    assert listed == list(all_checks())
    for code in all_checks():
        assert f"\n{code}  " in shown


def test_hostile_names_steer_no_terminal(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../\x1b[2Jevil\u202e", "x")
        archive.writestr("::error::x", "x")
    for form in ("text", "json"):
        shown = coursewright("check-package", "--format", form, path).out
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert not any(line.startswith("::") for line in shown.splitlines())


def test_colours_only_where_asked(
    bad: Path, coursewright: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b" not in coursewright("check-package", bad).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in coursewright("check-package", bad).out


def test_of_what_is_no_package_nothing_more_is_said(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    (tmp_path / "notes.txt").write_text("no archive", "utf-8")
    done = coursewright("check-package", "notes.txt", cwd=tmp_path)
    assert (done.code, done.last) == (1, "notes.txt: 1 error.")


def test_what_the_shell_leaves_unexpanded_is_expanded(
    good: Path, bad: Path, coursewright: Callable[..., Any]
) -> None:
    folder = good.parent / "a [b]"
    folder.mkdir()
    for path in (good, bad):
        path.rename(folder / path.name)
    done = coursewright("check-package", "a [b]/*.imsc?", cwd=good.parent)
    assert done.code == 1
    assert done.out.index("bad.imscc: Common Cartridge") < done.out.index("nothing found.")
    done = coursewright("check-package", "*.mbz", cwd=good.parent)
    assert done.code == 2
    assert "`*.mbz` cannot be read: no such file or directory." in done.err
