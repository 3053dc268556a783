"""The pages of a course, each as a body for any platform: entries, units, modules, outcomes, the course."""

from coursewright.exporters.pages.entries import entry_body
from coursewright.exporters.pages.overviews import course_body, module_body, outcome_card, unit_body
from coursewright.exporters.pages.parts import ALL, Body

__all__ = ["ALL", "Body", "course_body", "entry_body", "module_body", "outcome_card", "unit_body"]
