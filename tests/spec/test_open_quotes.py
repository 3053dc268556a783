"""A quote that is opened and not closed: told where it was opened, though the parser stumbles far below."""

from __future__ import annotations

import pytest
import yaml
from spec_helpers import NOWHERE, at, fault_of, place

from coursewright.spec.reader import read
from coursewright.spec.source import Source

OPEN_QUOTES = {
    'a: b\nc: "Open\nd: e\nf: "g"': ("2:4", 'did you mean `"Open"`?', "4:4"),
    "a: b\nc: 'Open\nd: e\nf: 'g'": ("2:4", "did you mean `'Open'`?", "4:4"),
    "c: 'Open\nd: it's": ("1:4", "did you mean `'Open'`?", "2:6"),
    'c: "Open\nd: "TODO: write it"': ("1:4", 'did you mean `"Open"`?', "2:4"),
    'c: "Was that: fair?\nd: ""\ne: "f"': ("1:4", 'did you mean `"Was that: fair?"`?', "2:4"),
    "c: \"Open\nd: 'C:\\q'": ("1:4", 'did you mean `"Open"`?', None),
    'a:\n  - id: b\n    c: "Open\n    d: e\nf: "g"': ("3:8", 'did you mean `"Open"`?', "5:4"),
    'a:\n  - "one\n  - "two"': ("2:5", 'did you mean `"one"`?', "3:5"),
    'a:\n  - {b: "Open, c: d}\n  - {b: "e"}': ("2:9", "close the quote where the text ends", "3:9"),
    'c: "It goes\n  on\nd: "e"': ("1:4", "close the quote where the text ends", "3:4"),
    'c: "Open  # a remark\nd: "e"': ("1:4", "close the quote where the text ends", "2:4"),
    '"c: Open\nd: "e"': ("1:1", "close the quote where the text ends", "2:4"),
}


@pytest.mark.parametrize("text", OPEN_QUOTES)
def test_a_quote_left_open_is_told_where_it_was_opened(text: str) -> None:
    where, fix, closed = OPEN_QUOTES[text]
    fault = fault_of(text)
    assert fault.message == "A quote is opened here, and nothing closes it on this line."
    assert (place(fault), fault.fix) == (where, fix)
    assert [at(node).split("-")[0] for node, _ in fault.related] == ([closed] if closed else [])


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('title: "He said "no" to me"', "1:18"),
        ('a: "He said\n  all of "no" to me"\nb: c', "2:11"),
        ('a: "He said\n  note: "no" to me"\nb: c', "2:10"),
    ],
)
def test_a_quote_inside_a_text_is_told_where_it_stands(text: str, where: str) -> None:
    fault = fault_of(text)
    assert (place(fault), fault.related) == (where, ())
    assert fault.message == "A quote inside the text ends it here."


PLAN = """module: m
title: "TODO: a question, such as: Was that fair?"
team:
  - id: t
    name: "TODO: Your name"
    role: instructor
  - {id: u, name: "TODO: the other name"}
tags: ["one", two]
tasks:
- id: a
  decision_points:
    - prompt: "TODO: which?"
      options:
        - "TODO: this one"
        - option: 'TODO: that one'
          consequence: "TODO: it's wet"
    - "TODO: another one"
  purpose: 'TODO: what for'
  instructions: >-
    Write "no" or what's better.
"""
FILLED = ["Mr Brandt", "Was that: fair", "A #1", "word " * 60, "It goes\n          on"]


def texts_in_quotes(text: str) -> list[tuple[int, int]]:
    """Return from where to where the texts in quotes go."""
    tokens = [one for one in yaml.scan(text) if isinstance(one, yaml.ScalarToken) and one.style in {'"', "'"}]
    return [(one.start_mark.index, one.end_mark.index) for one in tokens]


def test_a_quote_that_nothing_below_closes_either() -> None:
    fault = fault_of('c: "Open\nd: e')
    assert (place(fault), fault.message) == ("1:4", "A quote is opened here and never closed.")


@pytest.mark.parametrize("filled", FILLED)
@pytest.mark.parametrize(("start", "end"), texts_in_quotes(PLAN))
def test_any_quote_left_open_is_found(start: int, end: int, filled: str) -> None:
    _, faults = read(Source(NOWHERE, PLAN[: start + 1] + filled + PLAN[end:]))
    assert [fault.at[0] for fault in faults] == [start]
