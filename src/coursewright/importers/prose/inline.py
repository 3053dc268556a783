"""Pieces of a line as Markdown: marks are opened and closed where Markdown sees them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.prose.escaping import (
    Habits,
    address,
    at_line_starts,
    escaped,
    habits_of,
    is_punctuation,
)
from coursewright.importers.prose.pieces import BREAK, DELETED, EMPHASIS, STRONG, SUB, SUP, Piece
from coursewright.importers.prose.spacing import parts_of, regular, tidied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.importers.prose.pieces import Link

__all__ = ["line_of", "paragraphs_of"]

_MARKS = {STRONG: ("**", "**"), EMPHASIS: ("*", "*"), DELETED: ("~~", "~~")}
_STARRED = STRONG | EMPHASIS | DELETED
"""Marks that are not opened right behind one that was closed."""
_TAGS = {SUP: ("<sup>", "</sup>"), SUB: ("<sub>", "</sub>")}
_FENCE = re.compile(r"`+")


class _Line:
    """A line while it is being written."""

    __slots__ = ("closed", "habits", "made")

    def __init__(self, habits: Habits) -> None:
        self.habits = habits
        self.made: list[str] = []
        self.closed = False
        """Whether the last thing written closed a mark made of stars."""

    @property
    def last(self) -> str:
        return self.made[-1][-1] if self.made else " "

    def put(self, text: str) -> None:
        if text:
            self.made.append(text)
            self.closed = False


class _Span(NamedTuple):
    end: int
    mark: int
    """0 for a link."""


def paragraphs_of(pieces: Sequence[Piece]) -> list[str]:
    """Return pieces as paragraphs: two line breaks in a row begin another."""
    if len(pieces) == 1 and pieces[0].kind == "text" and not pieces[0].marks and pieces[0].link is None:
        text = regular(pieces[0].text).strip(" ")
        if text.isalpha() or not text:
            return [text] if text else []
    return [made for part in parts_of(tidied(pieces)) if (made := _written(part))]


def line_of(pieces: Sequence[Piece], line_break: str = " ") -> str:
    """Return pieces as one line, with something else in place of its breaks."""
    made = (_written(part, starts=False) for part in parts_of(tidied(pieces)))
    return line_break.join(one.replace(BREAK, line_break) for one in made if one)


def _written(pieces: Sequence[Piece], *, starts: bool = True) -> str:
    if not pieces:
        return ""
    text = "".join(piece.text for piece in pieces if piece.kind == "text")
    habits = habits_of(
        text,
        marked=any(piece.marks & (STRONG | EMPHASIS) for piece in pieces),
        coded=any(piece.kind == "code" for piece in pieces),
        formulas=any(
            piece.kind in {"formula", "display"} or (piece.kind == "code" and "$" in piece.text)
            for piece in pieces
        ),
        linked=any(piece.link is not None or piece.kind == "ready" for piece in pieces),
    )
    line = _Line(habits)
    _write(list(pieces), 0, False, line, " ")
    made = "".join(line.made).strip()
    return at_line_starts(made) if starts else made


def _write(pieces: list[Piece], open_marks: int, in_link: bool, line: _Line, after: str) -> None:
    """Write pieces whose marks in `open_marks` are open already; `after` is the sign that will follow."""
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        span = _longest_span(pieces, at, open_marks, in_link)
        if span is None:
            at += 1
            follows = _first_sign(pieces[at], open_marks, in_link) if at < len(pieces) else after
            _write_one(piece, line, follows)
            continue
        inner = pieces[at : span.end]
        at = span.end
        seen = open_marks | _STARRED if span.mark in _MARKS else open_marks
        follows = _first_sign(pieces[at], seen, in_link) if at < len(pieces) else after
        if span.mark == 0:
            assert piece.link is not None  # noqa: S101 - that is what made it a span
            _write_link(inner, open_marks, piece.link, line)
        elif span.mark in _TAGS:
            opening, closing = _TAGS[span.mark]
            line.put(opening)
            _write(inner, open_marks | span.mark, in_link, line, "<")
            line.put(closing)
        else:
            _write_marked(inner, open_marks, in_link, span.mark, line, follows)


def _longest_span(pieces: list[Piece], at: int, open_marks: int, in_link: bool) -> _Span | None:
    """Return the mark of a piece, not yet open, that reaches furthest; of two alike a link comes first."""
    piece = pieces[at]
    best: _Span | None = None
    if piece.link is not None and not in_link:
        end = at
        while end < len(pieces) and pieces[end].link is piece.link:
            end += 1
        best = _Span(end, 0)
    marks = piece.marks & ~open_marks
    for mark in (STRONG, EMPHASIS, DELETED, SUP, SUB) if marks else ():
        if marks & mark:
            end = at
            while end < len(pieces) and pieces[end].marks & mark:
                end += 1
            if best is None or end > best.end:
                best = _Span(end, mark)
    return best


def _first_sign(piece: Piece, open_marks: int, in_link: bool) -> str:
    if piece.link is not None and not in_link:
        return "["
    if piece.marks & ~open_marks:
        return "*"
    match piece.kind:
        case "text":
            return piece.text[0]
        case "break":
            return "\n"
        case "code":
            return "`"
        case "formula" | "display":
            return "$"
    return piece.text[:1] or " "


def _write_marked(
    inner: list[Piece],
    open_marks: int,
    in_link: bool,
    mark: int,
    line: _Line,
    after: str,
) -> None:
    """Write what is emphasised; punctuation at its edges stays outside where it would hide the marks."""
    known = open_marks | mark
    head, inner = _peeled_front(inner, line.last, known)
    inner, tail = _peeled_back(inner, after, known)
    line.put(escaped(head, line.habits, line.last, "*") if head else "")
    opening, closing = _MARKS[mark]
    follows = tail[:1] or after
    if inner and _may_stand(inner, known, in_link, line, follows):
        line.put(opening)
        _write(inner, known, in_link, line, closing[0])
        line.put(closing)
        line.closed = True
    elif inner:
        _write(inner, open_marks | mark, in_link, line, follows)
    line.put(escaped(tail, line.habits, line.last, after) if tail else "")


def _may_stand(inner: list[Piece], marks: int, in_link: bool, line: _Line, after: str) -> bool:
    """Say whether a mark around pieces is read as one, given the signs on both sides."""
    before, first = line.last, _first_sign(inner[0], marks, in_link)
    end = inner[-1]
    last = end.text[-1:] if end.kind == "text" and end.link is None and not end.marks & ~marks else "`"
    opens = not is_punctuation(first) or before.isspace() or is_punctuation(before)
    closes = not is_punctuation(last) or after.isspace() or is_punctuation(after)
    return opens and closes and not line.closed


def _peeled_front(inner: list[Piece], before: str, marks: int) -> tuple[str, list[Piece]]:
    first = inner[0]
    if not _is_bare(first, marks) or before.isspace() or is_punctuation(before):
        return "", inner
    rest = first.text.lstrip("".join(sign for sign in set(first.text) if is_punctuation(sign) or sign == " "))
    return _without(inner, 0, first.text[: len(first.text) - len(rest)], rest)


def _peeled_back(inner: list[Piece], after: str, marks: int) -> tuple[list[Piece], str]:
    if not inner:
        return inner, ""
    last = inner[-1]
    if not _is_bare(last, marks) or after.isspace() or is_punctuation(after):
        return inner, ""
    rest = last.text.rstrip("".join(sign for sign in set(last.text) if is_punctuation(sign) or sign == " "))
    peeled, left = _without(inner, len(inner) - 1, last.text[len(rest) :], rest)
    return left, peeled


def _is_bare(piece: Piece, marks: int) -> bool:
    """Say whether a piece is text that will be written without further marks."""
    return piece.kind == "text" and piece.link is None and not piece.marks & ~marks


def _without(inner: list[Piece], at: int, peeled: str, rest: str) -> tuple[str, list[Piece]]:
    if not peeled:
        return "", inner
    kept = [inner[at]._replace(text=rest)] if rest else []
    return peeled, [*inner[:at], *kept, *inner[at + 1 :]]


def _write_link(inner: list[Piece], open_marks: int, link: Link, line: _Line) -> None:
    only = inner[0] if len(inner) == 1 else None
    plain = only is not None and only.kind == "text" and not only.marks & ~open_marks
    if only is not None and plain and only.text == link.address and _is_automatic(link):
        line.put(f"<{link.address}>")
        return
    title = f' "{_quoted(link.title)}"' if link.title else ""
    line.put("[")
    _write(inner, open_marks, True, line, "]")
    line.put(f"]({address(link.address)}{title})")


def _is_automatic(link: Link) -> bool:
    written = link.address
    return (
        written.startswith(("https://", "http://", "mailto:"))
        and written.isascii()
        and not link.title
        and not any(sign in written for sign in " <>%\\`\t\n&")
    )


def _quoted(title: str) -> str:
    return (
        " ".join(title.split())
        .replace("\\", "\\\\")
        .replace('"', '\\"')
        .replace("&", "&amp;")
        .replace("<", "&lt;")
    )


def _write_one(piece: Piece, line: _Line, after: str) -> None:
    match piece.kind:
        case "text":
            line.put(escaped(piece.text, line.habits, line.last, after))
        case "break":
            line.put(BREAK)
        case "code":
            line.put(" " if line.last == "`" else "")
            line.put(_code(piece.text))
        case "formula":
            _write_formula("$", piece.text, line, after)
        case "display":
            _write_formula("$$", piece.text, line, after)
        case _:
            line.put(piece.text)


def _write_formula(sign: str, text: str, line: _Line, after: str) -> None:
    """Write a formula, with a space to a digit beside it: `$` next to one is money."""
    line.put(" " if line.last.isdigit() or line.last == "$" else "")
    line.put(f"{sign}{text}{sign}")
    line.put(" " if after.isdigit() or after == "$" else "")


def _code(text: str) -> str:
    inner = text.replace("\n", " ").replace("\r", "").replace("\u00a0", " ")
    longest = max((len(run) for run in _FENCE.findall(inner)), default=0)
    fence = "`" * (longest + 1)
    needs_room = inner[:1] == "`" or inner[-1:] == "`" or (inner[:1] == " " == inner[-1:] and inner.strip())
    return f"{fence} {inner} {fence}" if needs_room else f"{fence}{inner}{fence}"
