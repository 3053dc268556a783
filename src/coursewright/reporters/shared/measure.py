"""Text for a terminal: made safe to show, measured in columns, cut and wrapped to fit."""

from __future__ import annotations

import re
from functools import lru_cache

_STEERING = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f"  # control characters, which begin escape sequences
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that turn the reading direction
    "\u2028\u2029\ufeff\ufff9-\ufffb\U000e0001"  # breaks and marks that leave no trace of themselves
    "\ud800-\udfff]"  # halves of characters
)
_HALVES = re.compile("[\ud800-\udfff]")
_COMMAND = re.compile(r"#(?=[^\w\s#\[]*#[^\w\s#\[]*\[)")
"""How a command to a runner of CI jobs begins, anywhere in a line: `##[`, also with marks in between."""
_COMMAND_LINE = re.compile(r"\W*?::")
"""How a line begins that a runner of CI jobs takes for a command: it may overlook marks that take no room."""
_WIDE_FROM = "\u1100"
"""Below this, no character takes two columns."""
_CLINGS = frozenset(" 、。，．：；！？）」』】〉》")
"""What never starts a line."""


def safe(text: str) -> str:
    """Show what would steer a terminal or a CI job, or hide there, as an escape; a tab becomes a space."""
    if not (text.isascii() and text.isprintable()):
        text = _STEERING.sub(_escaped, text.replace("\t", " "))
    return _COMMAND.sub(_escaped, text) if "#" in text else text


def flat(text: str) -> str:
    """Return safe text on one line: line breaks and runs of spaces become one space."""
    return safe(" ".join(text.split()))


def encodable(text: str) -> str:
    """Return a text that any program can read: half a character, as in names of files, becomes an escape."""
    return _HALVES.sub(_escaped, text)


def begins_command(line: str) -> bool:
    """Whether a runner of CI jobs may take a line for a command, which begins with `::`."""
    return "::" in line and _COMMAND_LINE.match(line) is not None


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def width(text: str) -> int:
    """Return how many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    columns, joined = 0, False
    for character in text:
        columns += 0 if joined else _columns(character)
        joined = character == "\u200d"  # what a zero-width joiner ties to an emoji is drawn within it
    return columns


@lru_cache(maxsize=1024)
def _columns(character: str) -> int:
    import unicodedata  # noqa: PLC0415 - most texts are plain

    if unicodedata.category(character) in {"Mn", "Me", "Cf"} or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if character >= _WIDE_FROM and unicodedata.east_asian_width(character) in "WF" else 1


def head(text: str, room: int) -> str:
    """Return as much of the start of a text as fits into `room` columns."""
    if len(text) <= room and text.isascii():
        return text
    columns, joined = 0, False
    for number, character in enumerate(text):
        columns += 0 if joined else _columns(character)
        joined = character == "\u200d"
        if columns > room:
            return text[:number]
    return text


def shorten(text: str, room: int) -> str:
    """Return a text in at most `room` columns, with an ellipsis where it was cut."""
    return text if width(text) <= room else head(text, room - 1).rstrip() + "…"


def cut(text: str, longest: int | None) -> str:
    """Return a text in at most so many characters, with an ellipsis where it was cut; None sets no limit.

    There is no limit to characters that take up no column, which `shorten` does not count.
    """
    if longest is None or len(text) <= longest:
        return text
    return f"{text[: max(longest - 1, 0)].rstrip()}…"


def wrap(text: str, room: int, first: int | None = None) -> list[str]:
    """Break a text at its spaces into lines of at most `room` columns; the first may have its own `first`.

    A word that is wider than a line stays whole, so that it can be copied, unless it holds wide characters:
    the scripts that have these put no spaces between words, and break anywhere. No line starts with `::`,
    as commands to a runner of CI jobs do.
    """
    lines = _wrap(text, room, room if first is None else first)
    if "::" not in text:
        return lines
    whole = lines[:1]
    for line in lines[1:]:
        if begins_command(line):
            whole[-1] += f" {line}"
        else:
            whole.append(line)
    return whole


def _wrap(text: str, room: int, limit: int) -> list[str]:
    if text.isascii() and _single_spaced(text):
        return _wrap_plain(text, room, limit)
    lines: list[str] = []
    line = ""
    for word in _words(text):
        if line and width(line) + width(word.rstrip()) > limit:
            lines.append(line.rstrip())
            line, limit = "", room
        line += word
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _single_spaced(text: str) -> bool:
    """Whether all white space in a text is single spaces between words."""
    printable = text.replace("\0", "").isprintable()  # reports glue words together with NUL
    return printable and "  " not in text and text[:1] != " " and text[-1:] != " "


def _wrap_plain(text: str, room: int, limit: int) -> list[str]:
    """Break a text of single spaces in which every character takes a column, as nearly all are."""
    lines: list[str] = []
    start = 0
    while len(text) - start > limit:
        space = text.rfind(" ", start, start + max(limit, 0) + 1)
        if space < 0:
            space = text.find(" ", start)
            if space < 0:
                break
        lines.append(text[start:space])
        start, limit = space + 1, room
    lines.append(text[start:])
    return lines


def _words(text: str) -> list[str]:
    """Split a text behind its spaces, and behind each character that takes two columns."""
    if text.isascii():
        return re.findall(r"\S+\s*", text)
    words: list[str] = []
    word = ""
    for character, following in zip(text, f"{text[1:]} ", strict=True):
        word += character
        if _may_break(character, following):
            words.append(word)
            word = ""
    return [*words, word] if word else words


def _may_break(character: str, following: str) -> bool:
    """Whether a line may end between two characters: behind a space, or beside one that takes two columns."""
    if character == " ":
        return following != " "
    if following in _CLINGS:
        return False
    here, there = _columns(character), _columns(following)
    return here > 0 and there > 0 and max(here, there) == 2
