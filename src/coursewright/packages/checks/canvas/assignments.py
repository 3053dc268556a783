"""Assignments, quizzes, discussions, rubrics and outcomes as Canvas keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.checks.canvas.values import among, check_dates, check_number
from coursewright.packages.reading.xml import children, first, place_of, text_of
from coursewright.packages.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.packages.checks.canvas.settings import Settings
    from coursewright.packages.checks.manifest import Manifest
    from coursewright.packages.look import Look
    from coursewright.packages.said import Said

__all__ = ["check_assignments", "check_events", "check_quiz_files", "check_rubrics", "check_topics"]

_SUBMISSIONS = (
    *(
        "online_text_entry",
        "online_upload",
        "online_url",
        "discussion_topic",
        "online_quiz",
        "media_recording",
    ),
    *(
        "student_annotation",
        "external_tool",
        "on_paper",
        "none",
        "not_graded",
        "wiki_page",
        "basic_lti_launch",
    ),
)
_GRADINGS = ("points", "percent", "letter_grade", "gpa_scale", "pass_fail", "not_graded")
_STATES = ("published", "unpublished", "active", "deleted", "available", "created", "edited")


def check_assignments(settings: Settings) -> Iterator[Said]:
    """Check the settings of assignments, and of what is graded like one."""
    for file, root in settings.of("/assignment_settings.xml"):
        yield from _assignment(root, file, settings)
    for file, root in settings.of("/assessment_meta.xml"):
        yield from check_number(root, "points_possible", file)
        yield from check_dates(root, ("unlock_at", "due_at", "lock_at"), file)
        for inner in children(root, "assignment"):
            yield from _assignment(inner, file, settings)


def _assignment(root: _Element, file: str, settings: Settings) -> Iterator[Said]:
    for element in children(root, "submission_types"):
        for value in text_of(element).split(","):
            if value.strip() and value.strip() not in _SUBMISSIONS:
                yield said(
                    "PKG309", place_of(element, file), value=value.strip(), known=among(_SUBMISSIONS[:5])
                )
    grading = text_of(root, "grading_type")
    if grading and grading not in _GRADINGS:
        yield said("PKG310", place_of(root, file), value=grading, known=among(_GRADINGS))
    state = text_of(root, "workflow_state")
    if state and state not in _STATES:
        yield said("PKG308", place_of(root, file), value=state, known=among(_STATES[:2]))
    yield from check_number(root, "points_possible", file)
    yield from check_dates(root, ("unlock_at", "due_at", "lock_at"), file)
    for part, lost in (
        ("rubric_identifierref", "the rubric"),
        ("assignment_group_identifierref", "the group it is weighed in"),
        ("quiz_identifierref", "the quiz"),
    ):
        yield from _refers(root, part, lost, file, settings)


def _refers(root: _Element, part: str, lost: str, file: str, settings: Settings) -> Iterator[Said]:
    ref, found = text_of(root, part), first(root, part)
    if ref and found is not None and ref not in settings.ids:
        yield said("PKG314", place_of(found, file), part=part, ref=ref, lost=lost)


def check_topics(settings: Settings, manifest: Manifest) -> Iterator[Said]:
    """Check the settings of discussions."""
    for file, root in settings.documents.items():
        topic = first(root, "topic_id")
        if topic is None:
            continue
        ref = text_of(root, "topic_id")
        if ref not in manifest.by_id:
            yield said(
                "PKG314", place_of(topic, file), part="topic_id", ref=ref, lost="the text of the discussion"
            )
        yield from check_dates(root, ("delayed_post_at", "lock_at"), file)
        for inner in children(root, "assignment"):
            yield from _assignment(inner, file, settings)


def check_rubrics(settings: Settings) -> Iterator[Said]:
    """Check rubrics, and what outcomes are aligned with."""
    for file, root in settings.of("course_settings/rubrics.xml"):
        for rubric in children(root, "rubric"):
            name = text_of(rubric, "title") or rubric.get("identifier", "")
            criteria = list(children(first(rubric, "criteria"), "criterion"))
            if not criteria:
                yield said("PKG315", place_of(rubric, file), what=f'The rubric "{name}" has no criteria')
            for criterion in criteria:
                yield from check_number(criterion, "points", file)
                yield from _refers(criterion, "learning_outcome_identifierref", "the outcome", file, settings)
                if first(criterion, "ratings", "rating") is None:
                    what = f'A criterion of the rubric "{name}" has no ratings'
                    yield said("PKG315", place_of(criterion, file), what=what)
    for file, root in settings.of("course_settings/learning_outcomes.xml"):
        for alignment in root.iter("{*}alignment"):
            yield from _refers(alignment, "content_id", "the alignment", file, settings)


def check_events(settings: Settings) -> Iterator[Said]:
    """Check the dates of the calendar and of the course."""
    for file, root in settings.of("course_settings/events.xml"):
        for event in children(root, "event"):
            yield from check_dates(event, ("start_at", "end_at"), file)
    for file, root in settings.of("course_settings/course_settings.xml"):
        yield from check_dates(root, ("start_at", "conclude_at"), file)
    for file, root in settings.of("course_settings/module_meta.xml"):
        for module in children(root, "module"):
            yield from check_dates(module, ("unlock_at",), file)


def check_quiz_files(look: Look, settings: Settings, manifest: Manifest) -> Iterator[Said]:
    """Check that each quiz has the file that Canvas takes its questions from."""
    for file, root in settings.of("/assessment_meta.xml"):
        name = root.get("identifier", "")
        wanted = f"non_cc_assessments/{name}.xml.qti"
        if name and f"{manifest.base}{wanted}" not in look.names:
            yield said("PKG317", place_of(root, file), file=wanted)
