"""The report for people, entry by entry."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coursewright.lint.findings import CourseReport
from coursewright.lint.runs.tally import Tally
from coursewright.reporters.shared.closing import counts, tinted
from coursewright.reporters.shared.measure import width
from coursewright.reporters.shared.style import Paint
from coursewright.reporters.text import TextReport
from coursewright.spec.source import Position, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.lint.findings import Finding

HERE = Path("/courses")
TASK = "module: m\nweek: 3\ntasks:\n  - id: read-ohm\n    title: Read Ohm's law\n    kind: quiz\n"


def shown(found: CourseReport, columns: int = 100, **more: Any) -> str:
    return "".join(TextReport(HERE, columns, **more).course(found))


def of(findings: list[Finding], columns: int = 100, **more: Any) -> str:
    whole = CourseReport(tuple(findings), (), 1, 1, is_course=False)
    return shown(whole, columns, **more)


def test_an_entry(report: Callable[..., CourseReport]) -> None:
    assert shown(report(TASK, "FUP001"), 120) == (
        'm.module.yaml:4:5 FUP001 [error] Task "Read Ohm\'s law" (week 3) is never taken up again.\n'
        "  |\n"
        "4 |   - id: read-ohm\n"
        "  |     ^^^^^^^^^^^^\n"
        "  = why: without feedback or a follow-up it is homework, and learners stop doing it (Howard 2021, "
        "practitioner)\n"
        "  = fix: add `follow_up:` naming a follow-up activity, such as a quick write that applies it "
        "(about 20 min)\n"
        '  = on purpose? `follow_up: {none: "your reason"}`    more: coursewright explain FUP001\n'
        "\n"
    )


def test_related_places(report: Callable[..., CourseReport]) -> None:
    found = report("module: m\ntasks: [{id: a, kind: quiz}, {id: a, kind: poll, title: A very long title}]\n")
    lines = shown(found, 60).splitlines()
    assert "  = see: line 2, the first one: id: a, kind: quiz}, {id: a," in lines


def test_a_related_place_without_text_announces_none(finding: Callable[..., Finding]) -> None:
    one = finding()
    there = one.mark._replace(span=Span(Position(3, 99), Position(3, 99)), label="the end")
    assert "  = see: line 3, the end\n" in of([finding(related=(there,))])


def test_related_places_in_another_file(report: Callable[..., CourseReport], tmp_path: Path) -> None:
    course = "course: c\nmodules: [m.module.yaml]\ndefaults:\n  tasks: {duration: 45}\n"
    (tmp_path / "m.module.yaml").write_text("module: m\ntasks:\n  - {id: a, kind: quiz}\n")
    found = report(course, "SPC008", path=tmp_path / "course.yaml")
    lines = "".join(TextReport(tmp_path).course(found)).splitlines()
    assert lines[0].startswith("course.yaml:4:21 SPC008")


def test_a_finding_without_a_fix_or_a_text(finding: Callable[..., Finding]) -> None:
    assert "fix:" not in of([finding(fix="")])
    assert "(about" not in of([finding(minutes=0)])
    assert "  = fix: add it\n" in of([finding(minutes=0)])


def test_an_empty_file_has_no_frame(report: Callable[..., CourseReport]) -> None:
    lines = shown(report("")).splitlines()
    assert lines[0] == "m.module.yaml:1:1 SPC001 [error] The file is empty."
    assert lines[1].startswith("  = why:")


def test_headlines_stay_on_one_line_in_a_log(finding: Callable[..., Finding]) -> None:
    message = "A message that says a great deal, and then some more. " * 5
    headline = of([finding(message=message)], 40).splitlines()[0]
    assert len(headline) > 250
    assert headline.startswith("m.module.yaml:2:1 TSK001 [warning] A message")


@pytest.mark.parametrize("columns", [40, 50, 80, 200])
def test_headlines_are_wrapped_on_a_terminal(columns: int, finding: Callable[..., Finding]) -> None:
    message = "A message that says a great deal, and then some more. " * 5
    lines = of([finding(message=message)], columns, wrapped=True).splitlines()
    assert lines[0].startswith("m.module.yaml:2:1 TSK001 [warning]")
    head = lines[: lines.index("  |")]
    assert all(width(line) <= columns for line in head)
    assert all(line.startswith("    ") for line in head[1:])
    assert " ".join(" ".join(head).split()).endswith(" ".join(message.split()))


def test_a_place_that_leaves_no_room_stands_alone(finding: Callable[..., Finding]) -> None:
    lines = of([finding(message="Incomprehensibilities abound.")], 40, wrapped=True).splitlines()
    assert lines[:2] == ["m.module.yaml:2:1 TSK001 [warning]", "    Incomprehensibilities abound."]


def test_no_report_is_narrower_than_forty_columns(finding: Callable[..., Finding]) -> None:
    assert of([finding()], 3) == of([finding()], 40)


def test_a_spec_cannot_forge_a_line(report: Callable[..., CourseReport]) -> None:
    forged = "x\\nm.module.yaml:1:1 FUP001 [error] All is well"
    spec = f'module: m\ntasks:\n  - {{id: a, kind: quiz, title: "{forged}"}}\n'
    lines = shown(report(spec, "FUP001")).splitlines()
    assert [line for line in lines if line.startswith("m.module.yaml:1:1")] == []
    assert lines[0].startswith('m.module.yaml:3:6 FUP001 [error] Task "x m.module.yaml:1:1 FUP001')


def test_the_offer_to_leave_out_goes_below_where_room_is_short(finding: Callable[..., Finding]) -> None:
    one = finding()
    one = one._replace(meta=one.meta._replace(on_purpose="monitoring"))
    assert '  = on purpose? `monitoring: {none: "your reason"}`    more: coursewright explain TSK001' in of(
        [one]
    )
    assert of([one], 60).splitlines()[-3:] == [
        '  = on purpose? `monitoring: {none: "your reason"}`',
        "  = more: coursewright explain TSK001",
        "",
    ]
    assert of([one], 40).splitlines()[-4:] == [
        "  = on purpose? `monitoring: {none:",
        '    "your reason"}`',
        "  = more: coursewright explain TSK001",
        "",
    ]


def test_colours_add_nothing_but_colours(report: Callable[..., CourseReport]) -> None:
    found = report(TASK, "FUP")
    coloured = shown(found, coloured=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == shown(found)
    assert "\x1b[31m\x1b[1m[error]\x1b[0m" in coloured


def test_statistics() -> None:
    tally = Tally()
    tally.codes.update({"FUP001": 2, "OUT002": 1200, "SPC004": 2})
    tally.names = {"FUP001": "no-follow-up", "OUT002": "unobservable-verb", "SPC004": "placeholder-text"}
    assert counts(tally, Paint()) == (
        "1,200  OUT002  unobservable-verb\n    2  FUP001  no-follow-up\n    2  SPC004  placeholder-text\n"
    )
    assert counts(Tally(), Paint()) == ""


def test_last_line() -> None:
    text = "2 files, 1 course: 1 error, 2 warnings and 3 notes; about 30 min to mend."
    assert tinted(text, 100) == text
    assert tinted(text, 40, wrapped=True) == (
        "2 files, 1 course: 1 error, 2 warnings\nand 3 notes; about 30 min to mend."
    )
    coloured = tinted(text, 100, coloured=True)
    assert "\x1b[31m\x1b[1m1 error\x1b[0m, \x1b[33m\x1b[1m2 warnings\x1b[0m" in coloured
    assert "\x1b[32m\x1b[1mnothing found\x1b[0m" in tinted("1 file: nothing found.", 100, coloured=True)


def test_what_is_left_out_on_purpose_is_said_with_its_reason(report: Callable[..., CourseReport]) -> None:
    tasks = "".join(f"  - {{id: t{n}, follow_up: {{none: only a taste {n}}}}}\n" for n in range(10))
    lines = shown(report(f"module: m\ntasks:\n{tasks}", "FUP001"), 100).splitlines()
    assert lines[0] == "m.module.yaml:3:25 on purpose, without follow_up: only a taste 0"
    assert lines[8] == "And 2 more on purpose; `--format json` lists them all."
