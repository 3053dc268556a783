"""The three writers of comparisons: what they say, how wide, and that the texts of others stay texts."""

from __future__ import annotations

import json

import jsonschema
import pytest
from spec_helpers import module_of

from coursewright.design.comparison.compare import compare
from coursewright.reporters.diff.as_json import as_json, diff_schema
from coursewright.reporters.diff.excerpt import excerpts
from coursewright.reporters.diff.markdown import as_markdown
from coursewright.reporters.diff.record import (
    CourseRecord,
    DiffRecord,
    FindingRecord,
    Trouble,
    Where,
    change_record,
)
from coursewright.reporters.diff.text import as_text
from coursewright.reporters.shared.measure import width

_OLD = """
outcomes:
  - {id: judge, statement: Judge whether somebody agreed freely}
tasks:
  - id: cases
    title: Rule on three cases
    duration: 45 min
    due: fri 12:00
    monitoring: {by: tutor}
    follow_up: {title: Sit on the board}
"""
_NEW = """
outcomes:
  - {id: judge, statement: List the signs of free consent}
tasks:
  - id: cases
    title: Rule on three cases
    duration: 1 h
    due: sun 12:00
    monitoring: {none: everybody sees the votes}
"""


def record(old: str = _OLD, new: str = _NEW, name: str = "main") -> DiffRecord:
    """Compare two modules, and put the changes into a record with one new finding."""
    comparison = compare(module_of(old), module_of(new))
    changes = tuple(
        change_record(change, lambda path: path.name, lambda path: path.name) for change in comparison.changes
    )
    finding = FindingRecord("FUP001", "no-follow-up", "error", "Never taken up.", Where("a.yaml", 3, "tasks"))
    course = CourseRecord("Consent", "consent.module.yaml", "compared", changes, (finding,), (), 2)
    return DiffRecord(name, "the working tree", (course,), old_is_revision=True)


def test_text() -> None:
    """By topic, the loop first, each line with its place; long wordings have lines of their own."""
    assert as_text(record(), 80).splitlines() == [
        "Consent: from main to the working tree",
        "1 task lost its follow-up, 1 task without monitoring on purpose, 1 outcome",
        "reworded, 3 other changes (time 2, dates 1), 1 new finding.",
        "",
        "Follow-up, monitoring and feedback (2)",
        '  task "Rule on three cases"',
        '    - lost its follow-up: "Sit on the board"  consent.module.yaml:6',
        "        gone from the course altogether",
        '    - now goes without monitoring on purpose: "everybody sees the votes"',
        "        consent.module.yaml:10",
        "",
        "Outcomes (1)",
        "  ~ outcome judge reworded  consent.module.yaml:4",
        "      was: Judge whether somebody agreed freely",
        "      now: List the signs of free consent",
        "      leading verb: judge -> list",
        "      level asked for: evaluate -> remember",
        "",
        "Time (2)",
        '  ~ task "Rule on three cases", time: 45 min -> 1 h  consent.module.yaml:8',
        '  ~ module "consent", time in total: 45 min, and 1 of 2 items not timed -> 1 h',
        "      consent.module.yaml:1",
        "",
        "Dates (1)",
        '  ~ task "Rule on three cases", due: fri 12:00 -> sun 12:00',
        "      consent.module.yaml:9",
        "",
        "New findings (1)",
        "  + error FUP001 Never taken up.  a.yaml:3",
        "",
    ]


def test_findings_that_went_with_their_items_were_not_mended() -> None:
    """They are counted apart; so are those that came with something new."""
    where = Where("a.yaml", 3, "tasks")
    mended = FindingRecord("FUP001", "no-follow-up", "error", "Never taken up.", where)
    gone = mended._replace(code="TSK001", with_item=True)
    told = record()
    course = told.courses[0]._replace(changes=(), new=(gone,), fixed=(mended, gone, gone))
    shown = as_text(told._replace(courses=(course,)), 100)
    assert "1 finding in what is new, 1 fixed finding, 2 findings gone with what was dropped.\n" in shown
    assert "Findings gone with what was dropped (2)\n    TSK001 2\n" in shown
    assert "- TSK001 2\n" in as_markdown(told._replace(courses=(course,)))


