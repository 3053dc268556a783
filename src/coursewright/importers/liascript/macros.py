"""Macros of LiaScript, put in where they are only text; none is run, and none grows beyond measure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.liascript.header import is_running
from coursewright.importers.markup.lines import chunks

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Macros"]

_CALL = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`++)(?:(?!(?P=ticks)).){1,1000}?(?P=ticks)(?!`))"
    r"|(?<![\w\\@])@(?P<name>[A-Za-z]\w*(?:\.\w+){0,5})(?:\((?P<values>[^()\n]{0,500}(?:\([^()\n]{0,200}\)[^()\n]{0,500}){0,8})\))?"
)
_PLACE = re.compile(r"@'?([0-9])(?![0-9])")
_DEEPEST = 6
_MOST = 200_000
"""Letters that all macros of one course may put in."""


class Macros:
    """What macros stand for. Those that are not known, or more than text, are left out and gathered."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self._put_in = 0
        self.left_out: dict[str, int] = {}
        """By name: how often one was called that was left out."""

    def expanded(self, markdown: str) -> str:
        """Return Markdown with its macros put in; code stays as it is."""
        if "@" not in markdown:
            return markdown
        return "".join(text if code else self._expanded(text, 0) for code, text in chunks(markdown))

    def _expanded(self, text: str, depth: int) -> str:
        return _CALL.sub(lambda found: self._called(found, depth), text) if "@" in text else text

    def _called(self, found: re.Match[str], depth: int) -> str:
        if found["code"] is not None:
            return found[0]
        name, values = found["name"], found["values"]
        body = self._known.get(name)
        if body is None:
            if values is None and not self._is_alone(found):
                return found[0]
            return self._dropped(name)
        if is_running(body) or depth >= _DEEPEST or self._put_in > _MOST:
            return self._dropped(name)
        given = _split(values) if values is not None else []
        text = _PLACE.sub(lambda place: given[int(place[1])] if int(place[1]) < len(given) else "", body)
        self._put_in += len(text)
        return self._expanded(text, depth + 1)

    def _dropped(self, name: str) -> str:
        self.left_out[name] = self.left_out.get(name, 0) + 1
        return ""

    @staticmethod
    def _is_alone(found: re.Match[str]) -> bool:
        """Whether a call has its line for itself; elsewhere a word with an at sign may be anything."""
        text = found.string
        before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        after = text[found.end() :].partition("\n")[0] if len(text) - found.end() < _MOST else "x"
        return not before.strip(" \t>") and not after.strip()


def _split(values: str) -> list[str]:
    """Return what a call hands over: parts between commas; what stands in backticks is one."""
    parts = re.findall(r"\s*(?:`([^`]*)`|([^,]*))\s*(?:,|$)", values)
    return [(quoted or plain).strip() for quoted, plain in parts][:10]
