"""Whether a file holds the document that it should."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.reading.xml import local, namespace, place_of
from coursewright.packages.said import said

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.packages.said import Said

__all__ = ["wrong_root"]


def wrong_root(root: _Element, file: str, wanted: str, space: str = "", code: str = "PKG103") -> Said | None:
    """Return what to say of a document whose root is not `wanted` of the namespace `space`, if so."""
    if (local(root), namespace(root)) == (wanted, space):
        return None
    found = namespace(root)
    where = f" in the namespace `{found}`" if found else " without a namespace" if space else ""
    meant = f'<{wanted} xmlns="{space}">' if space else f"<{wanted}>"
    return said(code, place_of(root, file), found=local(root), space=where, wanted=wanted, meant=meant)
