"""What the answers come to, before anything is written: files, the plan's outline, what is left to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.new.wizard.outline import outlined
from coursewright.cli.new.wizard.reading import Reading
from coursewright.cli.writing import unified
from coursewright.reporters.shared.paths import from_here
from coursewright.reporters.views.terminal.ink import Span, split
from coursewright.views.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from coursewright.cli.writing import NewText
    from coursewright.reporters.views.terminal.ink import Line
    from coursewright.scaffold.render import Left

_MOST_NAMED = 3
"""How many files are named where there are many."""
_HEADER = 2
"""The lines of a diff that name its files."""
_SIGNS = {"+": "good", "-": "wrong"}
"""How lines of a diff are drawn."""


class Draft(NamedTuple):
    """What the answers come to: the files as they would be written, and what is left to write in them."""

    files: Sequence[NewText]
    left: Sequence[Left]


def reviewed(draft: Draft, here: Path, room: int) -> Iterator[Line]:
    """Yield the lines of a draft: the files that would be written, and what would stand in them."""
    for file in draft.files if len(draft.files) <= _MOST_NAMED + 1 else draft.files[:_MOST_NAMED]:
        yield _file(file, here)
    if len(draft.files) > _MOST_NAMED + 1:
        rest = draft.files[_MOST_NAMED:]
        lines = count(sum(len(file.text.splitlines()) for file in rest), "line")
        yield (Span(f"and {count(len(rest), 'more file')}", "strong"), Span(f"  {lines}", "quiet"))
    yield from split(_left(len(draft.left)), room, "open" if draft.left else "good")
    yield ()
    new, changed = _sorted(draft.files)
    if new:
        yield from outlined(new, room)
    for file in changed:
        yield from [()] if new else []
        yield from Reading(tuple(_drawn(text) for text in _changes(file, here))).drawn(room)


def whole(draft: Draft, here: Path) -> Reading:
    """Return the text of new files, and what would change in files that are there."""
    new, changed = _sorted(draft.files)
    lines: list[Span] = []
    for file in new:
        lines += [Span(from_here(file.path, here), "heading")] if len(draft.files) > 1 else []
        lines += [Span(text, _style(text)) for text in file.text.splitlines()]
        lines.append(Span(""))
    lines += [_drawn(text) for text in unified(changed, here).splitlines()]
    return Reading(tuple(lines))


def _sorted(files: Sequence[NewText]) -> tuple[list[NewText], list[NewText]]:
    """Return new files, and those that are there."""
    new = [file for file in files if file.before is None]
    return new, [file for file in files if file.before is not None]


def _file(file: NewText, here: Path) -> Line:
    if file.before is None:
        said = f"new, {count(len(file.text.splitlines()), 'line')}"
    else:
        signs = [text[0] for text in _changes(file, here)]
        gone = signs.count("-")
        said = f"{count(signs.count('+'), 'line')} added{f', {gone:,} taken away' if gone else ''}"
    return (Span(from_here(file.path, here), "strong"), Span(f"  {said}", "quiet"))


def _changes(file: NewText, here: Path) -> Iterator[str]:
    """Yield the lines that are added to a file or taken away, each with its sign."""
    for text in unified([file], here).splitlines()[_HEADER:]:
        if text[:1] in _SIGNS:
            yield text


def _style(text: str) -> str:
    return "quiet" if text.lstrip().startswith("#") else ""


def _drawn(text: str) -> Span:
    """Return a line of a diff in the style of its sign."""
    return Span(text, _SIGNS.get(text[:1], "quiet"))


def _left(number: int) -> str:
    if not number:
        return "Nothing in it is left open."
    each = "It says" if number == 1 else "Each says"
    return f"{count(number, 'TODO')} in it for you to write. {each} what belongs there."
