"""What a course says about itself: its first chapter, and the page that those see who are not in it yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.packing.member import Member
from coursewright.exporters.pages import course_bodies
from coursewright.exporters.pages.body import course_body
from coursewright.exporters.pages.staff_bodies import evaluation_body
from coursewright.exporters.prose.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.olx.links import CourseLinks, OutsideLinks

__all__ = ["EVALUATION", "about_members", "first_pages"]

EVALUATION = "about__evaluation"
"""The page of how it is known that the course worked: only staff may see it."""


def first_pages(edition: Edition, links: CourseLinks) -> Iterator[tuple[str, str, str]]:
    """Yield the pages of the first chapter that have something to say: a name, a title and HTML."""
    words = edition.words
    pages = (
        ("overview", words("olx.overview"), (course_body, course_bodies.skills_body)),
        ("fit", words("fit.title"), (course_bodies.fit_body,)),
        (
            "working",
            words("olx.working"),
            (course_bodies.how_it_runs_body, course_bodies.expectations_body, course_bodies.ai_body),
        ),
        ("support", words("support.title"), (course_bodies.support_body,)),
    )
    for name, title, bodies in pages:
        content = "\n".join(found for body in bodies if (found := body(edition, links).html))
        if content:
            # Two lines below each other: no name that is made of a slug has them.
            yield f"about__{name}", title, content
    if edition.choices.for_staff and (measured := evaluation_body(edition, links).html):
        yield EVALUATION, words("evaluation.title"), measured


def about_members(edition: Edition, links: OutsideLinks) -> Iterator[Member]:
    """Yield the page that is shown before somebody enrols, and an empty list of news."""
    whole, fit = course_body(edition, links).html, course_bodies.fit_body(edition, links).html
    # Both begin with what the course is worth; once is enough.
    value = course_bodies.value_body(edition, links).html
    content = f"{whole}\n{fit.replace(value, '', 1) if value else fit}"
    page = (
        f'<section class="about" lang="{edition.language}" dir="{edition.direction}">\n'
        f"<h2>{escaped(edition.title)}</h2>\n{content}\n</section>\n"
    )
    yield Member("course/about/overview.html", page.encode())
    # What was announced is for its time: the course team posts it then.
    yield Member("course/info/updates.html", b"<ol></ol>\n")
