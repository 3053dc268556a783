"""File by file, a line for each fault."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from told_by_hand import HOSTILE, SETTING, hostile, told, written

from coursewright.reporters.grouped import GroupedReport
from coursewright.reporters.record import CourseRecord, FileRecord, Foreign, Hushed, Omitted, Place, Told
from coursewright.reporters.shared.measure import width

if TYPE_CHECKING:
    from coursewright.reporters.reporter import Setting


def report(course: CourseRecord, setting: Setting = SETTING) -> str:
    return written(GroupedReport(setting), course)


def course(*findings: Told) -> CourseRecord:
    files = (FileRecord("a/m.module.yaml", "module", "A module"), FileRecord("b/m.module.yaml", "module", ""))
    return CourseRecord(files, findings)


def place(line: int, path: str = "a/m.module.yaml", node: str = "tasks[a].follow_up") -> Place:
    return Place(path, node, line, 5, line, 9)


def test_a_small_course() -> None:
    homework = {"task": "Read it", "path": "b/m.module.yaml"}
    small = course(
        told(3, code="OUT002", severity="error", message="It  is\nempty."),
        told(12, 10),
        told(13, 1),
        told(15, 8),
        told(4, path="b/m.module.yaml", code="SPC004"),
        told(6, **homework, code="FUP001", severity="error", minutes=20),  # type: ignore[arg-type]
        told(7, **homework, code="FUP002", severity="info", minutes=10),  # type: ignore[arg-type]
    )._replace(
        on_purpose=(Omitted(place(40), "the next module\nstarts from it"),),
        hushed=(
            Hushed(told(21, 2), "comment", "", "a/m.module.yaml", 21),
            Hushed(told(22), "baseline", "", "coursewright-baseline.yaml", 1),
        ),
        foreign=(Foreign(place(2, "b/m.module.yaml"), "nl"),),
    )
    assert report(small) == (
        "a/m.module.yaml A module (1 error and 3 warnings; about 20 min to mend)\n"
        "  3:3    error    OUT002  It is empty.\n"
        "  12:10  warning  TSK001  Something is missing. (and 2 more: lines 13, 15)\n"
        "  21:2 on purpose, TSK001 silenced: no reason is given\n"
        "  40:5 on purpose, without follow_up: the next module starts from it\n"
        "\n"
        "b/m.module.yaml (1 error, 1 warning and 1 note; about 35 min to mend)\n"
        "  4:3  warning  SPC004  Something is missing.\n"
        '  homework pattern: "Read it" goes out and never comes back: nothing takes it up again, and nobody '
        "is set to answer it. More: coursewright explain homework\n"
        "  6:3  error    FUP001  Something is missing.\n"
        "  7:3  info     FUP002  Something is missing.\n"
        "  2:5 not read: rules about wording know no words of `nl`, and keep silent.\n"
        "\n"
    )


def test_entries_are_counted_over_all_courses() -> None:
    reporter = GroupedReport(SETTING)
    written(reporter, course(told(1), told(2), told(3)), course(told(1), told(2)))
    assert reporter.entries == 3


def test_at_most_eight_others_are_named() -> None:
    shown = report(course(*(told(line) for line in range(1, 42))))
    assert "(and 40 more: lines 2, 3, 4, 5, 6, 7, 8, 9 and 32 more)" in shown
    assert shown.count("TSK001") == 1


def test_several_places_on_one_line() -> None:
    shown = report(course(told(5, 1), told(5, 20), told(5, 30), told(6, 1)))
    assert "(and 3 more: at 5:20, 5:30, 6:1)" in shown


def test_files_without_findings_are_not_listed() -> None:
    assert report(course()) == ""
    shown = report(course(told(path="b/m.module.yaml"))._replace(on_purpose=(Omitted(place(4), "so it is"),)))
    assert "a/m.module.yaml" not in shown


def test_what_is_not_read_is_said_although_nothing_was_found() -> None:
    shown = report(course()._replace(foreign=(Foreign(place(2), "nl"),)))
    assert shown.startswith("a/m.module.yaml A module\n  2:5 not read: ")


def test_what_is_on_purpose_is_counted_from_the_ninth_on() -> None:
    many = tuple(Omitted(place(line), "so it is") for line in range(1, 31))
    shown = report(course(told())._replace(on_purpose=many))
    assert shown.count("so it is") == 8
    assert "  on purpose: 22 more; `--format json` lists them all.\n" in shown


@pytest.mark.parametrize("columns", [20, 40, 60, 100, 200])
def test_lines_are_wrapped_at_the_width(columns: int) -> None:
    findings = [told(line, message="Some words that go on. " * 9, task="T") for line in range(1, 4)]
    wide = [told(9, code="FUP001", task="T"), told(9, code="FUP002", task="T")]
    setting = SETTING._replace(columns=columns, wrapped=True)
    heading, *lines = report(course(*findings, *wide), setting).splitlines()
    assert max(map(width, lines)) <= max(columns, 56)
    flat = " ".join(" ".join([heading, *lines]).split())
    assert flat == " ".join(report(course(*findings, *wide)).split())


def test_further_lines_stand_below_the_message() -> None:
    setting = SETTING._replace(columns=60, wrapped=True)
    lines = report(course(told(message="word " * 20)), setting).splitlines()
    assert lines[1].index("word") == len(lines[2]) - len(lines[2].lstrip())


def test_colours() -> None:
    shown = report(course(told()), SETTING._replace(coloured=True))
    assert "\x1b[33m\x1b[1mwarning\x1b[0m" in shown
    assert re.sub(r"\x1b\[[\d;]*m", "", shown) == report(course(told()))


def test_paths_are_as_typed_in_the_working_directory() -> None:
    assert report(course(told()), SETTING._replace(here=Path("/r/a"))).startswith("m.module.yaml A module (")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_stay_on_their_line(text: str) -> None:
    one = hostile(text)
    aside = Omitted(one.place, text)
    record = CourseRecord(
        (FileRecord(text, "module", text),),
        (one, one._replace(code="FUP001"), one._replace(code="FUP002")),
        (aside,),
        (Hushed(one, "comment", text, text, 1),),
        foreign=(Foreign(one.place, text),),
    )
    shown = report(record)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e\ud800-\udfff]", shown)
    heading, *lines = shown.splitlines()
    assert heading.endswith("(3 warnings; about 15 min to mend)")
    assert len(lines) == 8
    assert all(line.startswith("  ") for line in lines if line)
