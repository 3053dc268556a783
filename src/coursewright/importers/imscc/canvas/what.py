"""What the resources of an export of Canvas are: it keeps its own settings in files beside them."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from coursewright.importers.imscc.canvas.pages import meta_of
from coursewright.importers.imscc.canvas.state import SETTINGS
from coursewright.importers.imscc.manifest import Resource
from coursewright.importers.imscc.things import is_web_page, plain_what

if TYPE_CHECKING:
    from coursewright.importers.imscc.cartridge import Cartridge
    from coursewright.importers.imscc.manifest import Manifest
    from coursewright.importers.imscc.things import What

__all__ = ["PAGES", "canvas_source", "canvas_what", "with_loose_pages"]

PAGES = "wiki_content/"
_FILES = "web_resources/"
_LINKS = "lti_resource_links/"


def canvas_what(cartridge: Cartridge, resource: Resource) -> What:
    """Return what a resource of Canvas is."""
    root = cartridge.manifest.root
    name = resource.opens.removeprefix(root)
    ends = {posixpath.basename(one) for one in resource.files}
    if "assignment_settings.xml" in ends:
        return "assignment"
    if name.startswith(_LINKS) or "assessment_meta.xml" in ends:
        return "part"
    if name.startswith(SETTINGS):
        return "page" if is_web_page(name) else "part"
    if name.startswith(PAGES):
        return "page"
    if name.startswith(_FILES):
        return "file"
    if "associatedcontent" in resource.type:
        if name.endswith(".xml.qti"):
            return "bank"
        return "part" if name.endswith(".xml") else plain_what(resource)
    return plain_what(resource)


def canvas_source(root: str, resource: Resource, what: What) -> str:
    """Return what a thing is called: by the identifier that Canvas keeps for it, a file by its name."""
    name = resource.name.removeprefix(root)
    if what == "file" and name:
        return f"file:{name.removeprefix(_FILES)}"
    if what == "page" and name.startswith(SETTINGS):
        return posixpath.basename(name).rpartition(".")[0]
    return f"{what}:{resource.identifier}"


def with_loose_pages(cartridge: Cartridge) -> Manifest:
    """Return the manifest with the pages that it forgets: Canvas reads all that stand in their folder."""
    manifest = cartridge.manifest
    listed = {name for resource in manifest.resources.values() for name in resource.files}
    resources = dict(manifest.resources)
    for name in cartridge.source.names(".html", f"{manifest.root}{PAGES}"):
        if name not in listed:
            identifier = meta_of(cartridge.source.text(name)).get("identifier") or name
            if identifier in resources:
                identifier = name
            resources[identifier] = Resource(identifier, "webcontent", (name,))
    return manifest._replace(resources=resources)
