"""What to know of a material before opening it: a lighter form, its kind and size, or its website."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from coursewright.exporters.pages.writing import Desk
from coursewright.exporters.prose.assets import asset_of
from coursewright.exporters.prose.links import is_relative, is_web
from coursewright.exporters.prose.prose import source_of
from coursewright.exporters.site.sizes import size_text
from coursewright.spec.model import Material

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.prose.links import Links

__all__ = ["file_note", "light_form"]


def light_form(entry: Entry, edition: Edition, links: Links) -> str:
    """Return a link to the lighter form of a material, where learners have slow lines; else empty."""
    material = entry.element
    if not isinstance(material, Material) or not material.alternative:
        return ""
    audience = material.scope.settings.audience
    if audience is None or audience.bandwidth != "low":
        return ""
    return Desk(edition, links).reference(material.alternative, material, "alternative")


def file_note(entry: Entry, edition: Edition) -> str:
    """Return the kind and the size of a material's file, or the website it is on; empty for pages."""
    material = entry.element
    if not isinstance(material, Material):
        return ""
    if material.path and is_relative(material.path) and entry.form == "file":
        asset = asset_of(material.path, source_of(material, "path"), edition.course)
        if asset is None:
            return ""
        kind = asset.path.suffix.lstrip(".").upper()
        size = size_text(asset.path.stat().st_size, edition)
        return edition.words("site.file", kind=kind, size=size) if kind else size
    if material.url and is_web(material.url):
        return edition.words("site.elsewhere", host=urlsplit(material.url.strip()).hostname or "")
    return ""
