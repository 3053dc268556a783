"""Lines of a terminal: pieces of text with styles, measured and made safe, in the colours of Rich."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from coursewright.reporters.shared.measure import begins_command, flat, head, shorten, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "Line",
    "Span",
    "beside",
    "broken",
    "fitted",
    "line",
    "line_width",
    "padded",
    "painted",
    "plain",
    "split",
]

_STYLES = {
    "title": "bold",
    "heading": "bold magenta",
    "strong": "bold",
    "quiet": "dim",
    "place": "blue",
    "limit": "bold",
    "good": "green",
    "gap": "bold red",
    "purpose": "cyan",
    "unknown": "yellow",
    "hue1": "bright_blue",
    "hue2": "cyan",
    "hue3": "green",
    "hue4": "yellow",
    "hue5": "magenta",
    "hue6": "red",
    "hue7": "dim",
}
"""What Rich makes of the names of styles; any other name leaves text as it is."""
_TO_THE_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_UNIT = re.compile(r"(?<=\d) (?=(?:h|min|days?|weeks?|%)\b)")
"""The space between a number and its unit, which never stand on two lines."""
_GLUE = "\0"
_APART, _TOGETHER = "\u2068", "\u2069"
"""What keeps a text that runs to the left from taking along what stands beside it."""


class Span(NamedTuple):
    """A piece of a line: text that is safe to show, and the name of its style."""

    text: str
    style: str = ""


Line: TypeAlias = tuple[Span, ...]


def line(text: str = "", style: str = "") -> Line:
    """Return a line in one style."""
    return (Span(text, style),) if text else ()


def line_width(one: Line) -> int:
    """Return how many columns a line takes."""
    return sum(width(span.text) for span in one)


def broken(text: str, room: int) -> list[str]:
    """Break a text of anybody's into lines of at most `room` columns, words only where they are longer."""
    room = max(room, 2)
    lines: list[str] = []
    for part in wrap(_UNIT.sub(_GLUE, flat(text)), room):
        while width(part) > room:
            start = head(part, room)
            lines.append(start.rstrip())
            part = part[len(start) :].lstrip()  # noqa: PLW2901 - what is left of it
        lines.append(part)
    return [part.replace(_GLUE, " ") for part in lines]


def split(text: str, room: int, style: str = "") -> list[Line]:
    """Break a text of anybody's into lines in one style."""
    return [line(part, style) for part in broken(text, room)]


def fitted(text: str, room: int) -> str:
    """Return a text of anybody's on one line, with an ellipsis where it was cut."""
    return shorten(flat(text), room) if room > 0 else ""


def padded(one: Line, room: int) -> Line:
    """Fill a line up with spaces."""
    missing = room - line_width(one)
    return (*one, Span(" " * missing)) if missing > 0 else one


def beside(columns: Sequence[tuple[Sequence[Line], int]], gap: int = 2) -> Iterator[Line]:
    """Yield columns of lines side by side, each with its width."""
    height = max((len(lines) for lines, _ in columns), default=0)
    for number in range(height):
        whole: Line = ()
        for place, (lines, room) in enumerate(columns):
            one = lines[number] if number < len(lines) else ()
            is_last = place == len(columns) - 1
            whole += one if is_last else (*padded(one, room), Span(" " * gap))
        yield _trimmed(whole)


def _trimmed(one: Line) -> Line:
    """Return a line without the spaces at its end."""
    spans = list(one)
    while spans and not spans[-1].text.rstrip(" "):
        spans.pop()
    if spans:
        spans[-1] = spans[-1]._replace(text=spans[-1].text.rstrip(" "))
    return tuple(spans)


def plain(lines: Iterable[Line]) -> str:
    """Return lines as text without styles."""
    return "".join(f"{''.join(_kept(span.text) for span in _harmless(one))}\n" for one in lines)


def painted(lines: Iterable[Line]) -> str:
    """Return lines as text in the sixteen colours that every terminal has."""
    from rich.color import ColorSystem  # noqa: PLC0415 - only where there is colour
    from rich.style import Style  # noqa: PLC0415

    styles = {name: Style.parse(written) for name, written in _STYLES.items()}
    nothing = Style.null()
    return "".join(
        "".join(
            styles.get(span.style, nothing).render(_kept(span.text), color_system=ColorSystem.STANDARD)
            for span in _harmless(one)
        )
        + "\n"
        for one in lines
    )


def _harmless(one: Line) -> Line:
    """Return a line that no runner of CI jobs takes for a command."""
    text = "".join(span.text for span in one)
    if not begins_command(text):
        return one
    return line(text.replace("::", "∷"), one[0].style)


def _kept(text: str) -> str:
    """Return a piece of text that turns nothing around it, whichever way it runs."""
    return f"{_APART}{text}{_TOGETHER}" if _TO_THE_LEFT.search(text) else text
