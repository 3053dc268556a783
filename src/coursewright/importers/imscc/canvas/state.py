"""What the settings of a Canvas course say of its parts, gathered before any of them is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coursewright.importers.imscc.canvas.fields import fields_of
from coursewright.importers.imscc.canvas.grading import counts
from coursewright.packages.reading.xml import first, local

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from coursewright.importers.imscc.canvas.fields import Fields
    from coursewright.importers.imscc.canvas.grading import Group, Rubric
    from coursewright.importers.imscc.cartridge import Cartridge

__all__ = ["SETTINGS", "State"]

SETTINGS = "course_settings/"
_CRITERIA = 5_000


@dataclass(slots=True)
class State:
    """Settings by the identifiers of what they are about."""

    groups: Mapping[str, Group]
    rubrics: Mapping[str, Rubric]
    assignments: dict[str, Fields] = field(default_factory=dict)
    """Of assignments, and of quizzes and discussions that are graded, by the identifier of these."""
    topics: dict[str, Fields] = field(default_factory=dict)
    quizzes: dict[str, Fields] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    """By the identifier of a line of the gradebook: that of the quiz or discussion it belongs to."""
    outcomes: dict[str, list[str]] = field(default_factory=dict)
    """Sources of the outcomes that something is aligned with, by its identifier."""
    locked_files: dict[str, Fields] = field(default_factory=dict)
    """Of files that are not simply open, by identifier."""
    closed_folders: list[str] = field(default_factory=list)
    """Folders below that of the files, with a slash behind them, whose files are not open."""
    captions: dict[str, list[str]] = field(default_factory=dict)
    """Identifiers of captions, by that of their film."""
    criteria_left: int = _CRITERIA
    """How many more may be written; a course has hundreds."""
    used_rubrics: set[str] = field(default_factory=set)
    copied: set[str] = field(default_factory=set)
    """Identifiers of questions in banks that quizzes have copies of."""
    members: dict[str, int] = field(default_factory=dict)
    """How many assignments that count there are in each group."""

    def gather(self, cartridge: Cartridge) -> None:
        """Gather what the resources of a cartridge say in files of their own."""
        seen: set[str] = set()
        for resource in cartridge.manifest.resources.values():
            for name in resource.files:
                if name in seen:
                    continue
                seen.add(name)
                if name.endswith(("/assignment_settings.xml", "/assignment.xml", "/assessment_meta.xml")) or (
                    name.endswith(".xml") and "associatedcontent" in resource.type and SETTINGS not in name
                ):
                    self._take(cartridge.source.xml(name), resource.identifier)
        for fields in self.assignments.values():
            group = fields.get("assignment_group_identifierref", "")
            if group and counts(fields, self.groups):
                self.members[group] = self.members.get(group, 0) + 1

    def _take(self, root: _Element | None, identifier: str) -> None:
        match local(root) if root is not None else "":
            case "assignment":
                inner = first(root, "extensions", "assignment")
                if inner is not None or first(root, "gradable") is None:
                    self.assignments[identifier] = fields_of(inner if inner is not None else root)
            case "topicMeta":
                fields = fields_of(root)
                self._keep(self.topics, fields.get("topic_id", ""), fields, root)
            case "quiz" if root is not None:
                self._keep(self.quizzes, root.get("identifier") or "", fields_of(root), root)

    def _keep(self, where: dict[str, Fields], identifier: str, fields: Fields, root: _Element | None) -> None:
        where[identifier] = fields
        line = first(root, "assignment")
        if line is not None:
            self.assignments[identifier] = fields_of(line)
            self.lines[line.get("identifier") or ""] = identifier
