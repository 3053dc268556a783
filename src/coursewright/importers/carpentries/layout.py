"""Where the parts of a lesson lie: its episodes in order, and the pages for learners and instructors."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.carpentries.detecting import config_of
from coursewright.importers.markup.front import texts
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.source import Plain, Source

__all__ = ["Layout", "layout_of"]

_ENDINGS = (".md", ".rmd", ".markdown")
_NO_PAGES = frozenset({"readme.md", "links.md"})
_OLD_LEARNERS = ("setup.md", "reference.md", "_extras/discuss.md", "_extras/reference.md")


class Layout(NamedTuple):
    """The names of files, each in its order."""

    folder: str
    """What all lie in, with its slash; empty for the top of the source."""
    jekyll: bool
    """Whether boxes are quotations with classes, not fenced divs."""
    config: Mapping[str, Plain]
    episodes: list[str]
    learners: list[str]
    instructors: list[str]
    profiles: list[str]
    front_page: str
    links: str
    """The file with link definitions that all pages share."""
    missing: list[str]
    """Episodes that the settings name and that are not there."""
    unlisted: list[str]
    """Episodes that are there and that the settings do not name."""


def layout_of(source: Source) -> Layout:
    """Return where the parts lie. Raises `UsageError` for broken settings, and where there is no episode."""
    name = config_of(source)
    folder = name.rpartition("/")[0]
    folder = f"{folder}/" if folder else ""
    read = source.yaml(name) if name else ""
    config = read if isinstance(read, dict) else {}
    jekyll = name.rpartition("/")[2].startswith("_")
    rooms = [f"{folder}{one}/" for one in (("_episodes", "_episodes_rmd") if jekyll else ("episodes",))]
    there = _without_twins([one for room in rooms for one in _pages(source, room)])
    order = [] if jekyll else [f"{folder}episodes/{one}" for one in texts(config.get("episodes"))]
    order = order or _jekyll_order(config, there, folder)
    listed = [found for one in order if (found := _found(one, there))]
    if not there:
        raise UsageError(
            f"`{source.path.name}` holds no episode of a lesson.",
            "Its episodes are Markdown files in `episodes`, or in `_episodes` of the older template.",
        )
    episodes = list(dict.fromkeys(listed)) or there
    return Layout(
        folder,
        jekyll,
        config,
        episodes,
        _learners(source, folder, config, jekyll=jekyll),
        _ordered(source, folder, config, "_extras" if jekyll else "instructors", jekyll=jekyll),
        [] if jekyll else _ordered(source, folder, config, "profiles", jekyll=False),
        next((one for one in (f"{folder}index.md", f"{folder}index.Rmd") if one in source.sizes), ""),
        f"{folder}{'_includes/' if jekyll else ''}links.md",
        [one for one in order if not _found(one, there)],
        [one for one in there if one not in episodes],
    )


def _pages(source: Source, folder: str) -> list[str]:
    return [
        name
        for name in source.names(below=folder)
        if name.lower().endswith(_ENDINGS)
        and "/" not in name.removeprefix(folder)
        and name.removeprefix(folder).lower() not in _NO_PAGES
    ]


def _without_twins(names: list[str]) -> list[str]:
    """Return names without Markdown that was made of R Markdown beside it."""
    sources = {name[:-4] for name in names if name.lower().endswith(".rmd")}
    stems = {stem.rpartition("/")[2] for stem in sources}
    made = [name for name in names if not name.lower().endswith(".rmd") and _stem(name) in stems]
    return sorted((name for name in names if name not in made), key=lambda name: name.rpartition("/")[2])


def _stem(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[0]


def _found(wanted: str, there: list[str]) -> str:
    if wanted in there:
        return wanted
    return next((name for name in there if _stem(name) == _stem(wanted)), "")


def _jekyll_order(config: Mapping[str, Plain], there: list[str], folder: str) -> list[str]:
    stems = texts(config.get("episode_order"))
    return [_found(f"{folder}_episodes/{one}.md", there) or one for one in stems]


def _ordered(
    source: Source, folder: str, config: Mapping[str, Plain], room: str, *, jekyll: bool
) -> list[str]:
    there = _pages(source, f"{folder}{room}/")
    if jekyll:
        return [one for one in there if _stem(one) in {"guide", "instructor-notes"}]
    first = [f"{folder}{room}/{one}" for one in texts(config.get(room))]
    return [
        *(one for one in dict.fromkeys(first) if one in there),
        *(one for one in there if one not in first),
    ]


def _learners(source: Source, folder: str, config: Mapping[str, Plain], *, jekyll: bool) -> list[str]:
    if jekyll:
        return [f"{folder}{one}" for one in _OLD_LEARNERS if f"{folder}{one}" in source.sizes]
    return _ordered(source, folder, config, "learners", jekyll=False)
