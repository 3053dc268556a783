"""Tutorials of the Galaxy Training Network: each a module, with its slides and its data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from coursewright.importers.draft import CourseDraft, Item, ModuleDraft, Text
from coursewright.importers.front_matter.about import module_keys, named_by
from coursewright.importers.front_matter.site import natural
from coursewright.importers.front_matter.teaching import taught
from coursewright.importers.markup.addresses import resolved
from coursewright.importers.markup.front import front_of, texts, word
from coursewright.importers.markup.kramdown import without_attributes, without_liquid
from coursewright.importers.markup.lines import without_comments
from coursewright.importers.markup.pages import Pages, read_page
from coursewright.importers.markup.wording import plain
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.account import Account
    from coursewright.importers.draft import Data, Value
    from coursewright.importers.front_matter.site import Lesson, Natural
    from coursewright.importers.source import Plain, Source

__all__ = ["galaxy_course"]

_Topics: TypeAlias = "dict[str, tuple[str, Mapping[str, Plain]]]"
"""By name: the folder of a topic, and what its metadata say."""
_OWN = "x-galaxy"
_PLACE = re.compile(r"(?:(?:^|/)topics/)?([^/]*)/?tutorials/([^/]+)/tutorial\.md$")
_NOTES = re.compile(r"^\?\?\?[ \t]*$\n?(.*?)(?=^--+[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_ABOUT = ("name", "type", "title", "summary")


def galaxy_course(source: Source, lessons: list[Lesson], account: Account) -> CourseDraft:
    """Return tutorials as modules of a course; one alone as a lone module."""
    topics = _topics(source)
    lessons = sorted(lessons, key=lambda one: _order(one, topics))
    things = {one.name: _source_of(one) for one in lessons}
    called = {named_by(*_place(one)): things[one.name] for one in lessons}
    pages = Pages(source, things)
    people = _people(source)
    modules = [_module(one, source, pages, called, people, account) for one in lessons]
    for name in pages.missing:
        account.left_out("linked file", f"missing:{name}", name, "it is not in the source")
    if len(modules) == 1:
        return CourseDraft(f"{source.path.name}:tutorials", {}, modules, lone_module=True)
    if len(topics) != 1:
        config = _mapping(source, "_config.yml")
        title = plain(word(config.get("title")))
        return CourseDraft(source.path.name, {"title": title} if title else {}, modules)
    (name, (_, said)), *_ = topics.items()
    data: Data = {
        "title": plain(word(said.get("title"))),
        "description": str(said.get("summary", "")).strip(),
    }
    own: dict[str, Value] = {key: value for key, value in said.items() if key not in _ABOUT and value}
    account.imported("topic", f"topic:{name}", str(data["title"]), "as the course")
    data[_OWN] = own
    return CourseDraft(
        f"topic:{name}", {key: value for key, value in data.items() if value}, modules, wanted_id=name
    )


def _place(lesson: Lesson) -> tuple[str, str]:
    """Return the topic and the name of a tutorial; empty where its path does not say them."""
    found = _PLACE.search(lesson.name)
    return (found[1], found[2]) if found else ("", "")


def _source_of(lesson: Lesson) -> str:
    return lesson.name.rpartition("/")[0] or lesson.name


def _topics(source: Source) -> _Topics:
    """Return the topics of a source by their names: the folder of each, and what its metadata say."""
    found: _Topics = {}
    for name in source.names("metadata.yaml"):
        folder = name.removesuffix("metadata.yaml")
        said = _mapping(source, name)
        holds = any(one.startswith(f"{folder}tutorials/") for one in source.sizes)
        if said and (not folder or holds):
            found[word(said.get("name")) or folder.rstrip("/").rpartition("/")[2]] = (folder, said)
    for name in source.names(".yaml", "metadata/"):
        said = _mapping(source, name)
        if word(said.get("name")) and word(said.get("type")) in {"use", "basics", "technical", "admin-dev"}:
            found.setdefault(word(said["name"]), ("", said))
    return found


def _mapping(source: Source, name: str) -> Mapping[str, Plain]:
    try:
        found = source.yaml(name)
    except UsageError:
        return {}
    return found if isinstance(found, dict) else {}


def _order(
    lesson: Lesson, topics: Mapping[str, tuple[str, Mapping[str, Plain]]]
) -> tuple[str, float, float, Natural]:
    topic = _place(lesson)[0]
    said = topics.get(topic, ("", {}))[1].get("subtopics")
    known = [word(one.get("id")) for one in said if isinstance(one, dict)] if isinstance(said, list) else []
    mine = word(lesson.front.data.get("subtopic"))
    section = float(known.index(mine)) if mine in known else float("inf")
    order = lesson.head.order
    return topic, section, order if order is not None else float("inf"), natural(lesson.title)


def _people(source: Source) -> dict[str, str]:
    """Return the names of contributors by their handles."""
    said = _mapping(source, "CONTRIBUTORS.yaml")
    found = {key: word(one.get("name")) for key, one in said.items() if isinstance(one, dict)}
    return {key: name for key, name in found.items() if name}


def _module(
    lesson: Lesson,
    source: Source,
    pages: Pages,
    called: Mapping[str, str],
    people: Mapping[str, str],
    account: Account,
) -> ModuleDraft:
    data = module_keys(lesson, called, _OWN, account, people)
    topic, name = _place(lesson)
    account.imported("tutorial", _source_of(lesson), lesson.title, "as a module")
    found = taught(lesson, source, pages.resolver(lesson.name), account)
    if found.overview:
        data["description"] = found.overview
    own = data.get(_OWN)
    rest: dict[str, Value] = dict(own) if isinstance(own, dict) else {}
    items = [*_data_of(lesson, rest, account), *_slides(lesson, source, pages, account), *found.items]
    if topic:
        rest = {"topic": topic, **rest}
    data[_OWN] = rest
    if not rest:
        del data[_OWN]
    return ModuleDraft(_source_of(lesson), data, items, wanted_id=name)


def _data_of(lesson: Lesson, rest: dict[str, Value], account: Account) -> list[Item]:
    """Return the data that a tutorial works on, taken out of what has no place."""
    address = word(lesson.front.data.get("zenodo_link"))
    rest.pop("zenodo_link", None)
    if not address.startswith(("http://", "https://")):
        return []
    source = f"{lesson.name}#zenodo"
    account.imported("data", source, address, "as a material")
    return [Item("materials", source, {"title": "Zenodo", "kind": "dataset", "url": address})]


def _slides(lesson: Lesson, source: Source, pages: Pages, account: Account) -> list[Item]:
    """Return the slides beside a tutorial; what their speaker says goes to the notes."""
    name = f"{lesson.name.rpartition('/')[0]}/slides.html".lstrip("/")
    text = read_page(source, name)
    if not text:
        return []
    front = front_of(text, name)
    title = plain(word(front.data.get("title"))) or lesson.title
    body = without_comments(without_liquid(front.body, lambda tag, rest: rest if tag == "link" else "", {}))[
        0
    ]
    said = "\n\n".join(note.strip() for note in _NOTES.findall(body) if note.strip())
    shown = resolved(without_attributes(_NOTES.sub("", body)), pages.resolver(name)).strip()
    if said:
        account.keep(f"{title}: speaker notes", name, said, "what is said with the slides")
    if not shown:
        account.left_out("slides", name, title, "they are empty")
        return []
    account.imported("slides", name, title, "as a material, their text in Markdown")
    if texts(front.data.get("objectives")):
        how = "its own objectives and questions are not there, only those of the tutorial"
        account.partly("slides", name, title, how)
    return [Item("materials", name, {"title": title, "kind": "slides", "path": Text(shown)})]
