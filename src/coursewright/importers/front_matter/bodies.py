"""The body of a lesson: boxes, and what its system adds to Markdown, as plain Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.markup.blocks import Block, Trouble, quoted
from coursewright.importers.markup.boxes import Roles
from coursewright.importers.markup.details import with_details
from coursewright.importers.markup.divs import divs_of
from coursewright.importers.markup.front import front_of, word
from coursewright.importers.markup.kramdown import without_attributes, without_liquid
from coursewright.importers.markup.lines import without_comments
from coursewright.importers.markup.pages import read_page, stem_of
from coursewright.importers.markup.quotes import quotes_of

if TYPE_CHECKING:
    from coursewright.importers.front_matter.site import Lesson
    from coursewright.importers.source import Source

__all__ = ["ROLES", "Body", "body_of"]

ROLES = Roles(
    {
        "hands_on": "Hands-on",
        "hands-on": "Hands-on",
        "question": "Question",
        "exercise": "Exercise",
        "challenge": "Challenge",
        "activity": "Activity",
        "discussion": "Discussion",
    },
    frozenset({"solution", "answer", "instructor"}),
    frozenset({"agenda", "objectives", "questions", "keypoints", "key_points"}),
    frozenset({"tab", "group-tab", "code-2col"}),
    {"tip": "Tip", "details": "Details", "warning": "Warning", "code-in": "Input", "code-out": "Output"},
)
_DIV = re.compile(r"^[ \t]*:{3,}[ \t]*[{\w]", re.MULTILINE)
_SHORTCODE = re.compile(r"\{\{[<%].{0,500}?[>%]\}\}")
_PREFIX = re.compile(
    r"(?:hands[ -]on|questions?|exercise|tip|comments?|(?:more )?details|solution|warning)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_TOOL = re.compile(r"\[([^\[\]]{1,200})\]")
_PARAMETER = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]{0,300})"|'([^']{0,300})')""")
_PATH = re.compile(r"[^\s\"'{}]{1,300}\.(?:md|html)")
_LONGEST_SNIPPET = 20_000
_MOST_SNIPPETS = 400_000
"""Letters of snippets in one lesson."""


class Body(NamedTuple):
    """The body of a lesson, read."""

    whole: Block
    troubles: list[Trouble]
    comments: list[str]
    put_in: int
    """Snippets that stand in the text."""
    named: list[str]
    """Snippets that are not in the source, and stand there by their names."""


def body_of(lesson: Lesson, source: Source) -> Body:
    """Return the body of a lesson as text with boxes."""
    text, comments = without_comments(lesson.front.body)
    values = {f"page.{key}": word(value) for key, value in lesson.front.data.items()}
    snippets = _Snippets(source)
    text = without_liquid(_SHORTCODE.sub("", text), snippets.tag, values)
    troubles = [Trouble(1, lesson.front.trouble)] if lesson.front.trouble else []
    if _DIV.search(text):
        whole, faults = divs_of(text, lesson.front.line)
        troubles += faults
    else:
        whole = quotes_of(text, lesson.front.line)
    return Body(with_details(_plain(whole)), troubles, comments, snippets.put_in, snippets.named)


class _Snippets:
    """Answers the Liquid tags of a lesson; texts that many lessons share come in where they are named."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._letters = 0
        self.put_in = 0
        self.named: list[str] = []

    def tag(self, name: str, rest: str) -> str:
        match name:
            case "link":
                return rest
            case "cite":
                return f"({rest.split(maxsplit=1)[0]})" if rest else ""
            case "tool":
                found = _TOOL.match(rest)
                return f"**{found[1]}**" if found else f"**{rest}**"
            case "snippet" | "include":
                return self._snippet(rest)
        return ""

    def _snippet(self, rest: str) -> str:
        path = _PATH.match(rest)
        if path is None:
            return ""
        said = {f"include.{one[1]}": one[2] or one[3] or "" for one in _PARAMETER.finditer(rest)}
        name = next((one for one in (path[0], f"_includes/{path[0]}") if one in self._source.sizes), "")
        text = read_page(self._source, name) if name else None
        if text is None or len(text) > _LONGEST_SNIPPET or self._letters > _MOST_SNIPPETS:
            self.named.append(path[0])
            return f"*{stem_of(path[0]).replace('_', ' ').replace('-', ' ')}*"
        self._letters += len(text)
        self.put_in += 1
        front = front_of(text, name)
        body = without_liquid(without_comments(front.body)[0], _inner, said)
        return quoted(without_attributes(body).strip(), word(front.data.get("title")))


def _inner(name: str, rest: str) -> str:
    return rest if name == "link" else ""


def _plain(block: Block) -> Block:
    """Return boxes without attribute lists, and titles without the word for their kind."""
    block.title = _PREFIX.sub("", block.title.strip())
    block.parts = [
        without_attributes(part) if isinstance(part, str) else _plain(part) for part in block.parts
    ]
    return block
