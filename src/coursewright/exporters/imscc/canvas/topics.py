"""Settings of discussions and announcements of Canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.imscc.canvas.assignments import settings_in
from coursewright.exporters.imscc.canvas.parts import document, make

if TYPE_CHECKING:
    from coursewright.exporters.imscc.canvas.assignments import AssignmentSettings

__all__ = ["TopicSettings", "topic_settings"]


class TopicSettings(NamedTuple):
    """What Canvas keeps of a discussion, or an announcement, beside its text."""

    identifier: str
    """Of these settings."""
    topic: str
    """The identifier of the topic."""
    title: str
    position: int
    published: bool
    announcement: bool = False
    post_first: bool = False
    """Whether others' posts show only to those who have posted."""
    in_groups: bool = False
    posts_at: str | None = None
    """When it opens: of an announcement, when it is made."""
    to_do_at: str | None = None
    """When it is due, where it does not count."""
    assignment: AssignmentSettings | None = None


def topic_settings(settings: TopicSettings) -> bytes:
    """Write a `topicMeta`."""
    delayed = settings.announcement and settings.posts_at
    state = "post_delayed" if delayed else "active" if settings.published else "unpublished"
    return document(
        "topicMeta",
        make("topic_id", settings.topic),
        make("title", settings.title),
        make("delayed_post_at", settings.posts_at) if settings.posts_at else None,
        make("position", settings.position),
        make("type", "announcement" if settings.announcement else "topic"),
        make("discussion_type", "threaded"),
        make("require_initial_post", True) if settings.post_first else None,
        make("has_group_category", settings.in_groups),
        make("workflow_state", state),
        make("todo_date", settings.to_do_at) if settings.to_do_at else None,
        make("locked", True) if settings.announcement else None,
        settings_in(settings.assignment) if settings.assignment is not None else None,
        identifier=settings.identifier,
    )
