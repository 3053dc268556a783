"""Signs and texts of GIFT: escapes, and the format that each text says or inherits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.questions.markup import line_of_words, markdown_words, plain_html

if TYPE_CHECKING:
    from coursewright.importers.prose import Resolve

__all__ = ["Formatted", "formatted", "hidden", "shown"]

_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_SIGNS = "\\:#={}~\n"
_FIRST = 0xF0000
"""Where the characters begin that stand for escaped signs: nobody writes them."""
_HIDDEN = {("n" if sign == "\n" else sign): chr(_FIRST + place) for place, sign in enumerate(_SIGNS)}
_SHOWN = {_FIRST + place: sign for place, sign in enumerate(_SIGNS)}
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|&#?\w{1,20};")


def hidden(text: str) -> str:
    """Return a text in which other characters stand for escaped signs, so that they mean nothing."""
    return _ESCAPE.sub(lambda found: _HIDDEN[found[1]], text)


def shown(text: str) -> str:
    """Return a text with its escaped signs as themselves."""
    return text.translate(_SHOWN)


class Formatted(NamedTuple):
    """A text and its format."""

    text: str
    form: str

    def markdown(self, resolve: Resolve) -> str:
        """Return it as Markdown."""
        return self.text if self.form == "markdown" else markdown_words(self._html(), resolve)

    def line(self) -> str:
        """Return it as plain text on one line."""
        if self.form in {"plain", "markdown"} or not _TAG.search(self.text):
            return " ".join(self.text.split())
        return line_of_words(self._html())

    def _html(self) -> str:
        if self.form == "html":
            return self.text
        if self.form == "plain" or not _TAG.search(self.text):
            return plain_html(self.text)
        return self.text.replace("\n", "<br>")


def formatted(text: str, inherited: str) -> Formatted:
    """Return a piece of GIFT as a text: in the format it says, else in that of its question."""
    bare = text.strip()
    found = _FORMAT.match(bare)
    return Formatted(shown(bare[found.end() :] if found else bare).strip(), found[1] if found else inherited)
