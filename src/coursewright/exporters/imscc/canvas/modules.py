"""The modules of Canvas: their items in order, what completes them, and what has to come first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.exporters.imscc.canvas.parts import document, make, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

__all__ = ["CanvasModule", "ContentType", "ModuleItem", "Requirement", "module_meta"]

ContentType: TypeAlias = Literal[
    "WikiPage",
    "Assignment",
    "Quizzes::Quiz",
    "DiscussionTopic",
    "Attachment",
    "ExternalUrl",
    "ContextModuleSubHeader",
]


class Requirement(NamedTuple):
    """What completes an item."""

    type: Literal["must_view", "must_mark_done", "must_contribute", "must_submit", "min_score"]
    min_score: float | None = None
    """Points."""


class ModuleItem(NamedTuple):
    """A line of a module."""

    identifier: str
    content_type: ContentType
    title: str
    refers_to: str = ""
    """The identifier of the page, the assignment, the topic ...; empty for a heading."""
    url: str = ""
    indent: int = 0
    published: bool = True
    requirement: Requirement | None = None


class CanvasModule(NamedTuple):
    """A module."""

    identifier: str
    title: str
    items: Sequence[ModuleItem]
    in_order: bool = False
    """Whether an item opens only when those before it that have a requirement are complete."""
    needs: tuple[tuple[str, str], ...] = ()
    """Identifiers and titles of the modules to complete first; Canvas knows only earlier ones."""
    published: bool = True


def module_meta(modules: Sequence[CanvasModule]) -> bytes:
    """Write `module_meta.xml`: Canvas takes the modules from here, not from the outline of the manifest."""
    return document("modules", *(_module(module, place) for place, module in enumerate(modules, 1)))


def _module(module: CanvasModule, position: int) -> _Element:
    required = [item for item in module.items if item.requirement is not None]
    return make(
        "module",
        make("title", module.title),
        make("workflow_state", _state(module.published)),
        make("position", position),
        make("require_sequential_progress", module.in_order),
        make("prerequisites", *(_prerequisite(*needed) for needed in module.needs)) if module.needs else None,
        make("items", *(_item(item, place) for place, item in enumerate(module.items, 1))),
        make("completionRequirements", *(_requirement(item) for item in required)) if required else None,
        identifier=module.identifier,
    )


def _prerequisite(identifier: str, title: str) -> _Element:
    return make(
        "prerequisite", make("title", title), make("identifierref", identifier), type="context_module"
    )


def _item(item: ModuleItem, position: int) -> _Element:
    return make(
        "item",
        make("content_type", item.content_type),
        make("workflow_state", _state(item.published)),
        make("title", item.title),
        make("identifierref", item.refers_to) if item.refers_to else None,
        make("url", item.url) if item.url else None,
        make("position", position),
        make("new_tab", True) if item.url else None,
        make("indent", item.indent),
        identifier=item.identifier,
    )


def _requirement(item: ModuleItem) -> _Element | None:
    if item.requirement is None:
        return None
    score = item.requirement.min_score
    return make(
        "completionRequirement",
        make("min_score", number(score)) if score is not None else None,
        make("identifierref", item.identifier),
        type=item.requirement.type,
    )


def _state(published: bool) -> str:
    return "active" if published else "unpublished"
