"""The pages of rules as HTML. They may come from anybody: no markup of theirs, and links to the web only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from markupsafe import Markup

from coursewright.lint.page import topic_markdown
from coursewright.lint.topics import find_topic
from coursewright.reporters.shared.measure import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from coursewright.reporters.record import RuleNote

_WEB = re.compile(r"https?://", re.IGNORECASE)
_FIRST_LEVEL = 4
"""Pages stand under the heading of their rule, which is one of the third level."""


class RulePage(NamedTuple):
    """A rule that spoke: how often, the id of its place in the report, and its page, if it has one."""

    note: RuleNote
    anchor: str
    findings: int
    body: Markup
    sources: tuple[tuple[str, str], ...]


class TopicPage(NamedTuple):
    """The idea behind several rules."""

    title: str
    body: Markup


class _Pages(MarkdownIt):
    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        self.enable("table").disable("image")

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name is given
        return is_web(url)


def is_web(url: str) -> bool:
    """Whether a link may be followed from a report."""
    return _WEB.match(url) is not None


def rule_pages(
    notes: Sequence[RuleNote], anchors: Mapping[str, str], spoke: Mapping[str, int]
) -> Iterator[RulePage]:
    """Yield the pages of rules; `anchors` and `spoke` tell their ids and counts of findings by code."""
    markdown = _Pages()
    for note in notes:
        sources = tuple((text, url if is_web(url) else "") for text, url in note.sources)
        yield RulePage(note, anchors[note.code], spoke[note.code], _body(markdown, note.page), sources)


def topic_page(name: str) -> TopicPage | None:
    """Return the page of a topic, if there is one."""
    topic = find_topic(name)
    return TopicPage(topic.title, _body(_Pages(), topic_markdown(topic, ()))) if topic is not None else None


def _body(markdown: MarkdownIt, page: str) -> Markup:
    """Return a page without its title, which the report has."""
    tokens = markdown.parse("\n".join(map(safe, page.split("\n"))))
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        del tokens[:3]
    _under_the_rule(tokens)
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrs |= {"target": "_blank", "rel": "noopener noreferrer"}
                # On paper the address is added to links that do not show it.
                child.attrs |= {"class": "u"} if child.info == "auto" else {}
    return Markup(markdown.renderer.render(tokens, markdown.options, {}))  # noqa: S704 - HTML is off in it


def _under_the_rule(tokens: Sequence[Token]) -> None:
    """Make headings those of the parts of a rule, none more than one level below the last."""
    level = _FIRST_LEVEL - 1
    for token in tokens:
        if token.type == "heading_open":
            level = min(max(int(token.tag[1]) + 2, _FIRST_LEVEL), level + 1, 6)
            token.tag = f"h{level}"
        elif token.type == "heading_close":
            token.tag = f"h{level}"
