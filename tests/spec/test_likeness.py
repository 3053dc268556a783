"""How clear it is that a wrong word means a known one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.spec.likeness import is_slip, likeness


@pytest.mark.parametrize(
    ("word", "meant", "known", "said"),
    [
        ("titel", "title", ["title"], "slip"),
        ("itle", "title", ["title"], "slip"),
        ("titlee", "title", ["title"], "slip"),
        ("tixle", "title", ["title"], "slip"),
        ("title", "title", ["title", "titles"], "slip"),
        ("asynchronus", "asynchronous", ["synchronous", "asynchronous"], "slip"),
        ("knid", "kind", ["kind"], "near"),
        ("tet", "text", ["text", "test"], "none"),
        ("titles", "title", ["title", "subtitle"], "slip"),
        ("titlex", "title", ["title", "titlez"], "none"),
        ("collaborate", "collaboration", ["collaboration"], "near"),
        ("ungraded", "graded", ["graded"], "none"),
        ("asynchronous", "synchronous", ["synchronous"], "none"),
        ("essay", "glossary", ["glossary"], "none"),
        ("a" * 100_001, "a" * 100_000, ["a" * 100_000], "none"),
    ],
)
def test_how_clear_a_meaning_is(word: str, meant: str, known: list[str], said: str) -> None:
    assert likeness(word, meant, known) == said


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_a_slip_is_one_step_either_way(one: str, other: str) -> None:
    steps = {one[:at] + one[at + 1 :] for at in range(len(one))}
    steps |= {one[:at] + letter + one[at:] for at in range(len(one) + 1) for letter in "abc"}
    steps |= {one[:at] + letter + one[at + 1 :] for at in range(len(one)) for letter in "abc"}
    steps |= {one[:at] + one[at + 1] + one[at] + one[at + 2 :] for at in range(len(one) - 1)}
    assert is_slip(one, other) is is_slip(other, one) is (other in steps - {one})
