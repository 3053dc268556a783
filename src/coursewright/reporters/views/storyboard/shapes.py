"""What a storyboard is drawn of: frames, signs, lines and text; lengths in pixels of CSS, 96 to an inch."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coursewright.reporters.views.storyboard.routes import Route
    from coursewright.reporters.views.storyboard.type import Text

__all__ = ["Area", "Box", "Icon", "Placed"]


class Area(NamedTuple):
    """A rectangle of the sheet."""

    x: float
    y: float
    wide: float
    high: float


class Box(NamedTuple):
    """A frame: `kind` is `card`, `back` or `step`, `tone` says how its loop stands."""

    x: float
    y: float
    wide: float
    high: float
    kind: str
    tone: str = ""


class Icon(NamedTuple):
    """A sign of a given size with its number, 1 for none."""

    x: float
    y: float
    size: float
    sign: str
    tone: str = ""
    number: int = 1


class Placed(NamedTuple):
    """What is drawn: frames, lines from task to answer, text and signs."""

    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]
    texts: tuple[Text, ...]
    icons: tuple[Icon, ...]
    left_out: tuple[str, ...] = ()
