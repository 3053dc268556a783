"""Whether the content of a SCORM package looks for its player, and for the right one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.checks.manifest import Manifest
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_runtime"]

_SCRIPTS = (".js", ".mjs", ".html", ".htm", ".xhtml")
_CALLS = {"1.2": b"LMSInitialize", "2004": b"API_1484_11"}
_SHOWN = {"1.2": "API", "2004": "API_1484_11"}
_OTHER = {"1.2": "2004", "2004": "1.2"}
_FROM_ELSEWHERE = re.compile(rb"""<script\b[^>]*\bsrc\s*=\s*["']?(?:https?:)?//""", re.IGNORECASE)


def check_runtime(look: Look, manifest: Manifest, version: str) -> Iterator[Said]:
    """Look for the calls of a version in all scripts and pages of the package.

    Content of other techniques, such as Flash, is not looked into, and nothing is said of it.
    """
    scripts = [name for name in look.package.sizes if name.lower().endswith(_SCRIPTS)]
    if not scripts:
        return
    other = ""
    for name in scripts:
        data = look.text(name)
        if _CALLS[version] in data:
            return
        if _FROM_ELSEWHERE.search(data):
            return  # it may be there
        if _CALLS[_OTHER[version]] in data:
            other = other or name
    if look.unread.keys() & set(scripts):
        return  # it may be there
    if other:
        found = _SHOWN[_OTHER[version]]
        yield said("PKG510", Place(other), found=found, other=_OTHER[version], version=version)
    else:
        yield said("PKG509", manifest.place(manifest.root), api=_SHOWN[version], version=version)
