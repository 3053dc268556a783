"""Which modules below a course are listed by no course, and how far we look for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coursewright.spec import discover, unlisted
from coursewright.spec.load import load
from coursewright.spec.unlisted import unlisted_modules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


def make(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(folder: Path, name: str = "course.yaml") -> list[str]:
    return [path.relative_to(folder).as_posix() for path in unlisted_modules(load(folder / name))]


def test_by_path(folder: Path) -> None:
    make(folder, course_yaml="course: c", b_module_yaml="x", a__module_yaml="x", a__b__module_yml="x")
    assert found(folder) == ["b.module.yaml", "a/module.yaml", "a/b/module.yml"]


def test_a_link_to_a_listed_module_is_listed(folder: Path) -> None:
    make(folder, course_yaml="course: c\nmodules: [a.module.yaml]", a_module_yaml="module: a")
    (folder / "b.module.yaml").symlink_to("a.module.yaml")
    assert found(folder) == []


def test_what_is_listed_by_a_link_is_listed(folder: Path) -> None:
    make(folder, course_yaml="course: c\nmodules: [b.module.yaml]", deep__a_module_yaml="module: a")
    (folder / "b.module.yaml").symlink_to("deep/a.module.yaml")
    assert found(folder) == []


def test_a_spec_that_was_salvaged_says_nothing(folder: Path) -> None:
    make(folder, course_yaml="course: c\ntitle: [\nmodules:\n  - a.module.yaml\n", b_module_yaml="module: b")
    assert found(folder) == []


def test_we_do_not_look_without_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlisted, "_MOST_FOLDERS", 3)
    make(folder, course_yaml="course: c", a__module_yaml="x", b__module_yaml="x")
    assert found(folder) == ["a/module.yaml", "b/module.yaml"]
    make(folder, c__module_yaml="x")
    assert found(folder) == []


def test_no_folder_is_walked_for_two_courses(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many courses in one folder one walks it, and what lies below other courses is theirs to walk."""
    seen: list[str] = []
    walk = discover.walk

    def counted(start: Path) -> Iterator[tuple[list[Path], list[Path]]]:
        for specs, inner in walk(start):
            seen.extend(spec.parent.relative_to(folder).as_posix() for spec in specs[:1])
            yield specs, inner

    monkeypatch.setattr(unlisted, "walk", counted)
    courses: dict[str, Any] = {f"c{number}_course_yaml": "course: c" for number in range(9)}
    courses |= {f"in{number}__course_yaml": "course: c" for number in range(9)}
    courses |= {f"in{number}__deep__a_module_yaml": "module: a" for number in range(9)}
    make(folder, **courses)
    for name in courses:
        if name.endswith("course_yaml"):
            found(folder, name.replace("__", "/").replace("_", "."))
    assert {place: seen.count(place) for place in seen} == {
        ".": 1,
        **{f"in{number}": 2 for number in range(9)},  # looked into from above, to see that it is a course
        **{f"in{number}/deep": 1 for number in range(9)},
    }
