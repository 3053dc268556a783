"""Tutorials with front matter as a course: Galaxy's by topics, others by folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import CourseDraft, ModuleDraft, UnitDraft
from coursewright.importers.front_matter.about import module_keys, unit_keys
from coursewright.importers.front_matter.galaxy import galaxy_course
from coursewright.importers.front_matter.site import lessons_of, ordered_groups
from coursewright.importers.front_matter.teaching import taught
from coursewright.importers.markup.pages import Pages, stem_of
from coursewright.spec.errors import UsageError
from coursewright.spec.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.importers.account import Account
    from coursewright.importers.desk import Desk
    from coursewright.importers.draft import Data
    from coursewright.importers.front_matter.site import Group, Lesson
    from coursewright.importers.source import Source

__all__ = ["read"]

_OWN = "x-front-matter"


def read(source: Source, desk: Desk) -> CourseDraft:
    """Return tutorials as a course. Raises `UsageError` where there is none."""
    lessons, galaxy = lessons_of(source, desk.account)
    if not lessons:
        raise UsageError(
            f"`{source.path.name}` holds no Markdown file with front matter.",
            "A lesson begins with keys such as `title` and `objectives` between two lines of three hyphens.",
        )
    return galaxy_course(source, lessons, desk.account) if galaxy else _site(source, lessons, desk.account)


def _site(source: Source, lessons: list[Lesson], account: Account) -> CourseDraft:
    pages = Pages(source, {one.name: one.name for one in lessons}, ("", *_folders(lessons)))
    groups = ordered_groups(lessons)
    name = source.path.stem or "course"
    if len(lessons) == 1:
        draft = CourseDraft(
            f"{name}:site", {}, [_alone(lessons[0], source, pages, account)], lone_module=True
        )
    else:
        modules = [_module(group, name, source, pages, account) for group in groups]
        lone = len(modules) == 1
        draft = CourseDraft(f"{name}:site", {}, modules, lone_module=lone)
        if not lone:
            _of_whole_course(draft, groups)
    for file in pages.missing:
        account.left_out("linked file", f"missing:{file}", file, "it is not in the source")
    return draft


def _folders(lessons: list[Lesson]) -> list[str]:
    return list(dict.fromkeys(f"{folder}/" for one in lessons if (folder := one.name.rpartition("/")[0])))


def _alone(lesson: Lesson, source: Source, pages: Pages, account: Account) -> ModuleDraft:
    data = module_keys(lesson, {}, _OWN, account, {})
    account.imported("lesson", lesson.name, lesson.title, "as a module")
    found = taught(lesson, source, pages.resolver(lesson.name), account)
    if found.overview:
        data["description"] = found.overview
    return ModuleDraft(lesson.name, data, found.items, wanted_id=slug(stem_of(lesson.name)))


def _module(group: Group, name: str, source: Source, pages: Pages, account: Account) -> ModuleDraft:
    called = group.folder.rstrip("/").rpartition("/")[2] or name
    speaker = group.speaker
    module = ModuleDraft(group.folder or ".", {}, wanted_id=slug(called))
    if speaker is not None:
        module.data = module_keys(speaker, {}, _OWN, account, {})
        account.imported("page", speaker.name, speaker.title, "as the description of its module")
        found = taught(speaker, source, pages.resolver(speaker.name), account)
        module.items = found.items
        if found.overview:
            module.data["description"] = found.overview
    if speaker is None or not speaker.head.title:
        module.data["title"] = called.replace("-", " ").replace("_", " ").strip().capitalize()
    module.units = [_unit(one, source, pages, account) for one in group.lessons]
    authors = list(dict.fromkeys(name for one in group.lessons for name in one.head.authors))
    if authors and "authors" not in module.data:
        module.data["authors"] = authors
    _lift(module.data, [unit.data for unit in module.units], "language")
    _lift(module.data, [unit.data for unit in module.units], "licence")
    return module


def _unit(lesson: Lesson, source: Source, pages: Pages, account: Account) -> UnitDraft:
    data = unit_keys(lesson, _OWN, account)
    account.imported("lesson", lesson.name, lesson.title, "as a unit")
    found = taught(lesson, source, pages.resolver(lesson.name), account)
    if found.overview:
        data["overview"] = found.overview
    stem = stem_of(lesson.name)
    wanted = slug(stem) if stem.lower() not in {"index", "tutorial", "readme", "lesson"} else ""
    return UnitDraft(lesson.name, data, found.items, wanted_id=wanted)


def _lift(above: Data, below: Sequence[Data], key: str) -> None:
    """Say a key once where all parts say the same."""
    said = [one.get(key) for one in below]
    if said and said[0] and all(one == said[0] for one in said) and above.get(key, said[0]) == said[0]:
        above[key] = said[0]
        for one in below:
            del one[key]


def _of_whole_course(draft: CourseDraft, groups: Sequence[Group]) -> None:
    """Let the page at the top speak for the course, where it belongs to no lesson."""
    for module, group in zip(list(draft.modules), groups, strict=True):
        if group.folder == "" and group.speaker is not None:
            draft.data = {key: module.data[key] for key in ("title", "description") if key in module.data}
