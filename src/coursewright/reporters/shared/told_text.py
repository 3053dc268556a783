"""A finding as plain text: on one line as editors and logs read it, and in a few paragraphs for a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reporters.shared.entry_words import explain, others, time, to_write
from coursewright.reporters.shared.fold import NAMED
from coursewright.reporters.shared.measure import cut, flat, safe

if TYPE_CHECKING:
    from coursewright.reporters.record import Place, Told, Trouble
    from coursewright.reporters.shared.fold import Entry

_NAME = 60
"""Characters of a name that is mentioned in passing."""


def one_line(told: Told) -> str:
    """Return where a finding stands and what it says, as `path:line:column: CODE [severity] message`."""
    place = told.place
    where = f"{safe(place.path)}:{place.line}:{place.column}:"
    return f"{where} {told.code} [{told.severity}] {flat(told.message)}"


def trouble_line(trouble: Trouble) -> str:
    """Return what kept a file from being checked, and where that is."""
    where = f"{safe(trouble.path)}:"
    if trouble.line:
        where += f"{trouble.line}:{trouble.column}:"
    return f"{where} [error] {flat(trouble.said)}"


def paragraphs(entry: Entry[Told], longest: int | None = None) -> list[str]:
    """Return what there is to say of a finding, or of several that share a fault, one thing a paragraph.

    The message, why it matters and what helps are cut to `longest` characters each, with an ellipsis.
    """
    first, more = entry.first, len(entry.findings) - 1
    message = cut(flat(first.message), longest)
    said = [f"{message} (And {more} more in this file.)" if more else message]
    said += [f"see: {_elsewhere(place, first)}" for place in first.related[:NAMED]]
    if (unseen := len(first.related) - NAMED) > 0:
        said.append(f"see: and {unseen} more places")
    said += [f"also: {names}" for names in others(entry, _name, lambda unit: cut(flat(unit), _NAME))]
    said += [f"to do: {place}" for place in to_write(entry, _name, lambda hint: cut(flat(hint), longest))]
    if first.why:
        said.append(f"why: {cut(flat(first.why), longest)}")
    if first.fix:
        taking = f" ({time(entry)})" if entry.minutes else ""
        said.append(f"fix: {cut(flat(first.fix), longest)}{taking}")
    return [*said, f"more: {explain(first.code)}"]


def _elsewhere(place: Place, told: Told) -> str:
    where = f"line {place.line}" if place.path == told.file else f"{safe(place.path)}:{place.line}"
    return f"{where}, {cut(flat(place.label), _NAME)}" if place.label else where


def _name(told: Told) -> str:
    if told.subject:
        return f'"{cut(flat(told.subject), _NAME)}"'
    return cut(flat(told.place.node), _NAME) or "the file"
