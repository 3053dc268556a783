"""XML as Moodle's backups hold it: records of a table, each column an element, NULL spelt out."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from lxml import etree

from coursewright.exporters.packing.xml import clean, tree_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element

__all__ = ["NULL", "Fields", "Value", "clip", "decimal", "document", "group", "named", "record"]

NULL = "$@NULL@$"
"""What Moodle writes where a column holds NULL."""

Value: TypeAlias = "str | int | _Element | None"
Fields: TypeAlias = "Mapping[str, Value]"


def record(tag: str, fields: Fields, **attributes: int | str) -> _Element:
    """Return a record: a child for each field, in their order.

    None becomes NULL, True and False become 1 and 0. An element stands for itself, whatever its key.
    """
    made = etree.Element(tag, {name: str(value) for name, value in attributes.items()})
    for name, value in fields.items():
        if isinstance(value, str):
            _write(etree.SubElement(made, name), value)
        elif value is None:
            etree.SubElement(made, name).text = NULL
        elif isinstance(value, int):
            etree.SubElement(made, name).text = str(int(value))
        else:
            made.append(value)
    return made


def _write(element: _Element, text: str) -> None:
    try:
        # What an author wrote never means that there is nothing.
        element.text = text if text != NULL else f"{text} "
    except ValueError:  # it has characters that no XML may hold
        element.text = clean(text)


def group(tag: str, children: Iterable[_Element] = ()) -> _Element:
    """Return an element that holds others."""
    made = etree.Element(tag)
    made.extend(children)
    return made


def document(root: _Element) -> bytes:
    """Return a file of a backup."""
    return tree_bytes(root)


def decimal(value: float, places: int = 5) -> str:
    """Return a number as the columns for marks and fractions hold it: `10.00000`."""
    return f"{value:.{places}f}"


def named(text: str) -> str:
    """Return a name in one line.

    Moodle takes angle brackets in names for tags: it refuses courses that are called so, and drops them
    elsewhere. Single quotation marks that look alike stand for them.
    """
    return " ".join(clean(text).replace("<", "\u2039").replace(">", "\u203a").split())


def clip(text: str, longest: int = 255) -> str:
    """Return a name in one line that fits into a column, cut at a word where it is too long."""
    line = named(text)
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    head, space, _ = cut.rpartition(" ")
    return f"{head if space and len(head) > longest // 2 else cut}…"
