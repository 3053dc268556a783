"""A lesson of the Carpentries as one module: its episodes are the units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.carpentries.episode import episode_of
from coursewright.importers.carpentries.layout import layout_of
from coursewright.importers.carpentries.lesson import (
    front_page,
    keep_pages,
    learner_pages,
    settings_of,
    slug_of,
)
from coursewright.importers.carpentries.units import unit_of
from coursewright.importers.draft import CourseDraft, ModuleDraft
from coursewright.importers.markup.addresses import definitions
from coursewright.importers.markup.durations import of_minutes
from coursewright.importers.markup.pages import Pages, within_measure

if TYPE_CHECKING:
    from coursewright.importers.account import Account
    from coursewright.importers.carpentries.episode import Episode
    from coursewright.importers.carpentries.layout import Layout
    from coursewright.importers.desk import Desk
    from coursewright.importers.draft import UnitDraft, Value
    from coursewright.importers.source import Source

__all__ = ["read"]

_ROOMS = ("episodes", "learners", "instructors")
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")


def read(source: Source, desk: Desk) -> CourseDraft:
    """Return a lesson as one lone module. Raises `UsageError` where there is no episode."""
    account = desk.account
    layout = layout_of(source)
    shared = definitions(source.text(layout.links))
    data = settings_of(layout, source, account)
    language = str(data.get("language", "en"))
    pages = _pages(layout, source)
    data |= front_page(layout, source, pages, shared, language, account)
    slug = slug_of(layout, source)
    module = ModuleDraft(slug, data, wanted_id=slug)
    module.items = learner_pages(layout, source, pages, shared, language, account)
    breaks: list[Value] = []
    names, others = within_measure(source, layout.episodes)
    for name, why in others.items():
        account.left_out("episode", name, name, why)
    for name in names:
        page = episode_of(source.text(name), name, shared, jekyll=layout.jekyll)
        if page.is_break:
            breaks.append(_break(page, module.units, account))
            continue
        module.units.append(unit_of(page, pages.resolver(name), language, account))
    own = data.get("x-carpentries")
    if breaks:
        data["x-carpentries"] = {**own, "breaks": breaks} if isinstance(own, dict) else {"breaks": breaks}
    keep_pages(layout, source, pages, shared, language, account)
    _tell_absent(layout, pages, account)
    return CourseDraft(f"{slug}:lesson", {}, [module], wanted_id=slug, lone_module=True)


def _pages(layout: Layout, source: Source) -> Pages:
    folder = layout.folder
    things = {name: name for name in (*layout.episodes, *layout.learners)}
    roots = (folder, *(f"{folder}{room}/" for room in _ROOMS))
    return Pages(source, things, roots, closed=(*layout.instructors, *layout.profiles))


def _break(page: Episode, before: list[UnitDraft], account: Account) -> dict[str, Value]:
    """Return a break that is an episode of its own: how long it is, and what it follows."""
    account.imported("break", page.name, page.title, "as `x-carpentries`: nothing is taught in it")
    minutes = page.minutes("break") or page.minutes("exercises")
    said = {
        "title": page.title,
        "duration": of_minutes(minutes),
        "after": str(before[-1].data["title"]) if before else "",
    }
    return {key: value for key, value in said.items() if value}


def _tell_absent(layout: Layout, pages: Pages, account: Account) -> None:
    """Note episodes and files that pages name and that are not in the source."""
    for name in layout.missing:
        account.left_out("episode", name, name, "the settings name it, and it is not there")
    for name in layout.unlisted:
        account.left_out("episode", name, name, "the settings name the episodes, and not this one")
    for name in pages.missing:
        what = "image" if name.lower().endswith(_IMAGES) else "linked file"
        account.left_out(what, f"missing:{name}", name, "it is not in the source")
