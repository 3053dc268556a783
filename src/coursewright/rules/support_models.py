"""Which support model asks the most of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.lint.api import Context, SupportModel
    from coursewright.spec.model import Course


def most_demanding(course: Course, context: Context) -> SupportModel | None:
    """Return the most demanding support model of the modules; None where one of them is open."""
    if any(place.settings.leaves_open("support_model") for place in (course, *course.modules)):
        return None
    models = {context.model(place) for place in (course.modules or (course,))}
    if "led" in models:
        return "led"
    return "prepared" if "prepared" in models else "self-taught"
