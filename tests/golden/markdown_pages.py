"""Pages as renderers of Markdown make them, and what can be seen on them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import cmarkgfm  # type: ignore[import-untyped]
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]
from markdown_it import MarkdownIt

MADE_OF_TEXT = re.compile(
    r"@\w|[#!~%&]\d|[~%]\w|GH-\d|:[\w+-]+:|\w+://|www\.\w|\[\[|\[vulnerability:|\{\+"
    r"|\$.*\$|\b[0-9a-f]{7,40}\b",
    re.IGNORECASE,
)
"""What GitHub or GitLab look for in the texts of a finished page."""


class Page(HTMLParser):
    """What a page shows: its elements, and its texts, apart for those within code and those that are not."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.texts: list[str] = []
        self.codes: list[str] = []
        self._open: list[str] = []
        self._shown = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        assert not [name for name, _ in attrs if name not in {"style", "align"}]
        self._open.append(tag)
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert tag in self._open
        while self._open.pop() != tag:
            pass
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        self._shown += data
        if "code" in self._open:
            self.codes.append(data)
            return
        self.texts = [*self.texts[:-1], self.texts[-1] + data] if self.texts else [data]

    @property
    def depth(self) -> int:
        """How many elements are still open at the end."""
        return len(self._open)

    @property
    def shown(self) -> str:
        """All that can be seen, on one line, without spaces that cannot."""
        return " ".join(self._shown.replace("\u200b", "").split())


def commonmark(markdown: str) -> Page:
    return Page(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown))


def github(markdown: str) -> Page:
    """Return a page as GitHub's own parser makes it, with all that it can do."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return Page(cmarkgfm.github_flavored_markdown_to_html(markdown, options=options))
