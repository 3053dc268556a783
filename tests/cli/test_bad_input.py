"""Every kind of bad input: a finding or one paragraph, at its place, and nothing else lost."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FINDING = re.compile(
    r"^(?P<path>[^\n:]+):(?P<line>\d+):(?P<column>\d+) (?P<code>[A-Z]{3}\d{3}) "
    r"\[(?P<severity>\w+)\] (?P<message>.+)$",
    re.MULTILINE,
)


def bomb(levels: int = 9) -> str:
    lines = ["x-a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"x-a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels + 1)]
    return "module: m\n" + "\n".join(lines) + "\n"


def task(more: str, kind: str = "quiz") -> str:
    return f"module: m\ntasks:\n  - id: a\n    kind: {kind}\n    {more}\n"


# name: (text or bytes, code, line, column, what the message says, what the fix says)
BAD: dict[str, tuple[str | bytes, str, int, int, str, str]] = {
    "an empty file": ("", "SPC001", 1, 1, "The file is empty", "module: an-id"),
    "only a comment": ("# nothing yet\n", "SPC001", 1, 1, "The file is empty", "module: an-id"),
    "a list at the top": ("- a\n- b\n", "SPC001", 1, 1, "starts with a list", "module: an-id"),
    "a text at the top": ("just a text\n", "SPC001", 1, 1, "holds a text", "module: an-id"),
    "neither course nor module": ("title: X\n", "SPC001", 1, 1, "neither `course:` nor `module:`", "start"),
    "both": ("course: c\nmodule: m\n", "SPC001", 2, 1, "both `course:` and `module:`", "delete"),
    "an unknown key": (
        "module: m\noutcome: Decide\n",
        "SPC001",
        2,
        1,
        "`outcome` is not a key",
        "`outcomes`",
    ),
    "tasks: 3": ("module: m\ntasks: 3\n", "SPC001", 2, 8, "not `3`", "id"),
    "a tab": ("module: m\ntasks:\n\t- id: a\n", "SPC001", 3, 1, "tab", "spaces"),
    "a duplicate key": (
        "module: m\ntitle: A\ntitle: B\n",
        "SPC001",
        3,
        1,
        "`title` is given twice",
        "keep one",
    ),
    "an undefined alias": ("module: m\ntitle: *x\n", "SPC001", 2, 8, "`*x`", "quotes"),
    "a recursive alias": ("module: m\ntasks: &a\n  - *a\n", "SPC001", 3, 5, "`*a`", "write the value out"),
    "invalid UTF-8": (b"module: m\ntitle: caf\xe9\n", "SPC001", 2, 11, "0xe9", "UTF-8"),
    "UTF-16": ("module: m\n".encode("utf-16"), "SPC001", 1, 1, "UTF-16", "UTF-8"),
    "5,000 levels": (f"module: m\nx-a: {'[' * 5000}{']' * 5000}\n", "SPC001", 2, 105, "100 levels", ""),
    "20 MB": (b'module: m\nx-a: "' + b"a" * 20_000_000 + b'"\n', "SPC001", 1, 1, "10 MB", "right file"),
    "two documents": ("module: m\n---\nmodule: n\n", "SPC001", 2, 1, "second document", "one spec"),
    "due: 12:30": (task("due: 12:30"), "SPC001", 5, 10, "`12:30` is a time of day with no day", "tue 17:00"),
    "due: yes": (task("due: yes"), "SPC001", 5, 10, "`yes` is not a time", "2026-"),
    "25:00": (task("due: week 3 tue 25:00"), "SPC001", 5, 10, "time of day that does not exist", "24-hour"),
    "2026-02-30": (task("due: 2026-02-30"), "SPC001", 5, 10, "no date `2026-02-30`", "month"),
    "duration: 45": (task("duration: 45"), "SPC008", 5, 15, "`45` has no unit", "`45 min`"),
    "a reference to nothing": (task("follow_up: nowhere"), "SPC002", 5, 16, "`nowhere`", ""),
    "a reference to itself": (
        task("follow_up: a"),
        "SPC002",
        5,
        16,
        "names the item it stands in",
        "another",
    ),
    "a reference to two things": (
        task("follow_up: b") + "  - {id: b, kind: quiz}\n  - {id: b, kind: poll}\n",
        "SPC003",
        7,
        6,
        "The id `b` is taken",
        "an id of its own",
    ),
    "a comma in braces": (
        task("monitoring: {looks_for: this, that}"),
        "SPC001",
        5,
        35,
        "`that` stands here like a key",
        "quotes",
    ),
    "a comma in brackets": (
        "module: m\nreflection: [Why? Because, x]\n",
        "SPC001",
        2,
        28,
        "The comma after",
        "quotes",
    ),
    "follow_up: none": (task("follow_up: none"), "FUP012", 5, 16, "nothing says why", "none:"),
    "mode: TODO": ("module: m\nmode: TODO\n", "SPC004", 2, 7, '"TODO"', ""),
    "times in a circle": (
        task("due: 1 day after b") + "  - {id: b, kind: quiz, due: 1 day after a}\n",
        "SPC002",
        5,
        22,
        "counted from itself",
        "a time of its own",
    ),
    "a day in a range of weeks": (
        "module: m\nunits:\n  - id: u\n    week: 3-4\n    tasks: [{id: a, kind: quiz, due: tue 12:00}]\n",
        "SPC001",
        5,
        38,
        "weeks 3-4 are a range",
        "week 4 tue 12:00",
    ),
}


def findings(report: str) -> list[dict[str, Any]]:
    return [found.groupdict() for found in FINDING.finditer(report)]


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_a_finding_at_its_place(
    name: str, tmp_path: Path, coursewright: Callable[..., Any]
) -> None:
    written, code, line, column, message, fix = BAD[name]
    spec = tmp_path / "bad.module.yaml"
    spec.write_bytes(written if isinstance(written, bytes) else written.encode())
    good = tmp_path / "good.module.yaml"
    good.write_text("module: good\noutcome: x\n")
    done = coursewright("lint", ".", cwd=tmp_path)
    assert done.code == 1, done.err
    assert "Traceback" not in done.out + done.err
    assert "stumbled" not in done.out
    here = [one for one in findings(done.out) if one["path"] == "bad.module.yaml" and one["code"] == code]
    at = [one for one in here if (int(one["line"]), int(one["column"])) == (line, column)]
    assert at, here
    assert message in at[0]["message"]
    fixes = " ".join(part.strip() for part in done.out.partition("= fix: ")[2].splitlines())
    assert fix in fixes
    others = [one for one in findings(done.out) if one["path"] == "good.module.yaml"]
    assert any(one["code"] == "SPC001" for one in others), "the other file is checked all the same"


@pytest.mark.parametrize("code", ["SPC001", "SPC002", "SPC003", "SPC008"])
def test_what_cannot_be_read_gets_nothing_else_said_of_it(
    code: str, tmp_path: Path, coursewright: Callable[..., Any]
) -> None:
    for name, (written, expected, line, *_) in BAD.items():
        if expected != code or name == "a reference to two things":
            continue
        spec = tmp_path / "bad.module.yaml"
        spec.write_bytes(written if isinstance(written, bytes) else written.encode())
        report = json.loads(coursewright("lint", spec, "--format", "json", cwd=tmp_path).out)
        same_line = [one["code"] for one in report["findings"] if one["start"]["line"] == line]
        assert same_line.count(code) == 1, name


def test_an_alias_bomb_is_answered_at_once(tmp_path: Path, process: Callable[..., Any]) -> None:
    spec = tmp_path / "bomb.module.yaml"
    spec.write_text(bomb())
    done = process("lint", spec)
    assert done.code == 1
    found = findings(done.out)
    assert [one["code"] for one in found] == ["SPC001"]
    assert "repeat one another" in found[0]["message"]


@pytest.mark.skipif(os.name == "nt", reason="Windows limits memory in other ways")
def test_an_alias_bomb_takes_little_memory(tmp_path: Path, process: Callable[..., Any]) -> None:
    import resource

    spec = tmp_path / "bomb.module.yaml"
    spec.write_text(bomb())
    done = process(
        "lint", spec, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000))
    )
    assert done.code == 1, done.err
    assert "repeat one another" in done.out


def test_a_bom_and_windows_line_ends_are_fine(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    spec = tmp_path / "m.module.yaml"
    spec.write_bytes("\ufeffmodule: m\r\ntitle: x\r\noutcome: y\r\n".encode())
    found = findings(coursewright("lint", spec, "--select", "SPC", cwd=tmp_path).out)
    assert [(one["code"], one["line"], one["column"]) for one in found] == [("SPC001", "3", "1")]


def test_a_course_that_lists_its_modules_wrongly(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    """Twice, missing, outside, by way of a circle of links: each is told, and what is there is checked."""
    course = tmp_path / "c"
    course.mkdir()
    (tmp_path / "out.module.yaml").write_text("module: out\n")
    (course / "m.module.yaml").write_text("module: m\noutcome: x\n")
    (course / "loop").symlink_to(".")
    (course / "round").symlink_to("round")
    (course / "course.yaml").write_text(
        "course: c\nmodules:\n"
        "  - m.module.yaml\n  - m.module.yaml\n  - gone.module.yaml\n  - ../out.module.yaml\n"
        "  - round/m.module.yaml\n  - 'nothing*.module.yaml'\n"
    )
    done = coursewright("lint", "c", "--select", "SPC", cwd=tmp_path)
    told = [(one["path"], int(one["line"]), one["code"]) for one in findings(done.out)]
    assert told == [
        ("c/course.yaml", 4, "SPC003"),
        ("c/course.yaml", 5, "SPC002"),
        ("c/course.yaml", 6, "SPC002"),
        ("c/course.yaml", 7, "SPC002"),
        ("c/course.yaml", 8, "SPC002"),
        ("c/m.module.yaml", 2, "SPC001"),
    ]
    assert done.code == 1


def test_a_course_that_is_broken_does_not_hide_its_modules(
    tmp_path: Path, coursewright: Callable[..., Any]
) -> None:
    """The course file says what it is twice over, so its list of modules does not count."""
    (tmp_path / "course.yaml").write_text("course: c\nmodule: c\nmodules: [m.module.yaml]\n")
    (tmp_path / "m.module.yaml").write_text("module: m\noutcome: x\n")
    for args in ([], ["m.module.yaml"], ["course.yaml"]):
        done = coursewright("lint", *args, "--select", "SPC001", cwd=tmp_path)
        assert ("m.module.yaml", "2") in [(one["path"], one["line"]) for one in findings(done.out)]
        assert done.code == 1


def test_a_folder_without_specs(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    (tmp_path / "notes.yaml").write_text("a: b\n")
    done = coursewright("lint", ".", cwd=tmp_path)
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith("coursewright: There is no spec in this folder. Specs are named")
    assert "NAME.module.yaml" in done.err
    assert done.err.count("\n") == 1
    (tmp_path / "empty").mkdir()
    done = coursewright("lint", "empty", ".", cwd=tmp_path)
    assert done.err.startswith("coursewright: There is no spec in `empty` or this folder. Specs")


def test_a_path_that_is_not_there(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    (tmp_path / "m.module.yaml").write_text("module: m\n")
    done = coursewright("lint", "n.module.yaml", cwd=tmp_path)
    assert done.code == 2
    assert done.err == (
        "coursewright: n.module.yaml: there is no such file or folder. Did you mean m.module.yaml?\n"
    )
    assert done.last == "Nothing was checked. Exit 2: 1 path could not be checked."
