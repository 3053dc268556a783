"""What a YAML rule does: it takes what `where` is about, and reports what is not as it `must` be."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.lint.api import EVERY_MODEL, Problem, adding
from coursewright.lint.custom.engine import Fit
from coursewright.lint.custom.message import filled, follow, sentence
from coursewright.lint.custom.reads import reads_of
from coursewright.lint.custom.shortcuts import shortcut
from coursewright.lint.custom.values import ALL, StillOpen, data_of, home_of
from coursewright.spec.model import Course
from coursewright.spec.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from collections.abc import Sequence

    from coursewright.lint.api import Context, SupportModel
    from coursewright.spec.editing import Value
    from coursewright.spec.element import Element
    from coursewright.spec.model import Module
    from coursewright.spec.nodes import Node


class Demand(NamedTuple):
    """What a YAML rule says, as far as running it goes; the schemas stay nodes until they are needed."""

    must: Node
    where: Node | None
    message: str
    fix: str
    at: str = ""
    on_purpose: str = ""
    by_module: bool = False
    models: frozenset[SupportModel] = EVERY_MODEL
    adds: Table[str, Value] = MappingProxyType({})


class SchemaRule:
    """The `check` of a YAML rule. `__module__` says where it comes from, as that of a function does."""

    def __init__(self, demand: Demand, module: str, node: Mapping) -> None:
        self.demand = demand
        self.node = node
        self.__module__ = module
        self._judge: _Judge | None = None

    def __call__(self, element: Element, context: Context) -> tuple[Problem, ...]:
        """Report an element that is not as it must be."""
        judge = self._judge or self.judge()
        try:
            if not isinstance(element, Course):
                missed = judge.is_missed_by(element, context.course)
            elif self.demand.by_module:
                missed = element.complete and self._is_missed_throughout(judge, element, context)
            else:
                missed = judge.may_judge(element) and judge.is_missed_by(element, element)
        except StillOpen:
            return ()
        return (self._problem(element),) if missed else ()

    def judge(self) -> _Judge:
        """Read the schemas, once."""
        if self._judge is None:
            self._judge = _Judge(self.demand)
        return self._judge

    def _is_missed_throughout(self, judge: _Judge, course: Course, context: Context) -> bool:
        """Whether the rule is about a module, and met by neither the course nor anything in it."""
        modules: Sequence[Module] = course.modules
        if self.demand.models != EVERY_MODEL:
            modules = [module for module in modules if context.model(module) in self.demand.models]
        whole = () if course.implicit else (course,)
        units = [unit for module in modules for unit in module.units if not unit.implicit]
        places = (*whole, *modules, *units)
        # Shortcuts first, and all of them: below, whatever is open on the way there silences the rule.
        for place in places:
            if judge.plainly_meets(place, course):
                return False
        if all(judge.plainly_ignores(module, course) for module in modules):
            return False
        if not any(judge.concerns(module, course) for module in modules):
            return False
        if any(judge.meets(place, course) for place in places):
            return False
        return not (
            any(judge.leaves_out(place, course) for place in whole)
            or all(judge.leaves_out(module, course) for module in modules)
        )

    def _problem(self, element: Element) -> Problem:
        demand = self.demand
        at = element
        if isinstance(element, Course) and element.implicit:
            at = element.modules[0]
        holder, key = follow(at, demand.at) if demand.at else (at, "")
        message = sentence(demand.message, at, demand.at)
        edits = adding(at, self._absent_in(at)) if demand.adds else ()
        return Problem(holder, message, filled(demand.fix, at, demand.at), key=key, edits=edits)

    def _absent_in(self, element: Element) -> dict[str, Value]:
        """Return what is to be added to an element, less what it says."""
        node = element.node
        found: dict[str, Value] = {}
        for key, value in self.demand.adds.items():
            there = node.value(key) if isinstance(node, Mapping) else None
            if isinstance(value, dict) and isinstance(there, Mapping):
                found[key] = {inner: said for inner, said in value.items() if inner not in there.pairs}
            elif there is None:
                found[key] = value
        return found


class _Judge:
    """The schemas of a rule, what each of them reads, and what stands for it where little is asked."""

    def __init__(self, demand: Demand) -> None:
        from coursewright.lint.config.document import plain  # noqa: PLC0415 - only for rules that run

        self._on_purpose = demand.on_purpose
        must = plain(demand.must)
        self._must = Fit(must)
        self._must_reads = reads_of(must)
        self._must_shortcut = shortcut(must)
        self._lenient = Fit(_lenient(must))
        where = plain(demand.where) if demand.where is not None else True
        self._where = Fit(where)
        self._where_reads = reads_of(where)
        self._where_shortcut = shortcut(where)
        self._reads_all = any(
            reads.whole or ALL in reads.keys for reads in (self._must_reads, self._where_reads)
        )

    def may_judge(self, course: Course) -> bool:
        """Whether enough of a course is known; a module by itself is no course."""
        return not course.implicit and (course.complete or not self._reads_all)

    def is_missed_by(self, element: Element, course: Course) -> bool:
        """Whether the rule is about an element that misses it, not on purpose. Raise `StillOpen`."""
        if self._must_shortcut(element, course) or self._where_shortcut(element, course) is False:
            return False  # most elements get no further
        if not self.concerns(element, course) or self._leaves_out_whole(element):
            return False
        data = data_of(element, self._must_reads, course)
        return not (self._must.holds(data) or self._leaves_out_some(element, course, data))

    def plainly_meets(self, element: Element, course: Course) -> bool:
        """Whether an element that leaves nothing open is certain to be as it must be."""
        return bool(self._must_shortcut(element, course)) and not self._leaves_out_whole(element)

    def plainly_ignores(self, element: Element, course: Course) -> bool:
        """Whether the rule is certain not to be about an element that leaves nothing open."""
        return self._where_shortcut(element, course) is False

    def concerns(self, element: Element, course: Course) -> bool:
        """Whether the rule is about an element. Raise `StillOpen`."""
        return self._where.holds(data_of(element, self._where_reads, course))

    def meets(self, element: Element, course: Course) -> bool:
        """Whether an element is as it must be. Raise `StillOpen`."""
        return not self._leaves_out_whole(element) and self._must.holds(
            data_of(element, self._must_reads, course)
        )

    def leaves_out(self, element: Element, course: Course) -> bool:
        """Whether what an element lacks of this is left out on purpose. Raise `StillOpen`."""
        return self._leaves_out_whole(element) or self._leaves_out_some(
            element, course, data_of(element, self._must_reads, course)
        )

    def _leaves_out_whole(self, element: Element) -> bool:
        key = self._on_purpose
        return bool(key) and home_of(element, key).leaves_out(key)

    def _leaves_out_some(self, element: Element, course: Course, without: dict[str, Any]) -> bool:
        """Whether an element would do if any value did for what it leaves out; `without` is its data."""
        data = data_of(element, self._must_reads, course, absences=True)
        return data != without and self._lenient.holds(data)


def _lenient(schema: Any) -> Any:
    """Return a schema to which None, what is left out on purpose, is as good as any value of a key.

    What must *not* be is left as it is: there, None fits nothing.
    """
    if isinstance(schema, list):
        return [_lenient(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {"const", "enum", "required", "dependentRequired", "default", "examples", "not", "if"}
    lenient = {name: inner if name in kept else _lenient(inner) for name, inner in schema.items()}
    for group in ("properties", "patternProperties"):
        if isinstance(lenient.get(group), dict):
            lenient[group] = {
                key: {"if": {"type": "null"}, "else": inner} for key, inner in lenient[group].items()
            }
    return lenient
