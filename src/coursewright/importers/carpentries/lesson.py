"""What holds for a whole lesson: its settings, its front page, its people, and pages beside the episodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.carpentries.episode import episode_of
from coursewright.importers.carpentries.roles import writer_of
from coursewright.importers.carpentries.units import told_troubles, unnumbered_stem
from coursewright.importers.draft import Item, Text
from coursewright.importers.markup.about import authors_of, licence_of
from coursewright.importers.markup.front import texts, word
from coursewright.importers.markup.pages import read_page, stem_of
from coursewright.importers.markup.wording import plain
from coursewright.spec.slugs import is_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.account import Account
    from coursewright.importers.carpentries.episode import Episode
    from coursewright.importers.carpentries.layout import Layout
    from coursewright.importers.draft import Data, Value
    from coursewright.importers.markup.pages import Pages
    from coursewright.importers.source import Source

__all__ = ["front_page", "keep_pages", "learner_pages", "settings_of", "slug_of"]

_ROOMS = ("learners", "instructors", "profiles")
_KEPT = ("carpentry", "life_cycle", "created", "keywords", "source", "url", "contact", "email")
_PLACED = frozenset(
    {"title", "lang", "license", "licence", "episodes", "learners", "instructors", "profiles"}
)
_PLACEHOLDER = re.compile(r"\s*(?:this is a placeholder file\b[^\n]*|fixme|todo)\s*", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def slug_of(layout: Layout, source: Source) -> str:
    """Return what a lesson is called in its addresses: by its repository, else by its folder."""
    for key in ("source", "repository", "repo", "url"):
        address = word(layout.config.get(key)).rstrip("/").removesuffix(".git")
        last = address.rpartition("/")[2]
        if re.fullmatch(r"[A-Za-z0-9][\w.-]*", last):
            return last
    return layout.folder.rstrip("/") or source.path.name or "lesson"


def settings_of(layout: Layout, source: Source, account: Account) -> Data:
    """Return the keys of the module that the settings and the files about people give."""
    config = layout.config
    language = word(config.get("lang")).replace("_", "-")
    licence = word(config.get("license")) or word(config.get("licence"))
    data: Data = {
        "title": plain(word(config.get("title"))),
        "language": language if _LANGUAGE.fullmatch(language) else "",
        "licence": licence_of(licence),
        "authors": authors_of(source, layout.folder),
    }
    own: dict[str, Value] = {key: said for key in _KEPT if (said := word(config.get(key)))}
    if own:
        data["x-carpentries"] = own
    steering = sorted(key for key in config if key not in _PLACED and key not in own)
    if steering:
        why = "they only say how the site is made"
        account.left_out("settings", "config", ", ".join(steering), why)
    return {key: value for key, value in data.items() if value}


def front_page(
    layout: Layout, source: Source, pages: Pages, shared: Mapping[str, str], language: str, account: Account
) -> Data:
    """Return what the front page says: the description, and what learners should know before."""
    name = layout.front_page
    if not name:
        return {}
    page = episode_of(read_page(source, name) or "", name, shared, jekyll=layout.jekyll)
    writer = writer_of(page, pages.resolver(name), language)
    data: Data = {}
    before = page.body.inner("prereq")
    prior = " ".join(plain(part) for box in before for part in writer.for_learners(box).split("\n\n"))
    if prior:
        data["audience"] = {"prior": prior}
        account.imported("prerequisites", f"{name}#prereq", prior, "as what the audience knows before")
    page.body.parts = [part for part in page.body.parts if part not in before]
    if text := writer.for_learners(page.body):
        data["description"] = text
        account.imported("page", name, page.title or "front page", "as the description")
    told_troubles(page, "page", account)
    return data


def learner_pages(
    layout: Layout, source: Source, pages: Pages, shared: Mapping[str, str], language: str, account: Account
) -> list[Item]:
    """Return the pages for learners as materials. Those besides the setup are there to look things up."""
    found: list[Item] = []
    stems = {unnumbered_stem(name) for name in layout.episodes}
    for name in layout.learners:
        page = episode_of(read_page(source, name) or "", name, shared, jekyll=layout.jekyll)
        writer = writer_of(page, pages.resolver(name), language)
        text = writer.for_learners(page.body)
        title = page.title or stem_of(name).replace("-", " ").capitalize()
        if _is_placeholder(page, text):
            account.left_out("page", name, title, "it is a placeholder without text of its own")
            continue
        data: Data = {"title": title, "kind": "page", "path": Text(text)}
        if stem_of(name) == "setup":
            account.imported("page", name, title, "as a page")
        else:
            data["required"] = False
            account.imported("page", name, title, "as a page that is not required: it is there to look up")
        told_troubles(page, "page", account)
        stem = stem_of(name)
        wanted = f"{stem}-for-the-lesson" if stem in stems and is_id(stem) else ""
        found.append(Item("materials", name, data, wanted))
    return found


def keep_pages(
    layout: Layout, source: Source, pages: Pages, shared: Mapping[str, str], language: str, account: Account
) -> None:
    """Keep the pages for instructors and the profiles of learners as notes."""
    for what, names in (("instructor page", layout.instructors), ("learner profile", layout.profiles)):
        why = "written for those who teach" if what == "instructor page" else "whom the lesson is made for"
        for name in names:
            page = episode_of(read_page(source, name) or "", name, shared, jekyll=layout.jekyll)
            text = writer_of(page, pages.resolver(name), language).whole(page.body)
            title = page.title or stem_of(name)
            if _is_placeholder(page, text):
                account.left_out(what, name, title, "it is a placeholder without text of its own")
                continue
            account.keep(title, name, text, why)
            account.imported(what, name, title, "in the notes")


def _is_placeholder(page: Episode, text: str) -> bool:
    return not text.strip() or _PLACEHOLDER.fullmatch(text) is not None or not texts(page.title or text)
