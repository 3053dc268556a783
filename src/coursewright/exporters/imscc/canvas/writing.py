"""The files of one entry in the Canvas flavour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from coursewright.exporters.imscc.canvas.addresses import page_path
from coursewright.exporters.imscc.canvas.assignments import AssignmentSettings, assignment_settings
from coursewright.exporters.imscc.canvas.grading import PRACTICE, points_in
from coursewright.exporters.imscc.canvas.parts import stamp
from coursewright.exporters.imscc.canvas.quizzes import QuizSettings, quiz_settings
from coursewright.exporters.imscc.canvas.rubrics import rubric_points
from coursewright.exporters.imscc.canvas.topics import TopicSettings, topic_settings
from coursewright.exporters.imscc.prompts import asked
from coursewright.exporters.imscc.qti_cc import quiz
from coursewright.exporters.imscc.resources import WEB_CONTENT, Resource
from coursewright.exporters.imscc.shapes import minutes_of, tries_of
from coursewright.exporters.imscc.small_files import topic, web_link
from coursewright.exporters.imscc.webpage import web_page
from coursewright.exporters.pages.body import ALL, Body, entry_body
from coursewright.exporters.pages.entry_marks import marked_entry
from coursewright.exporters.prose.prose import prose_of
from coursewright.exporters.prose.render import Renderer
from coursewright.exporters.qti12.canvas import canvas_quiz
from coursewright.spec.model import Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.imscc.canvas.addresses import InCanvas
    from coursewright.exporters.imscc.canvas.grading import Grading
    from coursewright.exporters.imscc.canvas.modules import ContentType
    from coursewright.exporters.imscc.canvas.things import Thing, ThingKind
    from coursewright.exporters.imscc.parcel import Parcel
    from coursewright.exporters.imscc.versions import Version
    from coursewright.exporters.packing.member import Member

__all__ = ["CONTENT_TYPES", "Writer", "has_rubric", "in_groups", "posts_first"]

CONTENT_TYPES: Mapping[ThingKind, ContentType] = {
    "page": "WikiPage",
    "wiki": "WikiPage",
    "topic": "DiscussionTopic",
    "assignment": "Assignment",
    "paper": "Assignment",
    "quiz": "Quizzes::Quiz",
    "file": "Attachment",
    "link": "ExternalUrl",
}
_ONLINE = "online_text_entry,online_upload,online_url"
_IN_GROUPS = frozenset({"pairs", "groups"})


def has_rubric(thing: Thing) -> bool:
    """Whether there are criteria, and something in Canvas that takes a rubric."""
    return bool(thing.assignment) and any(one.name for one in getattr(thing.entry.element, "criteria", ()))


class Writer:
    """Writes entries into one cartridge."""

    def __init__(
        self, edition: Edition, version: Version, parcel: Parcel, links: InCanvas, grading: Grading
    ) -> None:
        self._edition = edition
        self._version = version
        self._parcel = parcel
        self._links = links
        self._grading = grading
        self._truth = (edition.words("imscc.true"), edition.words("imscc.false"))
        self._positions = {entry.key: place for place, entry in enumerate(edition.entries, 1)}

    def thing(self, thing: Thing) -> Iterator[Member]:
        """Yield the files of an entry."""
        match thing.kind:
            case "page" | "wiki":
                yield from self._page_of(thing)
            case "topic":
                yield from self._topic(thing)
            case "announcement":
                yield from self._announcement(thing)
            case "assignment" | "paper":
                yield from self._assignment(thing)
            case "quiz":
                yield from self._quiz(thing)
            case "link":
                path = f"{thing.identifier}.xml"
                resource = Resource(thing.identifier, self._version.type_of_web_link, (path,))
                yield from self._parcel.add(resource, web_link(self._version, thing.title, thing.url))
            case "file" if thing.asset is not None:
                self._parcel.take([thing.asset])

    def page(
        self,
        identifier: str,
        name: str,
        title: str,
        body: Body,
        *,
        front: bool = False,
        published: bool = True,
        by_students: bool = False,
        due: str | None = None,
    ) -> Iterator[Member]:
        """Yield a page. `by_students` says that students edit it, `due` puts it on their lists."""
        meta = [
            ("identifier", identifier),
            ("editing_roles", "teachers,students" if by_students else "teachers"),
            ("workflow_state", "active" if published else "unpublished"),
        ]
        meta += [("front_page", "true")] if front else []
        meta += [("todo_date", due)] if due else []
        needs = self._parcel.take(body.assets, staff=not published)
        resource = Resource(
            identifier, WEB_CONTENT, (page_path(name),), opens=True, needs=needs, staff=not published
        )
        html = web_page(self._edition, title, body.html, meta=meta, headed=False)
        yield from self._parcel.add(resource, html)

    def _page_of(self, thing: Thing) -> Iterator[Member]:
        entry = thing.entry
        yield from self.page(
            thing.identifier,
            entry.slug,
            thing.title,
            entry_body(entry, self._edition, self._links),
            published=thing.published,
            by_students=thing.kind == "wiki",
            due=stamp(entry.due) if entry.kind != "material" else None,
        )

    def _topic(self, thing: Thing) -> Iterator[Member]:
        entry = thing.entry
        settings = TopicSettings(
            f"{thing.identifier}_meta",
            thing.identifier,
            thing.title,
            self._positions[entry.key],
            thing.published,
            post_first=posts_first(entry),
            in_groups=in_groups(entry),
            posts_at=stamp(entry.opens) if not thing.assignment else None,
            to_do_at=stamp(entry.due) if not thing.assignment else None,
            assignment=self._settings(thing, "discussion_topic") if thing.assignment else None,
        )
        yield from self._topic_files(thing, self._body(thing), settings)

    def _announcement(self, thing: Thing) -> Iterator[Member]:
        prose = prose_of(thing.entry.element, "text", self._edition.course)
        renderer = Renderer(self._edition.course, self._links)
        html = renderer.html(prose) if prose is not None else ""
        html = marked_entry(thing.entry, self._edition, html)
        settings = TopicSettings(
            f"{thing.identifier}_meta",
            thing.identifier,
            thing.title,
            self._positions[thing.entry.key],
            published=True,
            announcement=True,
            posts_at=stamp(thing.entry.opens),
        )
        yield from self._topic_files(thing, Body(html, tuple(dict.fromkeys(renderer.assets))), settings)

    def _topic_files(self, thing: Thing, body: Body, settings: TopicSettings) -> Iterator[Member]:
        # Canvas takes the first dependency for the settings.
        needs = (settings.identifier, *self._parcel.take(body.assets))
        path, about = f"{thing.identifier}.xml", f"{settings.identifier}.xml"
        yield from self._parcel.add(
            Resource(thing.identifier, self._version.type_of_topic, (path,), needs=needs),
            topic(self._version, thing.title, body.html),
        )
        yield from self._parcel.add(
            Resource(settings.identifier, self._version.type_of_association, (about,), opens=True),
            topic_settings(settings),
        )

    def _assignment(self, thing: Thing) -> Iterator[Member]:
        body = self._body(thing)
        folder, handed_in = thing.identifier, _ONLINE if thing.kind == "assignment" else "on_paper"
        files = (f"{folder}/{thing.entry.slug}.html", f"{folder}/assignment_settings.xml")
        resource = Resource(
            thing.identifier,
            self._version.type_of_association,
            files,
            opens=True,
            needs=self._parcel.take(body.assets),
        )
        html = web_page(self._edition, thing.title, body.html, headed=False)
        yield from self._parcel.add(resource, html, assignment_settings(self._settings(thing, handed_in)))

    def _quiz(self, thing: Thing) -> Iterator[Member]:
        entry, name = thing.entry, thing.identifier
        body = self._body(thing)
        questions, assets = asked(thing.questions, self._edition, self._links)
        plain = quiz(self._version, name, thing.title, questions, self._truth)
        full = canvas_quiz(name, thing.title, questions, self._truth, opinion=thing.opinion)
        assert plain is not None  # noqa: S101 - a quiz has a question that can be asked
        assert full is not None  # noqa: S101
        needs = (f"{name}_meta", *self._parcel.take((*body.assets, *assets)))
        yield from self._parcel.add(
            Resource(name, self._version.type_of_quiz, (f"{name}/assessment_qti.xml",), needs=needs), plain
        )
        about = Resource(
            f"{name}_meta",
            self._version.type_of_association,
            (f"{name}/assessment_meta.xml", f"non_cc_assessments/{name}.xml.qti"),
            opens=True,
        )
        tries = tries_of(entry)
        settings = QuizSettings(
            name,
            thing.title,
            body.html,
            _quiz_kind(thing),
            points_in(thing),
            self._grading.group_of.get(entry.key, PRACTICE),
            thing.published,
            attempts=tries or (1 if entry.graded else -1),
            minutes=minutes_of(entry),
            due_at=stamp(entry.due),
            unlock_at=stamp(entry.opens),
            shows_key=not entry.graded,
            assignment=self._settings(thing, "online_quiz") if thing.assignment else None,
        )
        yield from self._parcel.add(about, quiz_settings(settings), full)

    def _body(self, thing: Thing) -> Body:
        """Return what an entry says, without what Canvas keeps by itself."""
        parts = set(ALL)
        if has_rubric(thing):
            parts.discard("criteria")
        if thing.kind == "quiz":
            parts.discard("questions")
        return entry_body(thing.entry, self._edition, self._links, frozenset(parts))

    def _settings(self, thing: Thing, submission_types: str) -> AssignmentSettings:
        entry, element = thing.entry, thing.entry.element
        rubric = f"rubric_{entry.slug}" if has_rubric(thing) else ""
        return AssignmentSettings(
            thing.assignment,
            thing.title,
            submission_types,
            points_in(thing),
            self._grading.group_of.get(entry.key, PRACTICE),
            counts=entry.graded,
            published=thing.published,
            position=self._positions[entry.key],
            due_at=stamp(entry.due),
            unlock_at=stamp(entry.opens),
            rubric=rubric,
            rubric_grades=entry.graded and rubric_points(getattr(element, "criteria", ())) is not None,
            peer_reviews=isinstance(element, Task) and element.kind == "peer-review",
            in_groups=in_groups(entry) and thing.kind != "quiz",
            attempts=tries_of(entry) if thing.kind == "assignment" else None,
            quiz=thing.identifier if thing.kind == "quiz" else "",
        )


def posts_first(entry: Entry) -> bool:
    """Whether others' posts show only to those who have posted."""
    element = entry.element
    replies = element.replies if isinstance(element, Task) else None
    return replies is not None and replies.protocol == "post-first"


def in_groups(entry: Entry) -> bool:
    """Whether an entry is done in pairs or groups."""
    return str(getattr(entry.element, "grouping", "") or "").partition(" ")[0] in _IN_GROUPS


def _quiz_kind(thing: Thing) -> Literal["assignment", "practice_quiz", "survey", "graded_survey"]:
    if thing.opinion:
        return "graded_survey" if thing.entry.graded else "survey"
    return "assignment" if thing.entry.graded else "practice_quiz"
