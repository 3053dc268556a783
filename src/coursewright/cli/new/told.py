"""What `coursewright new` says: what would be written, what was, and what is left to write."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.terminal import columns
from coursewright.cli.writing import unified
from coursewright.reporters.shared.measure import flat, safe, width, wrap
from coursewright.reporters.shared.paths import from_here
from coursewright.spec.documents import read_document
from coursewright.spec.nodes import Todo
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from coursewright.cli.writing import NewText

_GOES_ON = " \\"
"""What ends the line of a command that goes on in the next one."""
_SHOWN = 3
"""How many of the places that are left to write are shown."""


class Open(NamedTuple):
    """A place that is left to write: its file, line and key, and the hint that stands there."""

    path: Path
    line: int
    key: str
    hint: str


class Finished(NamedTuple):
    """What is to be written, sentences that say so, places that are left to write, and what to lint next."""

    files: Sequence[NewText]
    said: Sequence[str]
    left: Sequence[Open]
    to_lint: Path


def open_places(file: NewText, within: Sequence[tuple[int, int]] | None = None) -> list[Open]:
    """Return the placeholders in a spec, or in some stretches of its text, in the order of its lines."""
    found = []
    for key, value in read_document(file.path, file.text.encode()).source.texts or ():
        if not isinstance(value, Todo):
            continue
        if within is None or any(start <= value.start < end for start, end in within):
            found.append(Open(file.path, value.span.start.line, key.text, value.hint))
    return sorted(found, key=lambda one: one.line)


def show(files: Sequence[NewText], here: Path) -> None:
    """Print what would be written: a new file whole, of another what would change."""
    many = len(files) > 1
    for number, file in enumerate(files):
        if number:
            sys.stdout.write("\n")
        if file.before is not None:
            _print(unified([file], here))
            continue
        if many:
            sys.stdout.write(f"--- {from_here(file.path, here)}\n")
        _print(file.text)


def tell_written(finished: Finished, here: Path) -> None:
    """Print what was written, what is left to write in it, and what to do next."""
    said = [line for one in finished.said for line in wrap(flat(one), columns())]
    lines = [*said, *_left(finished.left, here), *next_steps(finished, here, columns())]
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def next_steps(finished: Finished, here: Path, room: int) -> Iterator[str]:
    """Yield what to do next, in lines of at most `room` columns that break between words."""
    if finished.left:
        yield from wrap("That is normal: lint lists what is left as a to-do list.", room)
    spec = from_here(finished.to_lint, here)
    page = f"{finished.to_lint.name.partition('.')[0]}.html"
    yield from _command("Next: ", ["coursewright", "lint", spec], room)
    yield from _command("      ", ["coursewright", "report", spec, "-o", page], room)


def _command(lead: str, words: Sequence[str], room: int) -> Iterator[str]:
    """Yield a command that can be copied: one too wide for the terminal goes on in the next line."""
    line = lead + shlex.quote(words[0])
    for word in map(shlex.quote, words[1:]):
        if width(f"{line} {word}{_GOES_ON}") > room and line.strip():
            yield line + _GOES_ON
            line = " " * len(lead) + word
        else:
            line += f" {word}"
    yield line


def _left(left: Sequence[Open], here: Path) -> Iterator[str]:
    if not left:
        yield "Nothing in it is left to write."
        return
    number = len(left)
    shown = left[:_SHOWN]
    first = "" if number <= _SHOWN else f" The first {_words(len(shown))}:"
    yield f"{counted(number, 'place')} {'is' if number == 1 else 'are'} left to write, marked TODO.{first}"
    for one in shown:
        place = f"{from_here(one.path, here)}:{one.line}"
        told = f"{one.key}: {one.hint}" if one.hint else one.key
        first_line, *more = wrap(flat(f"{place}  {told}"), columns() - 4)
        yield f"  {first_line}"
        yield from (f"    {line}" for line in more)


def _words(number: int) -> str:
    return ("no", "one", "two", "three")[number]


def _print(text: str) -> None:
    if sys.stdout.isatty():
        text = "".join(f"{safe(line)}\n" for line in text.splitlines())
    sys.stdout.write(text)
