"""The keys of front matter, as many sites call them, and what they say of a lesson."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.markup.about import licence_of
from coursewright.importers.markup.durations import duration_of
from coursewright.importers.markup.front import texts, word
from coursewright.importers.markup.wording import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.draft import Value
    from coursewright.importers.source import Plain

__all__ = ["LEARNING", "Head", "head_of", "snake"]

_OBJECTIVES = ("objectives", "learning_objectives", "outcomes", "learning_outcomes", "learning_goals")
_QUESTIONS = ("questions", "guiding_questions", "key_questions")
_POINTS = ("key_points", "keypoints", "takeaways", "key_takeaways")
_TIMES = ("time_estimation", "estimated_time", "time_estimate", "duration", "time_required", "time")
_MINUTES = ("minutes", "duration_minutes", "estimated_minutes", "time_minutes", "duration_in_minutes")
_BEFORE = ("prerequisites", "prerequisite", "requirements", "prior_knowledge", "requires")
_AUTHORS = ("authors", "author", "contributors", "contributions")
_LICENCE = ("licence", "license")
_LANGUAGE = ("lang", "language", "locale")
_ABOUT = ("description", "summary", "abstract", "excerpt", "subtitle")
_ORDER = ("weight", "nav_order", "order", "sidebar_position", "position", "priority", "lesson", "chapter")
LEARNING = frozenset({*_OBJECTIVES, *_POINTS, "time_estimation", "estimated_time", "guiding_questions"})
"""Keys that only lessons have."""
_STEERING = frozenset(
    {"layout", "permalink", "redirect_from", "aliases", "toc", "sidebar", "sidebar_label", "css", "js"}
    | {"title", "slug", "id", "hide", "hide_title", "nav_exclude", "has_children", "parent", "grand_parent"}
)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?")
_LARGEST = 4000


class Head(NamedTuple):
    """What front matter says, absent where it does not."""

    title: str
    about: str
    objectives: list[str]
    questions: list[str]
    key_points: list[str]
    duration: str
    before: list[Plain]
    """What learners should have done or know: texts, and mappings as Galaxy writes them."""
    authors: list[str]
    licence: str
    language: str
    order: float | None
    draft: bool
    rest: dict[str, Value]
    """What has no place of its own, by the keys as written."""


@lru_cache(maxsize=2000)
def snake(key: str) -> str:
    """Return a key as `learning_objectives`, however it is written."""
    return re.sub(r"[-\s]+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key.strip())).lower()


def head_of(front: Mapping[str, Plain]) -> Head:
    """Return what front matter says."""
    found = {snake(key): value for key, value in front.items()}
    used: set[str] = set()

    def value(names: tuple[str, ...]) -> Plain:
        name = next((one for one in names if found.get(one)), "")
        used.add(name)
        return found.get(name, "")

    minutes, time = word(value(_MINUTES)), word(value(_TIMES))
    duration = duration_of(minutes, "min") or duration_of(time)
    if not duration:
        used -= {*_TIMES, *_MINUTES}
    before = value(_BEFORE)
    order = word(value(_ORDER))
    language = word(value(_LANGUAGE)).replace("_", "-")
    head = Head(
        plain(word(found.get("title"))),
        word(value(_ABOUT)),
        texts(value(_OBJECTIVES)),
        texts(value(_QUESTIONS)),
        texts(value(_POINTS)),
        duration,
        before if isinstance(before, list) else [before] if before else [],
        _people(value(_AUTHORS)),
        licence_of(word(value(_LICENCE))),
        language if _TAG.fullmatch(language) else "",
        float(order) if _NUMBER.fullmatch(order) else None,
        word(found.get("draft")).lower() == "true" or word(found.get("enable")).lower() == "false",
        {},
    )
    placed = used | _STEERING
    rest = {key: said for key, said in front.items() if snake(key) not in placed and _is_small(said)}
    return head._replace(rest=dict(rest))


def _people(said: Plain) -> list[str]:
    """Return who wrote a lesson; of Galaxy's contributions, its authors alone."""
    if isinstance(said, dict):
        said = said.get("authorship") or said.get("name", "")
    several = said if isinstance(said, list) else re.split(r",\s+|\s+and\s+", word(said))
    names = [word(one.get("name")) if isinstance(one, dict) else word(one) for one in several]
    return [name for name in names if name]


def _is_small(said: Plain) -> bool:
    return bool(said) and len(str(said)) <= _LARGEST
