"""Whether a source is an outline in Markdown: by headings that announce something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.markdown.bold_lines import with_headings
from coursewright.importers.markdown.plans import plan_of
from coursewright.importers.markdown.sections import sections_of
from coursewright.importers.markdown.words import said_by
from coursewright.importers.markup.lines import LONGEST

if TYPE_CHECKING:
    from coursewright.importers.source import Source

__all__ = ["is_outline", "outlines_of", "recognises"]

_ENDINGS = (".md", ".markdown")
_ASIDE = frozenset(
    (  # noqa: SIM905 - lists of single strings read worse
        "contributing code_of_conduct changelog license licence security authors governance support"
    ).split()
)
_LOOKED_AT = 200_000
"""Letters of a file that are looked at to tell what it is."""
_FILES = 40
_TELLING = frozenset({"outcomes", "tasks", "materials", "reflection", "sessions", "assessments"})
_SOFTWARE = frozenset(
    {
        "build", "changelog", "code of conduct", "contributing", "demo", "dependencies", "deployment",
        "features", "future work", "getting started", "how to run", "installation", "known issues", "license",
        "project structure", "quick start", "quickstart", "requirements", "results", "roadmap", "setup",
        "tech stack", "technologies", "technologies used", "testing", "tests", "usage",
    }
)  # fmt: skip
"""Headings of a program's README, which may have learning outcomes, too: what its author learned."""


def recognises(source: Source) -> bool:
    """Say whether a source is one Markdown file that is an outline, or a folder most of whose files are."""
    names = outlines_of(source)[:_FILES]
    if not names:
        return False
    outlines = sum(is_outline(source.text(name)) for name in names)
    if source.is_file:
        return outlines == 1
    return outlines * 2 > len(names) or (outlines > 0 and len(names) == 1)


def outlines_of(source: Source) -> list[str]:
    """Return the Markdown files that may hold an outline, in order: those at the top, or in one folder."""
    names = [name for name in source.names() if name.lower().endswith(_ENDINGS) and not _is_aside(name)]
    if not names:
        return []
    shallowest = min(name.count("/") for name in names)
    top = [name for name in names if name.count("/") == shallowest]
    folder = top[0].rpartition("/")[0]
    found = [name for name in top if name.rpartition("/")[0] == folder]
    return [name for name in found if source.sizes[name] <= LONGEST * 4]


def _is_aside(name: str) -> bool:
    return name.rpartition("/")[2].partition(".")[0].lower().replace("-", "_") in _ASIDE


def is_outline(text: str) -> bool:
    """Say whether a text looks like the outline of a course.

    It announces two things of a course, such as outcomes and tasks; or one, in parts that say that they are
    parts; or it holds a plan. A text with two headings of a program's README is none.
    """
    whole = sections_of(with_headings(text[:_LOOKED_AT])[0])
    topics = [role.topic for one in whole.every() if (role := said_by(one.title).role) is not None]
    if sum(one.title.strip(" :").casefold() in _SOFTWARE for one in whole.every()) > 1:
        return False
    told = set(topics) & _TELLING
    if len(told) > 1 or (told and "part" in topics):
        return True
    return any(plan_of(one.text) for one in (whole, *whole.every()) if "|" in one.text)
