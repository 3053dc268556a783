"""XML as packages hold it: made of plain values, without what XML forbids, as importers look for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["XSI", "Content", "Maker", "clean", "tree_bytes"]

XSI = "http://www.w3.org/2001/XMLSchema-instance"
"""The namespace of `xsi:type` and `xsi:schemaLocation`."""

Value: TypeAlias = "str | bool | int | None"
Content: TypeAlias = "_Element | str | bool | int | Mapping[str, Value] | None"
"""A child; a text; attributes, whose names may have a prefix (``xsi:type``); or nothing."""

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
"""With double quotes: Moodle looks for exactly this."""
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML = "http://www.w3.org/XML/1998/namespace"


def clean(text: str) -> str:
    """Return a text without the characters that no XML document may hold, such as most control characters."""
    return _FORBIDDEN.sub("", text)


def tree_bytes(root: _Element, *, comment: str = "", pretty: bool = True) -> bytes:
    """Return a document in UTF-8.

    A comment comes after the root: importers tell a package by what its first bytes hold. `pretty` sets
    elements on lines of their own where they stand among elements alone.
    """
    made = _DECLARATION + etree.tostring(root, encoding="UTF-8", xml_declaration=False, pretty_print=pretty)
    if not comment:
        return made
    # Two hyphens in a row would end the comment, and one may not be its last character.
    said = re.sub("-(?=-|$)", "- ", clean(comment))
    return made.rstrip(b"\n") + f"\n<!-- {said} -->\n".encode()


class Maker:
    """Makes elements of one namespace, which is the default one where they are written.

    ``make = Maker("http://…/imscp_v1p1", {"lom": "http://…"})``;
    ``make("item", {"xsi:type": "x"}, make("title", "Consent"), identifier="i-consent")``.
    Names may have one of the prefixes. Texts and values are cleaned; True and False are written as XML Schema
    does; what is None is left out.
    """

    def __init__(self, namespace: str = "", prefixes: Mapping[str, str] | None = None) -> None:
        self._prefixes = {"xml": _XML, **(prefixes or {})}
        self._nsmap: dict[str | None, str] = {None: namespace} if namespace else {}
        self._nsmap.update(prefixes or {})
        self._namespace = namespace
        self._names: dict[str, str] = {}

    def __call__(self, tag: str, /, *content: Content, **attributes: Value) -> _Element:
        """Return an element. Raises `KeyError` for a prefix that is not declared."""
        made = etree.Element(self._name(tag), nsmap=self._nsmap)  # type: ignore[arg-type] # stubs know no default
        last: _Element | None = None
        for part in content:
            if part is None:
                continue
            if isinstance(part, Mapping):
                self._set(made, part)
            elif isinstance(part, (str, int)):
                if last is None:
                    made.text = (made.text or "") + _text(part)
                else:
                    last.tail = (last.tail or "") + _text(part)
            else:
                made.append(part)
                last = part
        self._set(made, attributes)
        return made

    def _set(self, element: _Element, attributes: Mapping[str, Value]) -> None:
        for name, value in attributes.items():
            if value is not None:
                element.set(self._attribute(name), _text(value))

    def _name(self, tag: str) -> str:
        name = self._names.get(tag)
        if name is None:
            prefix, _, local = tag.rpartition(":")
            namespace = self._prefixes[prefix] if prefix else self._namespace
            name = self._names[tag] = f"{{{namespace}}}{local}" if namespace else local
        return name

    def _attribute(self, name: str) -> str:
        prefix, _, local = name.rpartition(":")
        return f"{{{self._prefixes[prefix]}}}{local}" if prefix else local


def _text(value: str | int) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean(value) if isinstance(value, str) else str(value)
