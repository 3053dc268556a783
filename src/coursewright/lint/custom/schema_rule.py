"""What a YAML rule does: it takes what `where` is about, and reports what is not as it `must` be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.lint.api import EVERY_MODEL, Problem
from coursewright.lint.custom.engine import compiled
from coursewright.lint.custom.message import filled, follow, sentence
from coursewright.lint.custom.reads import Reads, reads_of
from coursewright.lint.custom.values import ALL, StillOpen, data_of, home_of
from coursewright.spec.model import Course
from coursewright.spec.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.lint.api import Context, SupportModel
    from coursewright.spec.element import Element
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


class SchemaRule:
    """The `check` of a YAML rule. `__module__` says where it comes from, as that of a function does."""

    def __init__(self, demand: Demand, module: str, node: Mapping) -> None:
        self.demand = demand
        self.node = node
        self.__module__ = module
        self._judge: _Judge | None = None

    def __call__(self, element: Element, context: Context) -> Iterator[Problem]:
        """Report an element that is not as it must be."""
        judge = self.judge()
        demand = self.demand
        if isinstance(element, Course) and not judge.may_judge(element, by_module=demand.by_module):
            return
        at = element
        if isinstance(element, Course) and element.implicit:
            at = element.modules[0]
        try:
            if not self._misses(judge, element, context):
                return
        except StillOpen:
            return
        holder, key = follow(at, demand.at) if demand.at else (at, "")
        message = sentence(demand.message, at, demand.at)
        yield Problem(holder, message, filled(demand.fix, at, demand.at), key=key)

    def judge(self) -> _Judge:
        """Compile the schemas, once. Raise `ValueError` where they are none."""
        if self._judge is None:
            self._judge = _Judge(self.demand)
        return self._judge

    def _misses(self, judge: _Judge, element: Element, context: Context) -> bool:
        course = context.course
        if not self.demand.by_module or not isinstance(element, Course):
            return (
                judge.may_concern(element)
                and judge.concerns(element, course)
                and judge.is_missed_by(element, course)
            )
        modules = [module for module in course.modules if context.model(module) in self.demand.models]
        if not any(judge.concerns(module, course) for module in modules):
            return False
        units = [unit for module in modules for unit in module.units if not unit.implicit]
        whole = () if course.implicit else (course,)
        if any(judge.meets(place, course) for place in (*whole, *modules, *units)):
            return False
        return not (
            any(judge.leaves_out(place, course) for place in whole)
            or all(judge.leaves_out(module, course) for module in modules)
        )


class _Judge:
    """The compiled schemas of a rule, and what each of them reads."""

    def __init__(self, demand: Demand) -> None:
        from coursewright.lint.config.document import plain  # noqa: PLC0415 - only for rules that run

        self._on_purpose = demand.on_purpose
        self._must_schema = plain(demand.must)
        self._must = _Fit(self._must_schema)
        self._must_reads = reads_of(self._must_schema)
        self._lenient: _Fit | None = None
        self._where: _Fit | None = None
        self._where_reads = Reads()
        if demand.where is not None:
            schema = plain(demand.where)
            self._where = _Fit(schema)
            self._where_reads = reads_of(schema)
        self._reads_all = any(
            reads.whole or ALL in reads.keys for reads in (self._must_reads, self._where_reads)
        )

    def may_judge(self, course: Course, *, by_module: bool) -> bool:
        """Whether enough of a course is known; a module by itself is no course."""
        if course.implicit and not by_module:
            return False
        return course.complete or not (by_module or self._reads_all)

    def may_concern(self, element: Element) -> bool:
        """Tell by the keys that an element lacks whether the rule may be about it; most need no more."""
        node = element.node
        if self._where is None or not isinstance(node, Mapping):
            return True
        keys, pairs = element.keys, node.pairs
        return not any(name in keys and name not in pairs and name != "id" for name in self._where.required)

    def concerns(self, element: Element, course: Course) -> bool:
        """Whether the rule is about an element. Raise `StillOpen`."""
        if self._where is None:
            return True
        return self._where.holds(data_of(element, self._where_reads, course))

    def is_missed_by(self, element: Element, course: Course) -> bool:
        """Whether an element is not as it must be, and not on purpose. Raise `StillOpen`."""
        if self._leaves_out_whole(element):
            return False
        data = data_of(element, self._must_reads, course)
        return not (self._must.holds(data) or self._leaves_out_some(element, course, data))

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
        if data == without:
            return False
        if self._lenient is None:
            self._lenient = _Fit(_lenient(self._must_schema))
        return self._lenient.holds(data)


class _Fit:
    """A compiled schema. Keys that it requires are looked for first, which settles most cases for less."""

    def __init__(self, schema: Any) -> None:
        self._compiled = compiled(schema)
        self.required = frozenset(schema.get("required", ()) if isinstance(schema, dict) else ())

    def holds(self, data: dict[str, Any]) -> bool:
        """Whether data are as the schema has them."""
        return data.keys() >= self.required and bool(self._compiled.is_valid(data))


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
