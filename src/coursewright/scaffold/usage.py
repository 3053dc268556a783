"""Which answers and words the Jinja files of a template use, as far as their text alone can tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import meta, nodes

from coursewright.scaffold.sandbox import FolderLoader, explained, sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.scaffold.model import Template
    from coursewright.scaffold.words import Kind

_CALLS: dict[str, tuple[Kind, int]] = {
    "said": ("hints", 1),
    "todo": ("hints", 0),
    "words": ("texts", 0),
    "comment": ("comments", 0),
}
"""The functions that use words: of which kind, and which of their arguments is the key."""
_TELLING = 2
"""Letters that the known part of a key needs to tell which keys are meant."""


class Usage(NamedTuple):
    """Names of answers, and keys of words with their kinds; `patterns` match keys put together from parts.

    `wanted` are the keys in the template's own files, as shared ones may hold macros that it does not call.
    """

    names: frozenset[str]
    wanted: frozenset[tuple[Kind, str]]
    keys: frozenset[tuple[Kind, str]]
    patterns: frozenset[tuple[Kind, str]]

    def has(self, kind: str, key: str) -> bool:
        """Whether a key is used, or may be."""
        if (kind, key) in self.keys:
            return True
        return any(one == kind and re.fullmatch(pattern, key) for one, pattern in self.patterns)


def usage(template: Template) -> Usage:
    """Return what the files of a template use, those included that they import.

    Raises `TemplateError` for a file that is no Jinja, or not there.
    """
    environment = sandbox()  # others work out what is constant when they only look at it
    loader = FolderLoader((template.folder, *template.shared))
    names: set[str] = set()
    wanted: set[tuple[Kind, str]] = set()
    keys: set[tuple[Kind, str]] = set()
    patterns: set[tuple[Kind, str]] = set()
    waiting = [file.template for file in template.files]
    seen: set[str] = set()
    for file in template.files:
        names |= _names_in(file.path) | _names_in(file.times)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            text, _, _ = loader.get_source(environment, name)
            tree = environment.parse(text, name, str(template.folder / name))
            names |= meta.find_undeclared_variables(tree)
        except Exception as error:
            raise explained(error, template.folder / name) from error
        waiting += [one for one in meta.find_referenced_templates(tree) if one]
        for kind, key in _keys(tree):
            match key:
                case nodes.Const(value=str() as said):
                    keys.add((kind, said))
                    if (template.folder / name).is_file():
                        wanted.add((kind, said))
                case _ if pattern := _pattern(key):
                    patterns.add((kind, pattern))
    for question in template.questions:
        names |= _names_in(f"{{{{ {question.when} }}}}") if question.when else set()
        names |= _names_in(question.default or "")
    return Usage(frozenset(names), frozenset(wanted), frozenset(keys), frozenset(patterns))


def _names_in(text: str) -> set[str]:
    try:
        return meta.find_undeclared_variables(sandbox().parse(text))
    except Exception:  # noqa: BLE001 - what is wrong with it is said where it is worked out
        return set()


def _keys(tree: nodes.Template) -> Iterator[tuple[Kind, nodes.Expr]]:
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in _CALLS:
            kind, position = _CALLS[call.node.name]
            if len(call.args) > position:
                yield kind, call.args[position]


def _pattern(key: nodes.Expr) -> str:
    """Return a pattern for a key that is put together; empty where too little of it is known."""
    parts = [*_parts(key)]
    known = sum(len(part) for part in parts if part is not None)
    if known < _TELLING:
        return ""
    return "".join(".+" if part is None else re.escape(part) for part in parts)


def _parts(key: nodes.Expr) -> Iterator[str | None]:
    match key:
        case nodes.Concat():
            for node in key.nodes:
                yield from _parts(node)
        case nodes.Add():
            yield from _parts(key.left)
            yield from _parts(key.right)
        case nodes.Const(value=str() as said):
            yield said
        case _:
            yield None
