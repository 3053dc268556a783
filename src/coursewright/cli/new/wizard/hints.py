"""Which keys do what on a screen, in the words of its last lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.new.wizard.pick import Pick
from coursewright.cli.new.wizard.reading import Reading
from coursewright.cli.new.wizard.sheet import Writing
from coursewright.reporters.views.terminal.ink import Span, fitted, line_width

if TYPE_CHECKING:
    from coursewright.cli.new.wizard.sheet import Field, Sheet
    from coursewright.reporters.views.terminal.ink import Line

_GAP = "   "
_SKIP = "leaves a TODO"
_DEFAULT = 24
"""The most columns that a default takes in a hint; it stands in the field, too."""


class Hint(NamedTuple):
    """A key and what it does."""

    key: str
    does: str


def hints(sheet: Sheet, field: Field, typed: str, offer: str, *, more: bool = False) -> list[Hint]:
    """Return the keys of a screen, with its field as it is now.

    `typed` is what was written, `offer` the word that Enter would take; `more` says that only the beginning
    of what there is to say of an option is shown.
    """
    found: list[Hint] = []
    match field:
        case Writing():
            found = _writing(field, typed, offer, can_skip=sheet.can_skip)
        case Pick(several=True) as pick:
            takes = "takes none" if pick.optional else "takes it"
            takes = "takes the marked ones" if pick.marked else takes
            found = [Hint("Up Down", "move"), Hint("Space", "marks"), Hint("Enter", takes)]
        case Pick():
            found = [Hint("Up Down", "moves" if more else "or a number moves"), Hint("Enter", "takes it")]
        case Reading():
            return [Hint("Up Down", "scroll"), Hint("Esc", "goes back"), Hint("Ctrl-C", "quits")]
    if more:
        found.append(Hint("?", "more"))
    if sheet.can_go_back:
        found.append(Hint("Esc", "goes back"))
    takes_none = isinstance(field, Pick) and field.optional
    if sheet.can_skip and not takes_none and found[0].does != _SKIP:
        found.append(Hint("Ctrl-S", _SKIP))
    if sheet.can_rest:
        found.append(Hint("Ctrl-R", "takes the rest as it is"))
    return [*found, Hint("Ctrl-C", "quits")]


def _writing(field: Writing, typed: str, offer: str, *, can_skip: bool) -> list[Hint]:
    if offer:
        return [Hint("Enter", f"takes {fitted(offer, _DEFAULT)}")]
    if not typed.strip():
        if field.default:
            return [Hint("Enter", f"takes {fitted(field.default, _DEFAULT)}")]
        return [Hint("Enter", _SKIP)] if can_skip else []
    if not field.lines:
        return [Hint("Enter", "goes on")]
    on_empty_line = not typed.rpartition("\n")[2].strip()
    return [Hint("Enter", "goes on" if on_empty_line else "starts a line; on an empty one, goes on")]


def drawn_hints(found: list[Hint], room: int) -> list[Line]:
    """Return hints on as few lines as hold them, none of them wider than `room` columns."""
    lines: list[Line] = []
    for hint in found:
        one: Line = (Span(hint.key, "key"), Span(f" {fitted(hint.does, room - len(hint.key) - 1)}", "quiet"))
        if lines and line_width(lines[-1]) + len(_GAP) + line_width(one) <= room:
            lines[-1] = (*lines[-1], Span(_GAP), *one)
        else:
            lines.append(one)
    return lines
