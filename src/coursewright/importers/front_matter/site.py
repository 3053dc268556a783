"""Which pages of a source are lessons, in which order, and which belong together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from coursewright.importers.front_matter.detecting import GALAXY
from coursewright.importers.front_matter.keys import Head, head_of
from coursewright.importers.markup.front import Front, front_of, word
from coursewright.importers.markup.pages import stem_of, within_measure

if TYPE_CHECKING:
    from coursewright.importers.account import Account
    from coursewright.importers.source import Source

__all__ = ["Group", "Lesson", "Natural", "lessons_of", "natural", "ordered_groups"]

Natural: TypeAlias = "list[tuple[int, int, str]]"
_INDEX = frozenset({"index", "_index", "readme"})
_BESIDE = frozenset({"license", "licence", "contributing", "code_of_conduct", "changelog", "summary"})


class Lesson(NamedTuple):
    """A page that teaches."""

    name: str
    front: Front
    head: Head

    @property
    def title(self) -> str:
        """Its title, else what its file is called."""
        return self.head.title or stem_of(self.name).replace("-", " ").replace("_", " ").strip() or self.name


class Group(NamedTuple):
    """Lessons of one folder, in their order, and the page that speaks for the folder."""

    folder: str
    """With its slash; empty for the top."""
    speaker: Lesson | None
    lessons: list[Lesson]


def lessons_of(source: Source, account: Account) -> tuple[list[Lesson], bool]:
    """Return the lessons of a source, sorted by their files, and whether they are Galaxy's."""
    names = [name for name in source.names() if name.lower().endswith((".md", ".markdown", ".mdx"))]
    galaxy = [name for name in names if GALAXY.search(name)]
    if not galaxy:
        galaxy = [one for one in names if stem_of(one) == "tutorial" and _is_galaxy(source, one)]
    found: list[Lesson] = []
    read, others = within_measure(source, galaxy or names)
    for name, why in others.items():
        account.left_out("page", name, name, why)
    for name in read:
        text = source.text(name)
        front = front_of(text, name)
        if not front.data and not front.trouble and not galaxy:
            if stem_of(name).lower() not in _BESIDE:
                account.left_out("page", name, name, "it has no front matter")
            continue
        found.append(Lesson(name, front, head_of(front.data)))
    return found, bool(galaxy)


def _is_galaxy(source: Source, name: str) -> bool:
    return word(front_of(source.text(name), name).data.get("layout")) == "tutorial_hands_on"


def ordered_groups(lessons: list[Lesson]) -> list[Group]:
    """Return lessons by their folders, each in order: by the numbers they carry, then by their names."""
    folders: dict[str, list[Lesson]] = {}
    for lesson in lessons:
        folders.setdefault(lesson.name.rpartition("/")[0], []).append(lesson)
    groups: list[Group] = []
    for folder, members in folders.items():
        index = next((one for one in members if stem_of(one.name).lower() in _INDEX), None)
        if index is not None and index.head.objectives and len(members) == 1:
            index = None
        rest = sorted((one for one in members if one is not index), key=_place)
        if rest:
            groups.append(Group(f"{folder}/" if folder else "", index, rest))
    return sorted(groups, key=lambda group: _place_of(group.speaker, group.folder))


def natural(name: str) -> Natural:
    """Return what names are sorted by, so that `2` comes before `10`."""
    parts = re.findall(r"[0-9]{1,9}|[^0-9]+", name.casefold())
    return [(0, int(one), "") if one.isdecimal() else (1, 0, one) for one in parts]


def _place(lesson: Lesson) -> tuple[float, Natural]:
    return _place_of(lesson, lesson.name)


def _place_of(lesson: Lesson | None, name: str) -> tuple[float, Natural]:
    order = lesson.head.order if lesson is not None else None
    return (order if order is not None else float("inf"), natural(name))
