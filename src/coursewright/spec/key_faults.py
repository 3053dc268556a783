"""Keys that the format does not know: what their author meant."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.spec.faults import Fault, invalid
from coursewright.spec.nodes import Absence, Mapping, Node, Scalar, Todo
from coursewright.spec.schema_files import bundled, properties
from coursewright.spec.wording import closest, quoted, with_article

if TYPE_CHECKING:
    from collections.abc import Sequence as List

_CUT = "the comma before it ends the value there; put quotes around a text that holds a comma"
_MOST_NAMED = 12
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Za-z]{2,4})?")
_TEXTS = ("statement", "prompt", "option", "text", "who", "name")
_STRAY = " \t\r\n\xa0\ufeff\u200b\u200e\u200f\u2060“”„‘’'\"`*:-"
"""What may cling to a key that was pasted."""


def unknown_keys(mapping: Node, known: list[str], where: str) -> list[Fault]:
    """Return a fault for each key of the mapping that is not known in `where`."""
    if not isinstance(mapping, Mapping):
        return []
    unknown = [pair for key, pair in mapping.pairs.items() if key not in known and not key.startswith("x-")]
    text = next((name for name in _TEXTS if name in known), "")
    if text and all(_LANGUAGE.fullmatch(key) and key not in _homes() for key in mapping.pairs):
        message = f"A text in several languages cannot stand for the whole of {where}."
        return [invalid(mapping, message, f"write it as `{text}: {{{', '.join(mapping.pairs)}}}`")]
    cut = [key for key, value in unknown if mapping.flow and isinstance(value, Todo) and not value.text]
    if cut:
        return [invalid(key, f"{quoted(key.text)} stands here like a key of {where}.", _CUT) for key in cut]
    return [_unknown_key(key, value, mapping, known, where) for key, value in unknown]


def _unknown_key(key: Scalar, value: Node, mapping: Mapping, known: list[str], where: str) -> Fault:
    name = key.text
    message = f"{quoted(name)} is not a key of {where}."
    if name in {"none", "TODO"}:
        return _not_alone(key, mapping)
    if not isinstance(value, Absence) and (meant := next(iter(synonyms(name, known, where)), "")):
        return invalid(key, message, f"write `{meant}`", meant=meant)
    if name.startswith("-") and name[1:] in known:
        return invalid(key, message, f"put a space after the hyphen: `- {name[1:]}: ...`")
    if near := _nearest(name, tuple(known), known_elsewhere=known_elsewhere(name)):
        return invalid(key, message, f"did you mean `{near}`?", meant=near)
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


def synonyms(name: str, known: List[str], where: str) -> list[str]:
    """Return the keys for a word that teachers use for the same thing, such as `objectives` for outcomes.

    What the word means in `where` goes before what it means everywhere.
    """
    word = normal(name)
    for home in (where.partition(" ")[2], "*"):
        if meant := [key for key in _synonyms().get((home, word), ()) if key in known]:
            return meant
    return []


def normal(name: str) -> str:
    """Return a name as keys are written, without what clings to one that was pasted."""
    return name.strip(_STRAY).lower().replace(" ", "_").replace("-", "_")


def known_elsewhere(name: str) -> bool:
    """Whether some element of the format has a key of that name."""
    return name in _homes()


@lru_cache(maxsize=1)
def _synonyms() -> dict[tuple[str, str], list[str]]:
    table = (Path(__file__).parent / "data" / "key_synonyms.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    found: dict[tuple[str, str], list[str]] = {}
    for home, meant, words in rows[1:]:
        for word in words.split():
            found.setdefault((home, word), []).append(meant)
    return found


@lru_cache(maxsize=512)
def _nearest(name: str, known: tuple[str, ...], *, known_elsewhere: bool) -> str:
    """Return the key most like a name; one that has its meaning elsewhere is hardly a slip of the pen."""
    cutoff = 0.8 if known_elsewhere else 0.6
    for spelling in (name, normal(name)):
        if near := closest(spelling, known, cutoff):
            return near
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
