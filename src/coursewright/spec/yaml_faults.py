"""libyaml's complaints in plain words, with their place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from coursewright.spec.faults import Fault, FaultKind

if TYPE_CHECKING:
    from coursewright.spec.source import Source

_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_IN_WORDS = (
    (
        "found a tab character",
        "A tab indents this line; YAML takes spaces only.",
        "replace the tab by spaces",
    ),
    (
        "cannot start any token",
        "Nothing in YAML starts with this character.",
        "indent with spaces, and quote a text that starts with a special character",
    ),
    (
        "mapping values are not allowed",
        "A second `: ` stands in this line, so YAML takes its start for a key.",
        "quote the text, or check the indentation of this line and the one before",
    ),
    (
        "could not find expected ':'",
        "This line should be `key: value`.",
        "add the colon, or indent the line if it goes on with the text above",
    ),
    (
        "did not find expected key",
        "The indentation here fits neither the lines above nor a new key.",
        "line it up with its neighbours, and quote texts that hold special characters",
    ),
    (
        "did not find expected '-' indicator",
        "This line is indented like the list above it but does not start with `- `.",
        "start it with `- `, or move it to the left",
    ),
    (
        "did not find expected ',' or",
        "The bracket or brace opened before this is not closed.",
        "close it, and quote texts that hold `,`, `:`, `[`, `]`, `{` or `}`",
    ),
    ("block sequence entries are not allowed", "A list cannot start here.", "put `- ` on a line of its own"),
    ("found unexpected end of stream", "A quote is opened here and never closed.", "close the quote"),
    (
        "did not find expected <document start>",
        "More text follows where the spec has already ended.",
        "check the indentation of this line",
    ),
    ("found undefined tag handle", "Tags such as `!name!` mean nothing in a spec.", "quote the text"),
    (
        "found unknown escape character",
        "A `\\` in double quotes starts an escape that YAML does not know.",
        "use single quotes",
    ),
    ("found character that cannot start", "Nothing in YAML starts with this character.", "quote the text"),
)


def explain(error: yaml.YAMLError, source: Source) -> Fault:
    """Turn an error of the YAML parser into a fault with its place."""
    if isinstance(error, yaml.reader.ReaderError):
        return _unprintable(source)
    problem = str(getattr(error, "problem", "") or error)
    context = str(getattr(error, "context", "") or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    opened = getattr(error, "context_mark", None)
    if opened is not None and ("end of stream" in problem or "',' or" in problem):
        mark = opened
    offset = min(mark.index if mark is not None else 0, max(len(source.text) - 1, 0))
    message, fix = _in_words(problem, context)
    line = source.line(source.position(offset).line)
    tab = line[: len(line) - len(line.lstrip())].find("\t")
    if tab >= 0:
        message, fix = _IN_WORDS[0][1:]
        offset = source.text.rfind("\n", 0, offset) + 1 + tab
    return Fault(FaultKind.INVALID, message, fix, source=source, at=(offset, offset + 1))


def _in_words(problem: str, context: str) -> tuple[str, str]:
    for known, message, fix in _IN_WORDS:
        if known in problem:
            return message, fix
    where = f" ({context})" if context else ""
    return f"This is not YAML: {problem}{where}.", "check the indentation and the quotes around here"


def _unprintable(source: Source) -> Fault:
    found = _NOT_ALLOWED.search(source.text)
    offset = found.start() if found else 0
    code = f"U+{ord(source.text[offset]):04X}" if found else "unknown"
    message = f"An invisible control character ({code}) stands here."
    return Fault(FaultKind.INVALID, message, "delete it", source=source, at=(offset, offset + 1))
