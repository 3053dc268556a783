"""What technology is for in a course: which of six functions its tasks use, by themselves or through a tool.

The functions are those of Hiltz and Turoff, "Education goes digital", Communications of the ACM 48(10), 2005.
Nobody claims that a course needs them all, so one that is not used is no gap.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.scopes import home_of
from coursewright.design.shipped_tables import rows_of
from coursewright.spec.model import Task, Tool

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from coursewright.spec.model import Course

__all__ = ["Coverage", "Function", "ToolUse", "Use", "coverage_of", "functions"]


class Function(NamedTuple):
    """A function by its `name` in the format; `serves` is `instructors`, `peers` or `materials`."""

    name: str
    title: str
    does: str
    serves: str


class Use(NamedTuple):
    """A task that uses a function: it says so itself, or its `tool` has that function."""

    function: Function
    task: Task
    tool: Tool | None


class ToolUse(NamedTuple):
    """A tool as it was first declared, with all that is said of its functions, and the tasks that use it.

    `undecided` says that its functions are still to be decided.
    """

    tool: Tool
    functions: tuple[str, ...]
    tasks: tuple[Task, ...]
    undecided: bool


class Coverage(NamedTuple):
    """The uses of all functions, each once for a task.

    `undecided` are tasks whose functions or tool are still to be decided; `silent` those of which neither
    they nor their tool say a function.
    """

    uses: tuple[Use, ...]
    tools: tuple[ToolUse, ...]
    undecided: tuple[Task, ...]
    silent: tuple[Task, ...]

    def of(self, function: Function) -> Sequence[Use]:
        """Return the uses of one function."""
        return [use for use in self.uses if use.function == function]

    def offering(self, function: Function) -> Sequence[ToolUse]:
        """Return the tools that have a function, and that no task uses."""
        return [one for one in self.tools if function.name in one.functions and not one.tasks]


@lru_cache(maxsize=1)
def functions() -> Sequence[Function]:
    """Return the six functions."""
    return [Function(*row) for row in rows_of("technology_functions")]


def coverage_of(course: Course, tasks: Collection[Task] | None = None) -> Coverage:
    """Return which functions the tasks of a course use, or some of them; tools are those of the course."""
    shown = [task for task in course.every(Task) if tasks is None or task in tasks]
    uses: list[Use] = []
    undecided: list[Task] = []
    silent: list[Task] = []
    for task in shown:
        found = _uses(task)
        uses += found
        if _is_undecided(task):
            undecided.append(task)
        elif not found:
            silent.append(task)
    return Coverage(tuple(uses), tuple(_tools(course)), tuple(undecided), tuple(silent))


def _uses(task: Task) -> Sequence[Use]:
    tool = _tool_of(task)
    brought = tool.functions if tool is not None else ()
    return [
        Use(function, task, None if function.name in task.functions else tool)
        for function in functions()
        if function.name in task.functions or function.name in brought
    ]


def _tool_of(task: Task) -> Tool | None:
    target = task.tool.target if task.tool is not None else None
    return target if isinstance(target, Tool) else None


def _is_undecided(task: Task) -> bool:
    tool = _tool_of(task)
    if task.leaves_open("functions", "tool") or (task.tool is not None and tool is None):
        return True
    return tool is not None and tool.leaves_open("functions")


def _tools(course: Course) -> Sequence[ToolUse]:
    """Return each tool once: what a module inherits, or adds to a tool of its course, is the same tool."""
    shared = {tool.id for tool in course.every(Tool) if tool.id and tool.scope.level == "course"}
    known: dict[object, list[Tool]] = {}
    for tool in course.every(Tool):
        known.setdefault(_identity(tool, shared), []).append(tool)
    tasks: dict[object, list[Task]] = {key: [] for key in known}
    for task in course.every(Task):
        used = _tool_of(task)
        if used is not None:
            tasks.setdefault(_identity(used, shared), []).append(task)
    return [
        ToolUse(
            tools[0],
            tuple(dict.fromkeys(name for tool in tools for name in tool.functions)),
            tuple(tasks[key]),
            any(tool.leaves_open("functions") for tool in tools),
        )
        for key, tools in known.items()
    ]


def _identity(tool: Tool, shared: Collection[str | None]) -> object:
    if tool.id in shared:
        return tool.id
    return (home_of(tool.scope), tool.id) if tool.id else id(tool.node)
