"""What becomes of an entry in a plain cartridge, which has pages, topics, quizzes, links and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.exporters.imscc.qti_cc import profile_of
from coursewright.exporters.prose.assets import asset_of
from coursewright.exporters.prose.links import is_relative, is_web, written_out
from coursewright.exporters.prose.prose import source_of
from coursewright.exporters.questions.reading import questions_of
from coursewright.spec.model import Assessment, Material, Reflection, Task

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.imscc.versions import Version
    from coursewright.exporters.prose.assets import Asset
    from coursewright.exporters.questions.model import QuizQuestion

__all__ = ["Shape", "Shaped", "file_of", "is_weekly", "minutes_of", "shaped", "tries_of", "web_address_of"]

Shape: TypeAlias = Literal["page", "topic", "quiz", "assignment", "file", "link", "none"]


class Shaped(NamedTuple):
    """An entry with what becomes of it."""

    entry: Entry
    shape: Shape
    questions: tuple[QuizQuestion, ...] = ()
    """Of a quiz."""
    asset: Asset | None = None
    """Of a file."""
    url: str = ""
    """Of a link."""


def shaped(entry: Entry, edition: Edition, version: Version) -> Shaped:
    """Return what becomes of an entry."""
    if entry.staff_only:
        return Shaped(entry, "page")
    match entry.form:
        case "notice":
            return Shaped(entry, "page" if edition.choices.for_staff else "none")
        case "quiz":
            questions = questions_of(entry)
            return Shaped(entry, "quiz" if any(map(profile_of, questions)) else "page", questions)
        case "discussion" | "wiki" | "glossary":
            return Shaped(entry, "topic")
        case "hand-in":
            return Shaped(entry, "assignment" if version.assignments else "page")
        case "file":
            return _material(entry, edition)
        case _:
            return Shaped(entry, "page")


def _material(entry: Entry, edition: Edition) -> Shaped:
    asset, url = file_of(entry, edition), web_address_of(entry)
    if asset is not None:
        return Shaped(entry, "file", asset=asset)
    return Shaped(entry, "link", url=url) if url else Shaped(entry, "page")


def file_of(entry: Entry, edition: Edition) -> Asset | None:
    """Return the local file that a material is; None where it names none that is there."""
    element = entry.element
    if not isinstance(element, Material) or not element.path or not is_relative(element.path):
        return None
    return asset_of(element.path, source_of(element, "path"), edition.course)


def web_address_of(entry: Entry) -> str:
    """Return the address of the web that a material is; empty where it names none that is safe to open."""
    element = entry.element
    url = (element.url or "").strip() if isinstance(element, Material) else ""
    return written_out(url) if is_web(url) else ""


def is_weekly(entry: Entry) -> bool:
    """Whether it is a reflection that comes again every week."""
    return isinstance(entry.element, Reflection) and entry.element.when == "weekly"


def tries_of(entry: Entry) -> int | None:
    """Return how often learners may try; None where it is not said."""
    element = entry.element
    said = element.attempts if isinstance(element, Task | Assessment) else None
    return int(said) if said and said.isascii() and said.isdigit() else None


def minutes_of(entry: Entry) -> int | None:
    """Return how many minutes there are for a timed assessment; None where time does not run out."""
    element = entry.element
    if not isinstance(element, Assessment) or not element.timed or element.duration is None:
        return None
    return round(element.duration.high)
