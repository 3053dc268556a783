"""Front matter: the YAML between two lines of hyphens at the start of a Markdown file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.source import yaml_plain
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.source import Plain

__all__ = ["Front", "front_of", "texts", "word"]

_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_START = re.compile(r"\s*?^---[ \t]*\n", re.MULTILINE)


class Front(NamedTuple):
    """A Markdown file in two parts."""

    data: Mapping[str, Plain]
    body: str
    line: int
    """The line of the file, counted from 1, on which the body starts."""
    trouble: str = ""
    """Why the front matter could not be read; empty where it could, and where there is none."""


def front_of(text: str, name: str) -> Front:
    """Return the front matter of a file and its body. What is broken is passed over, and said."""
    start = _START.match(text)
    end = _END.search(text, start.end()) if start else None
    if start is None or end is None:
        return Front({}, text, 1)
    body = text[end.end() :].removeprefix("\n")
    line = text.count("\n", 0, len(text) - len(body)) + 1
    try:
        data = yaml_plain(text[start.end() : end.start()], name)
    except UsageError as error:
        return Front({}, body, line, error.message)
    return Front(data if isinstance(data, dict) else {}, body, line)


def word(value: Plain | None) -> str:
    """Return a value as one line of text; empty where it is none."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def texts(value: Plain | None) -> list[str]:
    """Return a value as texts, each on one line: a list's items, or the one text there is."""
    several = value if isinstance(value, list) else [value] if value is not None else []
    return [found for one in several if (found := word(one))]
