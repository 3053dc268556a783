"""`coursewright new`."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from spec_helpers import make

from coursewright.cli.new.told import Finished, Open, next_steps
from coursewright.scaffold.gallery import templates
from coursewright.scaffold.insertion_places import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).parents[2] / "examples"
UNITS = """\
module: keys
title: Keys
language: en
units:
  - id: doors
    title: Doors
    week: 1
    tasks:
      - id: knock
        title: Knock first   # politely
        due: week 1 wed 18:00
        follow_up: TODO
  - id: locks
    title: Locks
    week: 2
"""
COURSE = """\
course: house
title: The house
calendar: {time_zone: Europe/Madrid}
language: es
modules:
  - keys.module.yaml   # the first
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make(tmp_path, {".git/x": "", "keys.module.yaml": UNITS})
    return tmp_path


@pytest.fixture
def course(folder: Path) -> Path:
    make(folder, {"course.yaml": COURSE})
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_task_goes_into_its_unit(folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright(
        *("new", "task", "Whose key?", "--at", "locks"),
        *("--set", "duration=30 min", "--set", "due=week 2 fri 12:00"),
        cwd=folder,
    )
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == 'Wrote keys.module.yaml: the task is in unit "Locks", lines 16 to 43.'
    assert lines[1] == "13 places are left to write, marked TODO. The first three:"
    assert lines[2].startswith("  keys.module.yaml:20 purpose: One sentence to the student")
    assert lines[-3:] == [
        "That is normal: lint lists what is left as a to-do list.",
        "Next: coursewright lint keys.module.yaml",
        "      coursewright report keys.module.yaml -o keys.html",
    ]
    text = (folder / "keys.module.yaml").read_text("utf-8")
    assert text.startswith(UNITS + "    tasks:\n      - id: whose-key\n        title: Whose key?\n")
    assert "        duration: 30 min\n        due: week 2 fri 12:00\n" in text
    assert text.splitlines()[42].startswith("        follow_up: ")


def test_a_slug_is_the_id(folder: Path, coursewright: Callable[..., Any]) -> None:
    assert coursewright("new", "task", "whose-key", "--at", "doors", cwd=folder).code == 0
    text = (folder / "keys.module.yaml").read_text("utf-8")
    assert '      - id: whose-key\n        title: "TODO: ' in text
    again = coursewright("new", "task", "whose-key", "--at", "doors", cwd=folder)
    assert (again.code, again.out) == (2, "")
    assert again.err.startswith("coursewright: NAME: `whose-key` is the id of something else in the file.")
    assert (folder / "keys.module.yaml").read_text("utf-8") == text


def test_a_dry_run_writes_nothing(course: Path, coursewright: Callable[..., Any]) -> None:
    before = files(course)
    done = coursewright("new", "task", "--into", "keys.module.yaml", "--at", "locks", "--dry-run", cwd=course)
    assert done.code == 0
    assert done.out.startswith("--- keys.module.yaml\n+++ keys.module.yaml\n@@ -13,3 +13,31 @@\n")
    assert "\n+      - id: new-task\n" in done.out
    whole = coursewright(
        "new", "module", "Windows", "-t", "howard-loop", "--into", "course.yaml", "--dry-run", cwd=course
    )
    assert whole.out.startswith("--- windows.module.yaml\n# yaml-language-server:")
    assert "\n+++ course.yaml\n" in whole.out
    assert whole.out.endswith("+  - windows.module.yaml\n")
    assert files(course) == before


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no program to apply a diff")
@pytest.mark.slow
def test_the_diff_of_a_dry_run_can_be_applied(folder: Path, coursewright: Callable[..., Any]) -> None:
    command = ("new", "task", "Whose key?", "--at", "knock")
    diff = coursewright(*command, "--dry-run", cwd=folder).out
    copy = folder / "copy"
    copy.mkdir()
    shutil.copy(folder / "keys.module.yaml", copy)
    subprocess.run(["patch", "-p0"], input=diff.encode(), cwd=copy, check=True, capture_output=True)
    assert coursewright(*command, cwd=folder).code == 0
    assert (copy / "keys.module.yaml").read_bytes() == (folder / "keys.module.yaml").read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("task", "There are 2 units that the task could go to. Name one with `--at`: `doors` or `locks`."),
        (
            "task --at lock",
            "keys.module.yaml: --at: nothing in the file is called `lock`. Did you mean `locks`?",
        ),
        ("follow-up --at locks", 'belongs to a task, and unit "Locks" is none and has none. It has `knock`.'),
        ("task --at doors --set due", "--set: `due` is no answer. Write KEY=VALUE"),
        ("task --at doors --set dew=1", "the template `task` does not ask for `dew`. Did you mean `due`?"),
        ("task --at doors --set duration=30", "--set duration: `30` has no unit."),
        ("task A --at doors --set title=B", "--set title: NAME says it already."),
        ("task --at doors --set due=fri --set due=mon", "--set due is given twice."),
        ("task --at doors --force", "--force: a part is added, and replaces nothing."),
        ("task --into key.module.yaml", "there is no file key.module.yaml. Did you mean keys.module.yaml?"),
        ("task --template howard-loop", "--template: `howard-loop` makes a module, not a task."),
        ("module --template us-course", "--template: `us-course` makes a course, not a module."),
        ("module --template lop", "There is no template `lop`."),
        ("module keys --template howard-loop", "keys.module.yaml is there already."),
        ("module --into keys.module.yaml", "--into: keys.module.yaml is a module; only a course lists"),
        ("course --into keys.module.yaml -t us-course", "is a file; a course goes into a folder."),
        ("reflection Back --at doors", "A reflection has no name"),
        (
            "outcome --at keys",
            "`practised_in` must be given: In which tasks do students practise it? Add --set",
        ),
    ],
)
def test_what_cannot_be_done(folder: Path, coursewright: Callable[..., Any], words: str, said: str) -> None:
    before = files(folder)
    done = coursewright("new", *words.split(), cwd=folder)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert files(folder) == before


