"""Modules of Canvas: items, prerequisites and requirements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.checks.canvas.values import among
from coursewright.packages.reading.xml import children, first, place_of, text_of
from coursewright.packages.said import Place, said
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.packages.checks.canvas.settings import Settings
    from coursewright.packages.checks.manifest import Manifest
    from coursewright.packages.said import Said

__all__ = ["check_modules"]

_FILE = "course_settings/module_meta.xml"
_WITH_RESOURCE = ("WikiPage", "Assignment", "Quizzes::Quiz", "DiscussionTopic", "Attachment")
_TYPES = (*_WITH_RESOURCE, "ExternalUrl", "ContextExternalTool", "ContextModuleSubHeader")
_REQUIREMENTS = (
    "must_view",
    "must_mark_done",
    "must_contribute",
    "must_submit",
    "min_score",
    "min_percentage",
)
_STATES = ("active", "unpublished", "locked", "unlocked", "started", "completed", "published", "deleted")


def check_modules(settings: Settings, manifest: Manifest) -> Iterator[Said]:
    """Check `module_meta.xml`, and whether it is where the modules are."""
    file = f"{manifest.base}{_FILE}"
    root = settings.documents.get(file)
    modules = list(children(root, "module"))
    listed = [item for item in manifest.items if item.depth == 1]
    if listed and not modules:
        yield said(
            "PKG302",
            Place(file if root is not None else manifest.file),
            modules=counted(len(listed), "module"),
        )
    names = {module.get("identifier", "") for module in modules}
    for module in modules:
        yield from _module(module, names, file, manifest, settings)


def _module(
    module: _Element, names: set[str], file: str, manifest: Manifest, settings: Settings
) -> Iterator[Said]:
    title = text_of(module, "title") or module.get("identifier", "")
    yield from _state(module, file)
    items = list(children(first(module, "items"), "item"))
    for item in items:
        yield from _item(item, file, manifest, settings)
    for one in children(first(module, "prerequisites"), "prerequisite"):
        ref = text_of(one, "identifierref")
        if ref and ref not in names:
            yield said("PKG305", place_of(one, file), title=title, ref=ref)
    own = {item.get("identifier", "") for item in items}
    for one in children(first(module, "completionRequirements"), "completionRequirement"):
        kind, ref = one.get("type", ""), text_of(one, "identifierref")
        if kind not in _REQUIREMENTS:
            yield said(
                "PKG307", place_of(one, file, "type"), title=title, type=kind, known=among(_REQUIREMENTS)
            )
        if ref not in own:
            yield said("PKG306", place_of(one, file), title=title, ref=ref)


def _item(item: _Element, file: str, manifest: Manifest, settings: Settings) -> Iterator[Said]:
    title = text_of(item, "title") or item.get("identifier", "")
    kind, ref = text_of(item, "content_type"), text_of(item, "identifierref")
    yield from _state(item, file)
    if kind not in _TYPES:
        yield said("PKG304", place_of(item, file), title=title, type=kind, known=among(_TYPES))
    elif kind in _WITH_RESOURCE and ref not in manifest.by_id and ref not in settings.ids:
        yield said("PKG303", place_of(item, file), title=title, ref=ref)


def _state(element: _Element, file: str) -> Iterator[Said]:
    found = first(element, "workflow_state")
    value = text_of(element, "workflow_state")
    if found is not None and value and value not in _STATES:
        yield said("PKG308", place_of(found, file), value=value, known=among(_STATES[:2]))
