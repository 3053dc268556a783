"""What a cartridge says of the whole course, and what its manifest names in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.imscc.own.settling import sent_home
from coursewright.importers.prose import markdown_of

if TYPE_CHECKING:
    from coursewright.importers.draft import CourseDraft, Data, ModuleDraft
    from coursewright.importers.imscc.cartridge import Cartridge
    from coursewright.importers.imscc.manifest import Manifest
    from coursewright.importers.imscc.metadata import About
    from coursewright.importers.imscc.own.pages import Own

__all__ = ["add_rest", "data_of", "note_files"]

_SETTINGS = ("course_settings/", "non_cc_assessments/", "lti_resource_links/")
"""Folders of Canvas that are read by their names."""


def data_of(about: About) -> Data:
    """Return what a manifest says of the whole, in the words of a plan."""
    data: Data = {}
    if about.title:
        data["title"] = about.title
    if about.description:
        is_html = "</" in about.description or "/>" in about.description
        data["description"] = markdown_of(about.description, _nowhere) if is_html else about.description
    if about.language and about.language.lower() not in {"und", "zxx", "x-none"}:
        data["language"] = about.language
    if about.rights:
        data["licence"] = about.rights
    if about.keywords:
        data["x-keywords"] = list(about.keywords)
    return data


def add_rest(course: CourseDraft, rest: ModuleDraft, own: Own) -> None:
    """Add what the outline does not name: announcements to the course, the rest as a last module.

    Where there is no other module, it is called as the course is.
    """
    sent_home(rest, own, course)
    course.items += (item for item in rest.items if item.kind == "announcements")
    rest.items = [item for item in rest.items if item.kind != "announcements"]
    if not rest.items:
        return
    if not course.modules:
        rest.data = {"title": course.data.get("title") or rest.data["title"]}
    course.modules.append(rest)


def note_files(cartridge: Cartridge, manifest: Manifest) -> None:
    """Note the files that are named and not there, and those that are there and nowhere named."""
    account = cartridge.account
    listed = {manifest.name}
    for resource in (*manifest.resources.values(), *manifest.repeated):
        listed.update(resource.files)
        for href in resource.missing if resource.files else ():
            source = f"{resource.identifier}/{href}"
            account.left_out("file", source, href, "the manifest names it, and it is not there")
    for name in cartridge.source.sizes:
        if name in listed or name in cartridge.addresses.used:
            continue
        if name.startswith(manifest.root) and not name.removeprefix(manifest.root).startswith(_SETTINGS):
            account.left_out("file", f"file:{name}", name, "the manifest does not name it, nor does any text")


def _nowhere(_address: str) -> None:
    return None
