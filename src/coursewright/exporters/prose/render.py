"""Markdown as safe HTML for one platform."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from markdown_it.utils import OptionsDict

from coursewright.exporters.prose.addresses import Addresses, Verbatim
from coursewright.exporters.prose.foreign import harmless
from coursewright.exporters.prose.parsing import is_plain, tokens_of, words_of
from coursewright.exporters.prose.text import escaped, paragraphs
from coursewright.exporters.prose.writing import Setting, Writer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from markdown_it.token import Token

    from coursewright.exporters.prose.assets import Asset
    from coursewright.exporters.prose.links import Links
    from coursewright.exporters.prose.prose import Prose
    from coursewright.spec.model import Course

__all__ = ["Renderer"]

_WRITER = Writer()
_OPTIONS = OptionsDict(
    {
        "maxNesting": 40,
        "html": True,
        "linkify": False,
        "typographer": False,
        "quotes": "",
        "xhtmlOut": True,
        "breaks": False,
        "langPrefix": "language-",
        "highlight": None,
    }
)
_NO_PAGES: Mapping[Path, str] = MappingProxyType({})


class Renderer:
    """Renders the texts of a course. What it returns is HTML that is also XML, without script or style.

    `pages` are the files that are entries of their own, so that links to them lead there. `assets` has the
    files that the texts rendered so far need.
    """

    def __init__(self, course: Course, links: Links, pages: Mapping[Path, str] = _NO_PAGES) -> None:
        self._course = course
        self._links = links
        self._pages = pages
        self.assets: list[Asset] = []

    def html(self, prose: Prose, *, level: int = 2, below: str = "") -> str:
        """Return a text as blocks.

        Its highest headings are of `level`; a first one that says the same as `below` is left out.
        """
        if is_plain(prose.text):
            return paragraphs(prose.text)
        tokens = tokens_of(prose.text)
        if below:
            tokens = _without_title(tokens, below)
        if any(_is_foreign(token) for token in tokens):
            return self._with_html(prose, tokens, level)
        return _write(Setting(prose.text, self._addresses(prose), level, tokens), tokens)

    def inline(self, text: str) -> str:
        """Return a plain text as HTML within a line; Markdown in it means nothing."""
        return escaped(" ".join(text.split()))

    def plain(self, prose: Prose) -> str:
        """Return the words of a text in one line, without markup."""
        if is_plain(prose.text):
            return " ".join(prose.text.split())
        words = []
        for token in tokens_of(prose.text):
            if token.type == "inline":
                words.append(words_of(token.children))
            elif token.type in {"fence", "code_block", "math_block"}:
                words.append(token.content)
        return " ".join(" ".join(words).split())

    def _with_html(self, prose: Prose, tokens: Sequence[Token], level: int) -> str:
        """Render Markdown that holds HTML: all of it goes through the sieve, but formulas of ours."""
        formulas: list[str] = []
        raw = _write(Setting(prose.text, Verbatim(), level, tokens, formulas), tokens)
        kept = harmless(raw, self._addresses(prose))
        for number, formula in enumerate(formulas):
            kept = kept.replace(f"\ue000{number}\ue001", formula)
        return kept

    def _addresses(self, prose: Prose) -> Addresses:
        return Addresses(prose.source, self._course, self._links, self._pages, self.assets)


def _write(setting: Setting, tokens: Sequence[Token]) -> str:
    return _WRITER.render(tokens, _OPTIONS, {"setting": setting}).strip()


def _is_foreign(token: Token) -> bool:
    """Whether a token is HTML, or holds some."""
    if token.type == "html_block":
        return True
    return any(child.type == "html_inline" for child in token.children or ())


def _without_title(tokens: Sequence[Token], title: str) -> Sequence[Token]:
    """Return tokens without a first heading that says what stands above the text already."""
    if len(tokens) > 2 and tokens[0].type == "heading_open":
        said = words_of(tokens[1].children)
        if " ".join(said.split()).casefold() == " ".join(title.split()).casefold():
            return tokens[3:]
    return tokens
