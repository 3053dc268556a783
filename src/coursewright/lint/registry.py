"""Which rules there are. Built-in rules come in by the same door as everyone's: an entry point."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from coursewright.lint.api import Context, Meta, Problem
    from coursewright.spec.element import Element

DOOR = "coursewright.rules"
"""The entry-point group; its values name packages whose modules are rules, one folder a family."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, and the names of the classes whose elements it is given."""

    meta: Meta
    check: Callable[[Any, Context], Iterator[Problem]]
    elements: tuple[str, ...]
    page: str
    """Its docstring: the text of its page."""
    family_name: str
    """The name of the folder it stands in, such as `follow-up`."""

    def problems(self, element: Element, context: Context) -> Iterator[Problem]:
        """Run the rule on one element."""
        return self.check(element, context)


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Return every rule that is installed, by code."""
    packages = {point.value for point in entry_points(group=DOOR)} or {DOOR}
    rules = [rule for package in sorted(packages) for rule in _rules_in(importlib.import_module(package))]
    return tuple(sorted(rules, key=lambda rule: rule.meta.code))


def _rules_in(package: ModuleType) -> Iterator[Rule]:
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(found.name)
        if found.ispkg:
            yield from _rules_in(module)
        elif hasattr(module, "META"):
            yield as_rule(module)


def as_rule(module: ModuleType) -> Rule:
    """Make a rule of a module with `META` and `check`."""
    subject: str = next(iter(module.check.__annotations__.values()))
    return Rule(
        meta=module.META,
        check=module.check,
        elements=tuple(name.strip() for name in subject.split("|")),
        page=module.__doc__ or "",
        family_name=module.__name__.split(".")[-2].replace("_", "-"),
    )
