"""The files that Moodle opens for a course, its sections and its activities."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.packages.reading.xml import children, first, place_of, text_of
from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from coursewright.packages.checks.moodle.backup import Activity, Backup
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["NULL", "Brief", "Part", "brief_of", "check_course_files", "check_part", "parts_of", "value_of"]

NULL = "$@NULL@$"
_COURSE = ("course/course.xml", "course/roles.xml")
_ROOT = ("files.xml", "questions.xml", "groups.xml", "outcomes.xml", "roles.xml", "scales.xml")
_ACTIVITY = ("module.xml", "grades.xml", "roles.xml")


class Part(NamedTuple):
    """An activity with its files, as far as they can be read. It is let go once it has been checked."""

    activity: Activity
    file: str
    """The file of the activity itself, such as `activities/quiz_7/quiz.xml`."""
    context: str
    """The number of its context; empty where it is not known."""
    instance: _Element | None
    """The element that says what it is, such as `quiz`."""
    module: _Element | None
    grades: _Element | None
    refers: _Element | None
    """`inforef`."""

    @property
    def title(self) -> str:
        """As the contents call it."""
        return self.activity.title

    def listed(self, group: str, one: str) -> frozenset[str]:
        """Return the numbers that `inforef.xml` lists, such as of `fileref` and `file`."""
        return frozenset(text_of(entry, "id") for entry in children(first(self.refers, group), one))


class Brief(NamedTuple):
    """What is kept of an activity, for checks that are about several."""

    id: str
    title: str
    folder: str
    file: str
    context: str
    tracked: bool | None
    """Whether its completion is tracked; None where that is not known."""
    availability: str
    """Its restriction, as written; empty where it has none."""
    restricted: Place
    """Where that stands."""
    files: frozenset[str]
    """The files that it announces."""


def brief_of(part: Part) -> Brief:
    """Return what is kept of an activity."""
    element = first(part.module, "availability")
    module = f"{part.activity.folder}/module.xml"
    return Brief(
        part.activity.id,
        part.title,
        part.activity.folder,
        part.file,
        part.context,
        None if part.module is None else value_of(part.module, "completion") not in {"0", ""},
        value_of(part.module, "availability"),
        Place(module) if element is None else place_of(element, module),
        part.listed("fileref", "file"),
    )


def value_of(element: _Element | None, *path: str) -> str:
    """Return a text, which is empty where Moodle writes its sign for nothing."""
    text = text_of(element, *path)
    return "" if text == NULL else text


def parts_of(look: Look, backup: Backup) -> Iterator[Part]:
    """Yield all activities with their files."""
    for activity in backup.activities:
        file = f"{activity.folder}/{activity.module}.xml"
        root = look.xml(file)
        yield Part(
            activity,
            file,
            root.get("contextid", "") if root is not None else "",
            first(root, activity.module),
            look.xml(f"{activity.folder}/module.xml"),
            look.xml(f"{activity.folder}/grades.xml"),
            look.xml(f"{activity.folder}/inforef.xml"),
        )


def check_course_files(look: Look, backup: Backup, briefs: Sequence[Brief]) -> Iterator[Said]:
    """Check the files of the course and of sections, and that activities have contexts of their own."""
    for name in (*_COURSE, *_ROOT):
        if f"{backup.base}{name}" not in look.names:
            yield said("PKG404", Place(f"{backup.base}{name}"), file=name)
    yield from _sections(look, backup)
    yield from _stray(look, backup)
    contexts: set[str] = set()
    for brief in briefs:
        if brief.context and brief.context in contexts:
            yield said("PKG411", Place(brief.file), what="Context", things="activities", id=brief.context)
        contexts.add(brief.context)


def check_part(look: Look, backup: Backup, part: Part) -> Iterator[Said]:
    """Check that the files of an activity are there and agree with the contents."""
    activity = part.activity
    for name in (f"{activity.module}.xml", *_ACTIVITY):
        if f"{activity.folder}/{name}" not in look.names:
            yield said(
                "PKG405", backup.place(activity.element), title=part.title, file=f"{activity.folder}/{name}"
            )
    pairs = []
    if part.instance is not None and (top := part.instance.getparent()) is not None:
        pairs += [
            (part.file, top, "moduleid", top.get("moduleid", ""), activity.id),
            (part.file, top, "modulename", top.get("modulename", ""), activity.module),
        ]
    if part.module is not None:
        file = f"{activity.folder}/module.xml"
        pairs += [
            (file, part.module, "id", part.module.get("id", ""), activity.id),
            (file, part.module, "modulename", text_of(part.module, "modulename"), activity.module),
            (file, part.module, "sectionid", text_of(part.module, "sectionid"), activity.section),
        ]
    for file, element, name, found, wanted in pairs:
        if found != wanted:
            yield said("PKG412", place_of(element, file), part=name, found=found, wanted=wanted)


def _sections(look: Look, backup: Backup) -> Iterator[Said]:
    known = {activity.id for activity in backup.activities}
    for section in backup.sections:
        file = f"{section.folder}/section.xml"
        if file not in look.names:
            yield said("PKG406", backup.place(section.element), title=section.title, file=file)
            continue
        root = look.xml(file)
        if root is None:
            continue
        if root.get("id", "") != section.id:
            yield said("PKG412", place_of(root, file), part="id", found=root.get("id", ""), wanted=section.id)
        for one in value_of(root, "sequence").split(","):
            sequence = first(root, "sequence")
            if one.strip() and one.strip() not in known and sequence is not None:
                yield said("PKG414", place_of(sequence, file), id=one.strip())


def _stray(look: Look, backup: Backup) -> Iterator[Said]:
    known = {activity.folder for activity in backup.activities}
    start = f"{backup.base}activities/"
    there = dict.fromkeys(
        start + name[len(start) :].partition("/")[0] for name in look.package.sizes if name.startswith(start)
    )
    for folder in there:
        if folder not in known:
            yield said("PKG410", Place(folder), folder=folder)
