"""What becomes of an entry in Canvas: a page, a discussion, an assignment, a quiz, a file, a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.exporters.edition.scope import is_draft
from coursewright.exporters.imscc.canvas.parts import stamp
from coursewright.exporters.imscc.parcel import file_id
from coursewright.exporters.imscc.shapes import file_of, web_address_of
from coursewright.exporters.imscc.titles import title_of
from coursewright.exporters.qti12.canvas import type_of
from coursewright.exporters.questions.reading import questions_of
from coursewright.spec.model import Announcement
from coursewright.spec.wording import shortened

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.prose.assets import Asset
    from coursewright.exporters.questions.model import QuizQuestion

__all__ = ["Thing", "ThingKind", "thing_of"]

ThingKind: TypeAlias = Literal[
    "page", "wiki", "topic", "assignment", "paper", "quiz", "file", "link", "announcement", "none"
]
"""`wiki` is a page that students edit, `paper` an assignment that is not handed in on the platform."""


class Thing(NamedTuple):
    """An entry with what becomes of it."""

    entry: Entry
    kind: ThingKind
    identifier: str
    published: bool
    questions: tuple[QuizQuestion, ...] = ()
    opinion: bool = False
    """Whether its questions are a survey."""
    asset: Asset | None = None
    url: str = ""

    @property
    def title(self) -> str:
        """Its title, as long as Canvas allows: without one, an announcement is called by its first words."""
        element = self.entry.element
        if isinstance(element, Announcement) and not element.title and element.text:
            return shortened(title_of(element.text))
        return title_of(self.entry.title)

    @property
    def assignment(self) -> str:
        """The identifier of its line in the gradebook; empty where it has none."""
        match self.kind:
            case "assignment" | "paper":
                return self.identifier
            case "topic" | "quiz" if self.entry.graded:
                return f"grade_{self.entry.slug}"
        return ""


def thing_of(entry: Entry, edition: Edition) -> Thing:
    """Return what becomes of an entry."""
    published = not entry.staff_only and not is_draft(entry.element)
    questions = questions_of(entry) if entry.form in {"quiz", "poll", "survey"} else ()
    asset, url = file_of(entry, edition), web_address_of(entry)
    kind = _kind(entry, questions, asset, url)
    identifier = f"{kind}_{entry.slug}"
    if kind == "file" and asset is not None:
        identifier = file_id(asset)
    opinion = entry.form in {"poll", "survey"}
    return Thing(entry, kind, identifier, published, questions, opinion, asset, url)


def _kind(entry: Entry, questions: tuple[QuizQuestion, ...], asset: Asset | None, url: str) -> ThingKind:
    if entry.staff_only:
        return "page"
    match entry.form:
        case "notice":
            return "announcement" if stamp(entry.opens) is not None else "none"
        case "discussion" | "glossary":
            return "topic"
        case "wiki":
            # Canvas grades no page.
            return "topic" if entry.graded else "wiki"
        case "hand-in":
            return "assignment"
        case "quiz" | "poll" | "survey" if _askable(entry, questions):
            return "quiz"
        case "file" if asset is not None:
            return "file"
        case "file" if url:
            return "link"
    return "paper" if entry.graded else "page"


def _askable(entry: Entry, questions: tuple[QuizQuestion, ...]) -> bool:
    opinion = entry.form != "quiz"
    return any(type_of(question, opinion=opinion) for question in questions)
