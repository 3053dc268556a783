"""The reference of the spec format as one Markdown page, made from the JSON Schemas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from coursewright.spec.inherit import CONTEXT
from coursewright.spec.schema_files import Schema, bundled, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_EXAMPLE = 70
LONGEST_LIST = 60
"""Characters that a closed list may take in a table; a longer one is linked to."""

MORE = {
    "duration": "writing-specs.md#how-long",
    "reference": "writing-specs.md#names-and-references",
    "time": "writing-specs.md#when",
    "weeks": "writing-specs.md#when",
}
"""Values that take more than a sentence, and where it is."""

INTRO = """\
# The spec format

Every key that a course or module file may have, made from the JSON Schemas that `coursewright schema course`
and `coursewright schema module` print. For how to write a spec, with examples and the reasons, read
[Writing specs](writing-specs.md); to start from nothing, [The first hour](first-hour.md).

A **course** lists its modules; a **module** holds outcomes, materials, tasks, sessions, follow-up activities,
reflection and assessments, either directly or in **units**. Nearly every key may be left out: the schema says
what can be read, and the [rules](rules/README.md) say what is good design.

In the tables, **inherited** means that what is said here holds for everything below until something nearer
says otherwise, and **or none** that `{none: "the reason"}` may say that the design goes without on purpose.
`TODO` may stand for any value that is still to be decided, and keys that start with `x-` are yours:
coursewright leaves them alone.
"""

CONTEXT_INTRO = """\
What holds for a course, a module or a unit as a whole: who learns, when, with whom, and under which rules.
"""
CONTENT_INTRO = """\
What a course, a module or a unit is made of. A module without `units` is read as one unit, or as one for each
week that its tasks name.
"""


def reference() -> str:
    """Return the whole page."""
    tops = {"course": bundled("course"), "module": bundled("module"), "unit": _definition("unit")}
    shared = [key for key in tops["module"]["properties"] if key in tops["course"]["properties"]]
    start = shared.index("outcomes")
    context = [
        "title",
        *[key for key in shared[:start] if key not in {"title", "spec_version"}],
        "spec_version",
    ]
    content = shared[start:]
    elements = list(_elements(tops["unit"], content)) + list(_elements(tops["course"], context))
    elements = list(dict.fromkeys(elements))
    values = sorted(_values(elements, tops.values()), key=lambda name: _definition(name)["title"].lower())
    _assert_distinct([*elements, *values])
    own = _own(tops)
    parts = [INTRO, _contents(elements, own)]
    parts += ["## Circumstances", CONTEXT_INTRO, _shared_table(context, tops)]
    parts += ["## Content", CONTENT_INTRO, _shared_table(content, tops)]
    for title, (name, keys) in own.items():
        parts += [f"## {title}", _table(tops[name], keys)]
    for name in elements:
        schema = _definition(name)
        parts += [f"## {schema['title']}", schema["description"], _table(schema, schema["properties"])]
    parts += ["## Values", "What stands behind the keys.", *(_value(name) for name in values)]
    parts += ["## Index of keys", _index(tops, own, content, elements)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _own(tops: dict[str, Schema]) -> dict[str, tuple[str, list[str]]]:
    """Return the keys that not all three have: heading → the one to read them in, and the keys."""
    course, module, unit = (list(tops[name]["properties"]) for name in ("course", "module", "unit"))
    both = [key for key in module if key in unit and key not in course]
    return {
        "Only in a course": ("course", [key for key in course if key not in module]),
        "Only in a module": ("module", [key for key in module if key not in course and key not in unit]),
        "Only in a module or a unit": ("module", both),
        "Only in a unit": ("unit", [key for key in unit if key not in module]),
    }


def _definition(name: str) -> Schema:
    definition: Schema = bundled("module")["$defs"][name]
    return definition


def _name(schema: Schema) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _is_element(schema: Schema) -> bool:
    return "properties" in schema and set(schema["properties"]) not in ({"none"}, {"file"})


def _is_defaults(name: str) -> bool:
    return name.endswith("Defaults")


def _parts(schema: Schema) -> list[Schema]:
    """Return the schemas that a value may meet: of a list its items, of an either-or both."""
    if "then" not in schema:
        return []
    if schema["if"] == {"type": "array"}:
        return [schema["else"]]
    return [schema["then"], schema["else"]]


def _elements(schema: Schema, keys: Iterable[str]) -> Iterator[str]:
    """Yield the names of the mappings that the keys may hold, each followed by those inside it."""
    for key in keys:
        if key in schema["properties"]:
            yield from _inside(schema["properties"][key], frozenset())


def _inside(schema: Schema, seen: frozenset[str]) -> Iterator[str]:
    name = _name(schema)
    if name in seen or _is_defaults(name):
        return
    seen |= {name}
    target = _definition(name) if name else schema
    if "$ref" in target:
        yield from _inside(target, seen)
    if _is_element(target):
        yield name
        for inner in target["properties"].values():
            yield from _inside(inner, seen)
    for part in _parts(target):
        yield from _inside(part, seen)


def _values(elements: Iterable[str], tops: Iterable[Schema]) -> set[str]:
    """Return the names of the plain values that keys may hold."""
    found: set[str] = set()
    for schema in (*tops, *(_definition(name) for name in elements)):
        for value in schema["properties"].values():
            found |= _plain(value)
    return found


def _plain(schema: Schema) -> set[str]:
    name = _name(schema)
    target = _definition(name) if name else schema
    if "$ref" in target:
        return _plain(target)
    if name == "text":
        return {name}
    if parts := _parts(target):
        return {found for part in parts for found in _plain(part)}
    return set() if not name or "properties" in target or name == "breakPlain" else {name}


def _takes(schema: Schema) -> str:
    """Say what may stand under a key, with links."""
    name = _name(schema)
    target = _definition(name) if name else schema
    match target:
        case {"$ref": _}:
            return _takes({"$ref": target["$ref"]})
        case _ if name == "text":
            return _link(target)
        case _ if name == "onlyNone":
            return '`{none: "the reason"}` only'
        case _ if name == "instructions":
            return "`{file: its path}`"
        case _ if name == "breakPlain":
            return "week, date or dates"
        case _ if _is_defaults(name):
            return f"keys of {_article(_definition(name.removesuffix('Defaults')))}"
        case {"if": {"type": "array"}, "else": item}:
            return f"{_takes(item)}, or a list"
        case {"then": first, "else": second}:
            other = _takes(second)
            return f"{_takes(first)}{',' if ' or ' in other else ' or'} {other}"
        case {"enum": values} if len(shown := ", ".join(f"`{value}`" for value in values)) <= LONGEST_LIST:
            return shown
        case _:
            return _link(target)


def _link(schema: Schema) -> str:
    title = schema["title"]
    if title == "Unit":
        return "[unit](#only-in-a-unit)"
    shown = title if title.isupper() or " AI" in title else title[:1].lower() + title[1:]
    return f"[{shown}](#{_anchor(title)})"


def _article(schema: Schema) -> str:
    return ("an " if schema["title"][0] in "AEIOU" else "a ") + _link(schema)


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _assert_distinct(names: list[str]) -> None:
    anchors = [_anchor(_definition(name)["title"]) for name in names]
    twice = {anchor for anchor in anchors if anchors.count(anchor) > 1}
    if twice:
        raise ValueError(f"two headings of the reference would share an anchor: {sorted(twice)}")


def _table(schema: Schema, keys: Iterable[str]) -> str:
    rows = [
        f"| `{key}` | {_cell(_takes(schema['properties'][key]))} | {_said(schema, key)} |" for key in keys
    ]
    return "\n".join(["| key | takes | |", "|---|---|---|", *rows])


def _shared_table(keys: Iterable[str], tops: dict[str, Schema]) -> str:
    rows = []
    for key in keys:
        home = tops["module"]
        where = "" if key in tops["unit"]["properties"] else " Not of a unit."
        takes = _cell(_takes(home["properties"][key]))
        rows.append(f"| `{key}` | {takes} | {_said(home, key)}{_inherited(key)}{where} |")
    return "\n".join(["| key | takes | |", "|---|---|---|", *rows])


def _inherited(key: str) -> str:
    if key == "workload":
        return " `hours_per_week` is **inherited**."
    return " **Inherited.**" if key in {*CONTEXT, "license", "defaults"} else ""


def _said(schema: Schema, key: str) -> str:
    said = resolve(schema["properties"][key])
    marks = (
        " **Or none.**"
        if said.get("x-none") and _name(said) != "onlyNone" and not _only_none(schema, key)
        else ""
    )
    needed = " **Needed.**" if key in schema.get("required", ()) else ""
    return _cell(f"{said['description']}{_example(said)}{needed}{marks}")


def _only_none(schema: Schema, key: str) -> bool:
    return "`{none:" in _takes(schema["properties"][key])


def _example(said: Schema) -> str:
    for example in said.get("examples", ()):
        if isinstance(example, (dict, list)) or not isinstance(example, str):
            shown = yaml.safe_dump(
                example, default_flow_style=True, width=10**6, allow_unicode=True, sort_keys=False
            )
            shown = shown.removesuffix("\n").removesuffix("\n...")
        else:
            shown = example
        if len(shown) <= LONGEST_EXAMPLE and "\n" not in shown and f"`{shown}`" not in said["description"]:
            return f" Such as `{shown}`."
    return ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _value(name: str) -> str:
    schema = _definition(name)
    more = f" [More about it]({MORE[name]})." if name in MORE else ""
    lines = [f"### {schema['title']}", "", f"{schema['description']}{more}"]
    if "enum" in schema:
        lines += ["", ", ".join(f"`{value}`" for value in schema["enum"])]
    return "\n".join(lines)


def _contents(elements: list[str], own: Iterable[str]) -> str:
    tops = [
        f"[{title[:1].lower()}{title[1:]}](#{_anchor(title)})" for title in ("Circumstances", "Content", *own)
    ]
    links = [_link(_definition(name)) for name in elements]
    ends = ["[values](#values)", "[index of keys](#index-of-keys)"]
    return "**On this page**: " + "; ".join(", ".join(group) for group in (tops, links, ends)) + "."


def _index(
    tops: dict[str, Schema], own: dict[str, tuple[str, list[str]]], content: list[str], elements: list[str]
) -> str:
    places: dict[str, list[str]] = {}
    known = {key for _, keys in own.values() for key in keys}
    for key in (key for key in tops["module"]["properties"] if key not in known):
        title = "content" if key in content else "circumstances"
        places.setdefault(key, []).append(f"[{title}](#{title})")
    for title, (_, keys) in own.items():
        for key in keys:
            places.setdefault(key, []).append(f"[{title.removeprefix('Only in a ')}](#{_anchor(title)})")
    for name in elements:
        schema = _definition(name)
        for key in schema["properties"]:
            places.setdefault(key, []).append(_link(schema))
    rows = [f"| `{key}` | {', '.join(where)} |" for key, where in sorted(places.items())]
    return "\n".join(["| key | in |", "|---|---|", *rows])
