"""Types of resources, by what they hold and since which version of the cartridge they are there."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

__all__ = ["Holds", "ResourceType", "type_of"]

Holds: TypeAlias = Literal["files", "associated", "topic", "link", "quiz", "bank", "tool", "assignment"]

_FIRST = "1.0"
_TYPE = re.compile(
    r"(?P<topic>imsdt_xmlv1p(?P<t>[0-3]))|(?P<link>imswl_xmlv1p(?P<l>[0-3]))"
    r"|imsqti_xmlv1p2/imscc_xmlv1p(?P<q>[0-3])/(?:(?P<quiz>assessment)|(?P<bank>question-bank))"
    r"|(?P<associated>associatedcontent/imscc_xmlv1p(?P<a>[0-3])/learning-application-resource)"
)
_OTHERS: dict[str, tuple[Holds, str]] = {
    "webcontent": ("files", _FIRST),
    "imsbasiclti_xmlv1p0": ("tool", "1.1"),
    "imsbasiclti_xmlv1p1": ("tool", "1.1"),
    "imsbasiclti_xmlv1p3": ("tool", "1.3"),
    "assignment_xmlv1p0": ("assignment", "1.3"),
}


class ResourceType(NamedTuple):
    """What a type of resource says."""

    holds: Holds
    since: str
    """The version of the cartridge that knows it first. Later ones take it, too: Canvas writes types of 1.1
    into cartridges of 1.3."""


def type_of(written: str) -> ResourceType | None:
    """Return what a type says; None for one that no version has.

    Vendors' own types of version 1.3, such as those of APIP, are taken for files.
    """
    if written in _OTHERS:
        return ResourceType(*_OTHERS[written])
    found = _TYPE.fullmatch(written)
    if found is None:
        return (
            ResourceType("files", "1.3")
            if re.match(r"(?:imsapip|imsiwb|idpf_epub|imsapipsectionroot)", written)
            else None
        )
    number = found["t"] or found["l"] or found["q"] or found["a"]
    kinds: tuple[Holds, ...] = ("topic", "link", "quiz", "bank", "associated")
    holds = next(kind for kind in kinds if found[kind])
    return ResourceType(holds, f"1.{number}")
