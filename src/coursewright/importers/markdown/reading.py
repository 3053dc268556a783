"""Reading outlines in Markdown: one file, or a folder whose files are modules in the order of their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.draft import CourseDraft
from coursewright.importers.markdown.bold_lines import with_headings
from coursewright.importers.markdown.detecting import outlines_of
from coursewright.importers.markdown.footnotes import with_notes, without_notes
from coursewright.importers.markdown.items import Items
from coursewright.importers.markdown.outline import course_of, titled
from coursewright.importers.markdown.sections import listed, sections_of
from coursewright.importers.markdown.tables import tables_in
from coursewright.importers.markup.about import licence_of
from coursewright.importers.markup.addresses import resolved
from coursewright.importers.markup.front import front_of, texts, word
from coursewright.importers.markup.lines import LONGEST, without_comments
from coursewright.importers.markup.pages import Pages
from coursewright.spec.errors import UsageError
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coursewright.importers.account import Account
    from coursewright.importers.desk import Desk
    from coursewright.importers.draft import Data
    from coursewright.importers.markup.addresses import Resolve
    from coursewright.importers.source import Plain, Source

__all__ = ["draft_of", "read"]

_INDEXES = frozenset({"index", "readme", "_index", "course", "syllabus", "overview", "home"})
_BEGINNING = re.compile(r"^(?:[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]|[ ]{0,3}#|[*_]{2}|\||[=-]{3})", re.MULTILINE)
_MOST = 8_000
"""Lines of one outline that begin a heading, an item or a row. Large courses have some hundreds."""
_WEEK = re.compile(r"\d{1,2}(?:-\d{1,2})?")
_NOTHING = "no heading, list or table"
_KEYS = {
    "title": "title",
    "description": "description",
    "language": "language",
    "lang": "language",
    "version": "version",
}


def read(source: Source, desk: Desk) -> CourseDraft:
    """Read an outline. Raises `UsageError` where there is no Markdown."""
    names = outlines_of(source)
    if not names:
        raise UsageError(
            f"`{source.path.name}` holds no Markdown.",
            "An outline is a file that ends in `.md`, or a folder of such files.",
        )
    pages = Pages(source, {})
    drafts: dict[str, CourseDraft] = {}
    for name in names:
        text = source.text(name)
        if len(text) > LONGEST:
            desk.account.left_out("file", name, name, f"it is longer than {LONGEST:,} letters")
            continue
        if len(names) > 1 and not _has_structure(without_comments(front_of(text, name).body)[0]):
            desk.account.keep(_name_of(name), name, text, f"it has {_NOTHING}")
            desk.account.imported("file", name, _name_of(name), "in the notes")
            continue
        drafts[name] = draft_of(text, name, desk.account, pages.resolver(name), _locator(source, name))
    if not drafts:
        raise _bare(source.path.name)
    for missing in pages.missing:
        desk.account.left_out("linked file", f"missing:{missing}", missing, "it is not in the source")
    return _together(drafts, source.path.name)


def draft_of(
    markdown: str, name: str, account: Account, resolve: Resolve, locate: Callable[[str], str | None]
) -> CourseDraft:
    """Return the course that one text outlines; `name` is what its things are called by.

    Raises `UsageError` for a text that is far too long to be an outline, and for one without headings, lists
    and tables.
    """
    front = front_of(markdown, name)
    if front.trouble:
        account.left_out("front matter", f"{name}#front-matter", name, f"it cannot be read: {front.trouble}")
    body, comments = without_comments(front.body)
    if len(_BEGINNING.findall(body)) > _MOST:
        raise UsageError(
            f"`{name}` holds more than {_MOST:,} headings and items: it is no outline.",
            "Import the part of it that is one.",
        )
    body, notes = without_notes(body)
    if not _has_structure(body):
        raise _bare(name)
    body, bold = with_headings(body)
    title, section = titled(sections_of(body))
    items = Items(name, account, lambda text: resolved(with_notes(text, notes), resolve), locate)
    draft = course_of(section, name, items, account)
    target = draft.modules[0].data if draft.lone_module else draft.data
    said = _about(front.data)
    said.setdefault("title", title or _name_of(name))
    if "description" in target and "description" in said:
        account.keep(
            _name_of(name),
            f"{name}#front-matter",
            str(said.pop("description")),
            "the front matter says it, too",
        )
    target.update({**said, **target})
    _tell(draft, name, bold, account)
    for number, comment in enumerate(comments, 1):
        account.keep(
            f"Comment {number}", f"{name}#comment-{number}", comment, "a comment is not for learners"
        )
    return draft


def _has_structure(markdown: str) -> bool:
    """Say whether anything in a text can say what is what: a heading, a list or a table."""
    body = with_headings(markdown)[0]
    return bool(sections_of(body).parts or listed(body).items or tables_in(body))


def _bare(name: str) -> UsageError:
    return UsageError(
        f"`{name}` has {_NOTHING}, so nothing in it says what is what.",
        "Give it headings (in Word by style, in Markdown with `#`), such as `Week 1: Consent`, `Outcomes`, "
        "`Readings`, `Tasks` and `Assessment`, with lists or tables below them. Lines in bold count as "
        "headings where each stands by itself and one of them says such a word.",
    )


def _tell(draft: CourseDraft, name: str, bold: int, account: Account) -> None:
    """Note how a text was read that has no headings, or none that announces anything."""
    title = _name_of(name)
    if bold:
        lines = f"{counted(bold, 'line')} in bold, each by itself, {'is' if bold == 1 else 'are'}"
        account.imported(
            "outline", f"{name}#outline", title, f"{lines} read as headings, as it has no others"
        )
    has_parts = not draft.lone_module or bool(draft.modules[0].units)
    if not has_parts and "description" in draft.modules[0].data and not any(draft.every_item()):
        how = "as the description: no heading announces what is done, read or learned"
        account.imported("text", f"{name}#text", title, how)


def _about(front: Mapping[str, Plain]) -> Data:
    """Return what front matter says of a course; what the format has no place for is kept in `x-outline`."""
    said: Data = {}
    rest: Data = {}
    for key, value in front.items():
        text = word(value)
        match key.lower().replace("_", "-"):
            case "title" | "description" | "language" | "lang" | "version" if text:
                said[_KEYS[key.lower()]] = text
            case "week" if _WEEK.fullmatch(text):
                said["week"] = text
            case "author" | "authors" | "instructor" | "instructors" if texts(value):
                said["authors"] = [*texts(value)]
            case "licence" | "license" if text:
                said["licence"] = licence_of(text)
            case _ if texts(value):
                several = texts(value)
                rest[key] = several if isinstance(value, list) else several[0]
    if rest:
        said["x-outline"] = rest
    return said


def _together(drafts: Mapping[str, CourseDraft], name: str) -> CourseDraft:
    """Return one course of several files: an index says what holds for all, each other file is a module."""
    if len(drafts) == 1:
        return next(iter(drafts.values()))
    course = CourseDraft(name, {})
    for file, draft in drafts.items():
        if _name_of(file).lower() in _INDEXES and not course.data:
            course.data = draft.modules[0].data if draft.lone_module else draft.data
            course.items = draft.modules[0].items if draft.lone_module else draft.items
            rest = [] if draft.lone_module and not draft.modules[0].units else draft.modules
            course.modules = [*rest, *course.modules]
        else:
            course.modules += draft.modules
    course.data.setdefault("title", name)
    return course


def _locator(source: Source, page: str) -> Callable[[str], str | None]:
    from coursewright.importers.markup.addresses import is_outside, joined  # noqa: PLC0415

    def locate(address: str) -> str | None:
        found = "" if is_outside(address) else joined(page, address)
        return found if found in source.sizes else None

    return locate


def _name_of(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[0] or name
