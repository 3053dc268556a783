"""What would be written, as the review shows it."""

from __future__ import annotations

from pathlib import Path

from coursewright.cli.new.wizard.review import Draft, reviewed, whole
from coursewright.cli.writing import NewText
from coursewright.reporters.views.terminal.ink import plain
from coursewright.scaffold.render import Left

HERE = Path("/somewhere")
MODULE = """\
module: bridge
title: Can it hold?
outcomes: [Decide whether a bridge stays open, Say why]
units:
  - title: "TODO: what the first week is about"
    tasks:
      - {id: rule, title: Rule on it, kind: case-study, duration: 45 min}
      - {id: read, kind: reading}
    sessions:
      - {id: meet, title: The hearing, start: thu 10:00}
    follow_up_activities:
      - {id: again, title: The appeal, kind: debate, follows: rule}
    reflection:
      prompts: [What did you learn?]
  - id: later
assessments:
  - {id: essay, title: A letter to the mayor}
"""
COURSE = "course: engineering\ntitle: Engineering\nmodules:\n  - first.module.yaml\n"


def shown(*files: NewText, left: int = 0, room: int = 70) -> str:
    return plain(reviewed(Draft(files, [Left("title", "A title")] * left), HERE, room))


def test_a_new_module() -> None:
    assert shown(NewText(HERE / "bridge.module.yaml", MODULE), left=1) == (
        "bridge.module.yaml  new, 17 lines\n"
        "1 TODO in it for you to write. It says what belongs there.\n"
        "\n"
        "Can it hold?  2 outcomes\n"
        "├─ unit (TODO)\n"
        "│  ├─ Rule on it  case-study, 45 min\n"
        "│  ├─ read  reading\n"
        "│  ├─ The hearing  session\n"
        "│  ├─ The appeal  takes it up again\n"
        "│  └─ Reflection\n"
        "├─ later\n"
        "└─ A letter to the mayor  assessment\n"
    )


def test_an_assessment_without_a_title_is_named_by_its_hint_or_kind() -> None:
    plan = (
        "module: m\nassessments:\n"
        '  - {id: final, title: "TODO: The last piece of work, by a title that says so", kind: essay}\n'
        "  - {id: second, title: TODO, kind: project}\n"
        "  - {kind: quiz}\n"
        "  - {id: fourth}\n"
    )
    names = [line.rpartition("─ ")[2] for line in shown(NewText(HERE / "m.module.yaml", plan)).splitlines()]
    assert names[-4:] == [
        "The last piece of work (TODO)  assessment",
        "project (TODO)  assessment",
        "quiz (TODO)  assessment",
        "fourth  assessment",
    ]


def test_a_new_course_with_its_modules() -> None:
    course = NewText(HERE / "course.yaml", COURSE)
    module = NewText(HERE / "first.module.yaml", "module: first\ntitle: First\ntasks: [{title: Read it}]\n")
    assert shown(course, module, left=12) == (
        "course.yaml  new, 4 lines\n"
        "first.module.yaml  new, 3 lines\n"
        "12 TODOs in it for you to write. Each says what belongs there.\n"
        "\n"
        "Engineering\n"
        "└─ First\n"
        "   └─ Read it\n"
    )


def test_a_course_of_many_modules_is_told_by_their_titles() -> None:
    course = NewText(HERE / "course.yaml", COURSE)
    text = "module: a\ntitle: Week\ntasks: [{title: Read it}]\n"
    weeks = [NewText(HERE / f"week-{number}.module.yaml", text) for number in range(1, 6)]
    assert shown(course, *weeks) == (
        "course.yaml  new, 4 lines\n"
        "week-1.module.yaml  new, 3 lines\n"
        "week-2.module.yaml  new, 3 lines\n"
        "and 3 more files  9 lines\n"
        "Nothing in it is left open.\n"
        "\n"
        "Engineering\n"
        "├─ Week\n"
        "├─ Week\n"
        "├─ Week\n"
        "├─ Week\n"
        "└─ Week\n"
    )


def test_a_new_module_in_a_course_that_is_there() -> None:
    module = NewText(HERE / "second.module.yaml", "module: second\ntitle: Second\n")
    course = NewText(HERE / "course.yaml", f"{COURSE}  - second.module.yaml\n", COURSE)
    assert shown(module, course) == (
        "second.module.yaml  new, 2 lines\n"
        "course.yaml  1 line added\n"
        "Nothing in it is left open.\n"
        "\n"
        "Second\n"
        "\n"
        "+  - second.module.yaml\n"
    )


def test_a_file_that_is_replaced() -> None:
    file = NewText(HERE / "a.module.yaml", "module: a\ntitle: New\n", "module: a\n-- old\nolder: 1\n")
    assert shown(file).splitlines()[:1] == ["a.module.yaml  1 line added, 2 taken away"]
    assert shown(file).splitlines()[3:] == ["--- old", "-older: 1", "+title: New"]


def test_the_whole_text() -> None:
    module = NewText(HERE / "second.module.yaml", 'module: second\ntitle: "TODO: A title\x07"\n')
    course = NewText(HERE / "course.yaml", f"{COURSE}  - second.module.yaml\n", COURSE)
    assert plain(whole(Draft((module,), ()), HERE).drawn(70)) == (
        'module: second\ntitle: "TODO: A title\\u0007"\n\n'
    )
    assert plain(whole(Draft((module, course), ()), HERE).drawn(70)) == (
        "second.module.yaml\n"
        "module: second\n"
        'title: "TODO: A title\\u0007"\n'
        "\n"
        "--- course.yaml\n"
        "+++ course.yaml\n"
        "@@ -2,3 +2,4 @@\n"
        " title: Engineering\n"
        " modules:\n"
        "   - first.module.yaml\n"
        "+  - second.module.yaml\n"
    )


def test_files_that_cannot_be_read_have_no_outline() -> None:
    assert "a.yaml  new, 1 line\n" in shown(NewText(HERE / "a.yaml", "module: [\n"))
    assert "README.md  new, 1 line\n" in shown(NewText(HERE / "README.md", "words\n"))
