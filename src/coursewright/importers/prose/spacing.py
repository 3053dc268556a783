"""White space between the pieces of a line made regular, and neighbours that are alike joined."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.prose.formulas import split_formulas
from coursewright.importers.prose.pieces import BREAK, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["parts_of", "regular", "tidied"]

_SPACES = re.compile(r"[ \t\n\r\f\v\u00a0]+")
_BOUND = re.compile("(?<=[0-9«‹])\u00a0(?=[^\\s])|(?<=[^\\s])\u00a0(?=[;:!?»›%€£])")
"""A space that must not break, between a number and its unit or before French punctuation."""
_JUNK = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\ufeff]")


def regular(text: str) -> str:
    """Return a text with single spaces, and without signs that nobody sees."""
    clean = _JUNK.sub("", text)
    if "\u00a0" in clean:
        clean = _BOUND.sub("\ue000", clean)
        return _SPACES.sub(" ", clean).replace("\ue000", "\u00a0")
    return _SPACES.sub(" ", clean)


def tidied(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with formulas told from text, white space apart, and neighbours that are alike as one."""
    joined: list[Piece] = []
    for piece in split_formulas(_joined(pieces)):
        if piece.kind != "text":
            joined.append(piece)
            continue
        text = regular(piece.text)
        words = text.strip(" ")
        if text[:1] == " ":
            joined.append(Piece("space", " "))
        if words:
            joined.append(piece._replace(text=words))
            if text[-1:] == " ":
                joined.append(Piece("space", " "))
    return _joined(_spaced(joined))


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    made: list[Piece] = []
    parts: list[str] = []
    for piece in pieces:
        if (
            made
            and piece.kind in {"text", "code"}
            and piece[2:] == made[-1][2:]
            and made[-1].kind == piece.kind
        ):
            parts.append(piece.text)
            continue
        if len(parts) > 1:
            made[-1] = made[-1]._replace(text="".join(parts))
        parts = [piece.text]
        made.append(piece)
    if len(parts) > 1:
        made[-1] = made[-1]._replace(text="".join(parts))
    return made


def _spaced(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield pieces with one space at most between two, marked only where both of them are."""
    before: Piece | None = None
    space = False
    breaks = 0
    for piece in pieces:
        if piece.kind == "space":
            space = True
            continue
        if piece.kind == "break":
            breaks += 1
            continue
        if before is not None and (space or breaks):
            marks, link = before.marks & piece.marks, before.link if before.link is piece.link else None
            if breaks:
                for _ in range(min(breaks, 2)):
                    yield Piece("break", BREAK, marks, link)
            else:
                yield Piece("text", " ", marks, link)
        yield piece
        before, space, breaks = piece, False, 0


def parts_of(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield pieces paragraph by paragraph: two breaks in a row end one."""
    part: list[Piece] = []
    for piece in pieces:
        if piece.kind == "break" and part and part[-1].kind == "break":
            yield part[:-1]
            part = []
        else:
            part.append(piece)
    yield part
