"""The Markdown of Microsoft Learn as Markdown that others read too: inclusions, images, notes, zones."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from coursewright.importers.markup.addresses import resolved
from coursewright.importers.markup.front import front_of
from coursewright.importers.markup.lines import LONGEST, chunks
from coursewright.importers.markup.pages import Pages, read_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coursewright.importers.source import Source

__all__ = ["Texts"]

_INCLUDE = re.compile(
    r"\[!include\s{0,9}\[[^\]\n]{0,300}\]\s{0,9}\(([^()\n]{1,500})\)\s{0,9}\]", re.IGNORECASE
)
_CODE = re.compile(r"\[!code-?([\w#+-]{0,30})\s{0,9}\[[^\]\n]{0,300}\]\(([^()\n]{1,500})\)\]", re.IGNORECASE)
_IMAGE = re.compile(r":::\s{0,9}image\s([^\n]{1,3000}?):::[ \t]*", re.IGNORECASE)
_CODE_BLOCK = re.compile(r":::\s{0,9}code\s([^\n]{1,3000}?):::[ \t]*", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w-]{1,40})\s{0,9}=\s{0,9}(?:"([^"\n]{0,2000})"|'([^'\n]{0,2000})')""")
_ZONE = re.compile(
    r"[ \t]*:::\s{0,9}(?:zone|moniker)\s+(?:pivot|range)\s{0,9}=\s{0,9}\"([^\"\n]{0,300})\"[ \t:]*",
    re.IGNORECASE,
)
_COLONS = re.compile(r"[ \t]*:::[^\n]{0,300}")
_COLUMN = re.compile(r":::\s{0,9}column(-end)?[^:\n]{0,99}:::", re.IGNORECASE)
_INDENT = re.compile(r"^[ \t]{1,8}")
_NOTE = re.compile(
    r"([ \t]{0,12}(?:>[ \t]{0,3}){1,5})\[!(NOTE|TIP|IMPORTANT|CAUTION|WARNING)\][ \t]*(.*)", re.IGNORECASE
)
_QUOTED = re.compile(r"[ \t]{0,12}(?:>[ \t]{0,3}){1,5}\[!div[^\n]{0,300}\][ \t]*", re.IGNORECASE)
_VIDEO = re.compile(r"\[!VIDEO\s{1,9}(https?://[^\s\]]{1,1000})[^\]\n]{0,300}\]", re.IGNORECASE)
_DEEPEST = 5
_SITE = "https://learn.microsoft.com"


class Texts:
    """Reads the texts of one source. `things` are the sources of what files became, to link to."""

    def __init__(self, source: Source, things: Mapping[str, str]) -> None:
        self._source = source
        self._pages = Pages(source, things)
        self.missing: dict[str, str] = {}
        """Files that a text includes and that are not there, with the file that wants them."""

    def of(self, markdown: str, name: str) -> str:
        """Return a text that stands in a file, with what it includes, as Markdown."""
        return self._read(markdown, name, 0, [LONGEST]).strip()

    def _read(self, markdown: str, name: str, depth: int, room: list[int]) -> str:
        room[0] -= len(markdown)
        if room[0] < 0:
            return ""
        pieces = [text if code else self._prose(text, name, depth, room) for code, text in chunks(markdown)]
        return "".join(pieces)

    def _prose(self, text: str, name: str, depth: int, room: list[int]) -> str:
        if "!" not in text and ":::" not in text and "](" not in text and "]:" not in text:
            return text
        pieces = _INCLUDE.split(text)
        made = []
        for at, piece in enumerate(pieces):
            made.append(self._included(piece, name, depth, room) if at % 2 else self._plain(piece, name))
        return "".join(made)

    def _plain(self, text: str, name: str) -> str:
        text = _CODE.sub(lambda found: self._code(found[2], found[1], name), text)
        text = _CODE_BLOCK.sub(lambda found: self._code_block(found[1], name), text)
        text = _IMAGE.sub(lambda found: _image(found[1]), text)
        text = _VIDEO.sub(r"[\1](\1)", text)
        return resolved("\n".join(_lines(text)), lambda address: self._address(name, address))

    def _included(self, target: str, name: str, depth: int, room: list[int]) -> str:
        file = self._file(target, name)
        if not file:
            self.missing.setdefault(target, name)
            return ""
        text = read_page(self._source, file) or ""
        return self._read(front_of(text, file).body, file, depth + 1, room) if depth < _DEEPEST else ""

    def _file(self, target: str, name: str) -> str:
        """Return the file that a relative path names; empty where it is not in the source."""
        path = target.strip().removeprefix("~/").partition("?")[0].partition("#")[0]
        found = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        return found if found in self._source.sizes else ""

    def _code(self, target: str, language: str, name: str) -> str:
        file = self._file(target, name)
        if not file:
            self.missing.setdefault(target, name)
            return ""
        text = (read_page(self._source, file) or "").rstrip("\n")
        fence = "`" * max(3, 1 + max((len(one) for one in re.findall("`+", text)), default=0))
        return f"\n{fence}{language.lower()}\n{text}\n{fence}\n"

    def _code_block(self, said: str, name: str) -> str:
        values = _attributes(said)
        return self._code(values.get("source", ""), values.get("language", ""), name)

    def _address(self, name: str, address: str) -> str | None:
        if address.startswith("/") and not address.startswith("//"):
            return f"{_SITE}{address}"
        return self._pages.resolver(name)(address)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text; those within columns without their indent."""
    in_column = False
    for line in text.split("\n"):
        if ":::" in line and (found := _COLUMN.search(line)):
            in_column = not found[1]
            line = _COLUMN.sub("", line)  # noqa: PLW2901 - what stands beside the colons stays
            if not line.strip():
                yield ""
                continue
        made = _line(_INDENT.sub("", line) if in_column else line)
        if made is not None:
            yield made


def _line(line: str) -> str | None:
    """Return a line without what only their site knows; None for one that says nothing else."""
    if "[!" in line:
        if found := _NOTE.fullmatch(line):
            word = f"{found[1].rstrip()} **{found[2].capitalize()}**"
            rest = found[3].strip()
            return f"{word}: {rest}" if rest else f"{word}\n{found[1].rstrip()}"
        return None if _QUOTED.fullmatch(line) else line
    if ":::" in line:
        if found := _ZONE.fullmatch(line):
            return f"*{found[1]}*\n"
        return None if _COLONS.fullmatch(line) else line
    return line


def _image(said: str) -> str:
    values = _attributes(said)
    source = values.get("source", "")
    alt = values.get("alt-text", "").replace("[", "\\[").replace("]", "\\]")
    return f"![{alt}](<{source}>)" if source else ""


def _attributes(said: str) -> dict[str, str]:
    return {key.lower(): one or other for key, one, other in _ATTRIBUTE.findall(said)}