def test_several_findings_of_one_rule_are_told_together() -> None:
    """The first in full, then the lines of the others."""
    lines = [FindingRecord("REF001", "x", "info", "No pause.", Where("a.yaml", n)) for n in (3, 5, 9)]
    course = record().courses[0]._replace(changes=(), new=tuple(lines))
    shown = as_text(record()._replace(courses=(course,)), 80)
    assert "  + info REF001 No pause.  a.yaml:3\n      and 2 more of REF001: a.yaml, lines 5, 9\n" in shown


def test_nothing_changed() -> None:
    """One sentence, in each form."""
    same = DiffRecord("main", "v2", (CourseRecord("Consent", "a.yaml", kept=3),))
    assert as_text(same, 80) == "No change in the design from main to v2.\n"
    assert "No change in the design" in as_markdown(same)
    assert json.loads(as_json(same))["changed"] is False


def test_courses_that_came_and_went_and_what_was_not_compared() -> None:
    """Each is said in a line."""
    told = DiffRecord(
        "main",
        "v2",
        (CourseRecord("New one", "n.yaml", "added"), CourseRecord("Old one", "o.yaml", "dropped")),
        (Trouble("main", "b.yaml", "line 3: a bracket is missing."),),
        old_is_revision=True,
    )
    shown = as_text(told, 80)
    assert '+ course "New one" is new: n.yaml' in shown
    assert '- course "Old one" is gone: in main: o.yaml' in shown
    assert "! main: b.yaml: line 3: a bracket is missing." in shown
    assert "- `main`, `b.yaml`: line 3" in as_markdown(told)
    assert json.loads(as_json(told))["changed"] is True


def test_json_keeps_to_its_schema() -> None:
    """And the schema is one."""
    schema = diff_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(as_json(record())), schema)


_HOSTILE = (
    "\x1b[31mred",
    "](javascript:alert) <script>alert(1)</script> @everyone #1 | `code` **bold**",
    "::error::stop",
    "\u202eright to left\u2066",
    "a\nb\r\nc",
    "x" * 5000,
    "漢字" * 60,
)


@pytest.mark.parametrize("hostile", _HOSTILE)
def test_texts_of_others_stay_texts(hostile: str) -> None:
    """Whatever a title or a wording holds, it neither steers a terminal nor becomes markup."""
    said = json.dumps(hostile)
    old = f"title: {said}\ntasks: [{{id: a, title: {said}, purpose: {said}, instructions: {said}}}]"
    new = f"title: B\ntasks: [{{id: a, title: {said}, instructions: Say}}, {{id: b, title: {said}}}]"
    told = record(old, new, hostile[:50])
    shown = as_text(told, 60)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())
    marked = as_markdown(told)
    assert "\x1b" not in marked
    assert "<script>" not in "".join(marked.split("`")[::2])
    assert "@everyone" not in "".join(marked.split("`")[::2])
    jsonschema.validate(json.loads(as_json(told)), diff_schema())


@pytest.mark.parametrize("columns", [20, 40, 80, 160])
def test_lines_keep_to_the_terminal(columns: int) -> None:
    """Only a word that is wider than a line, such as a path, is wider."""
    for line in as_text(record(), columns).splitlines():
        assert width(line) <= max(columns, 30) or max(map(width, line.split())) > max(columns, 30) - 10


def test_excerpts_show_where_two_long_texts_differ() -> None:
    """Four words stand before and after."""
    before = "one two three four five six seven " * 10
    old, new = excerpts(f"{before}apple {before}".strip(), f"{before}pear and plum {before}".strip())
    assert old == "… four five six seven apple one two three four …"
    assert new == "… four five six seven pear and plum one two three four …"
