"""Topics: the ideas behind the rules, a Markdown file each, in the packages that hold the rules.

A file starts with its facts as YAML between two lines of `---`: `title`, `about` (a line for lists), `rules`
(codes), `sources` (labels of the package's references) and `see` (other topics). What follows is its text.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module, resources
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.lint.door import packages
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

FOLDER = "data/topics"
"""Where a package of rules keeps its topics, counted from the package."""

_FENCE = "---\n"


class Topic(NamedTuple):
    """The idea behind several rules. `rules` are codes, `sources` labels of references."""

    name: str
    title: str
    about: str
    text: str
    rules: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    see: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def topics() -> dict[str, Topic]:
    """Return the topics of every installed package of rules, by name. Raise `UsageError` for one unread."""
    found = [_read(file) for package in packages() for file in _files(package)]
    return {topic.name: topic for topic in sorted(found, key=lambda topic: topic.name)}


def find_topic(word: str) -> Topic | None:
    """Return the topic with that name, whatever its capitals."""
    return topics().get(word.strip().lower())


def topics_of(code: str) -> list[Topic]:
    """Return the topics that speak of a rule: first those of which it is a larger part."""
    speaking = [topic for topic in topics().values() if code in topic.rules]
    return sorted(speaking, key=lambda topic: len(topic.rules))


def _files(package: str) -> Iterator[Traversable]:
    if not hasattr(import_module(package), "__path__"):
        return
    folder = resources.files(package).joinpath(FOLDER)
    if folder.is_dir():
        yield from (file for file in folder.iterdir() if file.name.endswith(".md"))


def _read(file: Traversable) -> Topic:
    import yaml  # noqa: PLC0415 - a check of specs never reads topics

    _, found, rest = file.read_text("utf-8").partition(_FENCE)
    head, closed, text = rest.partition(_FENCE)
    facts: dict[str, Any] = yaml.load(head, Loader=yaml.CSafeLoader) if found and closed else {}
    missing = [key for key in ("title", "about") if not facts.get(key)]
    if missing:
        raise UsageError(
            f"The topic {file} has no `{missing[0]}`.", "It stands at the top, between two lines of `---`."
        )
    return Topic(
        name=file.name.removesuffix(".md"),
        title=facts["title"],
        about=facts["about"],
        text=text.strip(),
        rules=tuple(facts.get("rules", ())),
        sources=tuple(facts.get("sources", ())),
        see=tuple(facts.get("see", ())),
    )
