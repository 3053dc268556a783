"""What of a course goes into an edition, and what the choices leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from coursewright.exporters.edition.hiding import is_hidden
from coursewright.spec.errors import UsageError
from coursewright.spec.model import Assessment, Module, Reflection, Task, Unit

if TYPE_CHECKING:
    from coursewright.exporters.choices import Choices
    from coursewright.exporters.edition.model import EntryElement
    from coursewright.spec.model import Course

__all__ = [
    "LeftOut",
    "chosen_modules",
    "is_draft",
    "is_for_staff",
    "reason_against",
    "reason_against_part",
    "refuse_nothing",
]

LeftOut: TypeAlias = tuple[str, str]
"""What is left out, as it is called, and why: `draft`, `module`, `week`, `staff`, or for staff `hidden`."""


def is_draft(element: EntryElement | Module | Unit) -> bool:
    """Whether it is a draft: by itself, or as part of a module, unit or course that is one."""
    own = element.status if isinstance(element, Task | Assessment) else None
    return (own or element.scope.settings.status) == "draft"


def is_for_staff(element: EntryElement) -> bool:
    """Whether only those who teach should see it."""
    return isinstance(element, Reflection) and element.audience == "instructors"


def chosen_modules(course: Course, choices: Choices) -> tuple[tuple[Module, ...], list[LeftOut]]:
    """Return the modules that are exported, and what of the others is left out.

    Raises `UsageError` where there is no module of the id that was asked for.
    """
    left: list[LeftOut] = []
    chosen: list[Module] = []
    for module in course.modules:
        if choices.module and module.id != choices.module:
            left.append((module.label, "module"))
        else:
            chosen.append(module)
    if choices.module and not chosen:
        ids = ", ".join(f"`{module.id}`" for module in course.modules if module.id)
        raise UsageError(
            f"--module: the course has no module `{choices.module}`.",
            f"Its modules are {ids}." if ids else "",
        )
    return tuple(chosen), left


def reason_against(element: EntryElement, week: int | None, choices: Choices) -> str:
    """Return why an entry is left out; empty where it goes along."""
    if is_hidden(element):
        return _why_hidden(choices)
    if is_for_staff(element) and not choices.for_staff:
        return "staff"
    if is_draft(element) and not choices.drafts:
        return "draft"
    if choices.weeks is not None and (week is None or not choices.weeks[0] <= week <= choices.weeks[1]):
        return "week"
    return ""


def reason_against_part(
    place: Module | Unit, weeks: tuple[int, int] | None, choices: Choices
) -> Literal["", "draft", "week", "staff", "hidden"]:
    """Return why a module or unit of which no entry goes along is left out itself; empty where it is not.

    `weeks` are its first and last, None where they are not known.
    """
    if is_hidden(place):
        return _why_hidden(choices)
    if is_draft(place) and not choices.drafts:
        return "draft"
    if choices.weeks is None:
        return ""
    first, last = choices.weeks
    return "" if weeks is not None and weeks[0] <= last and first <= weeks[1] else "week"


def _why_hidden(choices: Choices) -> Literal["staff", "hidden"]:
    """Return why what is hidden from students stays at home: an edition for staff says that it is hidden."""
    return "hidden" if choices.for_staff else "staff"


def refuse_nothing(left: list[LeftOut], choices: Choices) -> None:
    """Raise `UsageError` for an edition without any entry, with the way out."""
    reasons = {why for _, why in left}
    if "week" in reasons and choices.weeks is not None:
        first, last = choices.weeks
        words = f"week {first}" if first == last else f"weeks {first} to {last}"
        raise UsageError(
            f"There is nothing to export in {words}.", "`coursewright show timeline` shows the weeks."
        )
    if "draft" in reasons:
        raise UsageError(
            "All of it is still a draft, so there is nothing to export.",
            "Take `status: draft` away, or add `--include-drafts`.",
        )
    raise UsageError("There is nothing to export: no task, session, material or assessment.", "")
