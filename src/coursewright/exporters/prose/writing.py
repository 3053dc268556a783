"""Tokens of Markdown as HTML that is also XML, with the addresses of one platform."""

from __future__ import annotations

import hashlib
from html import escape
from typing import TYPE_CHECKING, Any

from markdown_it.renderer import RendererHTML

from coursewright.exporters.prose.maths import mathml
from coursewright.exporters.prose.parsing import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

    from coursewright.exporters.prose.addresses import Addresses, Verbatim

__all__ = ["Setting", "Writer"]


class Setting:
    """Where a text is written out: its addresses, and what is open while it is being written."""

    __slots__ = ("addresses", "footnotes", "formulas", "links", "offset")

    def __init__(
        self,
        text: str,
        addresses: Addresses | Verbatim,
        level: int,
        tokens: Sequence[Token],
        formulas: list[str] | None = None,
    ) -> None:
        self.addresses = addresses
        self.formulas = formulas
        """Where given, formulas are put here, and a mark in their place: the sieve for HTML knows none."""
        self.offset = level - min(
            (int(each.tag[1]) for each in tokens if each.type == "heading_open"), default=1
        )
        self.footnotes = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
        self.links: list[str] = []
        """What closes each link that is open."""

    def heading(self, tag: str) -> str:
        """Return the tag of a heading: the highest of the text has the level that was asked for."""
        return f"h{min(int(tag[1]) + self.offset, 6)}"

    def formula(self, latex: str, *, block: bool) -> str:
        """Return a formula, or the mark that stands for it."""
        made = mathml(latex, block=block)
        if self.formulas is None:
            return made
        self.formulas.append(made)
        return f"\ue000{len(self.formulas) - 1}\ue001"


class Writer(RendererHTML):
    """Writes tokens; each rule is found by the name of its token. `env["setting"]` is a `Setting`."""

    def heading_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Open a heading."""
        return f"<{_setting(env).heading(tokens[idx].tag)}>"

    def heading_close(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Close a heading."""
        return f"</{_setting(env).heading(tokens[idx].tag)}>\n"

    def link_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Open a link where it leads somewhere, else nothing."""
        setting = _setting(env)
        address = setting.addresses.link(str(tokens[idx].attrGet("href") or ""))
        if address is None or setting.links:
            setting.links.append("")
            return ""
        setting.links.append("</a>")
        title = tokens[idx].attrGet("title")
        named = f' title="{escape(str(title))}"' if title else ""
        return f'<a href="{escape(address.href)}"{named}{address.rel}>'

    def link_close(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Close a link."""
        open_links = _setting(env).links
        return open_links.pop() if open_links else ""

    def image(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Write an image; one that the platform does not show becomes a link, or its alternative text."""
        token, setting = tokens[idx], _setting(env)
        alt = words_of(token.children)
        title = token.attrGet("title")
        return setting.addresses.image_tag(
            str(token.attrGet("src") or ""), alt, str(title or ""), in_link=bool(setting.links)
        )

    def fence(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Write code with a class for its language, and a formula as one."""
        token = tokens[idx]
        language = token.info.strip().partition(" ")[0]
        if language == "math":
            return _setting(env).formula(token.content, block=True) + "\n"
        word = "".join(
            letter
            for letter in language.lower()
            if letter.isascii() and (letter.isalnum() or letter in "+-#")
        )
        named = f' class="language-{word}"' if word else ""
        return f'<pre tabindex="0"><code{named}>{escape(token.content)}</code></pre>\n'

    def code_block(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Write code."""
        return f'<pre tabindex="0"><code>{escape(tokens[idx].content)}</code></pre>\n'

    def math_inline(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Write a formula within a line."""
        return _setting(env).formula(tokens[idx].content, block=False)

    def math_inline_double(
        self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType
    ) -> str:
        """Write a formula that was set apart within a paragraph, where no block may stand."""
        return _setting(env).formula(tokens[idx].content, block=False)

    def math_block(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Write a formula on a line of its own."""
        return _setting(env).formula(tokens[idx].content, block=True) + "\n"

    def table_open(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Open a table that can be scrolled by itself."""
        return '<div class="cw-scroll" tabindex="0"><table>\n'

    def table_close(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Close a table."""
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Open the head of a column; one without words is a cell like others."""
        return '<th scope="col">' if tokens[idx + 1].content else "<td>"

    def th_close(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Close the head of a column."""
        return "</th>\n" if tokens[idx - 1].content else "</td>\n"

    def td_open(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Open a cell; how it is aligned is for the platform's style."""
        return "<td>"

    def footnote_ref(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Point to a footnote."""
        here, number, sub = _footnote(tokens[idx], env)
        return f'<sup><a href="#cw-fn-{here}" id="cw-fnref-{here}{sub}">[{number}]</a></sup>'

    def footnote_block_open(
        self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType
    ) -> str:
        """Begin the footnotes."""
        return '<section class="cw-footnotes"><ol>\n'

    def footnote_block_close(
        self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType
    ) -> str:
        """End the footnotes."""
        return "</ol></section>\n"

    def footnote_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Begin a footnote."""
        return f'<li id="cw-fn-{_footnote(tokens[idx], env)[0]}">'

    def footnote_close(
        self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType
    ) -> str:
        """End a footnote."""
        return "</li>\n"

    def footnote_anchor(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Lead back to where a footnote is pointed to."""
        here, number, sub = _footnote(tokens[idx], env)
        return f' <a href="#cw-fnref-{here}{sub}" aria-label="↑ {number}">↑</a>'


def _setting(env: EnvType) -> Setting:
    setting: Any = env["setting"]
    assert isinstance(setting, Setting)  # noqa: S101 - `Renderer` alone calls this
    return setting


def _footnote(token: Token, env: EnvType) -> tuple[str, int, str]:
    """Return the id of a footnote, its number, and what tells its places apart."""
    number = int(token.meta["id"]) + 1
    sub = int(token.meta.get("subId", 0) or 0)
    return f"{_setting(env).footnotes}-{number}", number, f"-{sub}" if sub > 0 else ""
