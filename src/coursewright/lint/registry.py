"""Which rules there are: modules with a `META`, and YAML rules, in the packages that the door names."""

# This runs at each start, and paths as plain text take half the time.
# ruff: noqa: PTH112, PTH118, PTH208

from __future__ import annotations

import importlib
import os
import pkgutil
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

import coursewright.spec.model  # noqa: F401 - the kinds of element, which rules ask for by name
from coursewright.lint.door import packages
from coursewright.spec.element import Element
from coursewright.spec.errors import CoursewrightError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import ModuleType

    from coursewright.lint.api import Context, Meta, Problem


class Rule(NamedTuple):
    """A rule, and the names of the classes whose elements it is given."""

    meta: Meta
    check: Callable[[Any, Context], Iterable[Problem]]
    elements: tuple[str, ...]
    page: str
    """Its docstring: the text of its page."""
    family_name: str
    """The name of the folder it stands in, such as `follow-up`."""
    file: str = ""
    """The path of the file it comes from, where that is known."""

    @property
    def ours(self) -> bool:
        """Whether it ships with coursewright."""
        return self.check.__module__.startswith("coursewright.rules.")

    def problems(self, element: Element, context: Context) -> Iterable[Problem]:
        """Run the rule on one element."""
        return self.check(element, context)


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Return every rule that is installed, by code. Raise `UsageError` for a package that does not load."""
    rules = [rule for package in packages() for rule in rules_of(package)]
    by_code = tuple(sorted(rules, key=lambda rule: rule.meta.code))
    _check_distinct(by_code)
    return by_code


def rules_of(package: str) -> list[Rule]:
    """Load the rules of one package, or of one module. Raise `UsageError`, naming it, where that fails."""
    try:
        return list(_rules_in(importlib.import_module(package)))
    except CoursewrightError as error:
        raise UsageError(
            f"The rules of `{package}` could not be loaded: {error.message}", error.hint
        ) from error
    except Exception as error:
        if os.environ.get("COURSEWRIGHT_TRACEBACK"):
            raise
        raise UsageError(
            f"The rules of `{package}` could not be loaded ({type(error).__name__}: {error}).",
            "Mend that package, or uninstall it.",
        ) from error


def _rules_in(package: ModuleType) -> Iterator[Rule]:
    if not hasattr(package, "__path__"):
        yield as_rule(package)
        return
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(found.name)
        if found.ispkg:
            yield from _rules_in(module)
        elif hasattr(module, "META"):
            yield as_rule(module)
    files = sorted(_yaml_files(package.__path__))
    if files:
        from coursewright.lint.custom.packaged import rules_beside  # noqa: PLC0415 - it needs what is defined here

        yield from rules_beside(package.__name__, files)


def _yaml_files(folders: Iterable[str]) -> Iterator[str]:
    """Yield the paths of the YAML rules in the folders of a package; those in archives are not looked for."""
    for folder in folders:
        if os.path.isdir(folder):
            for name in os.listdir(folder):
                if name.endswith((".yaml", ".yml")) and ".cases." not in name:
                    yield os.path.join(folder, name)


def as_rule(module: ModuleType, family_name: str = "") -> Rule:
    """Make a rule of a module with `META` and `check`; its family is called by its folder unless named.

    Raises `TypeError` where `check` asks for something that no course is made of, or does not say for what.
    """
    subject: object = next(iter(module.check.__annotations__.values()), None)
    elements = tuple(_names(subject))
    known = _kinds()
    unknown = [name for name in elements if name not in known]
    if unknown or not elements:
        raise TypeError(_complaint(module, unknown))
    return Rule(
        meta=module.META,
        check=module.check,
        elements=elements,
        page=module.__doc__ or "",
        family_name=family_name or folder_of(module.__name__),
        file=getattr(module, "__file__", None) or "",
    )


def folder_of(module: str) -> str:
    """Return the family name of a module of rules: that of its folder, or its own where it has none."""
    before, _, name = module.rpartition(".")
    return (before.rpartition(".")[2] or name).replace("_", "-")


def _complaint(module: ModuleType, unknown: Sequence[str]) -> str:
    from inspect import signature  # noqa: PLC0415 - only for a rule that is wrong

    first = next(iter(signature(module.check).parameters.values()), None)
    if first is None or first.annotation is first.empty:
        name = first.name if first else "task"
        return (
            f"check() of {module.__name__} does not say what it is to be given:"
            f" annotate its first parameter with a class of coursewright.spec.model, such as `{name}: Task`"
        )
    asked = ", ".join(unknown) or "nothing"
    return f"check() of {module.__name__} asks for {asked}, which no course is made of"


def _names(subject: object) -> Iterator[str]:
    """Yield the class names in an annotation, as text or evaluated: `Task | Outcome`."""
    if isinstance(subject, str):
        for part in subject.split("|"):
            yield part.strip().rpartition(".")[2]
    elif isinstance(subject, type):
        yield subject.__name__
    else:
        for part in get_args(subject):
            yield from _names(part)


@lru_cache(maxsize=1)  # each rule asks
def _kinds() -> set[str]:
    return _kinds_of(Element)


def _kinds_of(base: type[Element]) -> set[str]:
    """Return the names of the classes that elements can have: those with none below them."""
    below = base.__subclasses__()
    return set().union(*(_kinds_of(kind) for kind in below)) if below else {base.__name__}


def _check_distinct(rules: Sequence[Rule]) -> None:
    """Refuse two rules with one code or name: nobody could tell which of them is meant."""
    seen: dict[str, Rule] = {}
    for rule in rules:
        for word in (rule.meta.code, rule.meta.name):
            other = seen.setdefault(word, rule)
            if other is not rule:
                places = f"{other.check.__module__} and {rule.check.__module__}"
                raise UsageError(f"Two rules are called `{word}`: {places}.", "Rename one of them.")
