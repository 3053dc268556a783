"""Which kind of Moodle activity an entry becomes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from coursewright.exporters.edition.forms import votes_on
from coursewright.exporters.prose.assets import asset_of
from coursewright.exporters.prose.links import is_web, written_out
from coursewright.exporters.prose.prose import source_of
from coursewright.exporters.questions.reading import questions_of
from coursewright.spec.model import Assessment, Material, Task

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.prose.assets import Asset
    from coursewright.exporters.questions.model import QuizQuestion

__all__ = [
    "Kind",
    "asked",
    "file_of",
    "gathering",
    "gathers",
    "is_marked",
    "kind_of",
    "web_address",
    "written",
]

Kind: TypeAlias = Literal[
    "page", "url", "resource", "label", "forum", "assign", "quiz", "choice", "feedback", "wiki", "glossary"
]


def kind_of(entry: Entry, edition: Edition) -> Kind:
    """Return the kind of activity of an entry. What has nothing to ask, show or open becomes a page."""
    element = entry.element
    if entry.staff_only:
        return "page"
    match entry.form:
        case "discussion":
            return "forum"
        case "hand-in":
            return "assign"
        case "quiz":
            return "quiz" if asked(entry) else "assign"
        case "poll":
            return "choice" if isinstance(element, Task) and votes_on(element) else "page"
        case "survey":
            return "feedback" if asked(entry) else "page"
        case "wiki":
            return "wiki"
        case "glossary":
            return "glossary"
        case "notice":
            return "label"
        case "file":
            if file_of(entry, edition) is not None:
                return "resource"
            return "url" if web_address(entry) else "page"
        case "page" | "meeting":
            return "assign" if is_marked(entry) and not gathers(entry, edition) else "page"


def asked(entry: Entry) -> tuple[QuizQuestion, ...]:
    """Return the questions that Moodle can ask: in a quiz it must also be able to mark them."""
    survey = entry.form == "survey"
    return tuple(one for one in written(entry) if not (one.unaskable if survey else one.problem))


@lru_cache(maxsize=2048)
def written(entry: Entry) -> tuple[QuizQuestion, ...]:
    """Return all questions of an entry, the same ones each time."""
    return questions_of(entry)


def is_marked(entry: Entry) -> bool:
    """Whether teachers give marks for it: it counts, or has to be passed, or its criteria call for them."""
    element = entry.element
    if entry.graded or entry.counts_towards or getattr(element, "pass_mark", None) is not None:
        return entry.kind != "session"
    return isinstance(element, Assessment) and bool(element.criteria)


def gathers(entry: Entry, edition: Edition) -> bool:
    """Whether an assessment is nothing but the marks of tasks that count towards it."""
    return entry.form == "page" and entry.key in gathering(edition)


@lru_cache(maxsize=4)
def gathering(edition: Edition) -> frozenset[str]:
    """Return the keys of the assessments that tasks count towards."""
    return frozenset(entry.counts_towards for entry in edition.entries if entry.counts_towards)


@lru_cache(maxsize=2048)
def file_of(entry: Entry, edition: Edition) -> Asset | None:
    """Return the local file that a material is."""
    element = entry.element
    if not isinstance(element, Material) or not element.path:
        return None
    return asset_of(element.path, source_of(element, "path"), edition.course)


def web_address(entry: Entry) -> str:
    """Return the address that a material is found at; empty where it has none that is safe to open."""
    url = entry.element.url if isinstance(entry.element, Material) else None
    return written_out(url) if url and is_web(url.strip()) else ""