def test_a_broken_file_is_refused_with_its_place(folder: Path, coursewright: Callable[..., Any]) -> None:
    (folder / "keys.module.yaml").write_text("module: keys\ntitle: [a\n", "utf-8")
    done = coursewright("new", "task", cwd=folder)
    assert done.code == 2
    assert done.err.startswith("coursewright: keys.module.yaml:2:8: ")


def test_several_files_have_to_be_told_apart(folder: Path, coursewright: Callable[..., Any]) -> None:
    make(folder, {"doors.module.yaml": "module: doors\n"})
    done = coursewright("new", "task", cwd=folder)
    assert done.err == (
        "coursewright: There are 2 files that a task could go into. "
        "Say `--into doors.module.yaml` or `--into keys.module.yaml`.\n"
    )
    empty = folder / "empty"
    empty.mkdir()
    done = coursewright("new", "task", cwd=empty)
    assert done.err.startswith("coursewright: There is no course or module in this folder that a task could")


def test_a_course_is_stood_for_by_its_modules(course: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("new", "task", "--at", "doors", cwd=course)
    assert done.out.startswith('Wrote keys.module.yaml: the task is in unit "Doors", lines 13 to 39.\n')
    text = (course / "keys.module.yaml").read_text("utf-8")
    assert "TODO: One sentence" in text  # the module says its own language
    assert "        due: week 1 wed 18:00\n        decision_points:" in text


def test_a_follow_up_closes_the_loop(folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("new", "follow-up", "Open up", "--at", "knock", cwd=folder)
    assert done.out.splitlines()[:2] == [
        'Wrote keys.module.yaml: the follow-up is in unit "Doors", lines 13 to 24.',
        "Task `knock` names it now.",
    ]
    text = (folder / "keys.module.yaml").read_text("utf-8")
    assert "        follow_up: open-up\n    follow_up_activities:\n      - id: open-up\n" in text
    assert "        builds_on: [knock]\n" in text
    assert "        title: Knock first   # politely\n" in text


def test_a_module_joins_a_course(course: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("new", "module", "Ventanas", "-t", "howard-loop", "--into", "course.yaml", cwd=course)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(
        "Wrote ventanas.module.yaml and course.yaml, from the template `howard-loop`.\n"
    )
    assert (course / "course.yaml").read_text("utf-8") == COURSE + "  - ventanas.module.yaml\n"
    text = (course / "ventanas.module.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=")
    assert "\nlanguage: es\n" in text
    again = coursewright(
        "new", "module", "Ventanas", "-t", "howard-loop", "--into", "course.yaml", cwd=course
    )
    assert "- ventanas-2.module.yaml\n" in (course / "course.yaml").read_text("utf-8")
    assert again.code == 0


def test_a_module_stands_beside_the_others(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    ethics = tmp_path / "ethics"
    shutil.copytree(EXAMPLES / "research-ethics", ethics)
    before = (ethics / "course.yaml").read_text("utf-8")
    done = coursewright(
        "new",
        "module",
        "Asking children",
        "-t",
        "howard-loop",
        "--into",
        ethics / "course.yaml",
        cwd=tmp_path,
    )
    assert done.code == 0
    assert (ethics / "modules" / "05-asking-children.module.yaml").is_file()
    listed = "  - modules/04-online.module.yaml\n"
    after = before.replace(listed, f"{listed}  - modules/05-asking-children.module.yaml\n")
    assert (ethics / "course.yaml").read_text("utf-8") == after


@pytest.mark.parametrize(
    ("pattern", "place"),
    [("*.module.yaml", "windows.module.yaml"), ("modules/*.yaml", "modules/windows.module.yaml")],
)
def test_a_pattern_lists_it_already(
    tmp_path: Path, coursewright: Callable[..., Any], pattern: str, place: str
) -> None:
    text = f"course: house\ntitle: The house\nmodules: '{pattern}'\n"
    make(tmp_path, {".git/x": "", "course.yaml": text})
    done = coursewright(
        "new", "module", "Windows", "-t", "howard-loop", "--into", "course.yaml", cwd=tmp_path
    )
    assert done.out.startswith(
        f"Wrote {place}, from the template `howard-loop`.\ncourse.yaml lists it already.\n"
    )
    assert (tmp_path / place).is_file()
    assert (tmp_path / "course.yaml").read_text("utf-8") == text


def test_only_force_replaces_a_file(folder: Path, coursewright: Callable[..., Any]) -> None:
    command = ("new", "module", "keys", "-t", "howard-loop")
    assert coursewright(*command, cwd=folder).code == 2
    assert (folder / "keys.module.yaml").read_text("utf-8") == UNITS
    assert coursewright(*command, "--force", cwd=folder).code == 0
    assert (folder / "keys.module.yaml").read_text("utf-8") != UNITS


def test_a_folder_that_is_made(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("new", "module", "Keys", "-t", "howard-loop", "--into", "deep/down", cwd=tmp_path)
    assert done.code == 0
    assert (tmp_path / "deep" / "down" / "keys.module.yaml").is_file()


@pytest.mark.parametrize("template", [one.name for one in templates("course")])
def test_a_course_gets_a_folder(tmp_path: Path, coursewright: Callable[..., Any], template: str) -> None:
    done = coursewright("new", "course", "Keys and doors", "-t", template, cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    made = tmp_path / "keys-and-doors"
    assert (made / "course.yaml").is_file()
    assert list(made.rglob("*.module.yaml"))
    assert coursewright("lint", "keys-and-doors", "--select", "SPC001,SPC002,SPC003", cwd=tmp_path).code == 0
    again = coursewright("new", "course", "Keys and doors", "-t", template, cwd=tmp_path)
    assert again.code == 2
    assert "is there already" in again.err


@pytest.mark.parametrize("name", ["../out", "a/b", "con", "\x1b[31m", "x" * 300])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, coursewright: Callable[..., Any], name: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    done = coursewright("new", "module", name, "-t", "howard-loop", cwd=inside)
    assert "\x1b" not in done.out + done.err
    assert [path for path in tmp_path.iterdir() if path != inside] == []
    bad = coursewright("new", "module", "--set", f"id={name}", "-t", "howard-loop", cwd=inside)
    assert "\x1b" not in bad.out + bad.err
    assert [path for path in tmp_path.iterdir() if path != inside] == []


def test_a_part_of_ones_own(folder: Path, coursewright: Callable[..., Any]) -> None:
    make(
        folder,
        {
            "mine/drill/template.yaml": (
                "name: drill\nmakes: task\ntitle: A drill\nfor: coaches\nbuilds: A drill.\ninto: tasks\n"
                "questions:\n"
                "  - {id: title, ask: What is drilled?, help: One word., type: text, required: true}\n"
            ),
            "mine/drill/part.yaml.jinja": "id: {{ id }}\ntitle: {{ yaml(title) }}\nkind: problem-set\n",
        },
    )
    done = coursewright("new", "task", "turn", "-t", "mine/drill", "--at", "locks", "--yes", cwd=folder)
    assert done.code == 2
    assert done.err.startswith("coursewright: `title` must be given: What is drilled? Add --set title=")
    done = coursewright("new", "task", "Turn it", "-t", "mine/drill", "--at", "locks", cwd=folder)
    assert done.out.splitlines()[1] == "Nothing in it is left to write."
    text = (folder / "keys.module.yaml").read_text("utf-8")
    assert (
        text == UNITS + "    tasks:\n      - id: turn-it\n        title: Turn it\n        kind: problem-set\n"
    )


def test_a_template_that_makes_a_faulty_part_writes_nothing(
    folder: Path, coursewright: Callable[..., Any]
) -> None:
    make(
        folder,
        {
            "bad/template.yaml": "name: bad\nmakes: task\ntitle: B\nfor: b\nbuilds: B.\ninto: tasks\n",
            "bad/part.yaml.jinja": "id: a\nfollow_up: nobody\n",
        },
    )
    done = coursewright("new", "task", "-t", "bad", "--at", "locks", cwd=folder)
    assert done.code == 2
    assert "With it, the file would have a new error" in done.err
    assert (folder / "keys.module.yaml").read_text("utf-8") == UNITS


@pytest.mark.parametrize("kind", ["course", "module", *KEYS])
def test_help_fits_the_kind(coursewright: Callable[..., Any], kind: str) -> None:
    done = coursewright("new", kind, "--help")
    assert done.code == 0
    assert "--set KEY=VALUE" in done.out
    assert ("--at ID" in done.out) is (kind in KEYS)
    assert ("--force" in done.out) is (kind not in KEYS)


def test_without_a_kind_there_is_help(coursewright: Callable[..., Any]) -> None:
    done = coursewright("new")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Usage: ")
    assert "..." not in done.err.partition("Commands:")[2]


@pytest.mark.slow
def test_line_breaks_and_byte_order_marks_stay(folder: Path, coursewright: Callable[..., Any]) -> None:
    data = b"\xef\xbb\xbf" + UNITS.replace("\n", "\r\n").rstrip().encode()
    (folder / "keys.module.yaml").write_bytes(data)
    assert coursewright("new", "task", "--at", "doors", cwd=folder).code == 0
    after = (folder / "keys.module.yaml").read_bytes()
    assert after.startswith(b"\xef\xbb\xbfmodule: keys\r\n")
    assert after.endswith(b"    week: 2")
    assert after.count(b"\n") == after.count(b"\r\n")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="rights are another matter elsewhere")
def test_all_or_nothing(course: Path, coursewright: Callable[..., Any]) -> None:
    before = files(course)
    (course / "course.yaml").chmod(0o444)
    done = coursewright("new", "module", "Windows", "-t", "howard-loop", "--into", "course.yaml", cwd=course)
    assert done.code == 2
    assert "read-only" in done.err
    assert files(course) == before


def test_the_file_is_found_by_what_is_in_it(folder: Path, coursewright: Callable[..., Any]) -> None:
    make(folder, {"walls.module.yaml": "module: walls\nunits:\n  - {id: brick, title: Bricks}\n"})
    done = coursewright("new", "reflection", "--at", "bricks", cwd=folder)
    assert done.out.startswith('Wrote walls.module.yaml: the reflection is in unit "Bricks", line 3.\n')
    assert (folder / "keys.module.yaml").read_text("utf-8") == UNITS


def test_a_course_beside_a_new_module_may_not_list_it(course: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("new", "module", "Roofs", "-t", "howard-loop", cwd=course)
    assert done.out.splitlines()[:2] == [
        "Wrote roofs.module.yaml, from the template `howard-loop`.",
        "course.yaml does not list it: add `roofs.module.yaml` to its `modules`.",
    ]


def test_a_module_of_a_course_can_be_replaced(course: Path, coursewright: Callable[..., Any]) -> None:
    command = ("new", "module", "keys", "-t", "howard-loop", "--into", "course.yaml")
    assert coursewright(*command, cwd=course).code == 2
    done = coursewright(*command, "--force", cwd=course)
    assert done.out.splitlines()[1] == "course.yaml lists it already."
    assert (course / "course.yaml").read_text("utf-8") == COURSE
    assert (course / "keys.module.yaml").read_text("utf-8") != UNITS


def test_units_come_before_what_goes_into_them(folder: Path, coursewright: Callable[..., Any]) -> None:
    make(folder, {"keys.module.yaml": "module: keys\nunits: TODO\n"})
    done = coursewright("new", "task", cwd=folder)
    assert done.err.startswith('coursewright: keys.module.yaml: Module "keys" has no unit yet that a task')
    assert coursewright("new", "unit", "Doors", cwd=folder).code == 0
    assert coursewright("new", "task", "Knock", cwd=folder).code == 0
    text = (folder / "keys.module.yaml").read_text("utf-8")
    assert text.startswith("module: keys\nunits:\n  - id: doors\n    title: Doors\n")
    assert "\n      - id: knock\n" in text


def test_a_follow_up_of_ones_own_names_itself(folder: Path, coursewright: Callable[..., Any]) -> None:
    make(
        folder,
        {
            "mine/chat/template.yaml": (
                "name: chat\nmakes: follow-up\ntitle: A chat\nfor: all\nbuilds: A chat.\n"
                "into: follow_up_activities\n"
            ),
            "mine/chat/part.yaml.jinja": "id: tea\ntitle: Tea\nkind: discussion\nbuilds_on: [knock]\n",
        },
    )
    done = coursewright("new", "follow-up", "--at", "knock", "-t", "mine/chat", cwd=folder)
    assert (done.code, done.out.splitlines()[1]) == (0, "Task `knock` names it now.")
    assert "        follow_up: tea\n" in (folder / "keys.module.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("listed", "made"),
    [
        ("a/module.yaml b/module.yaml", "roofs/module.yaml"),
        ("a/a.module.yaml", "roofs/roofs.module.yaml"),
        ("parts/01-a/module.yaml parts/02-b/module.yaml", "parts/03-roofs/module.yaml"),
        ("parts/a.module.yaml", "parts/roofs.module.yaml"),
        ("09_a.module.yaml 10_b.module.yaml", "11_roofs.module.yaml"),
        ("module.yaml", "roofs.module.yaml"),
        ("1.module.yaml b.module.yaml", "roofs.module.yaml"),
    ],
)
def test_a_module_is_called_as_its_neighbours_are(
    tmp_path: Path, coursewright: Callable[..., Any], listed: str, made: str
) -> None:
    names = listed.split()
    entries = "".join(f"- {name}\n" for name in names)
    make(tmp_path, {".git/x": "", "course.yaml": f"course: house\nmodules:\n{entries}"})
    make(tmp_path, {name: f"module: m{number}\n" for number, name in enumerate(names)})
    done = coursewright("new", "module", "Roofs", "-t", "howard-loop", "--into", "course.yaml", cwd=tmp_path)
    assert done.out.startswith(f"Wrote {made} and course.yaml, from the template `howard-loop`.\n")
    assert (tmp_path / "course.yaml").read_text("utf-8").endswith(f"{entries}- {made}\n")
    assert coursewright("lint", made, "--select", "SPC", "--ignore", "SPC004", cwd=tmp_path).code == 0


def test_a_numbered_module_is_replaced_where_it_stands(
    tmp_path: Path, coursewright: Callable[..., Any]
) -> None:
    ethics = tmp_path / "ethics"
    shutil.copytree(EXAMPLES / "research-ethics", ethics)
    done = coursewright(
        *("new", "module", "data", "-t", "howard-loop", "--into", ethics / "course.yaml", "--force"),
        cwd=tmp_path,
    )
    assert done.out.startswith("Wrote ethics/modules/03-data.module.yaml, from the template `howard-loop`.\n")
    assert len(list((ethics / "modules").glob("*.yaml"))) == 4


def test_all_that_is_written_is_said(folder: Path, coursewright: Callable[..., Any]) -> None:
    lab = "    sessions:\n      - id: lab\n        starts: fri 10:00\n"
    make(folder, {"keys.module.yaml": UNITS.replace("  - id: locks", f"{lab}  - id: locks")})
    done = coursewright("new", "follow-up", "--at", "knock", "--set", "session=lab", cwd=folder)
    assert done.out.splitlines()[1:3] == ["Session `lab` requires `knock` now.", "Task `knock` names it now."]
    outcome = coursewright("new", "outcome", "Decide who knocks", "--set", "practised_in=knock", cwd=folder)
    assert outcome.out.splitlines()[1] == "Task `knock` names it now."


def test_an_outcome_of_a_course_needs_modules(course: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("new", "outcome", "Decide who knocks", "--into", "course.yaml", cwd=course)
    assert done.out.splitlines()[:2] == [
        'Wrote course.yaml: the outcome is in course "The house", lines 7 to 12.',
        "Name it next under `supports` of an outcome of a module that leads to it.",
    ]
    text = (course / "course.yaml").read_text("utf-8")
    assert text.startswith(f"{COURSE}outcomes:\n  - id: decide-who-knocks\n")
    assert 'assessed_elsewhere: "TODO: Dónde se muestra' in text


def test_a_name_without_quotes_is_put_right(folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("new", "module", "Berlin", "Wall", cwd=folder)
    assert (done.code, done.out) == (2, "")
    assert 'Put quotes around it: coursewright new module "Berlin Wall".' in done.err


def test_templates_are_listed_by_either_word(folder: Path, coursewright: Callable[..., Any]) -> None:
    assert coursewright("templates", "list", cwd=folder).out == coursewright("templates", cwd=folder).out
    courses = coursewright("templates", "list", "--makes", "course", cwd=folder)
    assert "us-course" in courses.out
    assert "howard-loop" not in courses.out


@pytest.mark.parametrize("room", [60, 80])
def test_commands_break_between_words(tmp_path: Path, room: int) -> None:
    path = tmp_path / "a-long-name-of-a-folder" / "a-long-name-of-a-module.module.yaml"
    finished = Finished((), (), (Open(path, 3, "title", ""),), path)
    said, *commands = next_steps(finished, tmp_path, room)
    assert said.startswith("That is normal: ")
    spec = path.relative_to(tmp_path).as_posix()
    words = " ".join(one.removesuffix("\\") for one in commands).split()
    assert words == [
        *("Next:", "coursewright", "lint", spec),
        *("coursewright", "report", spec, "-o", "a-long-name-of-a-module.html"),
    ]
    assert all(len(one) <= max(room, len(f"      {spec} \\")) for one in commands)
    assert sum(one.endswith(" \\") for one in commands) == len(commands) - 2
