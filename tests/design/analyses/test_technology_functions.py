"""Which of the six functions of technology tasks use, and tools that no task uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from spec_helpers import course_in, module_of

from coursewright.design.analyses.technology_functions import coverage_of, functions
from coursewright.spec.model import Task
from coursewright.spec.schema_files import bundled

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.model import Course

SPEC = """
tools:
  - {id: forum, name: Forum, functions: [protocol, content-structuring]}
  - {id: polls, name: Polls, functions: [voting, scaling]}
  - {id: sheet, name: Sheet}
  - {id: map, name: Map, functions: TODO}
tasks:
  - {id: talk, tool: forum, functions: [protocol, visualisation]}
  - {id: draw, tool: map}
  - {id: sums, tool: sheet}
  - {id: read}
  - {id: lost, tool: nowhere}
  - {id: open, functions: TODO}
"""


def used(course: Course) -> dict[str, list[tuple[str | None, str | None]]]:
    """By function, the tasks that use it, and the tool by way of which they do."""
    coverage = coverage_of(course)
    return {
        one.name: [(use.task.id, use.tool.id if use.tool else None) for use in coverage.of(one)]
        for one in functions()
        if coverage.of(one)
    }


def test_the_table_has_the_six_functions_of_the_format() -> None:
    written = {
        "visualization" if one == "visualisation" else one
        for one in bundled("defs")["$defs"]["function"]["enum"]
    }
    assert {one.name for one in functions()} == written
    assert len(functions()) == 6
    assert {one.serves for one in functions()} == {"instructors", "peers", "materials"}


def test_a_function_counts_once_for_a_task_that_says_it_and_has_the_tool() -> None:
    assert used(module_of(SPEC)) == {
        "visualization": [("talk", None)],
        "protocol": [("talk", None)],
        "content-structuring": [("talk", "forum")],
    }


def test_what_is_not_known_and_what_is_not_said() -> None:
    coverage = coverage_of(module_of(SPEC))
    assert [task.id for task in coverage.undecided] == ["draw", "lost", "open"]
    assert [task.id for task in coverage.silent] == ["sums", "read"]


def test_tools_and_the_tasks_that_use_them() -> None:
    course = module_of(SPEC)
    coverage = coverage_of(course)
    assert [(one.tool.id, [task.id for task in one.tasks]) for one in coverage.tools] == [
        ("forum", ["talk"]),
        ("polls", []),
        ("sheet", ["sums"]),
        ("map", ["draw"]),
    ]
    assert {one.name: [tool.tool.id for tool in coverage.offering(one)] for one in functions()}["voting"] == [
        "polls"
    ]
    assert [one.undecided for one in coverage.tools] == [False, False, False, True]


def test_a_tool_that_modules_inherit_is_one_tool(tmp_path: Path) -> None:
    course = course_in(
        tmp_path,
        {
            "course.yaml": """
course: c
modules: [a.module.yaml, b.module.yaml]
tools: [{id: forum, functions: protocol}, {id: polls, functions: voting}]
""",
            "a.module.yaml": "module: a\ntasks: [{id: x, tool: forum}]",
            "b.module.yaml": """
module: b
tools: [{id: forum, functions: [protocol, scaling]}, {id: own, functions: hypertext}]
tasks: [{id: y, tool: forum}, {id: z, tool: own}]
""",
        },
    )
    found = [
        (one.tool.id, one.functions, [task.id for task in one.tasks]) for one in coverage_of(course).tools
    ]
    assert found == [
        ("forum", ("protocol", "scaling"), ["x", "y"]),
        ("polls", ("voting",), []),
        ("own", ("hypertext",), ["z"]),
    ]
    assert used(course)["scaling"] == [("y", "forum")]


def test_of_some_tasks_only() -> None:
    course = module_of(SPEC)
    some = {task for task in course.every(Task) if task.id == "read"}
    coverage = coverage_of(course, some)
    assert coverage.uses == ()
    assert [one.tool.id for one in coverage.tools if not one.tasks] == ["polls"]


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_any_course_counts_no_use_twice_and_loses_no_task(seed: int) -> None:
    course = random_course(seed)
    coverage = coverage_of(course)
    pairs = [(use.function, use.task) for use in coverage.uses]
    assert len(set(pairs)) == len(pairs) == sum(len(coverage.of(one)) for one in functions())
    using = {use.task for use in coverage.uses}
    assert using.isdisjoint(coverage.silent)
    assert using | {*coverage.undecided} | {*coverage.silent} == set(course.every(Task))
    tools = [one.tool for one in coverage.tools]
    assert len(set(tools)) == len(tools)
