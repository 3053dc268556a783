"""Reading outcomes: verbs that a course allows, and texts of any make (the tables are for all languages)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.design.lexicons import lexicon_for
from coursewright.design.outcome_text import OutcomeReading, read_outcome

if TYPE_CHECKING:
    from coursewright.design.lexicon import Lexicon


def english() -> Lexicon:
    lexicon = lexicon_for(None)
    assert lexicon is not None
    return lexicon


def read(statement: str) -> OutcomeReading:
    return read_outcome(statement, english())


@pytest.mark.parametrize("allowed", ["familiarise", "familiarize", "Familiarise"])
def test_a_course_may_allow_a_verb(allowed: str) -> None:
    reading = read_outcome("Familiarize yourself with the tools", english(), allow=frozenset({allowed}))
    assert (reading.head, reading.unobservable) == ("familiarise", None)


def test_allowing_a_verb_allows_no_vague_phrase() -> None:
    reading = read_outcome("Gain an appreciation of form", english(), allow=frozenset({"gain"}))
    assert reading.vague_phrase == "Gain an appreciation of"


@given(st.text(max_size=60))
def test_reading_is_the_same_with_space_around(statement: str) -> None:
    assert read(f"  {statement.strip()}\n") == read(statement.strip())


@pytest.mark.parametrize(
    "statement",
    [
        "Understand " * 10_000,
        "and " * 25_000,
        "by the end " * 10_000,
        "demonstrate a critical " * 5_000,
        "the " * 25_000,
        "<" * 100_000,
        "[" * 100_000,
        "*" * 100_000,
        "1." * 50_000,
        "a" * 100_000,
        "\ufdfa" * 100_000,
        "&" * 100_000 + ";",
    ],
)
def test_a_very_long_statement_costs_little(statement: str) -> None:
    """Written out, the ways to read some of these are more than anybody could wait for."""
    assert isinstance(read(statement), OutcomeReading)
