"""Numbers that items of QTI 1.2 ask for: exact ones, ranges, and formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.questions.keys import Span, numbers
from coursewright.importers.questions.materials import walk
from coursewright.importers.questions.numbers import decimal_in
from coursewright.packages.reading.xml import children, first, local, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.importers.draft import Data, Value
    from coursewright.importers.questions.qti12_item import Item
    from coursewright.importers.questions.qti12_marking import Condition, Test

__all__ = ["calculated", "number_key"]


def number_key(item: Item) -> tuple[Data, list[str]]:
    """Return the key of a question for a number, and what of it is otherwise."""
    found = []
    partly = []
    for condition in item.conditions:
        told = item.told.of(condition.shown)
        if condition.score <= 0 and not told:
            continue
        spans = list(_spans(condition))
        if not spans and condition.tests:
            partly.append("an answer that is no number is not there")
        found += [one._replace(correct=condition.score > 0, feedback=told) for one in spans]
    key, changes = numbers(found)
    return key, partly + changes


def _spans(condition: Condition) -> Iterator[Span]:
    """Yield the numbers that a condition takes: an exact one lies within a range of its own."""
    exact = [
        value
        for test in condition.tests
        if test.kind == "is"
        if (value := decimal_in(test.value)) is not None
    ]
    groups: dict[int, dict[str, Test]] = {}
    for test in condition.tests:
        if test.kind in {"low", "high"}:
            groups.setdefault(test.group, {}).setdefault(test.kind, test)
    ranges = []
    for group in groups.values():
        low, high = (decimal_in(group[kind].value) if kind in group else None for kind in ("low", "high"))
        if low is not None and high is not None and low <= high:
            ranges.append((low, high))
    for low, high in ranges:
        within = next((value for value in exact if low <= value <= high), None)
        yield Span(low, high, within)
    for value in exact:
        if not any(low <= value <= high for low, high in ranges):
            yield Span(value, value, value)


def calculated(item: _Element) -> Data:
    """Return the formula of a calculated question as its maker has it."""
    said: Data = {}
    for one in walk(item):
        if local(one) == "calculated":
            formulas: list[Value] = [
                text for two in children(first(one, "formulas"), "formula") if (text := text_of(two))
            ]
            if formulas:
                said["formula"] = formulas[0] if len(formulas) == 1 else formulas
            if tolerance := text_of(one, "answer_tolerance"):
                said["tolerance"] = tolerance
            variables = {
                (two.get("name") or "?"): f"{text_of(two, 'min')} to {text_of(two, 'max')}"
                for two in children(first(one, "vars"), "var")
            }
            if variables:
                said["variables"] = variables
            break
    return said
