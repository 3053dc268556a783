"""New YAML lines: values written as a file writes its own."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from coursewright.spec.editing.scalars import one_line

if TYPE_CHECKING:
    from coursewright.spec.editing.style import Style

Value: TypeAlias = "str | int | float | bool | Mapping[str, Value] | Sequence[Value]"
"""What can be written: a text may be a placeholder, `TODO: hint`."""

WIDTH = 110
"""Columns up to which lines are filled."""
_SHORT_LIST = 70
_NARROWEST = 40
_NOT_IN_LINES = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""What a text cannot hold that stands line by line: tabs too, for they are easily taken for spaces."""
_LONGEST_FOLDED = 200_000
"""Letters of a text that is still folded: a longer one nobody reads, and breaking it takes its time."""
_FOLDS = re.compile(r"\S+(?: \S+)*")
"""A text that says the same wherever its lines are broken."""


def block_lines(value: Mapping[str, Value], indent: int, style: Style) -> list[str]:
    """Return the lines of a mapping's pairs, `indent` columns in."""
    return [line for key, one in value.items() for line in pair_lines(key, one, indent, style)]


def pair_lines(key: str, value: Value, indent: int, style: Style) -> list[str]:
    """Return the lines of a key with its value."""
    head = " " * indent + one_line(key) + ":"
    match value:
        case str():
            return _text_lines(head, value, indent + style.step, style)
        case Mapping() if value:
            return [head, *block_lines(value, indent + style.step, style)]
        case Sequence() if value and not _stands_in_brackets(value, style):
            return [head, *list_lines(value, indent + style.list_offset, style)]
        case _:
            return [f"{head} {in_flow(value)}"]


def below_it(lines: Sequence[str], value: Value, style: Style, *, at_end: bool) -> str:
    """Return lines as the text that puts them below another one; `at_end` says that nothing follows them.

    There, a text that ends with a line break needs one.
    """
    text = "".join(style.newline + line for line in lines)
    return text + style.newline if at_end and _ends_with_break(value) else text


def _ends_with_break(value: Value) -> bool:
    match value:
        case str():
            return value.endswith("\n") and _is_literal(value)
        case Mapping() if value:
            return _ends_with_break([*value.values()][-1])
        case Sequence() if value:
            return _ends_with_break(value[-1])
        case _:
            return False


def list_lines(values: Sequence[Value], indent: int, style: Style) -> list[str]:
    """Return the lines of a list, its dashes `indent` columns in."""
    return [line for value in values for line in item_lines(value, indent, style)]


def item_lines(value: Value, indent: int, style: Style) -> list[str]:
    """Return the lines of one item, its dash `indent` columns in."""
    inner = indent + style.dash_width
    match value:
        case Mapping() if value:
            lines = block_lines(value, inner, style)
        case str():
            lines = _text_lines("", value, inner, style)
        case _:
            lines = [in_flow(value)]
    lines[0] = f"{' ' * indent}-{' ' * (style.dash_width - 1)}{lines[0].lstrip(' ')}"
    return lines


def in_flow(value: Value) -> str:
    """Return a value on one line, in brackets and braces."""
    match value:
        case str():
            return one_line(value, flow=True)
        case Mapping():
            pairs = (f"{one_line(key, flow=True)}: {in_flow(one)}" for key, one in value.items())
            return f"{{{', '.join(pairs)}}}"
        case Sequence():
            return f"[{', '.join(map(in_flow, value))}]"
        case _:
            return one_line(value)


def _stands_in_brackets(values: Sequence[Value], style: Style) -> bool:
    if any(isinstance(value, Mapping) or _is_list(value) for value in values):
        return False
    return style.flow_lists and len(in_flow(values)) <= _SHORT_LIST


def _is_list(value: Value) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _text_lines(head: str, text: str, indent: int, style: Style) -> list[str]:
    """Return a text after `head`: a long one, or one of several lines, stands below, `indent` columns in."""
    lead = f"{head} " if head else ""
    pad = " " * indent
    if style.block_texts and "\n" in text and _is_literal(text):
        sign = "|" if text.endswith("\n") else "|-"
        lines = text.rstrip("\n").split("\n")
        return [lead + sign, *(pad + line if line else "" for line in lines)]
    written = lead + one_line(text)
    fits = len(written) <= WIDTH - (0 if head else indent)
    folds = style.block_texts and not text.startswith("TODO") and len(text) <= _LONGEST_FOLDED
    if fits or not folds or not _FOLDS.fullmatch(text):
        return [written]
    folded = textwrap.wrap(
        text, max(WIDTH - indent, _NARROWEST), break_long_words=False, break_on_hyphens=False
    )
    return [f"{lead}>-", *(pad + line for line in folded)]


def _is_literal(text: str) -> bool:
    """Whether a text can stand line by line as it is."""
    lines = text.rstrip("\n").split("\n")
    ends = len(text) - len(text.rstrip("\n"))
    return (
        ends <= 1
        and bool(lines[0])
        and not lines[0].startswith((" ", "\t"))
        and all(_NOT_IN_LINES.search(line) is None and line == line.rstrip() for line in lines)
    )
