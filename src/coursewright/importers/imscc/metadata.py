"""Metadata of cartridges: learning object metadata of the whole, roles and standards of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.packages.reading.xml import children, first, local, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["About", "about_of", "audience_of", "standards_of"]


class About(NamedTuple):
    """What a manifest says of the whole. Empty where it says nothing."""

    title: str = ""
    description: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    rights: str = ""


def about_of(metadata: _Element | None) -> About:
    """Return what the metadata of a manifest say of the whole."""
    lom = first(metadata, "lom")
    general = first(lom, "general")
    title = first(general, "title", "string")
    language = text_of(general, "language") or (title.get("language") or "" if title is not None else "")
    return About(
        _line(text_of(title)),
        "\n\n".join(filter(None, (text_of(one) for one in _strings(general, "description")))),
        language.strip(),
        tuple(dict.fromkeys(filter(None, (_line(text_of(one)) for one in _strings(general, "keyword"))))),
        _line(text_of(lom, "rights", "description", "string")),
    )


def audience_of(metadata: _Element | None) -> frozenset[str]:
    """Return for whom a resource is: `learner`, `instructor`, `mentor`; empty where nothing is said."""
    educational = first(metadata, "lom", "educational")
    return frozenset(
        value.lower()
        for role in children(educational, "intendedEndUserRole")
        if (value := text_of(role, "value"))
    )


def standards_of(metadata: _Element | None) -> tuple[str, ...]:
    """Return the curriculum standards that a resource names, each with its label where it has one."""
    if metadata is None:
        return ()
    found: dict[str, None] = {}
    for element in metadata.iter("{*}labelledGUID"):
        label, guid = _line(text_of(element, "label")), _line(text_of(element, "GUID"))
        if label or guid:
            found[f"{label} ({guid})" if label and guid else label or guid] = None
    return tuple(found)


def _strings(parent: _Element | None, name: str) -> Iterator[_Element]:
    for one in children(parent, name):
        strings = [child for child in one if local(child) in {"string", "langstring"}]
        yield from strings or [one]


def _line(text: str) -> str:
    return " ".join(text.split())
