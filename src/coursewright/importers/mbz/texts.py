"""Texts of Moodle as plans hold them: Markdown with its links and files, and plain lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from coursewright.importers.links import to_file, to_thing
from coursewright.importers.mbz.fields import said, whole
from coursewright.importers.mbz.languages import main_of, tongues_of
from coursewright.importers.prose import markdown_of
from coursewright.importers.questions.markup import line_of_words, plain_html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from coursewright.importers.draft import Value
    from coursewright.importers.mbz.stored_files import Area, Shelf
    from coursewright.importers.prose import Resolve

__all__ = ["HTML", "Texts"]

MOODLE, HTML, PLAIN, MARKDOWN = 0, 1, 2, 4
"""How a text is written: Moodle's own way is HTML in which line ends count."""

_PLUGIN_FILE = "@@PLUGINFILE@@/"
_CODED = re.compile(r"\$@([A-Z0-9]+)\*(\d{1,12})(?:\*\d{1,12})*@\$")
_PAGE = re.compile(r"/mod/[a-z0-9_]+/view\.php\?(?:[^#]{0,200}&(?:amp;)?)?id=(\d{1,12})")
_OF_COURSE = frozenset({"COURSEVIEWBYID", "COURSESECTIONBYID", "GRADEINDEXBYID"})
_LEGACY = "$@FILEPHP@$"
_WEB = re.compile(r"(?:https?|mailto|tel|ftp):", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!]")
_LINK = re.compile(r"(!?\[[^\]\n]{0,500}\]\()<?([^\s)>]{1,2000})>?")


class Texts(NamedTuple):
    """Reads texts, each with the files of its area."""

    shelf: Shelf
    sources: Mapping[int, str]
    """The activities by the numbers that links name them by."""
    address: str
    """Of the site, without a slash behind it."""
    legacy: Area
    """Where the files of a course that once was in Moodle 1.9 are."""
    language: str
    """The language of the course; empty where it does not say."""
    tags: dict[str, None]
    """Languages that some text is held in beside others, as they are met."""
    torn: dict[str, None]
    """Texts of which only the main language is taken, by what they are."""

    def markdown(self, record: _Element | None, column: str, area: Area) -> str:
        """Return the text of a column as Markdown, in the main language; empty where it holds none."""
        return self.as_markdown(said(record, column), _form(record, column), area)

    def as_markdown(self, text: str, form: int, area: Area) -> str:
        """Return a text as Markdown, in the main language."""
        whole_text = self._in_main(text, area)
        if not whole_text:
            return ""
        return self.markdown_by(whole_text, form, self.resolving(area))

    def markdown_by(self, text: str, form: int, resolve: Resolve) -> str:
        """Return a text in one language as Markdown, its addresses turned by `resolve`."""
        if form == MARKDOWN:
            return _LINK.sub(lambda found: f"{found[1]}{resolve(found[2]) or '#'}", text).strip()
        return markdown_of(_as_html(text, form), resolve).strip()

    def told(self, record: _Element | None, column: str, area: Area) -> Value:
        """Return the text of a column as Markdown; by its languages where it is one text in several."""
        text = said(record, column)
        found = tongues_of(text)
        if found is None or not found.is_clean:
            return self.markdown(record, column, area)
        resolve, form = self.resolving(area), _form(record, column)
        self.tags.update(dict.fromkeys(found.tags))
        return {tag: self.markdown_by(found.of(tag), form, resolve) for tag in found.tags}

    def line(self, html: str) -> str:
        """Return a text as a plain line, in the main language."""
        return line_of_words(main_of(html, self.language))

    def named(self, html: str) -> Value:
        """Return a name as a plain line; by its languages where it is one name in several."""
        found = tongues_of(html)
        if found is None or not found.is_clean:
            return self.line(html)
        self.tags.update(dict.fromkeys(found.tags))
        return {tag: line_of_words(found.of(tag)) for tag in found.tags}

    def resolving(self, area: Area) -> Resolve:
        """Return what turns the addresses in a text of an area into those of a plan."""

        def resolve(address: str) -> str | None:
            return self._resolved(address.strip(), area)

        return resolve

    def _in_main(self, text: str, area: Area) -> str:
        found = tongues_of(text)
        if found is None:
            return text
        self.torn[f"{area.component} {area.context} {area.area}"] = None
        return main_of(text, self.language)

    def _resolved(self, address: str, area: Area) -> str | None:
        if address.startswith(_PLUGIN_FILE):
            return self._file(area, address[len(_PLUGIN_FILE) :])
        if address.startswith(_LEGACY):
            path = address[len(_LEGACY) :].replace("$@SLASH@$", "/").replace("$@FORCEDOWNLOAD@$", "")
            return self._file(self.legacy, path)
        if coded := _CODED.match(address):
            thing = None if coded[1] in _OF_COURSE else self.sources.get(int(coded[2]))
            return to_thing(thing) if thing is not None else None
        if self.address and address.startswith(f"{self.address}/") and (page := _PAGE.search(address)):
            thing = self.sources.get(int(page[1]))
            return to_thing(thing) if thing is not None else address
        return address if _WEB.match(address) or address.startswith("#") else None

    def _file(self, area: Area, path: str) -> str | None:
        file = self.shelf.find(area, path)
        if file is None or not (file.name or file.link):
            return None
        _, hash_sign, anchor = unquote(path).partition("#")
        return f"{to_file(self.shelf.use(file))}{hash_sign}{anchor}" if file.name else file.link


def _form(record: _Element | None, column: str) -> int:
    """Return how the text of a column is written: its neighbour says so, and without one it is HTML."""
    return whole(record, f"{column}format") if said(record, f"{column}format") else HTML


def _as_html(text: str, form: int) -> str:
    if form == PLAIN or (form == MOODLE and not _TAG.search(text)):
        return plain_html(text)
    return text.replace("\n", "<br>\n") if form == MOODLE and "<p" not in text.lower() else text
