"""What a subsection says about all that stands in it: when it opens and is due, and whether it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.draft import Item
from coursewright.importers.olx.desk import moment, number_of

if TYPE_CHECKING:
    from coursewright.importers.draft import Data
    from coursewright.importers.olx.blocks import Block

__all__ = ["Circumstances", "circumstances_of", "settings_of"]

_SETTINGS = (
    "hide_after_due",
    "hide_from_toc",
    "group_access",
    "show_correctness",
    "is_onboarding_exam",
    "is_practice_exam",
    "exam_review_rules",
    "is_prereq",
    "prereq",
    "prereq_min_score",
    "prereq_min_completion",
    "rescore",
)


class Circumstances(NamedTuple):
    """The setting in which learners do something."""

    graded: bool = False
    type: str = ""
    """The type of assignment that it counts as."""
    due: str = ""
    release: str = ""
    hidden: bool = False
    """Whether staff alone see it."""
    exam: bool = False
    """Whether it is an exam of a set time."""
    minutes: int | float | None = None
    supervised: bool = False

    def placed(self, item: Item) -> Item:
        """Return a task with what its subsection says of it; in an exam it becomes an assessment.

        What it says itself holds.
        """
        data = item.data
        if self.graded:
            data["graded"] = True
        if self.due:
            data.setdefault("due", self.due)
        if self.release:
            data.setdefault("release", self.release)
        if self.hidden:
            data |= {"status": "draft", "x-hidden": True}
        return self._as_exam(item) if self.exam else item

    def _as_exam(self, item: Item) -> Item:
        data: Data = {"title": item.data["title"], "kind": "exam", "timed": True}
        if self.minutes:
            data["duration"] = f"{self.minutes} min"
        if self.supervised:
            data["supervised"] = True
        data |= {key: value for key, value in item.data.items() if key not in {"kind", "graded", "materials"}}
        if "release" in data:
            data["x-release"] = data.pop("release")
        return Item("assessments", item.source, data, item.wanted_id)


def circumstances_of(block: Block, around: Circumstances) -> Circumstances:
    """Return what holds in a section, subsection or unit, beside what holds around it."""
    weeks = number_of(block.said("relative_weeks_due"))
    due = moment(block.said("due")) or (f"week {weeks:g}" if weeks else "")
    timed = block.says("is_time_limited") or block.says("is_timed_exam")
    watched = block.says("is_proctored_enabled") or block.says("is_proctored_exam")
    graded = block.says("graded")
    return Circumstances(
        around.graded if graded is None else graded,
        block.said("format") or around.type,
        due or around.due,
        moment(block.said("start")) or around.release,
        bool(block.says("visible_to_staff_only")) or around.hidden,
        bool(timed or watched) or around.exam,
        number_of(block.said("default_time_limit_minutes")) or around.minutes,
        bool(watched) or around.supervised,
    )


def settings_of(block: Block, *also: str) -> Data:
    """Return settings of a block that have no place in a plan, as they are."""
    found: Data = {}
    for key in (*_SETTINGS, *also):
        said = block.said(key)
        if said and said not in {"{}", "[]", "false", "False", "default", "always"}:
            found[key] = said
    return found
