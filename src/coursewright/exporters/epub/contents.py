"""The pages of a book in their order: what the course is, module by module, at last what is for staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.epub.deciding import consequences, consequences_name, decisions, prompts
from coursewright.exporters.epub.pages import Page
from coursewright.exporters.pages import course_bodies
from coursewright.exporters.pages.body import ALL, course_body, entry_body, module_body, unit_body
from coursewright.exporters.pages.design_brief import design_brief_body
from coursewright.exporters.pages.presence import presence_survey_body
from coursewright.exporters.pages.staff_bodies import announcements_body, instructor_log_body, staff_body
from coursewright.exporters.pages.writing import section
from coursewright.exporters.prose.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition, Entry, ModulePart
    from coursewright.exporters.epub.links import BookLinks

__all__ = ["has_page", "pages_of"]

_BEFORE = '<section class="cw-loop"'
"""What is done comes before what happens with it."""


def has_page(entry: Entry) -> bool:
    """Tell whether an entry has a page among those for everybody."""
    return not (entry.staff_only or entry.kind == "announcement")


def pages_of(edition: Edition, links: BookLinks) -> Iterator[Page]:
    """Yield the pages after the cover and the list of contents."""
    yield from _about(edition, links)
    for module in edition.modules:
        entries = [entry for entry in module.entries if has_page(entry)]
        if not entries:
            continue
        yield Page(module.slug, module.title, module_body(module, edition, links).html)
        yield from _of_module(module, edition, links)
        for entry in entries:
            told = consequences(entry, edition)
            if told:
                yield Page(
                    consequences_name(entry), edition.words("epub.follows", title=entry.title), told, 0
                )
    if edition.choices.for_staff:
        yield from _for_staff(edition, links)


def _about(edition: Edition, links: BookLinks) -> Iterator[Page]:
    words = edition.words
    yield Page("about_course", words("epub.about"), course_body(edition, links).html)
    pages = (
        ("about_fit", "fit.title", (course_bodies.fit_body,)),
        ("about_working", "epub.working", (course_bodies.how_it_runs_body, course_bodies.expectations_body)),
        ("about_support", "support.title", (course_bodies.support_body, course_bodies.ai_body)),
    )
    for name, key, bodies in pages:
        content = "\n".join(found for body in bodies if (found := body(edition, links).html))
        if content:
            yield Page(name, words(key), content, 2)


def _of_module(module: ModulePart, edition: Edition, links: BookLinks) -> Iterator[Page]:
    for unit in module.units:
        entries, depth = [entry for entry in unit.entries if has_page(entry)], 2
        if unit.title and (entries or unit.overview) and len(module.units) > 1:
            yield Page(unit.slug, unit.title, unit_body(unit, edition, links).html, 2)
            depth = 3
        for entry in entries:
            yield _entry_page(entry, edition, links)._replace(depth=depth)


def _entry_page(entry: Entry, edition: Edition, links: BookLinks) -> Page:
    parts = ALL - {"decisions", "prompts"}
    content = entry_body(entry, edition, links, parts).html
    at = content.find(_BEFORE)
    at = len(content) if at < 0 else at
    own = "\n".join(part for part in (decisions(entry, edition), prompts(entry, edition)) if part)
    kind = edition.words(f"name.{entry.kind}")
    above = kind if kind != entry.title else ""
    return Page(entry.slug, entry.title, f"{content[:at]}\n{own}\n{content[at:]}", 2, above)


def _for_staff(edition: Edition, links: BookLinks) -> Iterator[Page]:
    words = edition.words
    notes = []
    for entry in edition.entries:
        told = staff_body(entry, edition, links, level=3).html
        if told:
            notes.append(section("staff", entry.title, told))
    yield Page(
        "staff_notes", words("staff.title"), "\n".join(notes) or f"<p>{escaped(words('epub.no_notes'))}</p>"
    )
    pages = (
        ("staff_announcements", "site.staff.announcements", announcements_body),
        ("staff_survey", "site.staff.survey", presence_survey_body),
        ("staff_log", "site.staff.log", instructor_log_body),
        ("staff_brief", "site.staff.brief", design_brief_body),
    )
    for name, key, body in pages:
        content = body(edition, links).html
        if content:
            yield Page(name, words(key), content, 2)
