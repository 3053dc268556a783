"""What can be said of each part of a course: its keys, their types, and the words of closed lists."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from coursewright.lint.custom.values import ALL, CONTEXT, GATHERED
from coursewright.spec import model
from coursewright.spec.element import Element

if TYPE_CHECKING:
    from collections.abc import Iterable


_ONLY_NONE: Final = ("decision_points", "choices", "own_context", "replies")
_ALSO_WRITTEN: Final = {
    "Course": ("course", "authors", "version", "study_level", "replies"),
    "Module": ("module", "authors", "version", "study_level", *_ONLY_NONE),
    "Unit": _ONLY_NONE,
}
"""Keys of the format that the model has no attribute for."""
_OTHER_SPELLINGS: Final = frozenset({"analyse", "visualisation"})
"""Words that a value never has: they are read in the other spelling."""


class Shape(NamedTuple):
    """What a schema meets at some place: the JSON types it can have, and what is below.

    `classes` name the elements whose keys a mapping has, `inside` those of one that is no element; without
    either it may have any. `items` is the shape of the items of a list, and `words` the closed list that a
    text is from, if it is from one.
    """

    types: frozenset[str]
    classes: tuple[str, ...] = ()
    inside: dict[str, Shape] | None = None
    items: Shape | None = None
    words: tuple[str, ...] = ()

    @property
    def noun(self) -> str:
        """What has the keys, such as `task`."""
        return " or ".join(_class(name).noun for name in self.classes) or "mapping"

    def keys(self) -> dict[str, Shape] | None:
        """Return the keys that a mapping here can have, with their shapes; None where any may be."""
        if not self.classes:
            return self.inside
        found: dict[str, Shape] = {}
        for name in self.classes:
            for key, shape in _keys_of(name).items():
                found[key] = _either(found[key], shape) if key in found else shape
        return found


ANYTHING: Final = Shape(frozenset({"string", "number", "boolean", "object", "array"}))
_OBJECT: Final = frozenset({"object"})
_ARRAY: Final = frozenset({"array"})


def shape_of(classes: tuple[str, ...]) -> Shape:
    """Return the shape of the elements of some classes: a key is known where one of them has it."""
    return Shape(_OBJECT, classes)


def _either(one: Shape, other: Shape) -> Shape:
    if one == other:
        return one
    return Shape(
        one.types | other.types,
        tuple(dict.fromkeys((*one.classes, *other.classes))),
        one.inside or other.inside,
        one.items or other.items,
        tuple(dict.fromkeys((*one.words, *other.words))) if one.words and other.words else (),
    )


def _class(name: str) -> type[Element]:
    from coursewright.spec.model import content, context, structure, tasks  # noqa: PLC0415 - only to judge a rule

    for room in (model, content, context, structure, tasks):
        if hasattr(room, name):
            found: type[Element] = getattr(room, name)
            return found
    raise LookupError(name)


@lru_cache(maxsize=64)
def _keys_of(name: str) -> dict[str, Shape]:
    kind = _class(name)
    written = {attribute: text for one in reversed(kind.__mro__) for attribute, text in _annotated(one)}
    words = _closed_lists(name)
    keys = {key: _shape(written[attribute], words.get(key, ())) for key, (attribute, _) in kind.keys.items()}
    if name == "Prompt":
        keys |= {"text": _shape("str", ()), "role": _shape("str", ("learned", "questions", "apply"))}
    keys |= dict.fromkeys(_ALSO_WRITTEN.get(name, ()), ANYTHING)
    if issubclass(kind, model.Content):
        keys |= _keys_of("Settings")
        inside = {key: Shape(_ARRAY, items=Shape(_OBJECT, (one.__name__,))) for key, one in GATHERED.items()}
        keys[ALL] = Shape(_OBJECT, inside=inside)
    keys[CONTEXT] = Shape(_OBJECT, ("Settings",))
    return keys


def _annotated(kind: type) -> Iterable[tuple[str, str]]:
    written: dict[str, str] = vars(kind).get("__annotations__", {})
    return written.items()


_TYPES: Final = {
    "str": {"string"},
    "bool": {"boolean"},
    "float": {"number"},
    "int": {"number"},
    "Duration": {"number"},
    "Weeks": {"number", "string"},
    "When": {"string"},
    "LocalFile": {"object"},
    "date": {"string"},
}


def _shape(annotation: str, words: tuple[str, ...]) -> Shape:
    """Return the shape of an attribute from its annotation, such as `tuple[Ref, ...]` or `str | None`."""
    many = re.fullmatch(r"tuple\[(.+), \.\.\.\]", annotation)
    if many:
        return Shape(_ARRAY, items=_shape(many[1], words))
    found: set[str] = set()
    for part in annotation.split("|"):
        name = part.strip().rpartition(".")[2]
        if name in _TYPES:
            found |= _TYPES[name]
        elif name == "Ref":
            found |= {"string", "object"}
        elif _is_element(name):
            return Shape(_OBJECT, (name,))
    return Shape(frozenset(found), words=words) if found else ANYTHING


def _is_element(name: str) -> bool:
    try:
        return issubclass(_class(name), Element)
    except LookupError:
        return False


@lru_cache(maxsize=64)
def _closed_lists(name: str) -> dict[str, tuple[str, ...]]:
    """Return the keys of a class whose values are from a closed list, as the format has them."""
    from coursewright.spec.schema_files import bundled, properties  # noqa: PLC0415 - only to judge a rule

    definitions = bundled("module")["$defs"]
    titles = {"Member": "teammember", "Evaluation": "measure", "Settings": "module"}
    wanted = titles.get(name, name.lower())
    if wanted in {"module", "course"}:
        schema: Any = bundled("course" if wanted == "course" else "module")
    else:
        schema = next(
            (
                one
                for one in definitions.values()
                if "properties" in one and re.sub(r"[^a-z]", "", one["title"].lower()) == wanted
            ),
            {},
        )
    return {key: words for key, value in properties(schema) if (words := _words(value))}


def _words(schema: Any) -> tuple[str, ...]:
    from coursewright.spec.schema_files import resolve  # noqa: PLC0415 - only to judge a rule

    schema = resolve(schema)
    if "enum" in schema:
        return tuple(str(word) for word in schema["enum"] if word not in _OTHER_SPELLINGS)
    if "then" in schema and "items" in schema["then"]:
        return _words(schema["then"]["items"])
    return ()
