"""An entry of the Markdown report: an item of a list, with what is longer folded away below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reporters.markdown.text import code, cut, fitted, text
from coursewright.reporters.shared.entry_words import LISTS_ALL, explain, offer, others, time, to_write
from coursewright.reporters.shared.measure import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.reporters.record import Place, Told
    from coursewright.reporters.shared.fold import Entry

SENTENCE = 500
"""Characters of a message, a reason or an advice."""
NAME = 60
"""Characters of a name, or of a line shown in passing."""
PATH = 120
_RELATED = 5


def entry_markdown(entry: Entry[Told]) -> str:
    """Return an entry as an item of a list, with a blank line behind it."""
    first = entry.first
    rest = len(entry.findings) - 1
    more = f" (And {rest} more in this file.)" if rest else ""
    said = f"{fitted(first.message, SENTENCE)}{more}"
    lines = [f"- **{first.severity}** {code(cut(first.code, NAME))} {said} {place_code(first.place)}"]
    if first.fix:
        taking = f" ({time(entry)})" if entry.minutes else ""
        lines += ["", f"  **fix:** {fitted(first.fix, SENTENCE)}{taking}"]
    lines += ["", "  <details><summary>why, and more</summary>", ""]
    lines += [f"  - {note}" for note in _notes(entry)]
    return "\n".join([*lines, "", "  </details>", "", ""])


def _notes(entry: Entry[Told]) -> Iterator[str]:
    first = entry.first
    if first.why:
        yield f"**why:** {fitted(first.why, SENTENCE)}"
    for places in others(entry, _called, lambda unit: fitted(unit, NAME)):
        yield f"**also:** {places}"
    for place in to_write(entry, _called, lambda hint: fitted(hint, SENTENCE)):
        yield f"**to do:** {place}"
    yield from _related(first)
    if first.on_purpose:
        yield f"**on purpose?** {code(offer(cut(first.on_purpose, NAME)))}"
    yield f"**more:** {code(explain(cut(first.code, NAME)))}"


def _related(told: Told) -> Iterator[str]:
    for place in told.related[:_RELATED]:
        where = f"line {place.line}" if place.path == told.file else place_code(place)
        label = f", {fitted(place.label, NAME)}" if place.label else ""
        written = code(cut(place.written, NAME))
        yield f"**see:** {where}{label}{': ' if written else ''}{written}"
    if (more := len(told.related) - _RELATED) > 0:
        yield f"**see:** {more} more places; {LISTS_ALL}"


def _called(told: Told) -> str:
    if told.subject:
        return f'"{text(cut(told.subject, NAME))}"'
    return code(cut(told.place.node, NAME)) or "the file"


def place_code(place: Place) -> str:
    """Return a place as `path:line`."""
    return path_code(place.path, f":{place.line}")


def path_code(path: str, behind: str = "") -> str:
    """Return a path as code, without its beginning where it is long, and what belongs behind it."""
    shown = safe(path)
    return code((shown if len(shown) <= PATH else f"…{shown[1 - PATH :]}") + behind)
