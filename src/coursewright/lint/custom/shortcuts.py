"""What a schema says of an element, told from the model where that is plain, before any data are made of it.

A verdict is true, false or, where it takes the data to know, None. It takes for granted that nothing the
schema reads is still open, since a rule is silent about what is: so a verdict may settle that there is
nothing to say, but not that there is something. What it does not take up of JSON Schema, it does not know.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from coursewright.lint.custom.engine import Fit
from coursewright.lint.custom.values import AS_IT_IS, GATHERED, MISSING, All, bare, value_of
from coursewright.spec.element import Element
from coursewright.spec.nodes import Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from coursewright.spec.model import Content, Course

Verdict: TypeAlias = bool | None
Test: TypeAlias = "Callable[[Any, Course], Verdict]"
"""Judges an element, `All`, a list (a tuple or `_Gathered`) or what is plain already."""

_WORDS: Final = frozenset({str, bool})
_PLAIN: Final = {
    "type",
    "enum",
    "const",
    "pattern",
    "format",
    "minLength",
    "maxLength",
    "multipleOf",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
}
"""Keywords about a text, a number or a truth."""
_LISTS_AND_KEYS: Final = {"required", "properties", "contains", "items", "minItems"}
_IN_PLACE: Final = {"allOf", "anyOf", "not"}
_ASIDE: Final = {"$defs", "$comment", "title", "description", "default", "examples"}
_TOLD: Final = _PLAIN | _LISTS_AND_KEYS | _IN_PLACE | _ASIDE
_OTHER_MEANING: Final = {
    "prefixItems": {"items"},
    "minContains": {"contains"},
    "maxContains": {"contains"},
}
"""Keywords beside which others may mean something else."""


def shortcut(schema: Any) -> Test:
    """Return the test that stands for a schema, as far as there is one."""
    if schema is True or schema is False:
        return _always(schema)
    if not isinstance(schema, dict):
        return _unknown
    return _every(list(_parts(schema)))


def _parts(schema: dict[str, Any]) -> Iterator[Test]:
    """Yield the tests that a value must pass all."""
    told = _TOLD.difference(*(_OTHER_MEANING.get(keyword, ()) for keyword in schema))
    here = {keyword: value for keyword, value in schema.items() if keyword in told}
    if len(here) < len(schema):
        yield _unknown
    required, properties = here.get("required", ()), here.get("properties", {})
    for name in dict.fromkeys((*required, *properties)):
        inner = properties.get(name, True)
        yield _key(name, None if inner is True else shortcut(inner), without=name not in required)
    if plain := {keyword: value for keyword, value in here.items() if keyword in _PLAIN}:
        yield _of_plain(plain)
    if "anyOf" in here:
        yield _any([shortcut(inner) for inner in here["anyOf"]])
    for inner in here.get("allOf", ()):
        yield shortcut(inner)
    if "not" in here:
        yield _not(shortcut(here["not"]))
    if "contains" in here:
        yield _list(_some(shortcut(here["contains"])))
    if "items" in here:
        yield _list(_not(_some(_not(shortcut(here["items"])))))
    if "minItems" in here:
        yield _list(_at_least(int(here["minItems"])))


def _unknown(_value: Any, _course: Course) -> Verdict:
    return None


def _always(verdict: bool) -> Test:
    return lambda _value, _course: verdict


def _not(test: Test) -> Test:
    def fails(value: Any, course: Course) -> Verdict:
        verdict = test(value, course)
        return None if verdict is None else not verdict

    return fails


def _every(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]

    def passes(value: Any, course: Course) -> Verdict:
        verdict: Verdict = True
        for test in tests:
            one = test(value, course)
            if not one:
                if one is False:
                    return False
                verdict = None
        return verdict

    return passes


def _any(tests: list[Test]) -> Test:
    def passes(value: Any, course: Course) -> Verdict:
        verdict: Verdict = False
        for test in tests:
            one = test(value, course)
            if one:
                return True
            if one is None:
                verdict = None
        return verdict

    return passes


def _key(name: str, test: Test | None, *, without: bool) -> Test:
    """Judge what a mapping has under a key; `without` is the verdict where it has nothing."""

    def passes(value: Any, course: Course) -> Verdict:
        if isinstance(value, Element):
            found = value_of(value, name)
        elif value.__class__ is All:
            found = _Gathered(value.place, GATHERED[name]) if name in GATHERED else MISSING
        else:
            return True  # only mappings have keys
        if found is MISSING:
            return without
        if isinstance(found, Node):
            return True if test is None and isinstance(found, Scalar) else None
        return test is None or _judged(test, found, course)

    return passes


class _Gathered(NamedTuple):
    """A list of all the elements of a class that a place holds, looked for as far as they are needed."""

    place: Content
    kind: type[Element]


def _judged(test: Test, value: Any, course: Course) -> Verdict:
    if value.__class__ not in _READY and not isinstance(value, Element):
        value = bare(value)
        if value.__class__ is dict:
            return None
    return test(value, course)


_READY: Final = AS_IT_IS | {tuple, _Gathered, All}


def _list(test: Test) -> Test:
    """Judge lists, and let pass what is none."""

    def passes(value: Any, course: Course) -> Verdict:
        if value.__class__ is _Gathered:
            return test(course.within(value.place, value.kind), course)
        return test(value, course) if value.__class__ is tuple else True

    return passes


def _some(test: Test) -> Test:
    def passes(items: Iterable[Any], course: Course) -> Verdict:
        verdict: Verdict = False
        for item in items:
            one = _judged(test, item, course)
            if one:
                return True
            if one is None:
                verdict = None
        return verdict

    return passes


def _at_least(count: int) -> Test:
    return lambda items, _course: len(list(islice(items, count))) == count


def _of_plain(schema: dict[str, Any]) -> Test:
    """Judge what is plain: by the words of a closed list, else by the engine."""
    words = schema["enum"] if "enum" in schema else [schema.get("const")]
    if len(schema) == 1 and all(isinstance(word, str | bool) for word in words):
        known = frozenset(words)
        return lambda value, _course: value.__class__ in _WORDS and value in known
    fit = Fit(schema)
    return lambda value, _course: fit.holds(value) if value.__class__ in AS_IT_IS else None
