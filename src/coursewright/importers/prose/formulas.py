"""Formulas in HTML as LaTeX: marked in the text for a script, as images, or as MathML that says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from coursewright.importers.prose.parsing import words_of
from coursewright.importers.prose.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

__all__ = ["formula_of_image", "formula_of_math", "formula_piece", "split_formulas"]

_LONGEST = 4000
_OPENING = re.compile(r"\\\(|\\\[|\$\$|\[mathjaxinline\]|\[mathjax\]|\[tex\]")
_CLOSING = {
    "\\(": "\\)",
    "\\[": "\\]",
    "$$": "$$",
    "[mathjaxinline]": "[/mathjaxinline]",
    "[mathjax]": "[/mathjax]",
    "[tex]": "[/tex]",
}
_FURTHEST = 200_000
"""Letters of one paragraph in which formulas are looked for."""
_DISPLAYED = frozenset({"\\[", "$$", "[mathjax]"})


def split_formulas(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield pieces with the formulas that stand in their text told apart."""
    for piece in pieces:
        if piece.kind != "text" or (
            "\\" not in piece.text and "$$" not in piece.text and "[" not in piece.text
        ):
            yield piece
        else:
            yield from _split(piece)


def _split(piece: Piece) -> Iterator[Piece]:
    text, last = piece.text, 0
    ends: dict[str, int] = {}
    for found in _OPENING.finditer(text):
        sign, start = found[0], found.end()
        if found.start() < last:
            continue
        if found.start() > _FURTHEST:
            break
        if ends.get(sign, 0) < start:
            at = text.find(_CLOSING[sign], start)
            ends[sign] = at if at >= 0 else len(text) + _LONGEST + 1
        end = ends[sign]
        made = formula_piece(text[start:end], display=sign in _DISPLAYED) if end - start <= _LONGEST else None
        if made is None:
            continue
        if found.start() > last:
            yield piece._replace(text=text[last : found.start()])
        yield made._replace(marks=piece.marks, link=piece.link)
        last = end + len(_CLOSING[sign])
    if last < len(text):
        yield piece._replace(text=text[last:])


def formula_piece(latex: str, *, display: bool) -> Piece | None:
    """Return LaTeX as a piece: as code where dollars in it would end it; None where there is nothing."""
    inner = " ".join(latex.split())
    if inner.startswith("\\displaystyle ") and display:
        inner = inner.removeprefix("\\displaystyle ")
    if not inner:
        return None
    if re.search(r"(?<!\\)\$", inner) or inner.endswith("\\") or len(inner) > _LONGEST:
        return Piece("code", inner)
    return Piece("display" if display else "formula", inner)


def formula_of_image(image: _Element) -> Piece | None:
    """Return the formula that an image shows; None for any other image."""
    said = image.get("data-equation-content") or image.get("data-mathml-tex") or ""
    names = image.get("class", "").split()
    alt = image.get("alt", "")
    if not said and "equation_image" in names:
        said = alt.removeprefix("LaTeX:").strip() or unquote(unquote(image.get("src", "").rpartition("/")[2]))
    if not said and ("texrender" in names or "tex" in names) and alt:
        said = alt.strip("$ ")
    return formula_piece(said, display=False) if said else None


def formula_of_math(math: _Element) -> Piece | None:
    """Return a `math` element: the LaTeX that it carries, else its words as code."""
    display = math.get("display") == "block" or math.get("mode") == "display"
    latex = math.get("alttext") or ""
    for note in math.iter("annotation"):
        if "tex" in (note.get("encoding") or "").lower():
            latex = "".join(map(str, note.itertext())) or latex
    if latex.strip():
        return formula_piece(latex, display=display)
    words = words_of(math)
    return Piece("code", words) if words else None
