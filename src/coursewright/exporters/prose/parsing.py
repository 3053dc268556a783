"""Markdown as tokens: CommonMark with tables, footnotes, definition lists, tasks, formulas and the like."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from coursewright.exporters.prose.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

__all__ = ["is_plain", "tokens_of", "words_of"]

_MARKED = re.compile(
    r"""[*_`\[\]<>\\&$~|#=\r\t]|^ *(?:[-+:]|[0-9]+[.)])| \n|\n +|^ |[\0\x0b\x0c]""", re.MULTILINE
)
"""What can mean anything but itself."""
_TASK = re.compile(r"\[([ xX])\](?=[ \n])")


def is_plain(text: str) -> bool:
    """Whether a text is nothing but paragraphs; most are, and need no parser."""
    return _MARKED.search(text) is None


@lru_cache(maxsize=64)
def tokens_of(text: str) -> Sequence[Token]:
    """Return the tokens of a text; nobody changes them."""
    return _parser().parse(clean(text), {})


def words_of(tokens: Sequence[Token] | None) -> str:
    """Return the words of what stands within a line: code and formulas as written, images by their text."""
    return "".join(_word(token) for token in tokens or ())


def _word(token: Token) -> str:
    match token.type:
        case "text" | "code_inline" | "math_inline" | "math_inline_double":
            return token.content
        case "softbreak" | "hardbreak":
            return " "
        case "image":
            return words_of(token.children)
    return ""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"xhtmlOut": True, "maxNesting": 40})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(deflist_plugin)
    parser.use(
        dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True
    )
    parser.core.ruler.push("tasks", _mark_tasks)
    # What a link may lead to is decided where it is written out, so that its text stays a text.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - its name is given
    return parser


def _mark_tasks(state: StateCore) -> None:
    """Turn `[ ]` at the beginning of a list item into a box to tick on paper."""
    for at in range(2, len(state.tokens)):
        token = state.tokens[at]
        if token.type != "inline" or not token.children or state.tokens[at - 2].type != "list_item_open":
            continue
        first = token.children[0]
        found = _TASK.match(token.content)
        if found is None or first.type != "text" or not first.content.startswith(found[0]):
            continue
        first.content = ("☐" if found[1] == " " else "☑") + first.content[3:]
        state.tokens[at - 2].attrJoin("class", "cw-task")
