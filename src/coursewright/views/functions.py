"""What technology is for: which of the six functions of Hiltz and Turoff the tasks use, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.analyses.technology_functions import coverage_of, functions
from coursewright.design.phrases import capital
from coursewright.spec.model import Task
from coursewright.views.charts import Key, Label, Mark, Matrix, MatrixCell, MatrixRow
from coursewright.views.model import Cell, Column, Row, Table, View
from coursewright.views.signs import Sign
from coursewright.views.sourced import sources
from coursewright.views.standing import name_of, where
from coursewright.views.words import count, listed, of, quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.technology_functions import Coverage, Function, ToolUse, Use
    from coursewright.spec.model import Tool
    from coursewright.views.plan import Plan

__all__ = ["view"]

_SERVES = {
    "instructors": "Between students and instructors",
    "peers": "Among students",
    "materials": "Between students and materials",
}
_NOTE = (
    "A course needs no more functions than its tasks do: one that is not used is no gap. A function of a "
    "tool counts where a task uses the tool."
)
_SIX_FUNCTIONS = (
    'Starr Roxanne Hiltz and Murray Turoff, "Education goes digital", Communications of the ACM 48(10), '
    "59-64, 2005, https://doi.org/10.1145/1089107.1089139"
)
_FUNCTIONS = (
    Column("function", "Function"),
    Column("does", "What it does for a group"),
    Column("serves", "Interaction"),
    Column("tasks", "Tasks", "number"),
    Column("used_in", "Used in"),
    Column("offered_by", "Offered by tools that no task uses"),
)
_USES = (
    Column("function", "Function"),
    Column("task", "Task"),
    Column("step", "Where"),
    Column("by", "By way of"),
)
_TOOLS = (
    Column("tool", "Tool"),
    Column("functions", "Functions"),
    Column("tasks", "Tasks that use it", "number"),
    Column("used_in", "Used in"),
)


class _Shown(NamedTuple):
    """What is shown: all uses in a part of the course, its tasks, and the tools to speak of."""

    coverage: Coverage
    tasks: tuple[Task, ...]
    tools: tuple[ToolUse, ...]

    @property
    def is_silent(self) -> bool:
        """Whether neither a task nor a tool says a function."""
        return not self.coverage.uses and not any(tool.functions for tool in self.tools)

    @property
    def may_be_more(self) -> bool:
        """Whether something still to be decided could use any function."""
        return bool(self.coverage.undecided)

    def offering(self, function: Function) -> Sequence[ToolUse]:
        """Return the tools that have a function and that no task of the course uses."""
        return [tool for tool in self.tools if tool in self.coverage.offering(function)]


def view(plan: Plan) -> View:
    """Return which functions of technology the tasks use."""
    shown = _shown(plan)
    return View(
        answer=tuple(_answer(shown)),
        charts=(_matrix(shown, plan),),
        tables=(_functions_table(shown, plan), _uses_table(shown, plan), _tools_table(shown, plan)),
        notes=(_NOTE,),
        sources=(_SIX_FUNCTIONS, *sources("Danaher & Danaher")),
        tone="unknown" if shown.is_silent or shown.may_be_more else "",
    )


def _shown(plan: Plan) -> _Shown:
    tasks = tuple(task for task in plan.course.every(Task) if plan.shows(task))
    coverage = coverage_of(plan.course, set(tasks))
    tools = []
    for one in coverage.tools:
        here = tuple(task for task in one.tasks if plan.shows(task))
        if here or (not one.tasks and plan.shows(one.tool)):
            tools.append(one._replace(tasks=here))
    return _Shown(coverage, tasks, tuple(tools))


def _answer(shown: _Shown) -> Iterator[str]:
    used = [one.title.lower() for one in functions() if shown.coverage.of(one)]
    unused = [one.title.lower() for one in functions() if not shown.coverage.of(one)]
    if not shown.tasks:
        yield "There is no task here that could use technology."
    elif shown.is_silent:
        yield "What technology is for is not said: no task and no tool names a function."
    elif not used:
        yield "Tools offer functions, and no task uses one of them."
    else:
        verb = "is" if len(used) == 1 else "are"
        yield f"{capital(of(len(used), len(functions()), 'function'))} {verb} used: {listed(used)}."
    if used and unused:
        yield f"Not {'known to be ' if shown.may_be_more else ''}used: {listed(unused)}."
    idle = [one.tool for one in shown.tools if not one.tasks]
    if idle:
        verb, names = "is" if len(idle) == 1 else "are", listed([_tool(one) for one in idle])
        yield f"{capital(count(len(idle), 'tool'))} {verb} used by no task: {names}."
    yield from _unsaid(shown)


def _unsaid(shown: _Shown) -> Iterator[str]:
    undecided, silent = len(shown.coverage.undecided), len(shown.coverage.silent)
    if undecided:
        tasks = capital(of(undecided, len(shown.tasks), "task"))
        verb = "has a function" if undecided == 1 else "have functions"
        yield f"{tasks} {verb} or a tool still to be decided."
    if silent and not shown.is_silent:
        tasks = capital(of(silent, len(shown.tasks), "task"))
        verb, use = ("names", "uses") if silent == 1 else ("name", "use")
        yield f"{tasks} {verb} no function and {use} no tool that has one."


def _tool(tool: Tool) -> str:
    named = tool.name or tool.title or tool.id
    return quote(named) if named else "a tool without a name"


def _matrix(shown: _Shown, plan: Plan) -> Matrix:
    order = list(_SERVES)
    rows = tuple(
        MatrixRow(
            Label(function.title),
            (_by_task(function, shown, plan), _by_tool(function, shown, plan), _idle(function, shown, plan)),
            _SERVES[function.serves],
        )
        for function in sorted(functions(), key=lambda one: order.index(one.serves))
    )
    legend = {
        Sign.PRESENT: "a task uses it",
        Sign.PART: "a tool offers it, and no task uses the tool",
        Sign.UNKNOWN: Sign.UNKNOWN.words,
    }
    signs = {mark.sign for row in rows for cell in row.cells for mark in cell.signs}
    columns = (Label("Tasks that say so"), Label("Tasks by way of their tool"), Label("Tools not in use"))
    keys = tuple(Key(words, sign) for sign, words in legend.items() if sign in signs)
    return Matrix("functions", "Functions of technology", "Function", columns, rows, keys)


def _by_task(function: Function, shown: _Shown, plan: Plan) -> MatrixCell:
    uses = shown.coverage.of(function)
    if not uses:
        if shown.is_silent or shown.may_be_more:
            said = "not said" if shown.is_silent else "not known"
            return MatrixCell(said, signs=(Mark(0, Sign.UNKNOWN, said, "unknown"),), tone="unknown")
        return MatrixCell("not used", "not used")
    return _cell([use for use in uses if use.tool is None], plan)


def _by_tool(function: Function, shown: _Shown, plan: Plan) -> MatrixCell:
    return _cell([use for use in shown.coverage.of(function) if use.tool is not None], plan)


def _cell(uses: Sequence[Use], plan: Plan) -> MatrixCell:
    marks = tuple(
        Mark(0, Sign.PRESENT, f"{_used_in(use, plan)}, {where(plan, use.task)}", "", plan.spot(use.task))
        for use in uses
    )
    return MatrixCell(listed([_used_in(use, plan) for use in uses]) or "none", signs=marks)


def _used_in(use: Use, plan: Plan) -> str:
    by = f" with {_tool(use.tool)}" if use.tool is not None else ""
    return f"{name_of(plan, use.task)}{by}"


def _idle(function: Function, shown: _Shown, plan: Plan) -> MatrixCell:
    tools = [one.tool for one in shown.offering(function)]
    marks = tuple(Mark(0, Sign.PART, f"{_tool(one)}, used by no task", "", plan.spot(one)) for one in tools)
    return MatrixCell(listed([_tool(one) for one in tools]) or "none", signs=marks)


def _functions_table(shown: _Shown, plan: Plan) -> Table:
    rows = tuple(Row(tuple(_function(one, shown, plan))) for one in functions())
    return Table("functions", "Functions of technology", _FUNCTIONS, rows)


def _function(function: Function, shown: _Shown, plan: Plan) -> Iterator[Cell]:
    uses = shown.coverage.of(function)
    yield Cell(function.title, function.name)
    yield Cell(function.does)
    yield Cell(_SERVES[function.serves], function.serves)
    if uses:
        yield Cell(f"{len(uses):,}", len(uses))
        yield Cell(listed([_used_in(use, plan) for use in uses]))
    elif shown.is_silent or shown.may_be_more:
        yield Cell("not known", None, tone="unknown")
        yield Cell("not said" if shown.is_silent else "still to be decided", None, tone="unknown")
    else:
        yield Cell("not used", 0)
        yield Cell("")
    yield Cell(listed([_tool(one.tool) for one in shown.offering(function)]))


def _uses_table(shown: _Shown, plan: Plan) -> Table:
    rows = tuple(
        Row(
            (
                Cell(use.function.title, use.function.name),
                plan.cell(use.task),
                Cell(plan.step_name(plan.all_steps.of(use.task))),
                _name(use.tool, plan) if use.tool is not None else Cell("the task itself"),
            )
        )
        for function in functions()
        for use in shown.coverage.of(function)
    )
    return Table("uses", "Tasks and the functions they use", _USES, rows, "No task is known to use one.")


def _name(tool: Tool, plan: Plan) -> Cell:
    return plan.text(tool, tool.name, "name") if tool.name else plan.cell(tool)


def _tools_table(shown: _Shown, plan: Plan) -> Table:
    rows = tuple(
        Row(
            (
                _name(one.tool, plan),
                _functions_of(one),
                Cell(f"{len(one.tasks):,}" if one.tasks else "none", len(one.tasks)),
                Cell(listed([name_of(plan, task) for task in one.tasks])),
            )
        )
        for one in shown.tools
    )
    return Table("tools", "Tools and the tasks that use them", _TOOLS, rows, "No tool is declared.")


def _functions_of(one: ToolUse) -> Cell:
    titles = [function.title.lower() for function in functions() if function.name in one.functions]
    if titles:
        return Cell(listed(titles), ", ".join(one.functions))
    return Cell("still to be decided" if one.undecided else "not said", None, tone="unknown")
