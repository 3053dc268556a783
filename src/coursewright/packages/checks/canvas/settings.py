"""Settings that Canvas keeps of a course: read once, with what can be referred to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.packages.checks.roots import wrong_root

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.packages.checks.manifest import Manifest
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["CANVAS", "Settings", "settings_of"]

CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"

_ROOTS = {
    "course_settings/course_settings.xml": "course",
    "course_settings/module_meta.xml": "modules",
    "course_settings/assignment_groups.xml": "assignmentGroups",
    "course_settings/rubrics.xml": "rubrics",
    "course_settings/learning_outcomes.xml": "learningOutcomes",
    "course_settings/events.xml": "events",
    "course_settings/files_meta.xml": "fileMeta",
    "course_settings/late_policy.xml": "late_policy",
}
_BY_ENDING = {
    "/assignment_settings.xml": "assignment",
    "/assessment_meta.xml": "quiz",
}


class Settings(NamedTuple):
    """The documents of Canvas in a package."""

    documents: dict[str, _Element]
    """By file; only those that are what their name says."""
    ids: frozenset[str]
    """Identifiers of everything in them and in the manifest."""
    wrong: tuple[Said, ...]

    def of(self, ending: str) -> Iterator[tuple[str, _Element]]:
        """Yield files whose path ends so, with their roots."""
        for file, root in self.documents.items():
            if file.endswith(ending):
                yield file, root


def settings_of(look: Look, manifest: Manifest) -> Settings:
    """Return the settings of a package."""
    documents: dict[str, _Element] = {}
    wrong: list[Said] = []
    ids = {*manifest.by_id, *(item.id for item in manifest.items)}
    for file in look.package.sizes:
        name = file.removeprefix(manifest.base)
        wanted = _ROOTS.get(name) or next(
            (root for end, root in _BY_ENDING.items() if name.endswith(end)), ""
        )
        topic = (
            not wanted and "/" not in name and name.endswith(".xml") and b"topicMeta" in look.text(file, 2000)
        )
        root = look.xml(file) if wanted or topic else None
        if root is None:
            continue
        trouble = wrong_root(root, file, wanted, CANVAS, "PKG301") if wanted else None
        if trouble:
            wrong.append(trouble)
            continue
        documents[file] = root
        ids |= {one.get("identifier", "") for one in root.iter("*")}
    return Settings(documents, frozenset(ids), tuple(wrong))
