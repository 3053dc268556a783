"""The colours of drawings: six hues, a neutral one, one for what is unknown, and tones, light and dark.

Hues stand out from paper at 3 to 1 or more, what letters are written in at 4.5 to 1. Hues were chosen to lie
as far apart as they can for whoever sees no red, no green or no blue (after Machado et al. 2009, distances in
OKLab); each has a texture of its own as well.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["COLOURS", "HUES", "TONES", "Colour"]


class Colour(NamedTuple):
    """A colour by its name, on light and on dark paper."""

    name: str
    light: str
    dark: str


COLOURS: tuple[Colour, ...] = (
    Colour("paper", "#fbfaf6", "#191a1b"),
    Colour("ink", "#23211d", "#e9e6df"),
    Colour("soft", "#5b574f", "#b0aca3"),
    Colour("line", "#dedad0", "#383a3c"),
    Colour("edge", "#8a857a", "#85888a"),
    Colour("tint", "#efece3", "#26282a"),
)
TONES: tuple[Colour, ...] = (
    Colour("good", "#1f6b45", "#86cfa4"),
    Colour("gap", "#b3341f", "#ff9a85"),
    Colour("purpose", "#5d4a91", "#c3b1f0"),
    Colour("unknown", "#67635a", "#a9a59c"),
)
HUES: tuple[Colour, ...] = (
    Colour("hue-0", "#747068", "#a39d93"),
    Colour("hue-1", "#2f80e6", "#8fd3fa"),
    Colour("hue-2", "#b5410d", "#fd8f2a"),
    Colour("hue-3", "#15482f", "#3d8079"),
    Colour("hue-4", "#7d2d78", "#cf68c3"),
    Colour("hue-5", "#bb8312", "#f2e25a"),
    Colour("hue-6", "#3a35b8", "#6b86ff"),
    Colour("hue-7", "#747068", "#a39d93"),
)
