"""Which quote was opened and not closed, where the YAML parser stumbles only at the next quote below.

A quote that nobody closes takes in the lines below it, up to the next quote of its kind: the one that opens
the next quoted text. What follows there is no YAML, but the mistake stands where the first one was opened.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.source import Source

__all__ = ["OpenQuote", "open_quote"]

_ENTRY = re.compile(r"""( *)(?:- +)*(?:- |-$|\{|["']?[^\W\d][\w-]*["']?:(?: |$))""")
"""A line that starts as an entry of a list does, or a key with its value."""
_CUTS = re.compile(r" #|[,}\]`]|\\")
_LONGEST = 60


class OpenQuote(NamedTuple):
    """A quote that is not closed where its text ends, by offsets: where it opens, and what closes it.

    `closed` is None where nothing does. `meant` is the text as it must have been meant, in its quotes; empty
    where nobody can tell where it ends.
    """

    opened: int
    closed: int | None
    meant: str


def open_quote(source: Source, at: int, since: int) -> OpenQuote | None:
    """Return the quote left open that made the parser stumble `at` an offset, in what it read `since` one.

    None where the fault is another one, such as a quote inside a text.
    """
    line = source.position(at).line
    for start, end in _quoted(source.text):
        if source.position(end - 1).line == line and end <= at and _takes_in_entries(source, start, end):
            return OpenQuote(start, end - 1, _meant(source, start, end))
    if source.text[since : since + 1] in {'"', "'"} and _takes_in_entries(source, since, at):
        return OpenQuote(since, None, _meant(source, since, at))
    return None


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where texts in quotes go, as far as the parser can read."""
    loader = yaml.CLoader(text)
    try:
        while (token := loader.get_token()) is not None:
            if isinstance(token, yaml.ScalarToken) and token.style in {'"', "'"}:
                yield token.start_mark.index, token.end_mark.index
    except yaml.YAMLError:
        return


def _takes_in_entries(source: Source, start: int, end: int) -> bool:
    """Whether a quoted text goes over a line that belongs beside or around the key that it stands under."""
    first = source.position(start).line
    line = source.line(first)
    column = len(line) - len(line.lstrip(" -"))
    below = (source.line(number) for number in range(first + 1, source.position(end - 1).line + 1))
    return any(len(entry[1]) <= column for entry in map(_ENTRY.match, below) if entry is not None)


def _meant(source: Source, start: int, end: int) -> str:
    """Return the text up to the end of its line with the quote closed, if it ends there for sure."""
    position = source.position(start)
    line = source.line(position.line)
    before, rest = line[: position.column - 1], line[position.column - 1 :].rstrip()
    below = [source.line(number) for number in range(position.line + 1, source.position(end - 1).line + 1)]
    following = next((line for line in below if line.strip()), "")
    if not before.strip() or not 2 <= len(rest) <= _LONGEST:
        return ""
    if _CUTS.search(rest) or not _ENTRY.match(following):
        return ""
    return rest + rest[0]
