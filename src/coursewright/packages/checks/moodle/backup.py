"""`moodle_backup.xml`: what a backup says that it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.packages.reading.xml import children, first, local, place_of, text_of
from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["BACKUP", "Activity", "Backup", "Section", "backup_of", "check_description", "check_start"]

BACKUP = "moodle_backup.xml"
_START = 200
"""Bytes in which Moodle looks for these."""
_STARTS_WITH = ('<?xml version="1.0" encoding="UTF-8"?>', "<moodle_backup>", "<information>")
_NEEDED = (
    "backup_version",
    "original_course_id",
    "original_course_contextid",
    "original_system_contextid",
    "details",
    "contents",
    "settings",
)
_LEVELS = ("root", "course", "section", "activity")


class Activity(NamedTuple):
    """An activity, as the contents list it."""

    element: _Element
    id: str
    """The number of its course module."""
    section: str
    module: str
    """Such as `forum`."""
    title: str
    folder: str
    """Such as `activities/forum_12`, from the top of the archive."""


class Section(NamedTuple):
    """A section, as the contents list it."""

    element: _Element
    id: str
    title: str
    folder: str


class Backup(NamedTuple):
    """What a backup says that it holds."""

    file: str
    base: str
    """The folder that it stands in, with a slash behind it; empty for the top."""
    information: _Element
    activities: tuple[Activity, ...]
    sections: tuple[Section, ...]
    settings: tuple[_Element, ...]

    def place(self, element: _Element) -> Place:
        """Return where an element stands."""
        return place_of(element, self.file)


def check_start(look: Look, base: str) -> Iterator[Said]:
    """Check that Moodle recognises the file."""
    file = f"{base}{BACKUP}"
    start = look.text(file, _START)
    missing = [text for text in _STARTS_WITH if text.encode() not in start]
    if missing:
        yield said("PKG401", Place(file, 1), missing=missing[0])


def backup_of(look: Look, base: str) -> Backup | None:
    """Return what a backup says that it holds; None where the file cannot be read."""
    file = f"{base}{BACKUP}"
    root = look.xml(file)
    if root is None:
        return None
    information = first(root, "information")
    if local(root) != "moodle_backup" or information is None:
        return None
    contents = first(information, "contents")
    activities = tuple(
        Activity(
            one,
            text_of(one, "moduleid"),
            text_of(one, "sectionid"),
            text_of(one, "modulename"),
            text_of(one, "title"),
            f"{base}{text_of(one, 'directory')}",
        )
        for one in children(first(contents, "activities"), "activity")
    )
    sections = tuple(
        Section(one, text_of(one, "sectionid"), text_of(one, "title"), f"{base}{text_of(one, 'directory')}")
        for one in children(first(contents, "sections"), "section")
    )
    settings = tuple(children(first(information, "settings"), "setting"))
    return Backup(file, base, information, activities, sections, settings)


def check_description(look: Look, backup: Backup) -> Iterator[Said]:
    """Check that the description is complete, and agrees with itself and with the archive."""
    information = backup.information
    for part in _NEEDED:
        if first(information, part) is None:
            yield said("PKG402", backup.place(information), part=part)
    detail = first(information, "details", "detail")
    if first(information, "details") is not None and detail is None:
        yield said("PKG402", backup.place(information), part="details/detail")
    for part, wanted in (("type", "course"), ("format", "moodle2")):
        value = text_of(detail, part)
        if (
            detail is not None
            and value != wanted
            and (part == "format" or value not in {"section", "activity"})
        ):
            yield said("PKG403", backup.place(detail), part=part, value=value, wanted=wanted)
    version = first(information, "backup_version")
    if version is not None and not text_of(version).isdigit():
        yield said(
            "PKG403",
            backup.place(version),
            part="backup_version",
            value=text_of(version),
            wanted="2022112800",
        )
    yield from _numbers(backup)
    yield from _settings(look, backup)


def _numbers(backup: Backup) -> Iterator[Said]:
    for what, things, parts in (
        ("Module", "activities", backup.activities),
        ("Section", "sections", backup.sections),
    ):
        seen: set[str] = set()
        for part in parts:
            if part.id in seen:
                yield said("PKG411", backup.place(part.element), what=what, things=things, id=part.id)
            seen.add(part.id)
    known = {section.id for section in backup.sections}
    for activity in backup.activities:
        if activity.section not in known:
            yield said("PKG413", backup.place(activity.element), title=activity.title, id=activity.section)


def _settings(look: Look, backup: Backup) -> Iterator[Said]:
    owners = {
        "section": {section.folder.rpartition("/")[2] for section in backup.sections},
        "activity": {activity.folder.rpartition("/")[2] for activity in backup.activities},
    }
    names = {text_of(setting, "name") for setting in backup.settings}
    for setting in backup.settings:
        level = text_of(setting, "level")
        if level not in _LEVELS:
            yield said("PKG409", backup.place(setting), value=level)
        elif level in owners and text_of(setting, level) not in owners[level]:
            yield said("PKG408", backup.place(setting), owner=text_of(setting, level), kind=level)
        elif level == "root" and _asks_for_users(setting) and f"{backup.base}users.xml" not in look.names:
            yield said("PKG436", backup.place(setting))
    parts: tuple[Section | Activity, ...] = (*backup.sections, *backup.activities)
    for part in parts:
        for end in ("included", "userinfo"):
            name = f"{part.folder.rpartition('/')[2]}_{end}"
            if name not in names:
                yield said("PKG407", backup.place(part.element), setting=name)


def _asks_for_users(setting: _Element) -> bool:
    return text_of(setting, "name") == "users" and text_of(setting, "value") == "1"
