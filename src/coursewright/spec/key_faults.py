"""Keys that the format does not know: what their author meant."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.spec.faults import Fault, invalid
from coursewright.spec.nodes import Mapping, Node, Scalar, Todo
from coursewright.spec.schema_files import bundled, properties
from coursewright.spec.wording import quoted, with_article

if TYPE_CHECKING:
    from collections.abc import Sequence as List

_CUT = "the comma before it ends the value there; put quotes around a text that holds a comma"
_MOST_NAMED = 12
_STRAY = " \t\r\n\xa0\ufeff\u200b\u200e\u200f\u2060“”„‘’'\"`*:-"
"""What may cling to a key that was pasted."""


def unknown_keys(mapping: Node, known: list[str], where: str) -> list[Fault]:
    """Return a fault for each key of the mapping that is not known in `where`."""
    if not isinstance(mapping, Mapping):
        return []
    unknown = [pair for key, pair in mapping.pairs.items() if key not in known and not key.startswith("x-")]
    cut = [key for key, value in unknown if mapping.flow and isinstance(value, Todo) and not value.text]
    if cut:
        return [invalid(key, f"{quoted(key.text)} stands here like a key of {where}.", _CUT) for key in cut]
    return [_unknown_key(key, value, mapping, known, where) for key, value in unknown]


def _unknown_key(key: Scalar, value: Node, mapping: Mapping, known: list[str], where: str) -> Fault:
    name = key.text
    message = f"{quoted(name)} is not a key of {where}."
    if name in {"none", "TODO"}:
        return _not_alone(key, mapping)
    if near := _nearest(name, tuple(known), known_elsewhere=name in _homes()):
        return invalid(key, message, f"did you mean `{near}`?")
    if " " in name.strip() or not name:
        return invalid(key, message, "put quotes around a text that holds a colon")
    if isinstance(value, Mapping) and "id" in known:
        return invalid(key, message, f"write it as an entry of a list, `- id: {name}`, with its keys below")
    if where == "a reflection" and name in {"learned", "questions", "apply"}:
        return invalid(key, message, f"put it under `prompts`, as in `prompts: {{{name}: ...}}`")
    if name == "id" and where.endswith("defaults"):
        return invalid(key, message, "delete it: each item has an id of its own")
    homes = [home for home in _homes().get(name, ()) if home != where]
    if homes:
        fix = f"`{name}` belongs to {_either(homes[:3])}; or name your own data `x-{name}`"
        return invalid(key, message, fix)
    some = ", ".join(f"`{one}`" for one in known[:_MOST_NAMED])
    more = " and more" if len(known) > _MOST_NAMED else ""
    return invalid(key, message, f"its keys are {some}{more}; your own data may stand under `x-{name}`")


def _not_alone(key: Scalar, mapping: Mapping) -> Fault:
    form = "`{none: reason}`" if key.text == "none" else "`{TODO: hint}`"
    if len(mapping.pairs) > 1:
        fix = f"delete the other keys, or `{key.text}`"
        return invalid(key, f"{form} stands for a whole value and has no other keys.", fix)
    if not isinstance(mapping.pairs[key.text][1], Scalar):
        return invalid(
            key, f"{form} takes one text.", "write the reason as one text, in quotes if it has a colon"
        )
    fix = "put it in the place of the list, or delete it"
    return invalid(key, f"{form} stands for a whole list, not for one of its entries.", fix)


@lru_cache(maxsize=512)
def _nearest(name: str, known: tuple[str, ...], *, known_elsewhere: bool) -> str:
    """Return the key most like a name; one that has its meaning elsewhere is hardly a slip of the pen."""
    cutoff = 0.8 if known_elsewhere else 0.6
    for spelling in (name, name.strip(_STRAY).lower().replace(" ", "_").replace("-", "_")):
        if near := get_close_matches(spelling, known, n=1, cutoff=cutoff):
            return near[0]
    return ""


def _either(names: List[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


@lru_cache(maxsize=1)
def _homes() -> dict[str, list[str]]:
    """Map each key of the format to the elements that know it."""
    homes: dict[str, list[str]] = {}
    named = [("a course", bundled("course")), ("a module", bundled("module"))]
    named += [
        (with_article(definition["title"].lower()), definition)
        for definition in bundled("course")["$defs"].values()
        if definition.get("properties") and "defaults" not in definition["title"].lower()
    ]
    for home, schema in named:
        for key, _ in properties(schema):
            homes.setdefault(key, []).append(home)
    return homes
