"""Lines for the log of a workflow: commands to GitHub's runner, and text that it cannot take for one.

The runner reads a command from any line that starts with `::`, white space aside, and an older form of them
from a `##[` anywhere in a line, which `measure.safe` shows as an escape.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.reporters.shared.measure import safe

if TYPE_CHECKING:
    from collections.abc import Mapping

_START = re.compile(r"(\W*?):")


def command(name: str, properties: Mapping[str, object], data: str) -> str:
    """Return a command as a line, without properties that are empty or 0. `data` may have line breaks."""
    pairs = ((key, _property(str(value))) for key, value in properties.items() if value)
    given = ",".join(f"{key}={value}" for key, value in pairs)
    lines = "\n".join(map(safe, data.split("\n")))
    return f"::{f'{name} {given}'.rstrip()}::{_data(lines)}\n"


def plain(text: str) -> str:
    """Return a text as a line of the log that is no command: what would make it one is shown as an escape."""
    line = safe(text)
    if start := _START.match(line):
        line = f"{start[1]}\\u003a{line[start.end() :]}"
    return f"{line}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(safe(text)).replace(":", "%3A").replace(",", "%2C")
