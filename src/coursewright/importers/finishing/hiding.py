"""What the source hides from students stays hidden: it goes where an export leaves it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import ModuleDraft, UnitDraft

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.importers.draft import CourseDraft, Item

__all__ = ["HIDDEN", "put_hidden_away"]

HIDDEN = "x-hidden"
"""The key by which an importer says that something is hidden."""
_PLACE = "hidden-from-students"
_TITLE = "Hidden from students"
_STATUS = frozenset({"tasks", "assessments"})
"""Items that may be drafts by themselves."""


def put_hidden_away(draft: CourseDraft, note: Callable[[str, str], None]) -> None:
    """Make drafts of what is hidden; what cannot be one goes to a module of its own, which is.

    `note` takes a source and a clause. A course that is a lone module has no place for such a module; there,
    materials and their like only say that they are hidden. A module that keeps only its title is dropped.
    """
    away: list[Item] = []
    full = [module for module in draft.modules if _holds_something(module)]
    for holder in draft.holders():
        if isinstance(holder, UnitDraft) and holder.data.get(HIDDEN) is True:
            holder.data.setdefault("status", "draft")
        stay: list[Item] = []
        for item in holder.items:
            if item.data.get(HIDDEN) is not True:
                stay.append(item)
            elif item.kind in _STATUS:
                item.data.setdefault("status", "draft")
                stay.append(item)
            elif draft.lone_module:
                stay.append(item)
                note(item.source, "it is hidden there, and this plan has no place that students do not see")
            else:
                away.append(item)
                note(item.source, f'it is hidden there, so it is in the module "{_TITLE}", which is a draft')
        holder.items[:] = stay
    if away:
        emptied = [id(module) for module in full if not (_holds_something(module) or _is_told(module))]
        draft.modules[:] = [module for module in draft.modules if id(module) not in emptied]
        draft.modules.append(ModuleDraft(_PLACE, {"title": _TITLE}, away, wanted_id=_PLACE))


def _holds_something(module: ModuleDraft) -> bool:
    return bool(module.items or any(unit.items for unit in module.units))


def _is_told(module: ModuleDraft) -> bool:
    """Whether a module says something of itself to those who learn."""
    return "description" in module.data or any("overview" in unit.data for unit in module.units)
