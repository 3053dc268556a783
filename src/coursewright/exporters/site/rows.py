"""Entries as lists show them: what each is called, what kind it is of, how long it takes, when it is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from coursewright.exporters.pages.times import duration_of, duration_text
from coursewright.exporters.site.addresses import entry_path, has_page
from coursewright.exporters.site.clock import short_time_html
from coursewright.exporters.site.course_data import keys_with_tasks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.exporters.edition.model import Edition, Entry

__all__ = ["Row", "marks_of", "rows_of"]


class Row(NamedTuple):
    """One entry in a list."""

    key: str
    path: str
    """From the top of the site; empty where it has no page."""
    title: str
    classes: str
    """What its colour and its sign depend on."""
    kind: str
    marks: tuple[str, ...]
    """`optional` and `graded`, in words."""
    time: str
    """The time it takes; empty where nobody said."""
    when: Markup | str
    """When it is due, or starts; empty where that is not known."""
    bits: tuple[Markup | str, ...]
    """Time, date, marks, and whether it goes with a task and so is no step of its own, as far as it is so."""
    why: str


def rows_of(edition: Edition) -> Mapping[str, Row]:
    """Return the rows of all entries by their keys."""
    within = keys_with_tasks(edition)
    return {entry.key: _row(entry, edition, with_task=entry.key in within) for entry in edition.entries}


def marks_of(entry: Entry, edition: Edition) -> tuple[str, ...]:
    """Return whether an entry is optional and whether it counts, in words."""
    words = edition.words
    marks = []
    required = getattr(entry.element, "required", True)
    if entry.optional or not required:
        marks.append(words("site.optional"))
    if entry.graded:
        marks.append(words("site.graded"))
    return tuple(marks)


def _row(entry: Entry, edition: Edition, *, with_task: bool) -> Row:
    words = edition.words
    duration = duration_of(entry)
    time = duration_text(duration, edition) if duration is not None else ""
    when: Markup | str = ""
    if entry.kind in {"session", "announcement"} and entry.opens is not None:
        when = short_time_html(entry.opens, edition)
    elif entry.due is not None and entry.kind != "material":
        when = short_time_html(entry.due, edition)
    marks = marks_of(entry, edition)
    due = when
    if when and entry.kind not in {"session", "announcement"}:
        due = Markup("{} {}").format(words("site.due"), when)
    return Row(
        key=entry.key,
        path=entry_path(entry) if has_page(entry) else "",
        title=entry.title,
        classes=f"cw-k-{entry.kind} cw-f-{entry.form}",
        kind=_kind(entry, edition),
        marks=marks,
        time=time,
        when=when,
        bits=tuple(bit for bit in (time, due, *marks, words("site.with-task") if with_task else "") if bit),
        why=getattr(entry.element, "purpose", None) or "",
    )


def _kind(entry: Entry, edition: Edition) -> str:
    """Return what kind of thing an entry is, in words: its own where that is known, else the wider one."""
    words, own = edition.words, getattr(entry.element, "kind", None)
    if entry.kind == "reflection":
        return words("site.kind.reflection")
    key = f"material.kind.{own}" if entry.kind == "material" else f"site.kind.{own}"
    return words(key) if own and key in words else words(f"name.{entry.kind}")
